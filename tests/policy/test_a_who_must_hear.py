"""A. Who must hear of it: notices, a child who is missing, patterns, and others at risk."""

from __future__ import annotations

from datetime import timedelta

import pytest

from decisions.policy.answers import PersonConcerned
from decisions.policy.circumstances import PatternHeld, Settings, ToldHeld
from decisions.policy.terms import (
    AgencyType,
    Effect,
    Gateway,
    Harm,
    InformationCategory,
    Outcome,
    PersonAtRisk,
    PersonKind,
    PersonPart,
    Purpose,
    Severity,
)
from tests.policy.builders import (
    NOW,
    already,
    already_in_full,
    asked,
    assessed,
    effect_of,
    findings_of,
    item,
    own_initiative,
    referral,
    urgent,
)

NOT_SHARE = {"outcome": Outcome.NOT_SHARE, "reasons": "They do not need it."}
NOTICE = {"code": Purpose.STATUTORY_NOTICE}
EXPLOITED = {"harms": (Harm.CSE,)}
ABOUT_STAFF = {"harms": (Harm.STAFF_ALLEGATION,)}
TRAFFICKED = {"harms": (Harm.TRAFFICKING_MODERN_SLAVERY,)}
MISSING = {"severity": Severity.SIGNIFICANT, "harms": (Harm.MISSING,), "returned_at": None}
SECOND = timedelta(seconds=1)


def told(*kinds, **values):
    return {"told": tuple(ToldHeld(agency_type=kind, at=NOW, **values) for kind in kinds)}


OFSTED_HAS_NOTICE = told(AgencyType.OFSTED, purpose=Purpose.STATUTORY_NOTICE)["told"]


# What is owed in each case, where nobody has been told


@pytest.mark.parametrize(
    ("rule", "concern"),
    [("A10", EXPLOITED), ("A11", ABOUT_STAFF), ("A13", MISSING)],
    ids=["exploitation", "allegation", "missing"],
)
def test_telling_a_school_wants_a_word_on_who_tells_the_others(rule, concern):
    finding = findings_of(assessed(own_initiative(concern=concern)), rule)[0]
    assert (finding.effect, finding.follow_up) == (Effect.REASON, True)
    assert finding.needs_words
    assert not finding.explained


@pytest.mark.parametrize(
    ("rule", "concern"),
    [("A10", EXPLOITED), ("A11", ABOUT_STAFF), ("A13", MISSING)],
    ids=["exploitation", "allegation", "missing"],
)
def test_a_referral_does_not_wait_for_words_on_who_tells_the_others(rule, concern):
    assessment = assessed(referral(concern=concern))
    assert findings_of(assessment, rule)[0].follow_up
    assert assessment.unexplained() == ()


@pytest.mark.parametrize("kind", [AgencyType.MEDIA, AgencyType.LA_PLACING])
@pytest.mark.parametrize(
    ("rule", "concern"),
    [("A10", EXPLOITED), ("A11", ABOUT_STAFF), ("A13", MISSING)],
    ids=["exploitation", "allegation", "missing"],
)
def test_a_refusal_leaves_the_task_and_is_asked_for_nothing_more(rule, concern, kind):
    answers = asked(request={"agency_type": kind}, concern=concern, decision=NOT_SHARE)
    assessment = assessed(answers)
    assert findings_of(assessment, rule)[0].follow_up
    assert assessment.unexplained() == ()


def test_a_refusal_without_its_reasons_is_unexplained():
    answers = asked(concern=EXPLOITED, decision={**NOT_SHARE, "reasons": " "})
    assert "A10" in {finding.rule for finding in assessed(answers).unexplained()}


@pytest.mark.parametrize(
    ("rule", "concern"),
    [("A10", EXPLOITED), ("A11", ABOUT_STAFF), ("A12", TRAFFICKED), ("A13", MISSING)],
    ids=["exploitation", "allegation", "trafficking", "missing"],
)
def test_in_an_emergency_it_is_a_task(rule, concern):
    answers = own_initiative(concern={**concern, "severity": Severity.IMMEDIATE})
    finding = findings_of(assessed(answers), rule)[0]
    assert (finding.effect, finding.follow_up) == (Effect.INFO, True)


