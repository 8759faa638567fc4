"""Recoveries as pages show them."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from infoshare.access.people.rows import person_rows
from infoshare.access.sign_in.recovery.queries import is_over, is_used, words_of
from infoshare.common.times_in_words import moment_in_words
from infoshare.organisation.models import Recovery, User

Row = dict[str, Any]


def recovery_facts(one: Recovery) -> list[Row]:
    """Who, by whom, how it was checked and how it stands, from the sealed bytes."""
    said = words_of(one)
    rows = [
        {"key": "Who", "value": one.person.name},
        {"key": "Started by", "value": one.started_by.signature},
        {"key": "Started", "value": moment_in_words(one.recorded_at)},
        {"key": "How it was checked who they are", "value": said["checked"]},
        {"key": "What happened", "value": said["why"]},
    ]
    answer = getattr(one, "answer", None)
    if answer is not None:
        key = "Agreed by" if answer.agreed else "Not agreed by"
        rows.append({"key": key, "value": answer.answered_by.signature})
        if not answer.agreed:
            why = words_of(answer)["why"]
            rows.append({"key": "Why not", "value": why})
    return [*rows, {"key": "Now", "value": how_it_stands(one)}]


def how_it_stands(one: Recovery) -> str:
    answer = getattr(one, "answer", None)
    if is_used(one):
        return "They chose a new password"
    if answer is not None and not answer.agreed:
        return "Not agreed"
    if is_over(one):
        return "Too late: start again"
    return "Waits for the code to be used" if answer else "Waits for a second person"


def recovery_task(one: Recovery) -> Row:
    return {
        "label": one.person.name,
        "url": reverse("recovery", args=[one.pk]),
        "hint": f"Started by {one.started_by.user.name}, {moment_in_words(one.recorded_at)}. "
        f"{how_it_stands(one)}.",
    }


def people_to_start(people: list[User]) -> list[Row]:
    """Each person, with the page on which a recovery starts."""
    rows = person_rows(people)
    return [
        {**row, "url": reverse("recovery-start", args=[person.pk])}
        for row, person in zip(rows, people, strict=True)
    ]
