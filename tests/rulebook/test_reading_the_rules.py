"""The page of the rules and the page of the law: whole, searchable, and open to who needs them."""

from __future__ import annotations

import html
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from decisions.policy.law import reference_rows
from decisions.policy.rules import RULES, RULES_ELSEWHERE
from decisions.policy.table import decision_table, to_review
from decisions.policy.terms import Effect, EmergencyEffect, Force, Outcome, Sureness
from decisions.policy.versions import LAW_VERSION, RULES_VERSION
from decisions.rulebook import words
from infoshare.common import clock
from infoshare.organisation.models import Appointment, SettingsVersion, Visit
from tests.common.test_house_pack import Page

pytestmark = pytest.mark.django_db

SignIn = Callable[[Any], Client]


def page_of(client: Client, name: str, **asked: str) -> Page:
    answer = client.get(reverse(name), asked)
    assert answer.status_code == 200
    return Page(answer.content.decode())


def shown(page: Page) -> list[str]:
    """The codes of the rules, or of the rows of the law, that the page shows."""
    return [one["id"] for one in page.all("section") if "card" in one.get("class", "")]


def test_every_rule_is_there_once_with_all_its_words(asha: Appointment, signed_in: SignIn) -> None:
    page = page_of(signed_in(asha), "rules")
    assert tuple(shown(page)) == tuple(decision_table())
    text = " ".join(page.text.split())
    for row in (*RULES, *RULES_ELSEWHERE):
        for part in (row.says, row.why, row.do, row.source, words.dated(row.dated)):
            assert " ".join(part.split()) in text, (row.id, part)
    assert f"Rule set {RULES_VERSION}, law {LAW_VERSION}" in text


def test_each_letter_has_its_heading_in_order(asha: Appointment, signed_in: SignIn) -> None:
    page = page_of(signed_in(asha), "rules")
    anchors = [one["id"] for one in page.all("h2") if one.get("id", "").startswith("letter-")]
    assert anchors == [f"letter-{letter}" for letter in words.LETTERS]
    for letter, heading in words.LETTERS.items():
        assert f"{letter}. {heading}" in page.text
    assert set(words.LETTERS) == {rule[0] for rule in decision_table()}


def test_no_anchor_stands_twice(asha: Appointment, signed_in: SignIn) -> None:
    for name in ("rules", "law"):
        doubled = [one for one, times in page_of(signed_in(asha), name).ids().items() if times > 1]
        assert doubled == []


def test_every_row_of_the_law_is_there_with_its_dates(asha: Appointment, signed_in: SignIn) -> None:
    page = page_of(signed_in(asha), "law")
    assert shown(page) == [row.code for row in reference_rows()]
    text = " ".join(page.text.split())
    for row in reference_rows():
        for part in (row.title, row.citation, row.says, row.source, *row.needs, *row.tells_also):
            assert part in text, (row.code, part)
    assert "In force since 25 May 2018." in text
    assert "Every kind of provider" in text


def test_every_effect_and_every_mark_has_words() -> None:
    assert set(words.EFFECTS) == set(Effect)
    assert set(words.IN_AN_EMERGENCY) == set(EmergencyEffect)
    assert set(words.SURENESS) == set(Sureness)
    for row in RULES:
        assert "choose “" not in words.when(row.outcomes), row.id


def test_what_is_still_to_come_is_not_said_to_be_kept(asha: Appointment, signed_in: SignIn) -> None:
    client = signed_in(asha)
    to_come = " ".join(page_of(client, "rules", q="J10").text.split())
    assert "InfoShare does not do this yet." in to_come
    assert "Still to come: Nothing can be taken out in bulk today." in to_come
    assert "InfoShare keeps this by itself." not in to_come
    assert "InfoShare keeps this by itself." in page_of(client, "rules", q="J01").text


def test_other_outcomes_are_named() -> None:
    assert words.when((Outcome.SHARE, Outcome.DECIDE_LATER)) == (
        "When you choose “Share” or “Decide later”"
    )


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"q": "a03"}, ["A03"]),
        ({"q": "16LA"}, ["A04"]),
        ({"q": "POLICE form"}, None),
        ({"letter": "J"}, [rule for rule in decision_table() if rule[0] == "J"]),
        ({"q": "child’s adoption", "letter": "E"}, None),
        ({"letter": "A", "unverified": "on"}, None),
    ],
)
def test_a_search_shows_what_fits(
    asked: dict[str, str],
    expected: list[str] | None,
    asha: Appointment,
    signed_in: SignIn,
) -> None:
    page = page_of(signed_in(asha), "rules", **asked)
    found = shown(page)
    if expected is not None:
        assert found == expected
    assert 0 < len(found) < len(decision_table())
    assert f"{len(found)} of {len(decision_table())} rules fit" in page.text


