"""J. The record and access: kept by the database, the ledger, access and follow-ups."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from decisions.policy.elsewhere import RuleElsewhere
from decisions.policy.rules import RULES, RULES_ELSEWHERE
from decisions.policy.table import decision_table
from decisions.policy.terms import (
    Advice,
    AgencyType,
    ConsentGiver,
    ConsentState,
    Effect,
    Force,
    LessIntrusive,
    Outcome,
    Provenance,
    Purpose,
    RoleWithChild,
    Severity,
    Sureness,
)
from tests.policy.builders import (
    TODAY,
    already_in_full,
    asked,
    assessed,
    consent,
    effect_of,
    findings_of,
    item,
    own_initiative,
    routine,
)
from tests.policy.test_every_rule import WORDS_IN_A_SENTENCE

ROOT = Path(__file__).resolve().parents[2]
NAMED = [pytest.param(rule, id=rule.id) for rule in RULES_ELSEWHERE]
# Which test shows that a rule is kept; nothing is there to show of what is only planned.
EACH_FINDS = (
    "tests/access/test_who_finds_what.py::"
    "test_each_person_finds_what_the_table_says_and_a_form_finds_no_more"
)
SEALED_TABLES = "tests/common/test_append_only_models.py::"
PROVED_BY = {
    "J01": (
        f"{SEALED_TABLES}test_no_column_is_updated",
        f"{SEALED_TABLES}test_every_manager_refuses_too",
        "tests/common/test_append_only.py::test_a_saved_row_is_not_saved_again",
        "tests/recording/test_added_afterwards.py::"
        "test_an_addendum_stands_beside_the_record_and_changes_nothing_in_it",
    ),
    "J02": (
        "tests/followups/test_each_question.py::test_it_is_asked_until_the_thing_is_done",
        "tests/followups/test_each_question.py::test_every_question_has_a_case",
    ),
    "J03": (
        f"{SEALED_TABLES}test_no_row_is_deleted",
        f"{SEALED_TABLES}test_the_table_is_not_emptied",
        "tests/common/test_append_only.py::test_a_row_is_not_deleted",
    ),
    "J04": (),
    "J05": (
        EACH_FINDS,
        "tests/inspection/test_counts_page.py::test_no_name_code_or_child_stands_on_the_page",
        "tests/stories/test_an_inspector_reads_them_all.py::"
        "test_the_independent_person_sees_counts_and_no_child",
        "tests/inspection/test_both_consents.py::test_both_open_that_child_and_no_other",
    ),
    "J06": (
        EACH_FINDS,
        "tests/policy/test_j_record.py::test_each_of_both_must_have_agreed_and_still_agree",
        "tests/inspection/test_both_consents.py::test_they_close_when_one_of_them_ends",
    ),
    "J07": (
        "tests/stories/test_an_inspector_reads_them_all.py::"
        "test_an_inspector_reads_them_all_and_changes_nothing",
        EACH_FINDS,
    ),
    "J08": (
        "tests/stories/test_an_inspector_reads_them_all.py::"
        "test_an_inspector_reads_them_all_and_changes_nothing",
    ),
    "J09": (
        EACH_FINDS,
        "tests/access/test_queries_start_from_access.py::test_every_question_begins_with_the_person",
    ),
    "J10": (),
    "J11": (),
    "J13": (),
    "J14": (),
    "J15": (
        "tests/ledger/test_reading.py::test_a_changed_word_is_noticed_and_the_evidence_kept",
        "tests/ledger/test_reading.py::test_a_removed_part_is_noticed",
    ),
    "J16": (
        "tests/guide/test_hand_over.py::test_the_record_names_whoever_signs_and_whoever_wrote",
        "tests/inspection/test_visits.py::test_the_passphrase_is_shown_once_and_opens_the_account",
    ),
}


def found(path: str) -> Any:
    """What stands at a dotted path; raises where it, or a part of it, is gone."""
    parts = path.split(".")
    for length in range(len(parts), 0, -1):
        try:
            thing: Any = import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for name in parts[length:]:
            thing = getattr(thing, name)
        return thing
    raise ModuleNotFoundError(path)


@pytest.mark.parametrize("rule", NAMED)
def test_what_keeps_it_is_there(rule: RuleElsewhere) -> None:
    for path in rule.enforced_by:
        assert found(path) is not None, path


@pytest.mark.parametrize("path", ["decisions.gone", "decisions.recording.addendum.gone"])
def test_what_is_gone_is_noticed(path: str) -> None:
    with pytest.raises((ModuleNotFoundError, AttributeError)):
        found(path)


@pytest.mark.parametrize("rule", NAMED)
def test_what_nothing_keeps_yet_says_so(rule: RuleElsewhere) -> None:
    assert rule.enforced_by or rule.planned
    assert bool(rule.enforced_by) or not PROVED_BY[rule.id]


@pytest.mark.parametrize("rule", NAMED)
def test_a_test_shows_that_it_is_kept(rule: RuleElsewhere) -> None:
    for address in PROVED_BY[rule.id]:
        path, _, name = address.partition("::")
        tree = ast.parse((ROOT / path).read_text("utf-8"))
        assert name in {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}, address
    assert bool(PROVED_BY[rule.id]) is bool(rule.enforced_by)


@pytest.mark.parametrize("rule", NAMED)
def test_its_words_are_short_and_plain(rule: RuleElsewhere) -> None:
    for text in (rule.says, rule.why, rule.do, *filter(None, [rule.planned])):
        assert text.endswith(".")
        for sentence in re.split(r"(?<=[.?!])\s", text):
            assert len(sentence.split()) < WORDS_IN_A_SENTENCE, sentence
    assert len(rule.source) > len("a word")
    assert re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", rule.dated)
    assert not (rule.sureness is Sureness.CHOICE and rule.force is Force.LAW)


def test_a_rule_is_kept_in_one_place_and_one_in_two() -> None:
    ids = [rule.id for rule in RULES_ELSEWHERE]
    assert ids == sorted(set(ids))
    # What a visitor opens, and what staff show them.
    assert set(ids) & {rule.id for rule in RULES} == {"J05"}
    assert set(PROVED_BY) == set(ids)


# What follow-ups ask for


def asked_for_by_follow_ups() -> Iterator[str]:
    """The rules that follow-ups name, read from their code."""
    for path in sorted((ROOT / "decisions/followups").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "rule":
                assert isinstance(node.value, ast.Constant), path
                yield str(node.value.value)


def test_every_rule_whose_time_goes_on_after_signing_has_a_follow_up() -> None:
    listed = [
        "A01",
        "A03",
        "A06",
        "A08",
        "A09",
        "A10",
        "A11",
        "A12",
        "A13",
        "A14",
        "B19",
        "D16",
        "F01",
        "F05",
        "F10",
        "G02",
        "H07",
        "H08",
        "H09",
        "I05",
        "I07",
        "I10",
        "J02",
        "J09",
        "J12",
    ]
    # A follow-up that carries another's rule on names none of its own.
    assert sorted({rule for rule in asked_for_by_follow_ups() if rule}) == listed
    assert set(listed) <= set(decision_table())


# J05: what staff show the independent person

VISITOR = {"agency_type": AgencyType.REG44_VISITOR, "role_with_child": RoleWithChild.OVERSIGHT}
FOR_A_VISIT = {"code": Purpose.INSPECTION, "words": "For the monthly visit."}
CHILD, AUTHORITY = ConsentGiver.CHILD, ConsentGiver.PLACING_AUTHORITY
EARLIER = date(2026, 8, 1)


def visits(build=asked, **groups):
    """The independent person is to read something about the child."""
    group = "request" if build is asked else "transfer"
    who = {**VISITOR} if build is asked else {"agency_type": AgencyType.REG44_VISITOR}
    changed = {group: {**who, **groups.pop(group, {})}}
    return build(**{"purpose": FOR_A_VISIT, **changed, **groups})


def agreed(giver, **changes):
    return consent(**{"giver": giver, "purpose": Purpose.INSPECTION, **changes})


BOTH_AGREE = {"consents": (agreed(CHILD), agreed(AUTHORITY))}


@pytest.mark.parametrize(
    ("consents", "reads"),
    [
        ((), False),
        ((agreed(CHILD),), False),
        ((agreed(AUTHORITY),), False),
        ((agreed(CHILD), agreed(ConsentGiver.PARENT)), False),
        ((agreed(CHILD), agreed(AUTHORITY)), True),
        ((agreed(CHILD), agreed(AUTHORITY, state=ConsentState.REQUESTED)), False),
        ((agreed(CHILD, state=ConsentState.WITHDRAWN), agreed(AUTHORITY)), False),
        ((agreed(CHILD, expires_on=TODAY), agreed(AUTHORITY)), True),
        ((agreed(CHILD, expires_on=TODAY - timedelta(days=1)), agreed(AUTHORITY)), False),
        # The last word counts, in whichever order they stand.
        (
            (
                agreed(CHILD, given_on=EARLIER),
                agreed(AUTHORITY),
                agreed(CHILD, state=ConsentState.REFUSED),
            ),
            False,
        ),
        (
            (
                agreed(CHILD),
                agreed(AUTHORITY),
                agreed(CHILD, given_on=EARLIER, state=ConsentState.REFUSED),
            ),
            True,
        ),
        ((agreed(CHILD), consent(giver=AUTHORITY)), False),
        ((agreed(CHILD), agreed(AUTHORITY, recipient_type=AgencyType.OFSTED)), False),
    ],
)
def test_each_of_both_must_have_agreed_and_still_agree(consents, reads):
    assessment = assessed(visits(), consents=consents)
    assert effect_of(assessment, "J05") is (None if reads else Effect.BLOCK)
    assert (assessment.advice is Advice.CHECK_FIRST) is not reads


@pytest.mark.parametrize(
    ("answers", "effect"),
    [
        (visits(purpose={"code": Purpose.OTHER}), Effect.BLOCK),
        (visits(own_initiative), Effect.BLOCK),
        (visits(own_initiative, purpose={"code": Purpose.PROTECT_FROM_HARM}), None),
        (visits(request={"agency_type": AgencyType.OFSTED}), None),
        (visits(items=(item(going=False),)), None),
        (visits(necessity={"less_intrusive": LessIntrusive.NOT_NAMED}), None),
        (visits(decision={"outcome": Outcome.NOT_SHARE}), None),
        (visits(concern={"severity": Severity.IMMEDIATE}), None),
        (visits(already_in_full), Effect.NOTIFY),
    ],
    ids=[
        "asked for something else",
        "offered",
        "told of harm",
        "Ofsted",
        "nothing goes",
        "nobody is named",
        "refused",
        "danger",
        "already",
    ],
)
def test_it_is_about_a_record_that_the_independent_person_would_read(answers, effect):
    assert effect_of(assessed(answers), "J05") is effect


@pytest.mark.parametrize("purpose", [Purpose.OTHER, Purpose.CARE_PLANNING, None])
def test_a_yes_to_the_visit_counts_whatever_staff_say_that_it_is_for(purpose):
    """The regulation asks for their consent to the visitor's reading, and names no purpose."""
    another = visits(purpose={"code": purpose})
    assert effect_of(assessed(another), "J05") is Effect.BLOCK
    assert effect_of(assessed(another, **BOTH_AGREE), "J05") is None


