"""Addresses of this area."""

from django.urls import path

from infoshare.access.going_live import views

urlpatterns = [
    path("homes/<uuid:pk>/going-live/", views.going_live, name="going-live"),
    path("homes/<uuid:pk>/second-person/", views.second_person, name="second-person"),
    path(
        "homes/<uuid:pk>/second-person/<uuid:appointment>/end/",
        views.second_person_end,
        name="second-person-end",
    ),
    path("homes/<uuid:pk>/on-call/", views.on_call, name="on-call"),
]
