"""`manage.py replay`: what would differ, by codes alone."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from children.models import Agency, Child
from decisions.models import SharingDecision
from decisions.policy.answers import SCHEMA
from decisions.policy.documents.schemas import CAME_WITH
from decisions.policy.replay import Choice, Difference, Why
from decisions.policy.terms import Advice, Effect
from decisions.policy.versions import RULE_SETS, RULES_VERSION
from decisions.recording import decision as sealing
from decisions.recording import decision_contents, replaying
from decisions.recording.reading import read_decision, read_sealed
from infoshare.ledger.models import Leaf, Part
from infoshare.organisation.models import Appointment, Home
from tests.cast import place_child
from tests.recording.records import (
    own_initiative,
    refusing_a_journalist,
    sealed,
    sealed_urgent,
    unverified_caller,
    urgently,
)
from tests.triggers import triggers_lifted

FIRST, SECOND, LAST = RULE_SETS


def replay(*arguments: str) -> tuple[int, str]:
    """The exit code, and what is printed."""
    out = io.StringIO()
    try:
        call_command("replay", *arguments, stdout=out, stderr=out)
    except SystemExit as stopped:
        return int(str(stopped.code)), out.getvalue()
    return 0, out.getvalue()


def replayed(*arguments: str) -> Any:
    return json.loads(replay("--json", *arguments)[1])


@pytest.fixture
def record(
    rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency
) -> SharingDecision:
    return sealed(rowan_house, kit, asha, own_initiative(childrens_services))


@pytest.fixture
def older(
    rowan_house: Home,
    kit: Child,
    asha: Appointment,
    childrens_services: Agency,
    monkeypatch: pytest.MonkeyPatch,
) -> SharingDecision:
    """A record as it was sealed before there was schema 2, by the rules of that time."""
    split_answers = decision_contents.split_answers
    split_circumstances = decision_contents.split_circumstances
    assess = sealing.assess
    newer = ("told", "pattern", "notice_explained", "contact_restricted", "died_on")

    def of_schema_1(answers: Any) -> Any:
        document, guarded, text = split_answers(answers)
        document["answers_schema"] = 1
        for field in CAME_WITH[2]:
            group, name = field.split(".")
            held = document[group]
            for holder in held if isinstance(held, list) else [held]:
                holder.pop(name, None)
            text.pop(field, None)
        return document, guarded, text

    def of_its_time(circumstances: Any) -> Any:
        document, guarded = split_circumstances(circumstances)
        return {name: one for name, one in document.items() if name not in newer}, guarded

    with monkeypatch.context() as then:
        then.setattr(decision_contents, "split_answers", of_schema_1)
        then.setattr(decision_contents, "split_circumstances", of_its_time)
        then.setattr(sealing, "assess", lambda *read: assess(*read, SECOND))
        return sealed(rowan_house, kit, asha, own_initiative(childrens_services))


def sealed_otherwise(
    monkeypatch: pytest.MonkeyPatch, home: Home, child: Child, author: Appointment, to: Agency
) -> SharingDecision:
    """A record that was signed on other advice than it would have now, without one finding."""
    assess = sealing.assess

    def otherwise(*read: Any) -> Any:
        found = assess(*read)
        kept = tuple(one for one in found.findings if one.rule != "H08")
        return found.changed(advice=Advice.ASK_MANAGER, findings=kept)

    with monkeypatch.context() as then:
        then.setattr(sealing, "assess", otherwise)
        return sealed(home, child, author, own_initiative(to))


def test_records_of_today_do_not_differ(
    record: SharingDecision, rowan_house: Home, kit: Child, asha: Appointment, police: Agency
) -> None:
    sealed(rowan_house, kit, asha, unverified_caller())
    sealed(rowan_house, kit, asha, refusing_a_journalist())
    sealed_urgent(rowan_house, kit, asha, urgently(police))
    code, said = replay()
    assert code == 0
    assert said.splitlines()[0] == "Records: 4. The same: 4. Different: 0. Not readable: 0."
    assert replayed()["records"] == []


def test_there_may_be_no_records(rowan_house: Home) -> None:
    assert replay() == (0, "There are no records.\n")


def test_a_rule_that_an_earlier_set_lacks_is_gone_and_the_reason_told(
    record: SharingDecision,
) -> None:
    code, said = replay("--rules", FIRST)
    assert code == 1
    assert f"{record.code}: rules {RULES_VERSION}, now {FIRST}, law of " in said
    assert "  H08: gone, was INFO: this set of rules does not have the rule" in said
    assert "gone: 1, with another effect: 0." in said
    (one,) = replayed("--rules", FIRST)["records"]
    assert one["record"] == record.code
    assert one["rules"] == [RULES_VERSION, FIRST]
    assert one["findings"] == [
        {
            "rule": "H08",
            "item": None,
            "choice": "MADE",
            "change": "gone",
            "before": "INFO",
            "after": None,
            "why": "RULE_NOT_THERE",
            "since": None,
        }
    ]


def test_the_law_of_another_day_can_be_asked(record: SharingDecision) -> None:
    code, said = replay("--on", "2020-01-01")
    assert code == 1
    assert "law of 1 January 2020" in said
    assert "  C01: added, BLOCK: other law is in force on that day" in said
    found = replayed("--on", "2020-01-01")
    assert found["on"] == "2020-01-01"
    assert found["records"][0]["advice"] == ["SHARE_PART", "CHECK_FIRST"]
    assert found["counts"]["added"] >= 1


def test_other_advice_and_a_finding_more_are_counted(
    monkeypatch, rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency
) -> None:
    record = sealed_otherwise(monkeypatch, rowan_house, kit, asha, childrens_services)
    code, said = replay()
    assert code == 1
    assert said.splitlines()[1:] == [
        "  advice: ASK_MANAGER, now SHARE_PART: the advice is drawn otherwise from the findings",
        "  H08: added, INFO: the rule asks or weighs otherwise",
        "Records: 1. The same: 0. Different: 1. Not readable: 0.",
        "Another advice: 1. Findings added: 1, gone: 0, with another effect: 0.",
    ]
    assert said.startswith(record.code)


def test_an_item_is_told_by_its_number(record: SharingDecision, monkeypatch) -> None:
    """As a person counts: the first item is item 1."""
    real = replaying.decision_from

    def without_where_it_comes_from(parts: Any) -> Any:
        found = real(parts)
        first = found.answers.items[0].changed(provenance=None)
        changed = found.answers.changed(items=(first, *found.answers.items[1:]))
        found.__dict__["answers"] = changed
        return found

    monkeypatch.setattr(replaying, "decision_from", without_where_it_comes_from)
    assert "  F04 (item 1): added, BLOCK:" in replay()[1]
    assert replayed()["records"][0]["findings"][0]["item"] == 0


def test_an_older_record_is_read_with_the_neutral_defaults_of_what_came_since(
    older: SharingDecision,
) -> None:
    stored = read_sealed(older)["facts"]
    assert stored["answers"]["answers_schema"] == 1 < SCHEMA
    assert "outside_uk" not in stored["answers"]["transfer"]
    assert "pattern" not in stored["circumstances"]
    (found,) = replaying.replay_records(SharingDecision.objects.all(), version=RULES_VERSION)
    assert found.replayed is not None
    assert found.replayed.rules_before == SECOND
    assert all(one.why.value == "RULE_ADDED" for one in found.replayed.differences)
    assert replayed("--rules", SECOND)["records"] == []


def test_only_codes_are_printed(
    record: SharingDecision, rowan_house: Home, kit: Child, asha: Appointment
) -> None:
    sealed(rowan_house, kit, asha, unverified_caller())
    for arguments in (("--rules", FIRST), ("--on", "2020-01-01"), ("--rules", FIRST, "--json")):
        said = replay(*arguments)[1]
        for private in ("Kit", "Tolland", "Asha", "Rowan", "late twice", "Hollin", "Priya"):
            assert private not in said


def test_one_home_or_one_record_can_be_asked_for(
    record: SharingDecision,
    rowan_house: Home,
    willow_lodge: Home,
    bryn: Appointment,
    childrens_services: Agency,
) -> None:
    other = place_child(
        rowan_house.provider, willow_lodge, childrens_services, "Sol", "Marsh", date(2012, 1, 1)
    )
    theirs = sealed(willow_lodge, other, bryn, own_initiative(childrens_services))
    assert replayed()["counts"]["records"] == 2
    there = replayed("--home", willow_lodge.number, "--rules", FIRST)["records"]
    assert [one["record"] for one in there] == [theirs.code]
    one = replayed("--record", record.code.lower(), "--rules", FIRST)["records"]
    assert [it["record"] for it in one] == [record.code]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--home", "SC000000"), "no home of this number"),
        (("--record", "AAAA-AAAA"), "no record of this code"),
    ],
)
def test_what_is_not_there_is_wrong_usage(arguments, words, record: SharingDecision) -> None:
    with pytest.raises(CommandError, match=words) as refused:
        replay(*arguments)
    assert refused.value.returncode == 2


def test_the_rules_may_be_those_of_a_day(record: SharingDecision) -> None:
    day_before = RULE_SETS[SECOND] - timedelta(days=1)
    code, said = replay("--rules-of", str(day_before))
    assert (code, f"now {FIRST}, law of " in said) == (1, True)
    found = replayed("--rules-of", str(RULE_SETS[SECOND]))
    assert (found["rules"], found["on"]) == (SECOND, None)
    assert replayed("--rules-of", str(RULE_SETS[LAST]))["records"] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("--rules", "1999-01.1"),
        ("--on", "yesterday"),
        ("--rules-of", "yesterday"),
        ("--rules", FIRST, "--rules-of", "2026-11-20"),
    ],
)
def test_what_cannot_be_asked_is_wrong_usage(arguments) -> None:
    with pytest.raises(CommandError):
        replay(*arguments)


def damaged(record: SharingDecision, table: Any, column: str, value: str) -> None:
    """Whoever owns the database can put anything into it; `value` is SQL."""
    place = f"seq = {record.seq}" + (" AND name = 'facts'" if table is Part else "")
    connection.check_constraints()
    with triggers_lifted(connection):
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table._meta.db_table} SET {column} = {value} WHERE {place}")
        connection.check_constraints()


ONLY_SQLITE = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps the type")


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        pytest.param(Part, "content", "NULL, salt = NULL", id="disposed"),
        pytest.param(Part, "content", "salt", id="other-bytes"),
        pytest.param(Part, "content", "'text'", marks=ONLY_SQLITE, id="text"),
        pytest.param(
            Part, "content", "CAST(x'ff' AS TEXT)", marks=ONLY_SQLITE, id="text-in-no-encoding"
        ),
        pytest.param(Part, "content", "99999999999999", marks=ONLY_SQLITE, id="a-number"),
        pytest.param(Leaf, "body", "'text'", marks=ONLY_SQLITE, id="body-of-text"),
        pytest.param(Leaf, "ref", "'no id'", marks=ONLY_SQLITE, id="ref"),
    ],
)
def test_a_record_that_was_damaged_is_told_and_the_others_replayed(
    record: SharingDecision,
    rowan_house: Home,
    kit: Child,
    asha: Appointment,
    table: Any,
    column: str,
    value: str,
) -> None:
    sealed(rowan_house, kit, asha, refusing_a_journalist())
    damaged(record, table, column, value)
    code, said = replay()
    assert code == 1
    assert said.splitlines()[:2] == [
        f"{record.code}: its sealed bytes cannot be read",
        "Records: 2. The same: 1. Different: 0. Not readable: 1.",
    ]
    assert replayed()["records"] == [{"record": record.code, "unreadable": True}]


@ONLY_SQLITE
def test_a_column_beside_the_sealed_bytes_does_not_stand_in_the_way(
    record: SharingDecision,
) -> None:
    damaged(record, SharingDecision, "draft_id", "'no id'")
    assert replay()[0] == 0


def test_a_database_that_is_gone_is_no_damaged_record(record: SharingDecision, monkeypatch) -> None:
    def gone(*_: Any) -> None:
        raise OperationalError

    monkeypatch.setattr(replaying, "read_rows", gone)
    monkeypatch.setattr(connection, "is_usable", lambda: False)
    with pytest.raises(OperationalError):
        replay()


def typed(database: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "manage.py", "replay"],
        cwd=settings.BASE_DIR,
        env={
            **os.environ,
            "INFOSHARE_MODE": "development",
            "DATABASE_URL": f"sqlite:///{database}",
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        capture_output=True,
        timeout=60,
        check=False,
    )


def test_a_database_without_its_tables_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty.sqlite3").touch()
    done = typed(tmp_path / "empty.sqlite3")
    assert done.returncode == 2
    said = done.stderr.decode()
    assert (
        said.splitlines()[-1]
        == "CommandError: The database is not up to date. Run “manage.py migrate” first."
    )
    assert "Traceback" not in said


def test_a_database_that_cannot_be_opened_is_told_in_a_sentence(tmp_path: Path) -> None:
    done = typed(tmp_path)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith(b"CommandError: The database cannot be opened.")
    assert b"Traceback" not in done.stderr


def test_a_refusal_is_told_by_what_sharing_would_meet(record: SharingDecision, monkeypatch) -> None:
    """As a person reads it, and as a program does."""
    real = replaying.replay
    if_shared = Difference(
        "B08", None, Effect.APPROVE, None, Why.RULE_NOT_THERE, choice=Choice.IF_SHARED
    )

    def told(*read: Any, **asked: Any) -> Any:
        found = real(*read, **asked)
        weaker = Difference("B04", 0, Effect.APPROVE, Effect.WARN, Why.FOLLOWS)
        return replace(
            found,
            advice_after=Advice.ASK_MANAGER,
            why_advice=Why.LAW_OTHERWISE,
            differences=(weaker, if_shared),
        )

    monkeypatch.setattr(replaying, "replay", told)
    assert replay()[1].splitlines()[1:4] == [
        "  advice: SHARE_PART, now ASK_MANAGER: other law is in force on that day",
        "  B04 (item 1): APPROVE, now WARN: it follows from the other differences",
        "  B08 (if it were shared): gone, was APPROVE: this set of rules does not have the rule",
    ]
    (one,) = replayed()["records"]
    assert one["why_advice"] == "LAW_OTHERWISE"
    assert [it["choice"] for it in one["findings"]] == ["MADE", "IF_SHARED"]
    assert [it["change"] for it in one["findings"]] == ["effect", "gone"]


def test_a_record_in_a_form_that_is_not_read_is_told(record: SharingDecision, monkeypatch) -> None:
    monkeypatch.setattr(replaying, "decision_from", lambda parts: parts["nothing"])
    assert replayed()["counts"]["unreadable"] == 1


def test_many_records_are_read_in_few_questions(
    record: SharingDecision, rowan_house: Home, kit: Child, asha: Appointment
) -> None:
    with CaptureQueriesContext(connection) as for_one:
        replay()
    for _ in range(4):
        sealed(rowan_house, kit, asha, refusing_a_journalist())
    with CaptureQueriesContext(connection) as for_many:
        replay()
    assert len(for_many) == len(for_one)


def test_it_writes_nothing(record: SharingDecision) -> None:
    before = Leaf.objects.count()
    replay("--rules", FIRST)
    assert Leaf.objects.count() == before


def test_each_record_seals_who_saw_its_findings(record: SharingDecision, asha: Appointment) -> None:
    """The findings, the versions, and whoever signed them stand in one sealed part."""
    facts = read_sealed(record)["facts"]
    assert facts["author"]["appointment"] == asha.pk.hex
    assert facts["author"]["signature"] == asha.signature
    assert facts["assessment"]["rules_version"] == record.rules_version == RULES_VERSION
    assert facts["assessment"]["law_version"] == record.law_version
    shown = read_decision(record).assessment.findings
    assert [one["rule"] for one in facts["assessment"]["findings"]] == [one.rule for one in shown]
