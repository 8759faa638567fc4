"""Addresses of the guide."""

from django.urls import include, path

from decisions.guide import advice_given, handing_over, signed, stating, views

urlpatterns = [
    path("", include("decisions.guide.paper.urls")),
    path("start/<slug:start>/", views.start, name="guide-start"),
    path("urgent/", views.urgent_start, name="urgent-start"),
    path("drafts/", handing_over.drafts, name="drafts"),
    path("drafts/<uuid:pk>/", views.draft, name="draft"),
    path("drafts/<uuid:pk>/taking-over/", handing_over.draft_take_over, name="draft-take-over"),
    path("drafts/<uuid:pk>/advice/given/", advice_given.advice_given, name="advice-given"),
    path("drafts/<uuid:pk>/<slug:step>/", views.step, name="guide-step"),
    path("records/<uuid:pk>/signed/", signed.signed, name="signed"),
    path("records/<uuid:pk>/gone/", stating.already_gone, name="already-gone"),
    path("signed/", signed.signed_and_closed, name="signed-and-closed"),
]
