"""Addresses of this area."""

from django.urls import path

from infoshare.access.sessions import views

urlpatterns = [
    path("account/time-left/", views.time_left, name="time-left"),
    path("account/kept/", views.kept, name="kept-forms"),
]
