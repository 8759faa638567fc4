"""The people of a provider: the list, one person, and what is kept about them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from infoshare.access.people.answering import stands_without_a_second
from infoshare.access.people.forms import NewPersonForm, TelephoneForm, TrainingForm, WhyForm
from infoshare.access.people.keeping import keep_telephone, keep_training
from infoshare.access.people.leaving import NotSuspended, lift_suspension, suspend
from infoshare.access.people.proposing import NotProposed, propose_new_person
from infoshare.access.people.queries import (
    acting,
    acting_for,
    homes_to_work_at,
    open_suspension,
    people_managed_by,
    to_answer,
)
from infoshare.access.people.rows import person_page, person_rows
from infoshare.access.permissions import Permission
from infoshare.access.requires import SignedInRequest, requires
from infoshare.common.submit_token import is_token
from infoshare.organisation.models import Appointment, Provider, RoleProposal, User

PAGE_SIZE = 50
GET_OR_POST = ["GET", "HEAD", "POST"]
WAITS = (
    "Somebody else must agree now: another administrator, the responsible individual, or the "
    "registered manager of that home."
)
STANDS = "This stands at once: no home has begun yet, and nobody else is here who could agree."


@requires(Permission.MANAGE_PEOPLE)
@require_safe
def people(request: SignedInRequest) -> HttpResponse:
    """Everybody who works here, worked here, or is to."""
    found = people_managed_by(request.user).order_by("name", "pk")
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "people": person_rows(list(page)),
        "page": page,
        "waiting": len(to_answer(request.user)),
    }
    return render(request, "access/people/people.html", context)


@requires(Permission.MANAGE_PEOPLE)
@require_safe
def person(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """One person: what they hold, what waits, and what can be done."""
    return render(request, "access/people/person.html", person_page(_person(request, pk)))


@requires(Permission.MANAGE_PEOPLE)
@require_http_methods(GET_OR_POST)
def person_new(request: SignedInRequest) -> HttpResponse:
    """Somebody new, with the role that they are to hold."""
    homes = homes_to_work_at(request.user)
    form = NewPersonForm(_sent(request), homes=homes, names=_other_names(request))
    if request.method == "POST" and form.is_valid():
        try:
            proposal = _proposed_person(request, form)
        except NotProposed as refused:
            form.refuse(str(refused))
        else:
            say_how_it_stands(request, proposal)
            return redirect("person", proposal.person_id)
    return render(request, "access/people/person_new.html", {"form": form})


def _other_names(request: SignedInRequest) -> list[str]:
    """The names of everybody known here, but for whom this very page added when sent before."""
    known = people_managed_by(request.user)
    token = request.POST.get("token")
    if token is not None and is_token(token):
        known = known.exclude(role_proposals__pk=token)
    return list(known.values_list("name", flat=True))


def _proposed_person(request: SignedInRequest, form: NewPersonForm) -> RoleProposal:
    asked = form.cleaned_data
    return propose_new_person(
        acting_or_404(request, form.chosen_place.provider),
        name=asked["name"],
        telephone=asked["telephone"],
        role=asked["role"],
        place=form.chosen_place,
        period=form.period,
        token=asked["token"],
    )


def say_how_it_stands(request: SignedInRequest, proposal: RoleProposal) -> None:
    """Whether what was proposed waits for a second person, or stands for want of one."""
    alone = stands_without_a_second(proposal)
    messages.success(request, STANDS if alone else WAITS)


@requires(Permission.MANAGE_PEOPLE)
@require_http_methods(GET_OR_POST)
def person_telephone(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """The number that an approval by telephone rings."""
    who = _person(request, pk)
    form = TelephoneForm(_sent(request), initial={"telephone": who.telephone})
    if request.method == "POST" and form.is_valid():
        keep_telephone(who, _acting_for(request, who), **form.cleaned_data)
        return _saved(request, who)
    return render(request, "access/people/telephone.html", {"form": form, "person": who})


@requires(Permission.MANAGE_PEOPLE)
@require_http_methods(GET_OR_POST)
def person_training(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Until when somebody's training lasts."""
    who = _person(request, pk)
    form = TrainingForm(_sent(request), initial={"trained_until": who.trained_until})
    if request.method == "POST" and form.is_valid():
        keep_training(who, _acting_for(request, who), **form.cleaned_data)
        return _saved(request, who)
    return render(request, "access/people/training.html", {"form": form, "person": who})


@requires(Permission.MANAGE_PEOPLE)
@require_http_methods(GET_OR_POST)
def person_suspend(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Keep somebody out at once, on every device."""
    who = _person(request, pk)
    form = WhyForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            suspend(who, _acting_for(request, who), **form.cleaned_data)
        except NotSuspended as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{who.name} is signed out everywhere, and kept out.")
            return redirect("person", who.pk)
    return render(request, "access/people/suspend.html", {"form": form, "person": who})


@requires(Permission.MANAGE_PEOPLE)
@require_http_methods(GET_OR_POST)
def person_lift(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Let somebody in again who was suspended."""
    who = _person(request, pk)
    suspension = open_suspension(who)
    if suspension is None:
        return redirect("person", who.pk)
    form = WhyForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            lift_suspension(suspension, _acting_for(request, who), **form.cleaned_data)
        except NotSuspended as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{who.name} can sign in again.")
            return redirect("person", who.pk)
    return render(request, "access/people/lift.html", {"form": form, "person": who})


def acting_or_404(request: SignedInRequest, provider: Provider) -> Appointment:
    """As what this person manages people there; 404 where they do not."""
    by = acting(request.user, provider)
    if by is None:
        raise Http404
    return by


def _acting_for(request: SignedInRequest, who: User) -> Appointment:
    by = acting_for(request.user, who)
    if by is None:
        raise Http404
    return by


def _person(request: SignedInRequest, pk: UUID) -> User:
    return get_object_or_404(people_managed_by(request.user), pk=pk)


def _sent(request: SignedInRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _saved(request: SignedInRequest, who: User) -> HttpResponse:
    messages.success(request, "Saved.")
    return redirect("person", who.pk)
