"""B. Requests that the law speaks of."""

from __future__ import annotations

import pytest

from decisions.policy.answers import Explanation
from decisions.policy.circumstances import AdviceHeld
from decisions.policy.terms import (
    Advice,
    AgencyType,
    Effect,
    InformationCategory,
    Outcome,
    RequestFeature,
    Role,
    Severity,
    Verification,
)
from tests.policy.builders import (
    already_in_full,
    asked,
    assessed,
    effect_of,
    findings_of,
    held,
    item,
    own_initiative,
    referral,
)

NOT_SHARE = {"outcome": Outcome.NOT_SHARE, "reasons": "We do not think that they may have it."}
ORDER, UNCLEAR = RequestFeature.COURT_ORDER, RequestFeature.SCOPE_UNCLEAR
PARTNER = RequestFeature.SAFEGUARDING_PARTNER
DANGER = {"severity": Severity.IMMEDIATE}
NOT_RUNG_BACK = (RequestFeature.CALLBACK_FAILED, RequestFeature.NO_RETURN_NUMBER)


def with_features(*features, **groups):
    request = {"features": features, **groups.pop("request", {})}
    return asked(request=request, **groups)


def refused(*features, **groups):
    return with_features(*features, **{"decision": NOT_SHARE, **groups})


def advised_by(role):
    return {"advice": (AdviceHeld(role=role, advises=Advice.DO_NOT_SHARE),)}


# B08: the police


@pytest.mark.parametrize(
    ("features", "severity", "fires"),
    [
        ((), Severity.CONCERN, True),
        ((), Severity.UNKNOWN, True),
        ((), None, True),
        ((), Severity.SIGNIFICANT, False),
        ((), Severity.IMMEDIATE, False),
        ((RequestFeature.SAYS_EMERGENCY,), Severity.CONCERN, True),
        ((RequestFeature.WRITTEN_FORM_WITH_RANK,), Severity.CONCERN, False),
        ((ORDER,), Severity.CONCERN, False),
    ],
)
def test_the_police_bring_a_form_where_it_is_not_urgent(features, severity, fires):
    request = {"agency_type": AgencyType.POLICE}
    answers = with_features(*features, request=request, concern={"severity": severity})
    assert effect_of(assessed(answers), "B08") is (Effect.APPROVE if fires else None)


def test_a_signed_form_without_a_rank_is_not_that_form():
    request = {
        "agency_type": AgencyType.POLICE_EXPLOITATION,
        "verification": Verification.WRITTEN_REQUEST_FORM,
    }
    assert effect_of(assessed(asked(request=request)), "B08") is Effect.APPROVE


def test_what_staff_tell_the_police_themselves_needs_no_form():
    answers = own_initiative(transfer={"agency_type": AgencyType.POLICE})
    assert effect_of(assessed(answers), "B08") is None


def test_refusing_the_police_needs_no_form():
    answers = refused(request={"agency_type": AgencyType.POLICE})
    assert effect_of(assessed(answers), "B08") is None


# B11: a solicitor


@pytest.mark.parametrize(
    ("answers", "effect"),
    [
        (asked(request={"agency_type": AgencyType.SOLICITOR}), Effect.APPROVE),
        (refused(request={"agency_type": AgencyType.SOLICITOR}), None),
        (own_initiative(transfer={"agency_type": AgencyType.SOLICITOR}), None),
        (already_in_full(transfer={"agency_type": AgencyType.SOLICITOR}), None),
        (asked(request={"agency_type": AgencyType.COURT}), None),
    ],
    ids=["asks", "is refused", "is told by the home", "was told", "a court"],
)
def test_a_solicitor_who_asks_is_looked_at_by_a_manager(answers, effect):
    assert effect_of(assessed(answers), "B11") is effect


# B13: abuse told to a parent

ABUSED = (item(InformationCategory.VICTIM_OF_OFFENCE),)
WEIGHED = {"harm_if_shared": "She may be blamed at home.", "harm_if_not_shared": "He worries."}


