"""Addresses of the paper forms."""

from django.urls import path

from decisions.guide.paper import views

urlpatterns = [
    path("paper/", views.paper_forms, name="paper-forms"),
    path("paper/<slug:kind>/", views.paper, name="paper"),
]
