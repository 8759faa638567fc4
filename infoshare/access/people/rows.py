"""People, roles and homes as pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch, reverse

from decisions.policy.terms import Role
from infoshare.access.people.queries import open_suspension
from infoshare.access.people.report import Leaver
from infoshare.access.sign_in.directory.links import links_of
from infoshare.common import clock
from infoshare.common.times_in_words import day_in_words, moment_in_words
from infoshare.ledger.reading import read_part
from infoshare.organisation.models import Appointment, Home, RoleProposal, User

Row = dict[str, Any]

_MINUTES = {"label": "Minutes from leaving to losing access", "number": True}
CURRENT_COLUMNS: list[Any] = ["Name", "Role", "Where", "Since"]
LEAVER_COLUMNS: list[Any] = ["Name", "Role", "Where", "Left", "Lost access", _MINUTES]
ADMINISTRATOR_COLUMNS: list[Any] = ["Name", "Since", "Who agreed"]


def where(home: Home | None) -> str:
    return home.name if home else "All homes"


def person_rows(people: Iterable[User]) -> list[Row]:
    """Each person with the roles that they hold now."""
    people = list(people)
    held: dict[UUID, list[str]] = {}
    rows = Appointment.objects.in_force(clock.now()).filter(user__in=people)
    for one in rows.select_related("home"):
        held.setdefault(one.user_id, []).append(f"{one.get_role_display()}, {where(one.home)}")
    return [
        {
            "label": one.name,
            "url": reverse("person", args=[one.pk]),
            "hint": "; ".join(held.get(one.pk, ["No role now"])),
            **({} if one.is_active else {"status": "Suspended", "kind": "attention"}),
        }
        for one in people
    ]


def person_page(person: User) -> Row:
    """What one person's page shows."""
    now = clock.now()
    held = person.appointments.select_related("home", "provider")
    lasting = [one for one in held if one.ends_at is None or one.ends_at > now]
    proposals = person.role_proposals.select_related(
        "person", "home", "proposed_by__user", "answer__answered_by__user", "moves__home"
    )
    suspension = open_suspension(person)
    return {
        "person": person,
        "facts": _facts(person),
        "roles": [{"appointment": one, "facts": role_facts(one)} for one in lasting],
        "past": [_past_row(one) for one in held if one not in lasting],
        "waiting": [
            {"facts": proposal_facts(one), "proposal": one}
            for one in proposals
            if not hasattr(one, "answer")
        ],
        "not_agreed": [_refused(one) for one in proposals if _is_refused(one)],
        "suspended_since": suspension.recorded_at if suspension else None,
        "invite_url": invite_url(person),
    }


def _facts(person: User) -> list[Row]:
    until = day_in_words(person.trained_until) if person.trained_until else "Not written down"
    return [
        {"key": "Sign-in name", "value": person.sign_in_name},
        {
            "key": "Telephone number",
            "value": person.telephone or "Not written down",
            "change_url": reverse("person-telephone", args=[person.pk]),
        },
        {
            "key": "Training lasts until",
            "value": until,
            "change_url": reverse("person-training", args=[person.pk]),
        },
        *_work_accounts(person),
    ]


def _work_accounts(person: User) -> list[Row]:
    """With what else this person signs in, where they linked it."""
    return [
        {
            "key": "Work account",
            "value": f"{one.uid}, linked {moment_in_words(one.date_joined)}",
            "change_url": reverse("person-unlink", args=[person.pk]),
            "change_label": "or unlink the work account",
        }
        for one in links_of(person)
    ]


def invite_url(person: User) -> str:
    """Where somebody who cannot sign in yet is invited; empty where there is no such page."""
    if person.has_usable_password() or not person.is_active:
        return ""
    try:
        return reverse("invite", args=[person.pk])
    except NoReverseMatch:
        return ""


def role_facts(one: Appointment) -> list[Row]:
    rows = [
        {"key": "Where", "value": where(one.home)},
        {"key": "From", "value": moment_in_words(one.starts_at)},
    ]
    if one.ends_at is not None:
        rows.append({"key": "Until", "value": moment_in_words(one.ends_at)})
    return rows


