"""The one-time code of a visit: made by whoever is in charge, typed by the visitor."""

from __future__ import annotations

from uuid import UUID

from allauth.account.internal.flows.login import record_authentication
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from decisions.inspection.forms import VisitCodeForm
from decisions.inspection.visits import appointment_in_charge, is_open, visits_at
from infoshare.access.permissions import Permission
from infoshare.access.requires import SignedInRequest, requires
from infoshare.access.scope import visit_of
from infoshare.access.sign_in.factors import lacks_second_factor
from infoshare.common import clock
from infoshare.organisation.models import Visit
from infoshare.organisation.visit_codes import CODE_MINUTES, new_code, use_code

WRONG = "That is not the code, or it is spent. Check it, or ask for a new one."


@requires(Permission.OPEN_VISIT)
@require_POST
def visit_code_new(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Make a new code for an open visit and show it once, to be printed or read from the screen."""
    visit = get_object_or_404(visits_at(request.user, Permission.OPEN_VISIT), pk=pk)
    appointment = appointment_in_charge(request.user, visit.home)
    if not is_open(visit, clock.now()):
        messages.warning(request, "This visit is over, so it needs no code.")
        return redirect("visits")
    code = new_code(visit, appointment)
    # Shown in this answer and never again, so it is not behind a redirect.
    return render(
        request, "inspection/code.html", {"visit": visit, "code": code, "minutes": CODE_MINUTES}
    )


@requires(Permission.SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def visit_code(request: SignedInRequest) -> HttpResponse:
    """Where a visitor types the code after the passphrase; without it nothing else opens."""
    if not Visit.objects.filter(visitor=request.user).exists():
        raise Http404
    if not lacks_second_factor(request):
        return redirect("home")
    if visit_of(request.user) is None:
        return render(request, "home/no_records.html", {"why": "visit"})
    form = VisitCodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if use_code(request.user, form.cleaned_data["code"]):
            record_authentication(request, request.user, "mfa", type="visit_code")
            request.session.cycle_key()
            return redirect("home")
        form.add_error("code", WRONG)
    return render(request, "inspection/type_code.html", {"form": form})
