"""Addresses of this area."""

from django.urls import path

from decisions.inspection import code_views, receipt_views, views
from decisions.inspection.looking import views as looking

urlpatterns = [
    path("reads/", looking.reads, name="reads"),
    path("children/<uuid:pk>/looked/", looking.who_looked, name="who-looked"),
    path("inspection/", views.inspection, name="inspection"),
    path("visits/", views.visits, name="visits"),
    path("visits/guide/", receipt_views.visit_guide, name="visit-guide"),
    path("visits/code/", code_views.visit_code, name="visit-code"),
    path("visits/<uuid:pk>/end/", views.visit_end, name="visit-end"),
    path("visits/<uuid:pk>/extend/", views.visit_extend, name="visit-extend"),
    path("visits/<uuid:pk>/code/", code_views.visit_code_new, name="visit-code-new"),
    path("visits/<uuid:pk>/receipt/", receipt_views.visit_receipt, name="visit-receipt"),
]
