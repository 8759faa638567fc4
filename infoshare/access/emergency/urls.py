"""Addresses of this area. Nothing about the child stands in them."""

from django.urls import path

from infoshare.access.emergency import views

urlpatterns = [
    path("emergency/", views.emergency_access, name="emergency-access"),
    path("emergency/<uuid:pk>/end/", views.emergency_end, name="emergency-end"),
    path("emergency/<uuid:pk>/", views.emergency_review, name="emergency-review"),
]
