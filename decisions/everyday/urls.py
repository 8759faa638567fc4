"""Addresses of everyday sharing."""

from django.urls import path

from decisions.everyday import views

urlpatterns = [
    path("everyday/", views.everyday, name="everyday"),
    path("everyday/<uuid:pk>/", views.share, name="everyday-share"),
    path("everyday/<uuid:pk>/renewal/", views.renewal, name="everyday-renewal"),
    path("everyday/<uuid:pk>/end/", views.end, name="everyday-end"),
]
