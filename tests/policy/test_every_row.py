"""What each row of the decision table claims besides its effect, held against its firing case.

The lists stand here a second time on purpose: a row that loses a claim must differ from them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from decisions.policy.answers import Answers
from decisions.policy.assessment import Finding
from decisions.policy.steps import STEPS
from decisions.policy.terms import (
    Basis,
    ConsentState,
    Effect,
    EmergencyEffect,
    InformationCategory,
    Outcome,
    RecognisedInterest,
    SpecialCondition,
    Start,
    View,
)
from tests.policy.builders import (
    EIGHTEEN,
    already_in_full,
    assessed,
    consent,
    effect_of,
    findings_of,
    item,
    own_initiative,
)
from tests.policy.firing import FIRING, Case

EMERGENCY_COLUMN = {
    EmergencyEffect.SUPPRESSED: (
        "A02 A06 A07 A08 A09 A14 A15 A16 B06 B08 B09 B10 B11 B15 B16 B17 B19 B20 C12 C13 C15 "
        "D10 D11 D14 D16 E04 E06 E08 E16 E17 E19 E20 F04 F05 F06 F08 F09 F10 F11 G05 G06 "
        "H03 H04 H05 I09 I10 I11 I14 J05 J12"
    ),
    EmergencyEffect.REVIEW: (
        "A01 A04 A05 B07 B12 B13 B18 C01 C02 C03 C04 C05 C06 C07 C08 C09 C10 C11 C14 C16 "
        "D01 D02 D03 D04 D05 D06 D07 D08 D09 D12 D13 D15 E01 E02 E03 E05 E07 E09 E10 E11 E12 E13 "
        "E14 E18-goes F01 F02 F03 F07 F12 G07 H01 H02 H06 H10 I01 I06 I08 I12"
    ),
    EmergencyEffect.TASK: "A10 A11 A12 A13 E18-is-part-of-it G01 G02 G03 G04 H07 H08 I15",
    EmergencyEffect.APPROVE: "A03 B01 B02 B03 B04 B05 B14",
    EmergencyEffect.BLOCK: "I02 I03",
    EmergencyEffect.SAME: "E15 H09 I04 I05 I07 I13",
}
# A follow-up stays behind, also outside an emergency.
LEAVES_A_TASK = (
    "A01 A09-after-a-day A09-after-a-week A10 A11 A12 A13 A14 B19 D16 E15 G02 G07 "
    "H07 H08 H09 I05 I06 I10 I14 I15 J12"
)
# Besides an approval, these want words.
WANTS_WORDS_TOO = "A03 B09 B13 C16 D09 D12 E05 F03"
# In the overall advice these are not heard: they are for nobody, or speak of other things than
# sharing, or a stronger rule speaks first.
NOT_HEARD = (
    "A03 A04-not-said-to-be-worse A06-not-share A08-not-share A10 A11 A12 A13 A14 A15 "
    "B13 B15-not-share B16 B17 B19 B20 C15 D14 D16 E15 F09 F10 F11 F12 G05 G06 H07 H08 "
    "I02 I03 I04 I05 I07 I09 I10 I11-author I11-reviewer I14 I15 J12"
)
WHATEVER_IS_DECIDED = (
    "A10 A11 A12 A13 A14 A15 A16 D16 E15 I02 I03 I04 I05 I11-author I11-reviewer I13 I14 I15 J12"
)


def _name(case: Case) -> str:
    return str(case).replace(" ", "-")


def _is_in(case: Case, names: str) -> bool:
    return _name(case) in names.split()


def _finding(case: Case) -> Finding:
    return max(findings_of(case.assessed(), case.rule), key=lambda finding: finding.effect)


def _decided(case: Case, outcome: Outcome) -> Case:
    answers = case.answers
    decision = answers.decision.changed(outcome=outcome)
    return replace(case, answers=answers.changed(decision=decision))


EVERY = [pytest.param(case, id=_name(case)) for case in FIRING]
SHARED_WHOLE = [
    pytest.param(case, id=_name(case))
    for case in FIRING
    if case.answers.decision.outcome is Outcome.SHARE
    and case.answers.start not in (Start.URGENT, Start.ALREADY_SHARED)
]
SHARED = [
    pytest.param(case, id=_name(case))
    for case in FIRING
    if case.answers.decision.outcome is Outcome.SHARE or case.answers.start is Start.ALREADY_SHARED
]
STANDING = [
    pytest.param(case, id=_name(case)) for case in FIRING if _is_in(case, WHATEVER_IS_DECIDED)
]


@pytest.mark.parametrize("case", EVERY)
def test_an_emergency_does_to_it_what_its_column_says(case: Case) -> None:
    shown = _finding(case).emergency_effect
    assert {case.rule, _name(case)} & set(EMERGENCY_COLUMN[shown].split())


@pytest.mark.parametrize("case", EVERY)
def test_it_leaves_something_to_do_where_its_row_says_so(case: Case) -> None:
    assert _finding(case).follow_up is _is_in(case, LEAVES_A_TASK)


@pytest.mark.parametrize("case", EVERY)
def test_it_wants_words_besides_an_approval_where_its_row_says_so(case: Case) -> None:
    finding = _finding(case)
    wanted = finding.effect is Effect.REASON or _is_in(case, WANTS_WORDS_TOO)
    assert finding.needs_words is wanted


@pytest.mark.parametrize("case", EVERY)
def test_it_is_heard_in_the_advice_where_it_speaks_for_something(case: Case) -> None:
    assessment = case.assessed()
    heard = _finding(case).says in (*assessment.reasons, assessment.other_side)
    assert heard is not _is_in(case, NOT_HEARD)


@pytest.mark.parametrize("case", SHARED_WHOLE)
def test_sharing_a_part_is_weighed_as_sharing_is(case: Case) -> None:
    assert effect_of(_decided(case, Outcome.SHARE_PART).assessed(), case.rule) is case.effect


@pytest.mark.parametrize("case", SHARED)
def test_what_it_says_of_a_share_it_says_of_a_part(case: Case) -> None:
    assert {Outcome.SHARE, Outcome.SHARE_PART} <= set(_finding(case).stops)


@pytest.mark.parametrize("case", STANDING)
def test_what_every_record_is_asked_is_asked_of_a_refusal_too(case: Case) -> None:
    assert effect_of(_decided(case, Outcome.NOT_SHARE).assessed(), case.rule) is case.effect


def test_the_lists_name_cases_that_there_are() -> None:
    lists = (LEAVES_A_TASK, WANTS_WORDS_TOO, NOT_HEARD, WHATEVER_IS_DECIDED)
    named = {name for names in lists for name in names.split()}
    assert named <= {_name(case) for case in FIRING}


# Of the past, a page that is still empty is asked for, and nobody is reproached


CARRIED_BY = {"basis": Basis.A6_1_F, "interest": None}
VITAL = {"basis": Basis.A6_1_D, "interest": None}
NO = {"view": View.DISAGREES}
REFUSED = {"consents": (consent(state=ConsentState.REFUSED),)}
TRUSTED = {"items": (item(in_confidence=True),)}
SPECIAL = (item(InformationCategory.MENTAL_HEALTH),)
NOT_WEIGHED = {**TRUSTED, "necessity": {"harm_if_not_shared": ""}}


def _without_page(answers: Answers, slug: str) -> Answers:
    """The same with nothing answered on one page."""
    empty = Answers(start=answers.start)
    for field in next(step.fields for step in STEPS if step.slug == slug):
        name, _, inner = field.partition(".")
        group = getattr(answers, name)
        value = group.changed(**{inner: getattr(getattr(empty, name), inner)}) if inner else ()
        answers = answers.changed(**{name: value})
    return answers


@pytest.mark.parametrize(
    ("rule", "page", "groups", "changes"),
    [
        ("C08", "purpose", {"basis": CARRIED_BY}, {}),
        ("C08", "items", {"basis": CARRIED_BY}, {}),
        ("C14", "purpose", {"items": (item(on_consent=True),)}, {}),
        ("C16", "concern", {"basis": VITAL}, REFUSED),
        ("D12", "concern", {"basis": CARRIED_BY, "agreement": NO}, {}),
        ("D12", "lawful", {"agreement": NO}, {}),
        ("D15", "purpose", {"items": SPECIAL, "basis": {"special": SpecialCondition.A9_2_A}}, {}),
        ("E10", "concern", NOT_WEIGHED, {}),
        ("E10", "lawful", NOT_WEIGHED, {}),
        ("E11", "concern", TRUSTED, {}),
        ("E11", "lawful", TRUSTED, {}),
    ],
)
def test_each_page_that_it_reads_is_waited_for_by_itself(rule, page, groups, changes) -> None:
    answers = already_in_full(**groups)
    emptied = assessed(_without_page(answers, page), **changes)
    finding = findings_of(emptied, rule)[0]
    assert (finding.effect, finding.has_happened) == (Effect.INFO, False)


# The day on which the Data (Use and Access) Act's new basis became law


@pytest.mark.parametrize(
    ("rule", "groups", "changes"),
    [
        ("C03", {"basis": {"interest": None}}, {}),
        ("C04", {"basis": {"interest": RecognisedInterest.RLI_PUBLIC_TASK_REQUEST}}, {}),
        ("C05", {}, {"birth_date": EIGHTEEN}),
        ("C06", {"basis": {"interest": RecognisedInterest.RLI_EMERGENCY}}, {}),
        ("C07", {"necessity": {"harm_if_not_shared": ""}}, {}),
    ],
)
def test_it_is_law_from_the_day_of_the_new_basis(rule, groups, changes) -> None:
    first = date(2026, 2, 5)
    answers = own_initiative(**groups)
    assert effect_of(assessed(answers, on=first, **changes), rule) is not None
    assert effect_of(assessed(answers, on=first - timedelta(days=1), **changes), rule) is None
