"""Roles: proposed by one, answered by another, moved and ended."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from decisions.policy.terms import Role
from infoshare.access.people.answering import (
    NO_LONGER_STANDS,
    NotAnswered,
    agree,
    refuse,
    withdraw,
)
from infoshare.access.people.forms import (
    AnswerForm,
    EndForm,
    MoveForm,
    OwnHomeRoleForm,
    RoleForm,
    WithdrawForm,
)
from infoshare.access.people.leaving import NotEnded, end_appointment
from infoshare.access.people.proposing import NotProposed, propose_new_person, propose_role
from infoshare.access.people.queries import (
    answering,
    appointments_managed_by,
    colleagues_of,
    homes_to_work_at,
    people_managed_by,
    proposals_in_sight,
    proposed_by,
    proposing_at,
    still_stands,
    to_answer,
)
from infoshare.access.people.rows import proposal_facts, proposal_task
from infoshare.access.people.views import GET_OR_POST, acting_or_404, say_how_it_stands
from infoshare.access.permissions import Permission
from infoshare.access.requires import SignedInRequest, in_sight_but_not_yours, requires
from infoshare.access.scope import may
from infoshare.access.sessions.confirming import confirms_who_it_is
from infoshare.common import clock
from infoshare.organisation.models import Appointment, RoleProposal, User

WAITS_FOR_THE_PROVIDER = "An administrator or the responsible individual must agree now."
ALREADY_OVER = "This role has ended. Nothing was changed."
PROVIDER_WIDE = "This role is for all homes, so there is no other home to move to."


@requires(Permission.MANAGE_PEOPLE)
@require_http_methods(GET_OR_POST)
def person_appoint(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Propose a role for somebody who is known here."""
    who = get_object_or_404(people_managed_by(request.user), pk=pk)
    form = RoleForm(_sent(request), homes=homes_to_work_at(request.user))
    if request.method == "POST" and form.is_valid():
        answer = _propose(request, form, who, form.cleaned_data["role"])
        if answer is not None:
            return answer
    return render(request, "access/people/appoint.html", {"form": form, "person": who})


