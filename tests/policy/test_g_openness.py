"""G. Openness with the child and others."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from decisions.policy.circumstances import Settings
from decisions.policy.terms import (
    AgencyType,
    Basis,
    ConsentGiver,
    Effect,
    Outcome,
    RecognisedInterest,
    Severity,
    Told,
)
from tests.policy.builders import (
    EIGHTEEN,
    SIXTEEN,
    TODAY,
    already,
    already_in_full,
    asked,
    assessed,
    effect_of,
    findings_of,
    referral,
    routine,
    urgent,
)

REFUSES = {"outcome": Outcome.NOT_SHARE}
DANGER = {"severity": Severity.IMMEDIATE}


@pytest.mark.parametrize("told", [None, Told.NOT_TOLD, Told.NOT_POSSIBLE, Told.NOT_RIGHT])
def test_a_child_who_is_not_told_is_owed_a_reason(told):
    openness = {"child_told": told, "why_not": ""}
    assert effect_of(assessed(asked(openness=openness)), "G01") is Effect.BLOCK
    explained = {**openness, "why_not": "She has been too ill to talk."}
    assert effect_of(assessed(asked(openness=explained)), "G01") is None


@pytest.mark.parametrize("told", [Told.TOLD, Told.WILL_TELL, Told.NOT_WOULD_RAISE_RISK])
def test_telling_or_a_risk_in_telling_is_an_answer(told):
    assert effect_of(assessed(asked(openness={"child_told": told})), "G01") is None


def test_a_refusal_is_not_asked_whether_the_child_was_told():
    answers = asked(openness={"child_told": None}, decision={"outcome": Outcome.NOT_SHARE})
    assert effect_of(assessed(answers), "G01") is None


@pytest.mark.parametrize(
    ("why_not", "look_again_on", "explained"),
    [
        ("Her uncle would find out.", date(2026, 12, 1), True),
        ("Her uncle would find out.", None, False),
        ("", date(2026, 12, 1), False),
    ],
)
def test_a_risk_in_telling_is_explained_by_a_reason_and_a_day(why_not, look_again_on, explained):
    openness = {
        "child_told": Told.NOT_WOULD_RAISE_RISK,
        "why_not": why_not,
        "look_again_on": look_again_on,
    }
    finding = findings_of(assessed(asked(openness=openness)), "G02")[0]
    assert finding.explained is explained
    assert finding.follow_up


def test_the_child_s_words_are_wanted():
    assert effect_of(assessed(asked()), "G03") is None


@pytest.mark.parametrize(
    ("died_on", "lives"),
    [(TODAY, False), (TODAY - timedelta(days=400), False), (TODAY + timedelta(days=1), True)],
    ids=["today", "last year", "typed wrongly"],
)
def test_a_child_who_has_died_is_not_told_not_asked_and_shown_no_guide(died_on, lives):
    openness, agreement = {"child_told": Told.NOT_POSSIBLE}, {"words": ""}
    answers = asked(openness=openness, agreement=agreement)
    assessment = assessed(answers, died_on=died_on, notice_explained=False)
    effects = {rule: effect_of(assessment, rule) for rule in ("G01", "G03", "G05")}
    alive = {"G01": Effect.BLOCK, "G03": Effect.REASON, "G05": Effect.WARN}
    assert effects == (alive if lives else dict.fromkeys(alive))


def test_no_words_are_wanted_on_why_a_child_who_has_died_since_was_not_told():
    answers = asked(openness={"child_told": Told.NOT_WOULD_RAISE_RISK})
    assert effect_of(assessed(answers), "G02") is Effect.REASON
    assert effect_of(assessed(answers, died_on=TODAY), "G02") is None


def test_the_parents_of_a_child_who_has_died_are_still_told():
    answers = told_parents(Told.NOT_TOLD)
    assert effect_of(assessed(answers, died_on=TODAY), "G04") is Effect.REASON


def test_an_urgent_share_leaves_telling_the_child_to_be_done():
    finding = findings_of(assessed(urgent()), "G01")[0]
    assert (finding.effect, finding.follow_up) == (Effect.INFO, True)


# Parents


def told_parents(told, why_not="", **groups):
    return asked(openness={"parents_told": told, "why_not": why_not}, **groups)


@pytest.mark.parametrize("told", Told)
def test_parents_who_are_not_told_are_owed_a_reason(told):
    tells = told in (Told.TOLD, Told.WILL_TELL)
    assert effect_of(assessed(told_parents(told)), "G04") is (None if tells else Effect.REASON)
    explained = told_parents(told, "He is afraid of his father.")
    assert effect_of(assessed(explained), "G04") is None


def test_a_blank_is_no_reason():
    assert effect_of(assessed(told_parents(Told.NOT_RIGHT, " \n")), "G04") is Effect.REASON


@pytest.mark.parametrize(
    ("answers", "changes"),
    [
        (told_parents(None), {}),
        (told_parents(Told.NOT_TOLD), {"birth_date": EIGHTEEN}),
        (told_parents(Told.NOT_TOLD, request={"agency_type": AgencyType.PARENT_PR}), {}),
        (told_parents(Told.NOT_TOLD, decision=REFUSES), {}),
        (urgent(), {}),
        (already(), {}),
    ],
    ids=["not asked", "grown up", "a parent asks", "refusal", "urgent", "already"],
)
def test_not_everybody_has_a_parent_who_should_be_told(answers, changes):
    assert effect_of(assessed(answers, **changes), "G04") is None


@pytest.mark.parametrize(
    ("answers", "changes"),
    [
        (told_parents(Told.NOT_TOLD), {"birth_date": SIXTEEN}),
        (told_parents(Told.NOT_TOLD), {"birth_date": None}),
        (told_parents(Told.NOT_TOLD, request={"agency_type": AgencyType.PARENT_NO_PR}), {}),
    ],
    ids=["sixteen", "age not known", "no responsibility"],
)
def test_until_a_child_is_grown_up_those_responsible_should_know(answers, changes):
    assert effect_of(assessed(answers, **changes), "G04") is Effect.REASON


def test_in_danger_telling_parents_is_left_to_be_done():
    found = findings_of(assessed(told_parents(Told.NOT_TOLD, concern=DANGER)), "G04")
    assert [(one.effect, one.follow_up) for one in found] == [(Effect.INFO, True)]


def test_of_the_past_it_holds_nothing_up():
    answers = already_in_full(openness={"child_told": Told.TOLD, "parents_told": Told.NOT_TOLD})
    assert effect_of(assessed(answers), "G04") is Effect.INFO


# The privacy notice


@pytest.mark.parametrize(
    ("explained", "effect"), [(False, Effect.WARN), (True, None), (None, None)]
)
def test_a_notice_that_is_known_not_to_be_explained_is_spoken_of(explained, effect):
    assessment = assessed(asked(), notice_explained=explained)
    assert effect_of(assessment, "G05") is effect
    assert assessment.advice is assessed(asked()).advice


@pytest.mark.parametrize(
    "answers", [asked(decision=REFUSES), asked(concern=DANGER)], ids=["refusal", "danger"]
)
def test_neither_a_refusal_nor_danger_waits_for_the_notice(answers):
    settings = Settings(privacy_notice_names=("A6_1_C",))
    assessment = assessed(answers, notice_explained=False, settings=settings)
    assert effect_of(assessment, "G05") is None
    assert effect_of(assessment, "G06") is None


SAFE, CRIME = RecognisedInterest.RLI_SAFEGUARDING, RecognisedInterest.RLI_CRIME


@pytest.mark.parametrize(
    ("basis", "interest", "names", "named"),
    [
        (Basis.A6_1_EA, SAFE, (), True),
        (Basis.A6_1_EA, SAFE, ("A6_1_EA", "RLI_SAFEGUARDING"), True),
        (Basis.A6_1_EA, SAFE, ("A6_1_EA",), False),
        (Basis.A6_1_EA, SAFE, ("RLI_SAFEGUARDING",), False),
        (Basis.A6_1_EA, CRIME, ("A6_1_EA", "RLI_SAFEGUARDING"), False),
        (Basis.A6_1_EA, None, ("A6_1_EA",), True),
        (Basis.A6_1_F, None, ("A6_1_F",), True),
        (Basis.A6_1_F, None, ("A6_1_EA",), False),
        # An interest left over from another basis is not looked at.
        (Basis.A6_1_F, SAFE, ("A6_1_F",), True),
        (None, None, ("A6_1_F",), True),
    ],
)
def test_the_notice_names_the_basis_and_the_interest_that_is_leaned_on(
    basis, interest, names, named
):
    answers = asked(basis={"basis": basis, "interest": interest})
    assessment = assessed(answers, settings=Settings(privacy_notice_names=names))
    assert effect_of(assessment, "G06") is (None if named else Effect.WARN)


# An objection


@pytest.mark.parametrize("who", ConsentGiver)
def test_an_objection_is_weighed_by_a_manager_and_answered(who):
    found = findings_of(assessed(asked(agreement={"objections": (who,)})), "G07")
    assert [(one.effect, one.follow_up) for one in found] == [(Effect.APPROVE, True)]


def test_a_wish_that_somebody_is_not_told_is_no_objection():
    assert effect_of(assessed(asked(agreement={"words": "Please don't tell mum."})), "G07") is None


@pytest.mark.parametrize("basis", [None, *Basis])
def test_nobody_can_object_to_what_the_law_requires_or_to_saving_a_life(basis):
    answers = asked(basis={"basis": basis}, agreement={"objections": (ConsentGiver.PARENT,)})
    required = basis in (Basis.A6_1_C, Basis.A6_1_D)
    assert effect_of(assessed(answers), "G07") is (None if required else Effect.APPROVE)


@pytest.mark.parametrize(
    ("build", "groups", "effect"),
    [
        (referral, {}, Effect.NOTIFY),
        (asked, {"concern": DANGER}, Effect.NOTIFY),
        (asked, {"decision": REFUSES}, None),
        (already_in_full, {}, Effect.NOTIFY),
        (routine, {}, Effect.APPROVE),
    ],
    ids=["referral", "danger", "refusal", "already", "routine"],
)
def test_an_objection_never_holds_up_those_who_protect(build, groups, effect):
    answers = build(agreement={"objections": (ConsentGiver.CHILD,)}, **groups)
    assert effect_of(assessed(answers), "G07") is effect


def test_spaces_are_no_reason_and_no_words():
    untold = assessed(asked(openness={"child_told": Told.NOT_TOLD, "why_not": "  "}))
    assert effect_of(untold, "G01") is Effect.BLOCK
    assert effect_of(assessed(asked(agreement={"words": "  "})), "G03") is Effect.REASON
    risk = {"child_told": Told.NOT_WOULD_RAISE_RISK, "why_not": "  ", "look_again_on": TODAY}
    assert not findings_of(assessed(asked(openness=risk)), "G02")[0].explained
