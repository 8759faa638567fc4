"""Addresses of this area."""

from django.urls import path

from decisions.followups import views

urlpatterns = [
    path("follow-ups/", views.follow_ups, name="follow-ups"),
]