@pytest.mark.parametrize(
    ("rule", "concern"),
    [("A10", EXPLOITED), ("A11", ABOUT_STAFF), ("A13", MISSING)],
    ids=["exploitation", "allegation", "missing"],
)
def test_of_what_has_already_been_shared_it_is_a_task_too(rule, concern):
    finding = findings_of(assessed(already_in_full(concern=concern)), rule)[0]
    assert (finding.effect, finding.follow_up) == (Effect.INFO, True)


def test_a_page_that_asks_for_no_harm_owes_nobody_anything():
    found = {finding.rule for answers in (urgent(), already()) for finding in _of(answers)}
    assert not found & {"A10", "A12", "A13", "A14", "A16"}


def _of(answers):
    return assessed(answers).findings


# A10: exploitation


@pytest.mark.parametrize(
    "changes",
    [
        told(AgencyType.OFSTED, purpose=Purpose.STATUTORY_NOTICE),
        told(AgencyType.OFSTED, gateway=Gateway.CHR2015_R40),
    ],
    ids=["by its purpose", "by its provision"],
)
def test_a_notice_to_ofsted_is_enough(changes):
    assert effect_of(assessed(asked(concern=EXPLOITED), **changes), "A10") is None


@pytest.mark.parametrize(
    "changes",
    [
        told(AgencyType.OFSTED, purpose=Purpose.INSPECTION),
        told(AgencyType.LA_PLACING, purpose=Purpose.STATUTORY_NOTICE),
        {"abuse_already_reported": True},
    ],
    ids=["for something else", "to somebody else", "to the police"],
)
def test_anything_else_is_no_notice(changes):
    assert effect_of(assessed(asked(concern=EXPLOITED), **changes), "A10") is Effect.REASON


@pytest.mark.parametrize(
    ("groups", "effect"),
    [
        ({"purpose": NOTICE}, None),
        ({"basis": {"gateway": Gateway.CHR2015_R40}}, None),
        ({}, Effect.REASON),
        ({"purpose": NOTICE, "decision": NOT_SHARE}, Effect.REASON),
    ],
    ids=["by its purpose", "by its provision", "for something else", "refused"],
)
def test_the_notice_itself_is_not_asked_for_another(groups, effect):
    answers = own_initiative(
        concern=EXPLOITED, transfer={"agency_type": AgencyType.OFSTED}, **groups
    )
    assert effect_of(assessed(answers), "A10") is effect


def test_other_abuse_needs_no_notice_of_exploitation():
    assert effect_of(assessed(asked(concern={"harms": (Harm.SEXUAL,)})), "A10") is None


# A11: an allegation


@pytest.mark.parametrize(
    ("kinds", "by_its_area", "fires"),
    [
        ((AgencyType.LA_PLACING, AgencyType.LADO), False, False),
        ((AgencyType.LA_PLACING, AgencyType.LA_AREA), False, False),
        ((AgencyType.LA_EDT, AgencyType.MASH_FRONT_DOOR), False, False),
        ((AgencyType.LA_PLACING,), True, False),
        ((AgencyType.LA_PLACING,), False, True),
        ((AgencyType.LADO,), False, True),
        ((AgencyType.LADO,), True, True),
        ((), True, True),
    ],
)
def test_the_placing_and_the_area_authority_hear_of_an_allegation(kinds, by_its_area, fires):
    changes = {
        "told": (*OFSTED_HAS_NOTICE, *told(*kinds, linked=True)["told"]),
        "placed_by_its_area": by_its_area,
    }
    assessment = assessed(own_initiative(concern=ABOUT_STAFF), **changes)
    assert effect_of(assessment, "A11") is (Effect.REASON if fires else None)


def test_ofsted_hears_of_an_allegation_too():
    changes = told(AgencyType.LA_PLACING, AgencyType.LADO, AgencyType.OFSTED, linked=True)
    assessment = assessed(own_initiative(concern=ABOUT_STAFF), **changes)
    assert effect_of(assessment, "A11") is Effect.REASON


def test_whoever_this_record_tells_need_not_be_told_again():
    answers = own_initiative(concern=ABOUT_STAFF, transfer={"agency_type": AgencyType.LADO})
    changes = {"told": (*OFSTED_HAS_NOTICE, *told(AgencyType.LA_PLACING, linked=True)["told"])}
    assert effect_of(assessed(answers, **changes), "A11") is None


def test_somebody_who_is_named_and_of_whom_nothing_is_alleged_is_no_allegation():
    answers = own_initiative(concern={"staff_in_words": "An agency worker, who saw it"})
    assert effect_of(assessed(answers), "A11") is None


