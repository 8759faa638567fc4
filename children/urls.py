"""Addresses of the children's pages."""

from django.urls import path

from children import views

urlpatterns = [
    path("children/", views.children, name="children"),
    path("children/<uuid:pk>/", views.child, name="child"),
    path("children/<uuid:pk>/consents/", views.consents, name="consents"),
    path(
        "children/<uuid:pk>/consents/<uuid:consent>/withdrawal/",
        views.withdrawal,
        name="withdrawal",
    ),
    path("children/<uuid:pk>/wishes/", views.wishes, name="wishes"),
    path("children/<uuid:pk>/not-to-be-told/<uuid:entry>/lifting/", views.lifting, name="lifting"),
]
