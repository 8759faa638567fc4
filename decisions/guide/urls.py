"""Addresses of the guide."""

from django.urls import path

from decisions.guide import signed, views

urlpatterns = [
    path("start/<slug:start>/", views.start, name="guide-start"),
    path("urgent/", views.urgent_start, name="urgent-start"),
    path("drafts/<uuid:pk>/", views.draft, name="draft"),
    path("drafts/<uuid:pk>/advice/given/", views.advice_given, name="advice-given"),
    path("drafts/<uuid:pk>/<slug:step>/", views.step, name="guide-step"),
    path("records/<uuid:pk>/signed/", signed.signed, name="signed"),
]
