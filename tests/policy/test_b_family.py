"""B. Family who ask, or whom staff choose to tell: checked against the placement plan (B12)."""

from __future__ import annotations

import pytest

from decisions.policy.circumstances import RelativeHeld
from decisions.policy.terms import AgencyType, Contact, Effect, RequestFeature
from tests.policy.builders import (
    asked,
    assessed,
    effect_of,
    findings_of,
    held,
    own_initiative,
    urgent,
)

LISTED = (RelativeHeld(name="Lena Moss", on_placement_plan=True),)
MOTHER = {"agency_type": AgencyType.PARENT_PR, "name": "Lena Moss"}


@pytest.mark.parametrize(
    "kind", [AgencyType.PARENT_PR, AgencyType.PARENT_NO_PR, AgencyType.RELATIVE_OTHER]
)
@pytest.mark.parametrize(
    "name", ["Lena Moss", "lena  MOSS", "Moss, Lena", "Mrs Léna Moss", "Lena Anne Moss"]
)
def test_everyday_news_to_family_on_the_placement_plan_passes(kind, name):
    answers = asked(request={"agency_type": kind, "name": name})
    assert effect_of(assessed(answers, relatives=LISTED), "B12") is None


@pytest.mark.parametrize("name", ["", "Lena", "Moss", "Dena Moss", "Ros Hale"])
def test_family_who_are_not_on_the_placement_plan_are_checked_first(name):
    answers = asked(request={**MOTHER, "name": name})
    assert effect_of(assessed(answers, relatives=LISTED), "B12") is Effect.APPROVE


@pytest.mark.parametrize(
    "relatives",
    [
        (),
        (RelativeHeld(name="Lena Moss"),),
        (RelativeHeld(name="", on_placement_plan=True),),
        (RelativeHeld(name="Nan", on_placement_plan=True),),
    ],
)
def test_family_that_we_hold_but_do_not_plan_for_are_checked_first_too(relatives):
    answers = asked(request=MOTHER)
    assert effect_of(assessed(answers, relatives=relatives), "B12") is Effect.APPROVE


def test_somebody_known_by_one_word_is_found_by_that_word():
    nan = (RelativeHeld(name="Nan", on_placement_plan=True),)
    answers = asked(request={**MOTHER, "name": "Nan"})
    assert effect_of(assessed(answers, relatives=nan), "B12") is None


@pytest.mark.parametrize(
    ("feature", "effect"),
    [
        (RequestFeature.ASKS_FOR_RECORDS, Effect.APPROVE),
        (RequestFeature.OUTSIDE_CONTACT, Effect.APPROVE),
        (RequestFeature.SAYS_EMERGENCY, None),
    ],
)
def test_what_is_more_than_everyday_news_is_checked_for_family_on_the_plan_too(feature, effect):
    answers = asked(request={**MOTHER, "features": (feature,)})
    assert effect_of(assessed(answers, relatives=LISTED), "B12") is effect


def test_those_who_are_not_family_may_ask_for_records_without_this_check():
    features = (RequestFeature.ASKS_FOR_RECORDS, RequestFeature.OUTSIDE_CONTACT)
    assert effect_of(assessed(asked(request={"features": features})), "B12") is None


def test_family_whom_staff_choose_to_tell_are_checked_in_the_same_way():
    to = {**MOTHER, "agency": None}
    answers = own_initiative(transfer=to)
    assert effect_of(assessed(answers), "B12") is Effect.APPROVE
    assert effect_of(assessed(answers, relatives=LISTED), "B12") is None


def test_family_as_the_directory_has_them_count_whatever_was_answered():
    answers = asked(request={"agency_type": AgencyType.SCHOOL})
    assessment = assessed(answers, requester_held=held(AgencyType.PARENT_PR))
    assert effect_of(assessment, "B12") is Effect.APPROVE


def test_in_an_emergency_the_check_on_family_is_made_afterwards():
    answers = urgent(transfer={**MOTHER, "contact": Contact.RANG_HELD_NUMBER})
    finding = findings_of(assessed(answers), "B12")[0]
    assert (finding.effect, finding.follow_up) == (Effect.NOTIFY, True)


def test_a_relative_without_a_name_is_not_everybody():
    answers = asked(request={"agency_type": AgencyType.PARENT_PR, "name": "?"})
    nameless = RelativeHeld(name="-", on_placement_plan=True)
    assert effect_of(assessed(answers, relatives=(nameless,)), "B12") is Effect.APPROVE