@pytest.mark.parametrize(
    ("kind", "items", "fires"),
    [
        (AgencyType.PARENT_PR, ABUSED, True),
        (AgencyType.PARENT_NO_PR, ABUSED, True),
        (AgencyType.PARENT_PR, (item(InformationCategory.EXPLOITATION_INTELLIGENCE),), True),
        (AgencyType.PARENT_PR, (item(),), False),
        (
            AgencyType.PARENT_PR,
            (item(), item(InformationCategory.VICTIM_OF_OFFENCE, going=False)),
            False,
        ),
        (AgencyType.RELATIVE_OTHER, ABUSED, False),
        (AgencyType.LA_PLACING, ABUSED, False),
    ],
)
def test_what_a_parent_would_learn_of_abuse_is_a_managers_matter(kind, items, fires):
    expected = Effect.APPROVE if fires else None
    assert effect_of(assessed(asked(request={"agency_type": kind}, items=items)), "B13") is expected
    tells = own_initiative(transfer={"agency_type": kind}, items=items)
    assert effect_of(assessed(tells), "B13") is expected


@pytest.mark.parametrize(
    ("groups", "explained"),
    [
        ({}, False),
        ({"necessity": WEIGHED}, True),
        ({"necessity": {**WEIGHED, "harm_if_shared": " "}}, False),
        ({"decision": {"explanations": (Explanation(rule="B13", words="He asked us to."),)}}, True),
    ],
    ids=["nothing said", "both harms", "one harm", "in words"],
)
def test_it_wants_what_is_best_for_the_child_in_words(groups, explained):
    answers = asked(request={"agency_type": AgencyType.PARENT_PR}, items=ABUSED, **groups)
    finding = findings_of(assessed(answers), "B13")[0]
    assert (finding.needs_words, finding.explained) == (True, explained)


# B15: an order of a court


def test_an_order_is_done_and_kept_and_one_that_is_unclear_is_read_with_a_manager():
    assert effect_of(assessed(with_features(ORDER)), "B15") is Effect.INFO
    effects = [
        found.effect for found in findings_of(assessed(with_features(ORDER, UNCLEAR)), "B15")
    ]
    assert effects == [Effect.APPROVE, Effect.INFO]


@pytest.mark.parametrize("features", [(ORDER,), (UNCLEAR,)])
@pytest.mark.parametrize(
    ("advice", "effect"), [("", Effect.BLOCK), (" ", Effect.BLOCK), ("Ms Cole, solicitor", None)]
)
def test_an_order_is_refused_only_on_legal_advice(features, advice, effect):
    answers = refused(*features, decision={**NOT_SHARE, "legal_advice": advice})
    assert effect_of(assessed(answers), "B15") is effect


def test_advice_of_the_data_protection_officer_is_no_legal_advice_on_an_order():
    assessment = assessed(refused(ORDER), **advised_by(Role.DATA_PROTECTION_OFFICER))
    assert effect_of(assessment, "B15") is Effect.BLOCK


@pytest.mark.parametrize("kind", [AgencyType.SOLICITOR, AgencyType.PARENT_PR, AgencyType.COURT])
def test_an_order_binds_whoever_brings_it(kind):
    answers = refused(ORDER, request={"agency_type": kind})
    assert effect_of(assessed(answers), "B15") is Effect.BLOCK


@pytest.mark.parametrize("outcome", [Outcome.DECIDE_LATER, Outcome.ASK_ADVICE])
def test_there_is_always_time_to_ask_a_lawyer(outcome):
    answers = with_features(ORDER, decision={"outcome": outcome})
    assert effect_of(assessed(answers), "B15") is None


# B16 and B17: powers to ask


@pytest.mark.parametrize(
    ("kind", "fires"),
    [
        (AgencyType.LA_AREA, True),
        (AgencyType.POLICE, True),
        (AgencyType.ICB, True),
        (AgencyType.SCHOOL, False),
        (AgencyType.MEDIA, False),
    ],
)
def test_a_no_to_a_safeguarding_partner_waits_for_advice(kind, fires):
    answers = refused(PARTNER, request={"agency_type": kind})
    assert effect_of(assessed(answers), "B16") is (Effect.BLOCK if fires else None)


