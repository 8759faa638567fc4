"""An administrator makes a code for somebody; that person exchanges it for a password."""

from __future__ import annotations

from uuid import UUID

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from infoshare.access.people.queries import acting, people_managed_by
from infoshare.access.permissions import Permission
from infoshare.access.requires import SignedInRequest, requires
from infoshare.access.scope import providers_where
from infoshare.access.sign_in import throttle
from infoshare.access.sign_in.codes import InvitedBefore, NotInvited
from infoshare.access.sign_in.invitation_forms import InvitationForm, InviteForm
from infoshare.access.sign_in.inviting import (
    CODE_REFUSED,
    CodeRefused,
    accept,
    has_chosen_a_password,
    invite,
)
from infoshare.organisation.models import Appointment, Provider, User

SHOWN_BEFORE = (
    "The code was shown when it was made, and it is kept nowhere. If it is lost, make a new one: "
    "the old one ends."
)


@requires(Permission.MANAGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def invite_person(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Make the code with which somebody chooses their own password; it is shown once."""
    person = get_object_or_404(people_managed_by(request.user), pk=pk)
    provider, by = _provider_and_appointment(request.user, person)
    form = InviteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            invited = invite(person, provider, by, token=form.cleaned_data["token"])
        except InvitedBefore:
            messages.warning(request, SHOWN_BEFORE)
            return redirect("invite", person.pk)
        except NotInvited as refused:
            form.refuse(str(refused))
        else:
            # Shown in this answer and never again, so it is not behind a redirect.
            return render(request, "access/sign_in/invited.html", {"invited": invited})
    around = {"form": form, "person": person, "has_password": has_chosen_a_password(person)}
    return render(request, "access/sign_in/invite.html", around)


def _provider_and_appointment(user: User, person: User) -> tuple[Provider, Appointment]:
    """For which provider, and as what, this person invites that one."""
    for provider in providers_where(user, Permission.MANAGE_PEOPLE).order_by("pk"):
        by = acting(user, provider)
        theirs = (person.appointments, person.role_proposals)
        if by is not None and any(rows.filter(provider=provider).exists() for rows in theirs):
            return provider, by
    raise Http404


@sensitive_post_parameters("code", "password", "again")
@requires(Permission.PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest) -> HttpResponse:
    """Exchange a code for a password of one's own, and go on to the second factor."""
    form = InvitationForm(request.POST if request.method == "POST" else None)
    tries = throttle.take_here(request) if request.method == "POST" else []
    if tries is None:
        form.add_error(None, throttle.WAIT)
    elif request.method == "POST":
        if form.is_valid():
            try:
                person = accept(form.cleaned_data["code"], form.cleaned_data["password"])
            except CodeRefused as refused:
                form.add_error("code", str(refused))
            else:
                throttle.give_back(tries)
                return _signed_in(request, person)
        if CODE_REFUSED in form.errors.get("code", []):
            throttle.tell_if_many(request, tries)
        else:
            throttle.give_back(tries)
    return render(request, "account/invitation.html", {"form": form})


def _signed_in(request: HttpRequest, person: User) -> HttpResponse:
    messages.success(request, f"Your sign-in name is {person.sign_in_name}. Write it down.")
    try:
        answer: HttpResponse = perform_password_login(
            request, {"username": person.sign_in_name}, Login(user=person)
        )
    except ImmediateHttpResponse as instead:
        answer = instead.response
    return answer