@requires(Permission.MANAGE_PEOPLE)
@require_http_methods(GET_OR_POST)
def appointment_move(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Propose another home for somebody, in the same role."""
    row = get_object_or_404(appointments_managed_by(request.user), pk=pk)
    if row.home is None or _is_over(row):
        messages.warning(request, PROVIDER_WIDE if row.home is None else ALREADY_OVER)
        return redirect("person", row.user_id)
    homes = homes_to_work_at(request.user).filter(provider=row.provider_id)
    form = MoveForm(_sent(request), moves=row, homes=homes)
    if request.method == "POST" and form.is_valid():
        answer = _propose(request, form, row.user, Role(row.role), row)
        if answer is not None:
            return answer
    return render(request, "access/people/move.html", {"form": form, "appointment": row})


def _propose(
    request: SignedInRequest,
    form: Any,
    who: User,
    role: Role,
    moves: Appointment | None = None,
) -> HttpResponse | None:
    """Propose it and go back to the person; None where the form must be shown again."""
    place = form.chosen_place
    by = acting_or_404(request, place.provider)
    token = form.cleaned_data["token"]
    try:
        proposal = propose_role(
            by, who, role=role, place=place, period=form.period, token=token, moves=moves
        )
    except NotProposed as refused:
        form.refuse(str(refused))
        return None
    say_how_it_stands(request, proposal)
    return redirect("person", who.pk)


@requires(Permission.MANAGE_PEOPLE)
@require_http_methods(GET_OR_POST)
def appointment_end(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """End a role, now or at a moment to come."""
    row = get_object_or_404(appointments_managed_by(request.user), pk=pk)
    if _is_over(row):
        messages.warning(request, ALREADY_OVER)
        return redirect("person", row.user_id)
    form = EndForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        by, why = acting_or_404(request, row.provider), form.cleaned_data["why"]
        try:
            end_appointment(row, by, ends_at=form.moment, why=why)
        except NotEnded as refused:
            form.add_error("ends_at" if form.moment else "when", str(refused))
        else:
            messages.success(request, f"Saved. {row.user.name} loses access at that moment.")
            return redirect("person", row.user_id)
    return render(request, "access/people/end.html", {"form": form, "appointment": row})


@requires(Permission.AGREE_TO_ROLES)
@require_safe
def roles_to_agree(request: SignedInRequest) -> HttpResponse:
    """What waits for this person's answer."""
    context = {
        "tasks": [proposal_task(one) for one in to_answer(request.user)],
        "own": [proposal_task(one, "role-withdraw") for one in proposed_by(request.user)],
        "may_propose": may(request.user, Permission.PROPOSE_ROLES),
    }
    return render(request, "access/people/to_agree.html", context)


@requires(Permission.PROPOSE_ROLES)
@require_http_methods(GET_OR_POST)
def role_propose(request: SignedInRequest) -> HttpResponse:
    """A manager proposes a role at their own home; who serves all homes agrees."""
    homes, colleagues = homes_to_work_at(request.user), colleagues_of(request.user)
    form = OwnHomeRoleForm(_sent(request), homes=homes, colleagues=colleagues)
    if request.method == "POST" and form.is_valid():
        try:
            _proposed_at_home(request, form)
        except NotProposed as refused:
            form.refuse(str(refused))
        else:
            messages.success(request, WAITS_FOR_THE_PROVIDER)
            return redirect("roles-to-agree")
    return render(request, "access/people/propose.html", {"form": form})


def _proposed_at_home(request: SignedInRequest, form: OwnHomeRoleForm) -> RoleProposal:
    place, said = form.chosen_place, form.cleaned_data
    by = proposing_at(request.user, place.home) if place.home else None
    if by is None:
        raise Http404
    asked: Any = {"role": said["role"], "place": place, "period": form.period}
    if form.chosen_colleague is not None:
        return propose_role(by, form.chosen_colleague, **asked, token=said["token"])
    new = {"name": said["name"], "telephone": said["telephone"]}
    return propose_new_person(by, **new, **asked, token=said["token"])


@requires(Permission.MANAGE_PEOPLE, Permission.PROPOSE_ROLES)
@require_http_methods(GET_OR_POST)
def role_withdraw(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Take back what one proposed, while nobody has answered it."""
    mine = RoleProposal.objects.filter(proposed_by__user=request.user)
    proposal = get_object_or_404(mine.select_related("person", "home", "proposed_by__user"), pk=pk)
    form = WithdrawForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            withdraw(proposal, request.user, **form.cleaned_data)
        except NotAnswered as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Withdrawn. Nobody can agree to it any more.")
            return redirect("roles-to-agree")
    context = {"form": form, "facts": proposal_facts(proposal), "proposal": proposal}
    return render(request, "access/people/withdraw.html", context)


@requires(Permission.AGREE_TO_ROLES)
@require_http_methods(GET_OR_POST)
@confirms_who_it_is
def role_answer(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Agree to a role for somebody, or do not."""
    proposal = get_object_or_404(proposals_in_sight(request.user), pk=pk)
    if answering(request.user, proposal) is None:
        raise in_sight_but_not_yours("Somebody else must answer this.")
    if hasattr(proposal, "answer") and request.method != "POST":
        messages.warning(request, "This was answered already.")
        return redirect("roles-to-agree")
    form = AnswerForm(_sent(request))
    if request.method == "POST" and form.is_valid() and _answered(request, form, proposal):
        return redirect("roles-to-agree")
    context = {
        "form": form,
        "facts": proposal_facts(proposal),
        "proposal": proposal,
        "warning": "" if still_stands(proposal) else NO_LONGER_STANDS,
    }
    return render(request, "access/people/answer.html", context)


def _answered(request: SignedInRequest, form: AnswerForm, proposal: RoleProposal) -> bool:
    try:
        if form.cleaned_data["agreed"]:
            agree(proposal, request.user)
        else:
            refuse(proposal, request.user, why=form.cleaned_data["why"])
    except NotAnswered as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, "Saved. Your answer is recorded.")
    return True


def _is_over(row: Appointment) -> bool:
    return row.ends_at is not None and row.ends_at <= clock.now()


def _sent(request: SignedInRequest) -> Any:
    return request.POST if request.method == "POST" else None