def test_saying_who_was_told_explains_it_and_leaves_the_task():
    concern = {**ABOUT_STAFF, "already_reported": "LADO and Ofsted, by Maya, this morning"}
    finding = findings_of(assessed(own_initiative(concern=concern)), "A11")[0]
    assert (finding.explained, finding.follow_up) == (True, True)


# A12: trafficking


@pytest.mark.parametrize(
    ("kind", "fires"),
    [
        (AgencyType.LA_PLACING, False),
        (AgencyType.POLICE_EXPLOITATION, False),
        (AgencyType.NRM_FIRST_RESPONDER, False),
        (AgencyType.IMMIGRATION, False),
        (AgencyType.HEALTH_GP, True),
    ],
)
def test_somebody_who_can_refer_it_is_told_of_trafficking(kind, fires):
    answers = own_initiative(concern=TRAFFICKED)
    expected = Effect.WARN if fires else None
    of_it = told(kind, harms=(Harm.TRAFFICKING_MODERN_SLAVERY,))
    assert effect_of(assessed(answers, **of_it), "A12") is expected
    tells = own_initiative(concern=TRAFFICKED, transfer={"agency_type": kind})
    assert effect_of(assessed(tells), "A12") is expected


def test_trafficking_that_was_reported_is_not_asked_about():
    concern = {**TRAFFICKED, "already_reported": "Police, log 31"}
    assert effect_of(assessed(own_initiative(concern=concern)), "A12") is None


@pytest.mark.parametrize(
    ("rule", "harm", "kinds", "effect"),
    [
        ("A11", Harm.STAFF_ALLEGATION, (AgencyType.LA_PLACING, AgencyType.LADO), Effect.REASON),
        ("A12", Harm.TRAFFICKING_MODERN_SLAVERY, (AgencyType.LA_PLACING,), Effect.WARN),
        ("A13", Harm.MISSING, (AgencyType.LA_PLACING, AgencyType.POLICE), Effect.REASON),
    ],
)
def test_news_of_something_else_tells_nobody_of_this(rule, harm, kinds, effect):
    answers = own_initiative(
        concern={"severity": Severity.SIGNIFICANT, "harms": (harm,), "returned_at": None}
    )
    for values, expected in (
        ({}, effect),
        ({"harms": (Harm.BULLYING_HATE,)}, effect),
        ({"harms": (harm, Harm.BULLYING_HATE)}, None),
        ({"linked": True}, None),
    ):
        known = (*OFSTED_HAS_NOTICE, *told(*kinds, **values)["told"])
        assert effect_of(assessed(answers, told=known), rule) is expected, values


@pytest.mark.parametrize(
    ("before", "effect"),
    [(timedelta(days=1), None), (timedelta(days=1) + SECOND, Effect.REASON)],
)
def test_an_earlier_time_away_was_another(before, effect):
    for learned in (NOW - timedelta(hours=3), None):
        at = (learned or NOW) - before
        known = tuple(
            ToldHeld(agency_type=kind, at=at, harms=(Harm.MISSING,))
            for kind in (AgencyType.POLICE, AgencyType.LA_PLACING)
        )
        answers = own_initiative(concern=MISSING, request={"occurred_at": learned})
        assert effect_of(assessed(answers, told=known), "A13") is effect


# A13 and A14: missing, and back


@pytest.mark.parametrize(
    ("kinds", "fires"),
    [
        ((AgencyType.POLICE_MISSING, AgencyType.LA_PLACING), False),
        ((AgencyType.POLICE, AgencyType.LA_EDT), False),
        ((AgencyType.POLICE,), True),
        ((AgencyType.LA_PLACING,), True),
        ((), True),
    ],
)
def test_the_police_and_the_placing_authority_both_hear_that_a_child_is_missing(kinds, fires):
    assessment = assessed(own_initiative(concern=MISSING), **told(*kinds, harms=(Harm.MISSING,)))
    assert effect_of(assessment, "A13") is (Effect.REASON if fires else None)


@pytest.mark.parametrize(
    ("concern", "fires"),
    [
        ({}, True),
        ({"severity": Severity.UNKNOWN}, True),
        ({"severity": Severity.CONCERN}, False),
        ({"severity": Severity.WELFARE}, False),
        ({"returned_at": NOW - timedelta(hours=1)}, False),
        ({"harms": (Harm.ONLINE,)}, False),
    ],
    ids=["harm", "not known", "a worry", "welfare", "came back", "not missing"],
)
def test_a_worry_about_going_missing_is_not_a_child_who_is_away_now(concern, fires):
    assessment = assessed(own_initiative(concern={**MISSING, **concern}))
    assert effect_of(assessment, "A13") is (Effect.REASON if fires else None)