@pytest.mark.parametrize("last", [ConsentState.REFUSED, ConsentState.WITHDRAWN])
def test_a_later_no_to_what_they_want_now_outweighs_the_yes_to_the_visit(last):
    another = visits(purpose={"code": Purpose.OTHER})
    earlier = (agreed(CHILD, given_on=EARLIER), agreed(AUTHORITY))
    later = agreed(CHILD, state=last, purpose=Purpose.OTHER)
    assert effect_of(assessed(another, consents=earlier), "J05") is None
    assert effect_of(assessed(another, consents=(*earlier, later)), "J05") is Effect.BLOCK


def test_what_they_have_read_without_both_was_outside_the_rules():
    assert assessed(visits(already_in_full)).outside_rules
    assert not assessed(visits(already_in_full), **BOTH_AGREE).outside_rules


# J12: a child who has died


@pytest.mark.parametrize(
    ("died_on", "fires"),
    [
        (None, False),
        (TODAY, True),
        (TODAY - timedelta(days=400), True),
        (TODAY + timedelta(days=1), False),
    ],
    ids=["lives", "today", "last year", "typed wrongly"],
)
def test_that_a_child_has_died_is_said(died_on, fires):
    findings = findings_of(assessed(asked(), died_on=died_on), "J12")
    assert [(one.effect, one.follow_up) for one in findings] == [(Effect.INFO, True)] * fires


@pytest.mark.parametrize("outcome", [Outcome.SHARE_PART, Outcome.NOT_SHARE])
def test_it_is_said_whatever_was_decided_and_changes_nothing(outcome):
    answers = asked(decision={"outcome": outcome})
    there = assessed(answers, died_on=TODAY)
    assert effect_of(there, "J12") is Effect.INFO
    assert there.advice is assessed(answers).advice
    assert not there.blocked


def test_in_an_emergency_it_is_not_said():
    answers = asked(concern={"severity": Severity.IMMEDIATE})
    assert effect_of(assessed(answers, died_on=TODAY), "J12") is None


def test_it_is_said_of_an_arrangement_too():
    assert effect_of(assessed(routine(), died_on=TODAY), "J12") is Effect.INFO


def test_what_was_told_in_confidence_stays_so():
    told_us = item(provenance=Provenance.CHILD_SAID, in_confidence=True)
    answers = asked(items=(told_us,), necessity={"harm_if_not_shared": ""})
    assert effect_of(assessed(answers, died_on=TODAY), "E10") is Effect.BLOCK
