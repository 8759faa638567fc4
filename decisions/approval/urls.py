"""Addresses of the queue and of a review."""

from django.urls import path

from decisions.approval import views

urlpatterns = [
    path("approval/", views.queue, name="approval-queue"),
    path("records/<uuid:pk>/review/", views.review, name="review"),
]
