"""Addresses of the children's pages."""

from django.urls import path

from children.views import agencies, child, not_to_be_told, people, placing, said

urlpatterns = [
    path("children/", child.children, name="children"),
    path("children/new/<uuid:home>/", placing.child_new, name="child-new"),
    path("children/<uuid:pk>/", child.child, name="child"),
    path("children/<uuid:pk>/consents/", said.consents, name="consents"),
    path(
        "children/<uuid:pk>/consents/<uuid:consent>/withdrawal/",
        said.withdrawal,
        name="withdrawal",
    ),
    path("children/<uuid:pk>/wishes/", said.wishes, name="wishes"),
    path("children/<uuid:pk>/not-to-be-told/new/", not_to_be_told.listing, name="listing"),
    path(
        "children/<uuid:pk>/not-to-be-told/<uuid:entry>/lifting/",
        not_to_be_told.lifting,
        name="lifting",
    ),
    path("children/<uuid:pk>/particulars/", people.particulars, name="particulars"),
    path("children/<uuid:pk>/change/", placing.child_change, name="child-change"),
    path("children/<uuid:pk>/leaving/", placing.leaving, name="leaving"),
    path("children/<uuid:pk>/relatives/new/", people.relative_new, name="relative-new"),
    path(
        "children/<uuid:pk>/relatives/<uuid:relative>/change/",
        people.relative_change,
        name="relative-change",
    ),
    path("children/<uuid:pk>/involvements/new/", people.involvement_new, name="involvement-new"),
    path(
        "children/<uuid:pk>/involvements/<uuid:involvement>/end/",
        people.involvement_end,
        name="involvement-end",
    ),
    path("agencies/", agencies.agencies, name="agencies"),
    path("agencies/new/<uuid:provider>/", agencies.agency_new, name="agency-new"),
    path("agencies/<uuid:pk>/change/", agencies.agency_change, name="agency-change"),
    path("agencies/<uuid:pk>/use/", agencies.agency_use, name="agency-use"),
    path("professionals/<uuid:pk>/change/", people.professional_change, name="professional-change"),
]
