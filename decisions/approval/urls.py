"""Addresses of the queue, of an answer at each stage, and of a call written down."""

from django.urls import path

from decisions.approval import calling, views
from decisions.policy.terms import ReviewStage

urlpatterns = [
    path("approval/", views.queue, name="approval-queue"),
    path("records/<uuid:pk>/review/", views.review, name="review"),
    path(
        "records/<uuid:pk>/confirmation/",
        views.review,
        {"stage": ReviewStage.CONFIRMATION},
        name="confirmation",
    ),
    path(
        "records/<uuid:pk>/last-word/",
        views.review,
        {"stage": ReviewStage.ESCALATION},
        name="escalation",
    ),
    path("records/<uuid:pk>/telephone/", calling.telephone, name="telephone-approval"),
    path("records/<uuid:pk>/escalate/", calling.escalate, name="escalate"),
]
