"""H. Transfer."""

from __future__ import annotations

import pytest

from decisions.policy.circumstances import Approved
from decisions.policy.terms import (
    Effect,
    InformationCategory,
    LessIntrusive,
    TransferMethod,
)
from tests.policy.builders import (
    AGENCY,
    OTHER_AGENCY,
    asked,
    assessed,
    effect_of,
    findings_of,
    item,
    own_initiative,
)

BEHAVIOUR, HEALTH = InformationCategory.BEHAVIOUR, InformationCategory.PHYSICAL_HEALTH


@pytest.mark.parametrize("method", [None, *TransferMethod])
def test_every_method_is_allowed_or_stopped_by_one_rule(method):
    assessment = assessed(asked(transfer={"method": method}))
    stopped = {rule for rule in ("H01", "H02") if effect_of(assessment, rule) is Effect.BLOCK}
    if method is TransferMethod.ORDINARY_EMAIL:
        assert stopped == {"H02"}
    elif method is not None and method.allowed == "never":
        assert stopped == {"H01"}
    else:
        assert stopped == set()


def test_ordinary_email_may_carry_what_names_nobody():
    answers = asked(
        transfer={"method": TransferMethod.ORDINARY_EMAIL},
        necessity={"less_intrusive": LessIntrusive.NOT_NAMED},
    )
    assert effect_of(assessed(answers), "H02") is None


@pytest.mark.parametrize("who", [{"name": ""}, {"position": ""}])
def test_a_person_or_a_team_is_enough(who):
    assert effect_of(assessed(own_initiative(transfer=who)), "H03") is None


def test_somebody_who_asked_is_not_asked_for_twice():
    assert effect_of(assessed(asked(request={"name": "", "position": ""})), "H03") is None


@pytest.mark.parametrize(
    ("approved", "places"),
    [
        (Approved(categories=(BEHAVIOUR, HEALTH), recipient=AGENCY), []),
        (Approved(categories=(BEHAVIOUR, HEALTH)), []),
        (Approved(categories=(HEALTH,)), [0]),
        (Approved(categories=(BEHAVIOUR, HEALTH), recipient=OTHER_AGENCY), [None]),
    ],
)
def test_only_what_was_approved_may_go(approved, places):
    assessment = assessed(asked(items=(item(),)), approved=approved)
    assert [finding.concerns for finding in findings_of(assessment, "H10")] == places


def test_sharing_less_than_was_approved_needs_no_new_approval():
    approved = Approved(categories=(BEHAVIOUR, HEALTH), recipient=AGENCY)
    answers = asked(items=(item(BEHAVIOUR), item(HEALTH, going=False)))
    assert effect_of(assessed(answers, approved=approved), "H10") is None
