"""Addresses of the questions that advisers are asked."""

from django.urls import path

from decisions.advice import views

urlpatterns = [
    path("advice/", views.asked_of_you, name="advice-asked"),
    path("advice/<uuid:pk>/", views.answer, name="advice-answer"),
]
