"""Addresses of the register and of one record."""

from django.urls import path

from decisions.register import beside, breach, refiling, views, writing

urlpatterns = [
    path("records/", views.register, name="register"),
    path("records/<uuid:pk>/", views.record, name="record"),
    path("records/<uuid:pk>/everyday/", views.shares_under, name="shares-under"),
    path("records/<uuid:pk>/shared/", writing.disclosures, name="disclosures"),
    path("records/shared/<uuid:pk>/receipts/", writing.receipts, name="receipts"),
    path("records/<uuid:pk>/addenda/", writing.addenda, name="addenda"),
    path("records/<uuid:pk>/breach-check/", breach.breach_check, name="breach-check"),
    path("records/<uuid:pk>/completion/", writing.completion, name="completion"),
    path("records/<uuid:pk>/answer/", writing.answer, name="answer"),
    path("records/<uuid:pk>/beside/", beside.beside, name="beside"),
    path("records/<uuid:pk>/another-child/", refiling.refiling, name="refiling"),
]
