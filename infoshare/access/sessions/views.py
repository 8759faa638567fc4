"""How much time is left, and what was typed when there was none."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from infoshare.access.permissions import Permission
from infoshare.access.requires import SignedInRequest, requires
from infoshare.access.sessions.kept import forget_kept, how_many_were_dropped, kept_forms
from infoshare.access.sessions.limits import carry_on, sitting_of


@requires(Permission.PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
def time_left(request: HttpRequest) -> HttpResponse:
    """The seconds until this session locks. Asking changes nothing; sending says: I am here."""
    sitting = sitting_of(request)
    if sitting is not None and request.method == "POST" and not sitting.is_over:
        carry_on(request)
        sitting = sitting_of(request)
    return JsonResponse({"left": sitting.seconds_left if sitting else 0})


@requires(Permission.SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def kept(request: SignedInRequest) -> HttpResponse:
    """After signing in again: what this person sent when it was locked, to send it now or not."""
    if request.method == "POST":
        forget_kept(request)
        return redirect("home")
    forms = kept_forms(request)
    if not forms:
        return redirect("home")
    context = {"forms": forms, "dropped": how_many_were_dropped(request)}
    return render(request, "access/sessions/kept.html", context)
