"""The table of who may open what, for the data protection officer and administrators."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from infoshare.access.permissions import Permission
from infoshare.access.requires import SignedInRequest, requires
from infoshare.access.who_opens.table import COLUMNS, sections


@requires(Permission.READ_WHO_HAS_ACCESS)
@require_safe
def who_may_open(request: SignedInRequest) -> HttpResponse:
    """Each page of the product, and whose role opens it; nothing about a child."""
    context = {"columns": COLUMNS, "sections": sections()}
    return render(request, "access/who_opens/table.html", context)