def _past_row(one: Appointment) -> Row:
    until = moment_in_words(one.ends_at) if one.ends_at else ""
    hint = f"From {moment_in_words(one.starts_at)} until {until}."
    return {"label": f"{one.get_role_display()}, {where(one.home)}", "hint": hint}


def proposal_facts(one: RoleProposal) -> list[Row]:
    """What is proposed, for whom, and by whom."""
    rows = [
        {"key": "Who", "value": one.person.name},
        {"key": "Role", "value": one.get_role_display()},
        {"key": "Where", "value": where(one.home)},
        {"key": "From", "value": _or(one.starts_at, "As soon as somebody agrees")},
        {"key": "Until", "value": _or(one.ends_at, "No end is set")},
        {"key": "Proposed by", "value": one.proposed_by.signature},
        {"key": "Proposed", "value": moment_in_words(one.recorded_at)},
    ]
    if one.moves is not None:
        left = f"{one.moves.get_role_display()}, {where(one.moves.home)}"
        rows.insert(3, {"key": "In place of", "value": left})
    return rows


def _or(moment: datetime | None, words: str) -> str:
    return moment_in_words(moment) if moment else words


def proposal_task(one: RoleProposal, page: str = "role-answer") -> Row:
    by = f"Proposed by {one.proposed_by.user.name}, {moment_in_words(one.recorded_at)}."
    return {
        "label": f"{one.person.name}: {one.get_role_display().lower()}, {where(one.home)}",
        "url": reverse(page, args=[one.pk]),
        "hint": by,
    }


def _is_refused(one: RoleProposal) -> bool:
    return hasattr(one, "answer") and not one.answer.agreed


def _refused(one: RoleProposal) -> Row:
    """A proposal that was withdrawn or not agreed to, with why, from the sealed bytes."""
    answer = one.answer
    why = read_part(answer.log, answer.seq, "text")["why"]
    withdrawn = answer.answered_by_id == one.proposed_by_id
    did = "withdrew it" if withdrawn else "did not agree"
    return {
        "label": f"{one.get_role_display()}, {where(one.home)}",
        "hint": f"{answer.answered_by.signature} {did}: {why}",
    }


def home_page(home: Home) -> Row:
    on_call = f"{home.on_call_name}, {home.on_call_number}".strip(", ")
    closed = getattr(home, "closed", None)
    if closed is not None:
        since = moment_in_words(closed.recorded_at)
        return {"home": home, "facts": [{"key": "Closed", "value": since}]}
    return {
        "home": home,
        "may_close": True,
        "facts": [
            {"key": "Ofsted number", "value": home.number},
            {
                "key": "Telephone number",
                "value": home.telephone or "Not written down",
                "change_url": reverse("home-details", args=[home.pk]),
                "change_label": f"name and number of {home.name}",
            },
            {
                "key": "On call",
                "value": on_call or "Not written down",
                "change_url": reverse("home-on-call", args=[home.pk]),
                "change_label": f"who is on call at {home.name}",
            },
        ],
    }


def current_row(one: Appointment) -> list[Any]:
    name: Row = {"text": one.user.name}
    if not one.user.is_active:
        name |= {"status": "Suspended", "kind": "attention"}
    role = Role(one.role).label
    return [name, role, where(one.home), moment_in_words(one.starts_at)]


def leaver_row(one: Leaver) -> list[Any]:
    minutes: Row = {"text": str(one.minutes)}
    if one.minutes:
        minutes |= {"status": "Too late", "kind": "danger"}
    return [
        one.user.name,
        one.role,
        where(one.home),
        moment_in_words(one.left_at),
        moment_in_words(one.access_ended_at),
        minutes,
    ]


def administrator_row(one: Appointment) -> list[Any]:
    return [one.user.name, moment_in_words(one.starts_at), _who_agreed(one)]


def _who_agreed(one: Appointment) -> str:
    """Who agreed to a role; one that stood alone says so."""
    agreement = getattr(one, "agreement", None)
    if agreement is None:
        return "Given when this provider began here"
    if agreement.answered_by_id == agreement.proposal.proposed_by_id:
        return "Nobody else was here to agree"
    return str(agreement.answered_by.signature)
