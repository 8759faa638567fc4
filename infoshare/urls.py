"""Every address of the site. Ids only: nothing about a child stands in an address."""

from django.urls import include, path

urlpatterns = [
    path("", include("infoshare.access.sign_in.urls")),
    path("", include("infoshare.access.sessions.urls")),
    path("", include("decisions.home.urls")),
    path("", include("decisions.guide.urls")),
    path("", include("decisions.everyday.urls")),
    path("", include("decisions.register.urls")),
    path("", include("decisions.approval.urls")),
    path("", include("decisions.advice.urls")),
    path("", include("decisions.followups.urls")),
    path("", include("decisions.inspection.urls")),
    path("", include("decisions.rulebook.urls")),
    path("", include("children.urls")),
    path("", include("infoshare.access.going_live.urls")),
    path("", include("infoshare.access.emergency.urls")),
    path("", include("infoshare.access.people.urls")),
]
