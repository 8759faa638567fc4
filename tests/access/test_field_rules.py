"""Which facts of a record each person reads: one table, held against the record's own page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from children.models import Agency, Child
from decisions.models import Draft
from decisions.policy.terms import AgencyType, InformationCategory, Verdict
from decisions.recording.keeping_back import INSTEAD
from infoshare.access.emergency.recording import open_emergency
from infoshare.access.field_rules import EVERYTHING, Field, kept_back_from
from infoshare.access.reads.models import ReadEntry
from infoshare.organisation.models import Appointment, Home, Visit
from tests.cast import account_of
from tests.everyday.made import agreed
from tests.everyday.made import share as share_as_agreed
from tests.followups.made import NOT_SHARE, reviewed, share
from tests.inspection.test_both_consents import both
from tests.policy.builders import item

pytestmark = pytest.mark.django_db
SignIn = Callable[[Any], Client]

CONFIDED, TOLD_BY = "word-confided", "word-teller"
WORDS = {
    Field.WHEREABOUTS: ("word-address",),
    Field.INFORMANT: ("word-source", CONFIDED, TOLD_BY),
    Field.ADOPTION: ("word-adoption",),
    Field.HEALTH: ("word-health",),
}
# Where an x stands, this person reads it.
#        whereabouts informant adoption health
TABLE = """
    asha   x           x         x       x
    ben    x           x         x       x
    maya   x           x         x       x
    ruth   x           x         x       x
    sam    x           x         x       x
    dana   x           x         x       x
    ivy    x           x         x       x
    ian    .           .         .       x
    bryn   x           .         .       x
"""
FIELDS = (Field.WHEREABOUTS, Field.INFORMANT, Field.ADOPTION, Field.HEALTH)
ROWS = [line.split() for line in TABLE.strip().splitlines()]


@pytest.fixture
def record(asha: Appointment, maya: Appointment, kit: Child, school: Agency) -> Any:
    """Refused, with one of each on it; both agreed that the independent person may read."""
    to = Agency.objects.create(
        provider=kit.provider, agency_type=AgencyType.REG44_VISITOR.value, name="Fair View Visits"
    )
    both(kit, maya, to)
    kinds = (
        (InformationCategory.PLACEMENT_ADDRESS, "word-address", False),
        (InformationCategory.SOURCE_IDENTITY, "word-source", False),
        (InformationCategory.BEHAVIOUR, CONFIDED, True),
        (InformationCategory.ADOPTION_HISTORY, "word-adoption", False),
        (InformationCategory.PHYSICAL_HEALTH, "word-health", False),
    )
    items = tuple(item(kind, words=words, in_confidence=told) for kind, words, told in kinds)
    return share(asha, kit, school, decision=NOT_SHARE, items=items, concern={"told_by": TOLD_BY})


@pytest.mark.parametrize("line", ROWS, ids=[row[0] for row in ROWS])
def test_each_person_reads_what_the_table_says(
    line: list[str], record: Any, kit: Child, request: pytest.FixtureRequest, signed_in: SignIn
) -> None:
    name, *marks = line
    reader: Appointment | Visit = request.getfixturevalue(name)
    if name == "bryn":
        reason = "I cover Rowan House tonight and Kit is ill."
        open_emergency(kit, record.home, reader, reason=reason, token=uuid4())  # type: ignore[arg-type]
    answer = signed_in(reader).get(reverse("record", args=[record.pk]))
    assert answer.status_code == 200
    body = answer.content.decode()
    for field, mark in zip(FIELDS, marks, strict=True):
        for words in WORDS[field]:
            assert (words in body) == (mark == "x"), (field, words)
    # What is kept back is said to be there; and whoever looked is on record, health or not.
    assert (INSTEAD in body) == ("." in marks)
    assert ReadEntry.objects.filter(user=account_of(reader), view="record").count() == 1


def test_whoever_reaches_neither_the_home_nor_the_child_reads_nothing(
    asha: Appointment, otto: Appointment, ada: Appointment, kit: Child, rowan_house: Home
) -> None:
    for nobody in (otto, ada):
        kept = kept_back_from(nobody.user, rowan_house.pk, kit.pk, author=asha.user_id)
        assert kept == EVERYTHING


def test_the_pages_beside_the_record_and_what_is_begun_from_it_keep_back_the_same(
    asha: Appointment,
    bryn: Appointment,
    maya: Appointment,
    kit: Child,
    lark: Child,
    school: Agency,
    signed_in: SignIn,
) -> None:
    """Bryn, who covers in an emergency, sees beside the record no more than on it."""
    confided = item(words=CONFIDED, in_confidence=True)
    items = (confided, item(InformationCategory.EDUCATION))
    weighed = {"necessity": {"harm_if_shared": "He may feel watched."}, "items": items}
    record = share(asha, kit, school, concern={"told_by": TOLD_BY}, **weighed)
    if record.needs_approval:
        reviewed(record, maya, Verdict.AGREED)
    regular = agreed(asha, maya, kit, school, **weighed)
    left = share_as_agreed(regular, asha, words=f"{CONFIDED}, and more")
    reason = "I cover Rowan House tonight and Kit is ill."
    open_emergency(kit, record.home, bryn, reason=reason, token=uuid4())
    client, author = signed_in(bryn), signed_in(asha)

    tells = {("disclosures", record), ("shares-under", regular)}
    silent = {("record", regular), ("receipts", left), ("addenda", record), ("beside", record)}
    for name, row in tells | silent:
        answer = client.get(reverse(name, args=[row.pk]))
        assert answer.status_code == 200, name
        body = answer.content.decode()
        assert [words for words in (CONFIDED, TOLD_BY) if words in body] == [], name
        if (name, row) in tells:
            assert INSTEAD in body, name
            assert CONFIDED in author.get(reverse(name, args=[row.pk])).content.decode(), name

    client.post(reverse("already-gone", args=[record.pk]), {"items": ["1", "2"], "words": "Hm"})
    client.post(reverse("beside", args=[record.pk]), {"children": [str(lark.pk)]})
    begun = [one.read().model_dump_json() for one in Draft.objects.filter(author=bryn)]
    assert len(begun) == 2
    for answers in begun:
        assert [words for words in (CONFIDED, TOLD_BY, INSTEAD) if words in answers] == []
