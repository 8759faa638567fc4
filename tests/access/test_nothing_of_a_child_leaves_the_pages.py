"""What is known of a child stands on pages and in the ledger: no log line, mail, title, address,
cookie, header, number for monitoring or page of a fault holds a word of it.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.core.management import call_command
from django.db.models import CharField, JSONField, TextField
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from children.models import Child, NotToBeTold, Professional, Relative
from decisions.models import Draft, SharingDecision, UnsavedPage
from infoshare.common import clock, metrics
from infoshare.common.logs import LineFormatter
from infoshare.organisation.models import Appointment
from tests.access.expected import ONLY_SENT, expected_lists, expected_things
from tests.access.naming import CANARY, about_staff
from tests.access.walking import list_address, thing_address
from tests.access.world import Place

pytestmark = pytest.mark.django_db

SignIn = Callable[[Any], Client]
Column = tuple[str, str]

# Columns in which staff write of a child, or that name one, with those around them.
OF_A_CHILD = frozenset(
    {
        *(("Child", one) for one in ("given_names", "family_name", "known_as")),
        *(("Relative", one) for one in ("name", "number")),
        *(("NotToBeTold", one) for one in ("name", "reason", "lift_reason")),
        *(("Professional", one) for one in ("name", "position", "number", "email")),
        *(("Draft", one) for one in ("answers", "typed")),
        ("UnsavedPage", "typed"),
    }
)
# Text that is of no child, and why.
OF_NOBODY = {
    "of the provider and its homes": frozenset(
        {
            ("Provider", "name"),
            ("SettingsVersion", "values"),
            *(("Home", one) for one in ("name", "number", "telephone")),
            *(("Home", one) for one in ("on_call_name", "on_call_number")),
        }
    ),
    "of staff and visitors": frozenset(
        {
            *(("User", one) for one in ("password", "sign_in_name", "name", "email", "telephone")),
            ("Invitation", "code_digest"),
            *(("KnownDevice", one) for one in ("digest", "looks_like")),
            ("VisitCode", "hash"),
        }
    ),
    "names of agencies and how to reach them": frozenset(
        ("Agency", one) for one in ("name", "number", "address", "domains")
    ),
    "names of pages and ids": frozenset(
        {
            *(("ReadEntry", one) for one in ("view", "method", "session")),
            *(("ReadEntry", one) for one in ("children", "objects_shown")),
            *(("ReadAlert", one) for one in ("what", "key")),
            *(("DraftPage", "slug"), ("UnsavedPage", "slug")),
            *(("Leaf", "kind"), ("Part", "name")),
            ("SharingDecision", "code"),
        }
    ),
    "of the law and its versions": frozenset(
        {
            *(("LawfulBasis", one) for one in ("code", "title", "citation")),
            *(("SpecialCategoryCondition", one) for one in ("code", "title", "citation")),
            *(("SharingDecision", one) for one in ("rules_version", "law_version")),
            *(("LawReview", one) for one in ("code", "digest", "rules_version", "law_version")),
        }
    ),
}
OURS = ("organisation", "access", "ledger", "children", "decisions")


def text_columns() -> set[Column]:
    """Every column of our own models in which free text can stand."""
    return {
        (model.__name__, column.name)
        for model in apps.get_models()
        if model._meta.app_label in OURS
        for column in model._meta.local_fields
        if isinstance(column, CharField | TextField | JSONField) and not column.choices
    }


def test_of_every_column_of_text_it_is_decided_whether_it_speaks_of_a_child() -> None:
    decided = OF_A_CHILD.union(*OF_NOBODY.values())
    assert text_columns() == decided


@pytest.fixture
def told(
    places: dict[str, Place], people: dict[str, Any], lena: Appointment
) -> Iterator[Callable[[], list[str]]]:
    """Rowan House with the canary in each of those columns and in each sealed text; and every line
    that is logged meanwhile, as the site writes it.
    """
    child, asha = places["rowan"].child, people["asha"]
    agency = child.involvements.first().professional.agency
    about_staff(people["ben"], child, agency, people["dele"], adviser=people["dana"])
    Child.objects.filter(pk=child.pk).update(
        given_names=CANARY, family_name=CANARY, known_as=CANARY
    )
    Relative.objects.filter(child=child).update(name=CANARY, number=CANARY)
    NotToBeTold.objects.filter(child=child).update(name=CANARY, reason=CANARY)
    NotToBeTold.objects.create(
        child=child,
        name=CANARY,
        reason=CANARY,
        lift_reason=CANARY,
        added_by=people["maya"],
        added_at=clock.now(),
        lifted_by=people["maya"],
        lifted_at=clock.now(),
    )
    Professional.objects.filter(agency=agency).update(
        name=CANARY, position=CANARY, number=CANARY, email=f"{CANARY}@example.org"
    )
    Draft.objects.filter(author=asha).update(typed=f'{{"recipient": {{"contact": "{CANARY}"}}}}')
    UnsavedPage.objects.create(
        draft=Draft.objects.filter(author=asha).first(),
        author=asha,
        slug="recipient",
        typed=f'{{"contact": "{CANARY}"}}',
        at=clock.now(),
    )
    lines: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(LineFormatter().format(record))

    kept = Kept(logging.DEBUG)
    # Those that hand their lines to nobody above them, as the settings have it.
    loggers = [logging.getLogger(one) for one in ("", "django", "django.server", "infoshare")]
    before = [one.level for one in loggers]
    for one in loggers:
        one.addHandler(kept)
        one.setLevel(logging.DEBUG)
    # What a database was asked is logged in development alone.
    logging.getLogger("django.db.backends").setLevel(logging.INFO)
    yield lambda: lines
    for one, level in zip(loggers, before, strict=True):
        one.removeHandler(kept)
        one.setLevel(level)


def test_the_canary_stands_in_each_of_these_columns(told: object) -> None:
    empty = []
    for name, column in sorted(OF_A_CHILD):
        (model,) = (one for one in apps.get_models() if one.__name__ == name)
        if not model._default_manager.filter(**{f"{column}__contains": CANARY}).exists():
            empty.append((name, column))
    assert empty == []


# A number to ring and an address to write to are read on the page, and lead to no page of ours.
OUTSIDE_THE_PAGE = re.compile(
    r'<title>.*?</title>|\s(?:href|action|formaction|src)="(?!tel:|mailto:)[^"]*"|<meta[^>]*>', re.S
)


def leaks(address: str, answer: HttpResponse, client: Client) -> Iterator[str]:
    """Where an answer says something of a child outside of what is read on the page."""
    said = {
        "the address": address,
        "its headers": str(answer.headers),
        "its cookies": str(answer.cookies),
        "title or links": "".join(OUTSIDE_THE_PAGE.findall(answer.content.decode())),
        "the session": str(client.session.items()),
    }
    yield from (f"{address}: {where}" for where, words in said.items() if CANARY in words)


def walked(
    names: tuple[str, ...], people: dict[str, Any], places: dict[str, Place], signed_in: SignIn
) -> tuple[int, list[str]]:
    """How many pages showed the canary, and where it stood that it should not."""
    shown, wrong = 0, []
    for name in names:
        client = signed_in(people[name])
        ways = [list_address(page) for page in expected_lists()]
        ways += [
            thing_address(page, places["rowan"])
            for page, place in expected_things()
            if place == "rowan" and page not in ONLY_SENT
        ]
        for way in ways:
            for answer in (client.get(way), client.get(f"{way}?q={CANARY}")):
                shown += CANARY in answer.content.decode()
            wrong += leaks(way, client.get(way), client)
    return shown, wrong


@pytest.fixture(autouse=True)
def nobody_is_slowed_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("infoshare.access.reads.middleware.is_too_fast", lambda request: False)


@pytest.mark.parametrize(
    "names",
    [
        ("maya",),
        pytest.param(("asha", "ruth", "dana", "ivy", "petra", "bryn"), marks=pytest.mark.long),
    ],
)
def test_no_title_address_cookie_header_or_log_line_holds_a_word_of_a_child(
    names: tuple[str, ...],
    told: Callable[[], list[str]],
    people: dict[str, Any],
    places: dict[str, Place],
    signed_in: SignIn,
) -> None:
    shown, wrong = walked(names, people, places, signed_in)
    assert shown > 20
    assert wrong == []
    assert told()
    assert [line for line in told() if CANARY in line] == []


def test_no_mail_and_no_number_for_monitoring_holds_a_word_of_a_child(
    told: Callable[[], list[str]],
    people: dict[str, Any],
    places: dict[str, Place],
    signed_in: SignIn,
) -> None:
    for one in people.values():
        account = getattr(one, "user", None)
        if account is not None:
            account.email = f"{account.sign_in_name}@example.org"
            account.save(update_fields=["email"])
    signed_in(people["maya"]).get(reverse("child", args=[places["rowan"].child.pk]))
    said = StringIO()
    call_command("read_digest", stdout=said)
    call_command("seal_reads", stdout=said)
    sent = [str(one.message()) for one in mail.outbox]
    assert [words for words in (*sent, said.getvalue()) if CANARY in words] == []
    assert CANARY not in metrics.measures.as_text()
    assert [line for line in told() if CANARY in line] == []


def test_a_page_that_breaks_writes_down_and_shows_no_word_of_a_child(
    told: Callable[[], list[str]],
    people: dict[str, Any],
    places: dict[str, Place],
    signed_in: SignIn,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    record = SharingDecision.objects.filter(child=places["rowan"].child).first()
    assert record is not None

    def breaks(*_: Any, **__: Any) -> None:
        words = str(Child.objects.get(pk=record.child_id).full_name)
        raise ValueError(words)

    monkeypatch.setattr("decisions.register.views.render", breaks)
    client = signed_in(people["maya"])
    client.raise_request_exception = False
    answer = client.get(reverse("record", args=[record.pk]))
    assert answer.status_code == 500
    assert CANARY not in answer.content.decode()
    assert any("ValueError" in line for line in told())
    assert [line for line in told() if CANARY in line] == []
    assert mail.outbox == []
