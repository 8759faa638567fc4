"""Any valid answers and circumstances, for tests of what always holds."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any, cast

from hypothesis import strategies as st

from decisions.policy.answers import (
    Agreement,
    Answers,
    Concern,
    Decision,
    Explanation,
    Item,
    LawfulReason,
    Necessity,
    Openness,
    PersonConcerned,
    PurposeOfSharing,
    Request,
    RoutineArrangement,
    Transfer,
    Urgent,
)
from decisions.policy.circumstances import (
    AdviceHeld,
    Approved,
    Circumstances,
    ConsentHeld,
    HeldAgency,
    NotToBeTold,
    PatternHeld,
    RelativeHeld,
    Reviewer,
    Settings,
    ToldHeld,
)
from decisions.policy.rules import RULES_THAT_ASK_FOR_WORDS
from decisions.policy.terms import (
    Advice,
    AgencyType,
    Basis,
    Channel,
    Check,
    ConsentGiver,
    ConsentState,
    Contact,
    Gateway,
    Harm,
    InformationCategory,
    LessIntrusive,
    OffenceCondition,
    Outcome,
    PersonAtRisk,
    PersonKind,
    PersonPart,
    Proof,
    Provenance,
    ProviderType,
    Purpose,
    RecognisedInterest,
    RequestFeature,
    Role,
    RoleWithChild,
    Severity,
    SpecialCondition,
    Start,
    Told,
    TransferMethod,
    Understanding,
    Verification,
    View,
    WithoutConsentReason,
)
from tests.policy.builders import AGENCY, NOW, OTHER_AGENCY

WORDS = st.sampled_from(["", " ", "as requested", "He told me so.", "Ros Hale", "Émile\nß"])
FLAGS = st.booleans()
MAYBE = st.one_of(st.none(), FLAGS)
AGENCIES = st.sampled_from([None, AGENCY, OTHER_AGENCY])
MOMENTS = st.one_of(
    st.none(),
    st.integers(-48, 96).map(lambda hours: NOW - timedelta(hours=hours)),
    st.sampled_from([datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 12, 31, 23, tzinfo=UTC)]),
)
DAYS = st.one_of(
    st.none(),
    st.dates(date(2005, 1, 1), date(2030, 1, 1)),
    st.sampled_from([date(1900, 1, 1), date(2200, 12, 31)]),
)
# What a provider may choose, with the least and the most of it.
HOURS = st.sampled_from([1, 4, 24, 72, 8_760])
NUMBERS_OF_DAYS = st.sampled_from([1, 30, 3_660])


def maybe(terms: Any) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), st.sampled_from(list(terms)))


def some(terms: Any, most: int = 3) -> st.SearchStrategy[Any]:
    return st.lists(st.sampled_from(list(terms)), max_size=most, unique=True).map(tuple)


def any_of(model: Any, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.builds(model, **fields)


ITEMS = any_of(
    Item,
    category=st.sampled_from(list(InformationCategory)),
    provenance=maybe(Provenance),
    needed=MAYBE,
    going=MAYBE,
    in_confidence=FLAGS,
    identifies_other=FLAGS,
    dated=DAYS,
    checked_again=FLAGS,
    disputed=FLAGS,
    on_consent=FLAGS,
)
PEOPLE = any_of(
    PersonConcerned,
    kind=st.sampled_from(list(PersonKind)),
    name=WORDS,
    part=maybe(PersonPart),
    proof=maybe(Proof),
    review_on=DAYS,
)
ANSWERS = any_of(
    Answers,
    start=st.sampled_from(list(Start)),
    request=any_of(
        Request,
        agency=AGENCIES,
        agency_type=maybe(AgencyType),
        agency_name=WORDS,
        name=WORDS,
        position=WORDS,
        channel=maybe(Channel),
        verification=maybe(Verification),
        role_with_child=maybe(RoleWithChild),
        doubt=MAYBE,
        features=some(RequestFeature),
        asked_for=WORDS,
        wanted_by=MOMENTS,
        outside_uk=MAYBE,
        occurred_at=MOMENTS,
    ),
    purpose=any_of(PurposeOfSharing, code=maybe(Purpose), words=WORDS),
    concern=any_of(
        Concern,
        severity=maybe(Severity),
        harms=some(Harm),
        at_risk=some(PersonAtRisk),
        analysis=WORDS,
        already_reported=WORDS,
        refusing_now=MAYBE,
        returned_at=MOMENTS,
        return_interview_offered=MAYBE,
        indecent_image=MAYBE,
        between_peers=MAYBE,
    ),
    items=st.lists(ITEMS, max_size=4).map(tuple),
    people=st.lists(PEOPLE, max_size=2).map(tuple),
    necessity=any_of(
        Necessity,
        less_intrusive=maybe(LessIntrusive),
        whole_file=MAYBE,
        harm_if_shared=WORDS,
        harm_if_not_shared=WORDS,
    ),
    basis=any_of(
        LawfulReason,
        basis=maybe(Basis),
        interest=maybe(RecognisedInterest),
        gateway=maybe(Gateway),
        provision=WORDS,
        special=maybe(SpecialCondition),
        offence=maybe(OffenceCondition),
        without_consent=some(WithoutConsentReason),
        balance=WORDS,
        professional=WORDS,
    ),
    agreement=any_of(
        Agreement,
        understanding=maybe(Understanding),
        view=maybe(View),
        words=WORDS,
        objections=some(ConsentGiver),
        under_pressure=MAYBE,
    ),
    openness=any_of(
        Openness,
        child_told=maybe(Told),
        parents_told=maybe(Told),
        why_not=WORDS,
        look_again_on=DAYS,
    ),
    transfer=any_of(
        Transfer,
        agency=AGENCIES,
        agency_type=maybe(AgencyType),
        agency_name=WORDS,
        name=WORDS,
        position=WORDS,
        method=maybe(TransferMethod),
        contact=maybe(Contact),
        outside_uk=MAYBE,
        second_check=MAYBE,
        password_apart=MAYBE,
        astray=MAYBE,
    ),
    arrangement=any_of(RoutineArrangement, how_often=WORDS, review_on=DAYS),
    urgent=any_of(Urgent, said=WORDS, why=WORDS, told_by=WORDS),
    decision=any_of(
        Decision,
        outcome=maybe(Outcome),
        reasons=WORDS,
        unsure=some(Check),
        explanations=st.lists(
            any_of(Explanation, rule=st.sampled_from(RULES_THAT_ASK_FOR_WORDS), words=WORDS),
            max_size=2,
        ).map(tuple),
        decide_at=MOMENTS,
        advice_wanted=WORDS,
        manager_unreachable=MAYBE,
        more_detrimental=MAYBE,
        legal_advice=WORDS,
    ),
)
HELD = st.one_of(
    st.none(),
    any_of(
        HeldAgency,
        agency=st.just(AGENCY),
        agency_type=st.sampled_from(list(AgencyType)),
        name=WORDS,
    ),
)
CIRCUMSTANCES = any_of(
    Circumstances,
    now=st.just(NOW),
    provider_type=st.sampled_from(list(ProviderType)),
    settings=any_of(
        Settings,
        appropriate_policy_review_on=DAYS,
        impact_assessment=WORDS,
        minimum_reason_length=st.integers(1, 30),
        many_items=st.integers(2, 5),
        item_age_months=st.one_of(st.integers(1, 36), st.just(432)),
        retrospective_hours=HOURS,
        approval_hours=HOURS,
        approval_hours_serious=HOURS,
        abuse_report_hours=HOURS,
        return_interview_hours=HOURS,
        consent_warning_days=NUMBERS_OF_DAYS,
        privacy_notice_names=some([basis.value for basis in Basis]),
        s16la_in_force_from=DAYS,
        consistent_identifier_from=DAYS,
        csa_reporting_duty_from=DAYS,
    ),
    birth_date=DAYS.filter(lambda day: day is None or day <= NOW.date()),
    requester_held=HELD,
    recipient_held=HELD,
    not_to_be_told=st.lists(
        any_of(NotToBeTold, name=WORDS, agency=AGENCIES, lifted=FLAGS), max_size=2
    ).map(tuple),
    consents=st.lists(
        any_of(
            ConsentHeld,
            giver=st.sampled_from(list(ConsentGiver)),
            state=st.sampled_from(list(ConsentState)),
            purpose=st.sampled_from(list(Purpose)),
            recipient=AGENCIES,
            recipient_type=maybe(AgencyType),
            items=some(InformationCategory),
            given_on=DAYS,
            expires_on=DAYS,
            explained=FLAGS,
            told_of_withdrawal=FLAGS,
            competence_assessed=FLAGS,
            responsibility_evidenced=FLAGS,
            explicit=FLAGS,
        ),
        max_size=3,
    ).map(tuple),
    abuse_already_reported=FLAGS,
    protectors_already_told=FLAGS,
    advice=st.lists(
        any_of(AdviceHeld, role=st.sampled_from(list(Role)), advises=st.sampled_from(list(Advice))),
        max_size=2,
    ).map(tuple),
    relatives=st.lists(any_of(RelativeHeld, name=WORDS, on_placement_plan=FLAGS), max_size=2).map(
        tuple
    ),
    earlier_shares=st.integers(0, 4),
    shared_on_withdrawn_consent=st.integers(0, 2),
    told=st.lists(
        any_of(
            ToldHeld,
            agency_type=st.sampled_from(list(AgencyType)),
            at=st.integers(0, 96).map(lambda hours: NOW - timedelta(hours=hours)),
            purpose=maybe(Purpose),
            gateway=maybe(Gateway),
            harms=st.lists(st.sampled_from(list(Harm)), max_size=2, unique=True).map(tuple),
            linked=FLAGS,
        ),
        max_size=3,
    ).map(tuple),
    pattern=any_of(PatternHeld, children=st.integers(0, 3), episodes=st.integers(0, 4)),
    contact_restricted=FLAGS,
    notice_explained=MAYBE,
    reasons_copied=FLAGS,
    move_known_on=DAYS,
    admitted_on=DAYS,
    discharged_on=DAYS,
    placed_by_its_area=FLAGS,
    died_on=DAYS,
    arrangement_in_force=FLAGS,
    author_trained_until=DAYS,
    awaiting_since=MOMENTS,
    manager_refused=FLAGS,
    approved=st.one_of(
        st.none(),
        any_of(
            Approved,
            categories=some(InformationCategory),
            recipient=AGENCIES,
            has_conditions=FLAGS,
            conditions_met=FLAGS,
        ),
    ),
    reviewer=st.one_of(
        st.none(),
        any_of(
            Reviewer,
            is_author=FLAGS,
            may_approve_here=FLAGS,
            is_conflicted=FLAGS,
            is_trained=FLAGS,
        ),
    ),
)


def group(answers: Answers, name: str, **changes: Any) -> Answers:
    """The answers with one group changed."""
    part = getattr(answers, name)
    return cast(Answers, answers.changed(**{name: part.changed(**changes)}))