def test_saying_who_told_the_others_explains_it():
    concern = {**MISSING, "already_reported": "The police know, log 77"}
    assert findings_of(assessed(own_initiative(concern=concern)), "A13")[0].explained


@pytest.mark.parametrize(
    ("back_for", "offered", "fires"),
    [
        (timedelta(hours=72), None, False),
        (timedelta(hours=72) + SECOND, None, True),
        (timedelta(hours=72) + SECOND, False, True),
        (timedelta(hours=72) + SECOND, True, False),
    ],
)
def test_a_talk_is_offered_within_three_days(back_for, offered, fires):
    concern = {"returned_at": NOW - back_for, "return_interview_offered": offered}
    expected = Effect.INFO if fires else None
    assert effect_of(assessed(asked(concern=concern)), "A14") is expected
    assert effect_of(assessed(asked(concern=concern, decision=NOT_SHARE)), "A14") is expected


def test_within_how_many_hours_is_a_setting():
    back = {"returned_at": NOW - timedelta(hours=30), "return_interview_offered": None}
    answers = asked(concern=back)
    settings = Settings(return_interview_hours=24)
    assert effect_of(assessed(answers, settings=settings), "A14") is Effect.INFO


# A15: patterns


@pytest.mark.parametrize(
    ("pattern", "fires"),
    [
        ({}, False),
        ({"children": 1}, True),
        ({"episodes": 1}, False),
        ({"episodes": 2}, True),
    ],
    ids=["nothing", "another child", "once before", "twice before"],
)
def test_this_child_and_this_day_count_in_a_pattern(pattern, fires):
    assessment = assessed(asked(), pattern=PatternHeld(**pattern))
    assert effect_of(assessment, "A15") is (Effect.NOTIFY if fires else None)


def test_how_many_make_a_pattern_is_the_providers_choice():
    settings = Settings(pattern_children=3, pattern_episodes=5)
    few, many = PatternHeld(children=1, episodes=3), PatternHeld(children=2, episodes=4)
    assert effect_of(assessed(asked(), pattern=few, settings=settings), "A15") is None
    for one in ({"children": many.children}, {"episodes": many.episodes}):
        there = {"pattern": PatternHeld(**one), "settings": settings}
        assert effect_of(assessed(asked(), **there), "A15") is Effect.NOTIFY


def test_a_pattern_does_not_change_what_is_advised():
    with_pattern = assessed(asked(), pattern=PatternHeld(children=4, episodes=9))
    assert with_pattern.advice is assessed(asked()).advice


# A16: others at risk

HARMED = (PersonConcerned(kind=PersonKind.CHILD, name="Efua", part=PersonPart.MAY_BE_HARMED),)
SEEN = (PersonConcerned(kind=PersonKind.CHILD, name="Efua", part=PersonPart.SAW_OR_TOLD),)


@pytest.mark.parametrize(
    ("at_risk", "fires"),
    [
        ((PersonAtRisk.THIS_CHILD,), True),
        ((PersonAtRisk.NOBODY,), True),
        ((), True),
        ((PersonAtRisk.THIS_CHILD, PersonAtRisk.ANOTHER_CHILD), False),
        ((PersonAtRisk.OTHER_ADULT,), False),
    ],
)
def test_a_child_who_may_harm_others_puts_somebody_else_at_risk(at_risk, fires):
    concern = {"harms": (Harm.POSES_RISK_TO_OTHERS,), "at_risk": at_risk}
    assessment = assessed(asked(concern=concern))
    assert effect_of(assessment, "A16") is (Effect.WARN if fires else None)


@pytest.mark.parametrize(("people", "fires"), [(HARMED, True), (SEEN, False), ((), False)])
def test_somebody_who_may_be_harmed_is_at_risk(people, fires):
    items = (item(InformationCategory.THIRD_PARTY_CHILD),)
    assessment = assessed(asked(items=items, people=people))
    assert effect_of(assessment, "A16") is (Effect.WARN if fires else None)


def test_spaces_say_nothing_about_who_was_told():
    concern = {"harms": (Harm.STAFF_ALLEGATION,), "already_reported": "  "}
    assert not findings_of(assessed(asked(concern=concern)), "A11")[0].explained