@pytest.mark.parametrize(
    ("decision", "changes", "effect"),
    [
        ({"legal_advice": "Ms Cole, solicitor"}, {}, None),
        ({}, advised_by(Role.DATA_PROTECTION_OFFICER), None),
        ({}, advised_by(Role.SAFEGUARDING_LEAD), Effect.BLOCK),
        ({"legal_advice": " "}, {}, Effect.BLOCK),
    ],
    ids=["a lawyer", "the data protection officer", "somebody else", "nothing said"],
)
def test_a_lawyer_or_the_data_protection_officer_is_asked(decision, changes, effect):
    answers = refused(PARTNER, decision={**NOT_SHARE, **decision})
    assert effect_of(assessed(answers, **changes), "B16") is effect


def test_a_request_that_is_not_made_under_that_law_may_be_refused():
    assert effect_of(assessed(refused()), "B16") is None


@pytest.mark.parametrize(
    ("answers", "effect"),
    [
        (refused(request={"agency_type": AgencyType.OFSTED}), Effect.BLOCK),
        (
            refused(
                request={"agency_type": AgencyType.OFSTED},
                decision={**NOT_SHARE, "legal_advice": "Ms Cole, solicitor"},
            ),
            Effect.BLOCK,
        ),
        (asked(request={"agency_type": AgencyType.OFSTED}), None),
        (refused(request={"agency_type": AgencyType.REG44_VISITOR}), None),
        (own_initiative(transfer={"agency_type": AgencyType.OFSTED}, decision=NOT_SHARE), None),
    ],
    ids=["refused", "advised", "shared", "the independent person", "nobody asked"],
)
def test_ofsted_is_not_refused_what_it_asks_for(answers, effect):
    assert effect_of(assessed(answers), "B17") is effect


def test_who_asks_is_who_the_directory_says():
    answers = refused(PARTNER, request={"agency_type": AgencyType.OTHER})
    assessment = assessed(answers, requester_held=held(AgencyType.OFSTED))
    assert effect_of(assessment, "B17") is Effect.BLOCK
    assert effect_of(assessment, "B16") is None


@pytest.mark.parametrize("feature", NOT_RUNG_BACK)
@pytest.mark.parametrize(
    ("kind", "features"),
    [
        (AgencyType.OFSTED, ()),
        (AgencyType.POLICE, (PARTNER,)),
        (AgencyType.SOLICITOR, (ORDER,)),
    ],
)
def test_refusing_a_caller_who_could_not_be_rung_back_is_never_held_up(feature, kind, features):
    assessment = assessed(refused(feature, *features, request={"agency_type": kind}))
    assert not assessment.blocked
    assert not assessment.needs_approval


# B18: leaving the country


@pytest.mark.parametrize(
    ("answers", "effect"),
    [
        (asked(request={"outside_uk": True}), Effect.APPROVE),
        (asked(request={"outside_uk": False}), None),
        (asked(request={"outside_uk": None}), None),
        (asked(request={"outside_uk": True}, concern=DANGER), Effect.NOTIFY),
        (asked(request={"outside_uk": True}, decision=NOT_SHARE), None),
        (own_initiative(transfer={"outside_uk": True}), Effect.APPROVE),
        (referral(transfer={"outside_uk": True}), Effect.NOTIFY),
        (already_in_full(transfer={"outside_uk": True}), Effect.NOTIFY),
    ],
    ids=[
        "leaves",
        "stays",
        "not said",
        "emergency",
        "refused",
        "told by the home",
        "a referral",
        "has left",
    ],
)
def test_what_leaves_the_country_is_looked_at_by_a_manager(answers, effect):
    assert effect_of(assessed(answers), "B18") is effect


def test_where_a_recipient_is_that_staff_chose_is_not_the_requesters_answer():
    assert effect_of(assessed(asked(transfer={"outside_uk": True})), "B18") is None


def test_a_partner_that_may_not_be_refused_is_a_reason_to_share():
    answers = asked(
        request={"features": (RequestFeature.SAFEGUARDING_PARTNER,)},
        items=(item(needed=False, going=False),),
        decision={"outcome": Outcome.NOT_SHARE, "reasons": "They do not need it."},
    )
    assessment = assessed(answers)
    assert assessment.advice is Advice.SHARE
    assert findings_of(assessment, "B16")[0].says in assessment.reasons


def test_the_officer_is_asked_on_which_ground_it_may_leave_the_country():
    (finding,) = findings_of(assessed(asked(request={"outside_uk": True})), "B18")
    assert "data protection officer" in finding.do
    assert all(ground in finding.do for ground in ("approved", "safeguard", "exception"))
