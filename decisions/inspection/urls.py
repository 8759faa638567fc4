"""Addresses of this area."""

from django.urls import path

from decisions.inspection import views

urlpatterns = [
    path("inspection/", views.inspection, name="inspection"),
    path("visits/", views.visits, name="visits"),
    path("visits/<uuid:pk>/end/", views.visit_end, name="visit-end"),
]
