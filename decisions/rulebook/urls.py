"""Addresses of the rules, of the law behind them, and of their review."""

from django.urls import path

from decisions.rulebook import views

urlpatterns = [
    path("rules/", views.rules, name="rules"),
    path("rules/law/", views.law, name="law"),
    path("providers/<uuid:pk>/rules-to-review/", views.rules_to_review, name="rules-to-review"),
    path("providers/<uuid:pk>/rules-to-review/<slug:code>/", views.rule_review, name="rule-review"),
]