def test_each_filter_leaves_only_its_own(asha: Appointment, signed_in: SignIn) -> None:
    client = signed_in(asha)

    def have(rule: str, test: Callable[[Any], bool]) -> bool:
        return any(test(row) for row in decision_table()[rule])

    for force in Force:
        expected = [r for r in decision_table() if have(r, lambda row, f=force: row.force is f)]
        assert shown(page_of(client, "rules", force=force.value)) == expected
    for effect in Effect:
        expected = [r for r in decision_table() if have(r, lambda row, e=effect: row.effect is e)]
        assert shown(page_of(client, "rules", effect=effect.name)) == expected
    marked = [code for code, one in to_review().items() if one.is_rule]
    assert shown(page_of(client, "rules", unverified="on")) == marked


def test_the_law_is_searched_too(asha: Appointment, signed_in: SignIn) -> None:
    client = signed_in(asha)
    assert shown(page_of(client, "law", q="16LA")) == ["CA2004_S16LA"]
    assert len(shown(page_of(client, "law", kind="events"))) == 7
    marked = [code for code, one in to_review().items() if not one.is_rule]
    assert shown(page_of(client, "law", unverified="on")) == marked


def test_where_nothing_fits_the_page_says_what_to_do(asha: Appointment, signed_in: SignIn) -> None:
    for name in ("rules", "law"):
        page = page_of(signed_in(asha), name, q="zebra crossing")
        assert shown(page) == []
        assert "Try fewer words" in page.text
        assert reverse(name) in [one.get("href") for one in page.all("a")]


@pytest.mark.parametrize(
    "asked",
    [
        {"letter": "Z"},
        {"force": "MAGIC"},
        {"effect": "6"},
        {"q": "a\x00b"},
        {"q": "x" * 5000},
        {"q": "\u202eabc"},
        {"kind": "nothing"},
    ],
    ids=str,
)
def test_an_answer_that_cannot_be_used_is_named_and_everything_shown(
    asked: dict[str, str], asha: Appointment, signed_in: SignIn
) -> None:
    name = "law" if "kind" in asked else "rules"
    page = page_of(signed_in(asha), name, **asked)
    assert len(shown(page)) in (len(decision_table()), len(reference_rows()))
    assert "one of your answers could not be used" in page.text
    assert page.text.lstrip().startswith("Error: ")


def test_odd_words_are_only_words(asha: Appointment, signed_in: SignIn) -> None:
    for odd in ("<script>alert(1)</script>", "%", "_", "👶", "' OR 1=1 --", "   "):
        answer = signed_in(asha).get(reverse("rules"), {"q": odd})
        assert answer.status_code == 200
        assert b"<script>alert" not in answer.content


def test_a_duty_that_waits_for_a_day_says_so_until_the_day(
    asha: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(asha)
    waiting = "Not in force yet. It begins on the day that the provider’s settings name."
    assert waiting in page_of(client, "rules", q="A04").text
    assert waiting in page_of(client, "law", q="16LA").text
    SettingsVersion.objects.create(
        provider=asha.provider,
        version=2,
        in_force_from=clock.now(),
        values='{"version": 2, "s16la_in_force_from": "2026-05-01"}',
    )
    assert "In force since 1 May 2026." in page_of(client, "rules", q="A04").text
    assert "In force since 1 May 2026." in page_of(client, "law", q="16LA").text


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, "Not in force yet. No day is known."),
        (date(2026, 3, 1), None, "In force since 1 March 2026."),
        (date(2026, 3, 1), date(2026, 3, 2), "In force since 1 March 2026, until 2 March 2026."),
        (date(2026, 3, 3), None, "Not in force yet. It begins on 3 March 2026."),
        (date(2025, 3, 3), date(2026, 3, 1), "No longer in force. It held from"),
    ],
)
def test_dates_in_force_are_said_in_words(
    since: date | None, until: date | None, expected: str
) -> None:
    said = words.in_force(since, until, date(2026, 3, 2), switched=False)
    assert said.startswith(expected)


def test_what_is_only_read_takes_no_form(asha: Appointment, signed_in: SignIn) -> None:
    for name in ("rules", "law"):
        assert signed_in(asha).post(reverse(name)).status_code == 405


def test_the_footer_leads_there_for_those_who_may_read(
    asha: Appointment,
    dana: Appointment,
    ian: Visit,
    petra: Appointment,
    ada: Appointment,
    signed_in: SignIn,
) -> None:
    link = f'href="{reverse("rules")}"'
    for person in (asha, dana, ian, petra):
        assert link in signed_in(person).get(reverse("home")).content.decode(), person
    assert link not in signed_in(ada).get(reverse("home")).content.decode()


def test_a_page_without_sign_in_has_no_such_link(client: Client) -> None:
    assert reverse("rules") not in client.get(reverse("account_login")).content.decode()


def test_a_finding_leads_to_its_rule() -> None:
    (row,) = decision_table()["A03"]
    body = render_to_string(
        "house/components/finding.html", {"finding": {"rule": row.id, "says": row.says}}
    )
    assert f'href="{reverse("rules")}#A03"' in body
    unnamed = render_to_string("house/components/finding.html", {"finding": {"says": "Words."}})
    assert "About this rule" not in html.unescape(unnamed)
