"""Which answers cannot both be true.

A contradiction is no rule: a rule judges what was answered, and this says that it cannot have been
meant. Only what is impossible stands here. What is merely unwise, late or thin is a rule's to say.
"""

from __future__ import annotations

from decisions.policy.answers import Answers
from decisions.policy.contradiction import Contradiction, Pair
from decisions.policy.facts.basics import shares_from_its_first_page
from decisions.policy.facts.information import names_the_child
from decisions.policy.terms import (
    EMERGENCY_SERVICES,
    SERIOUS,
    SHARING,
    Basis,
    Channel,
    ConsentGiver,
    Contact,
    InformationCategory,
    LessIntrusive,
    PersonAtRisk,
    RequestFeature,
    Severity,
    SpecialCondition,
    Start,
    Told,
    Verification,
    View,
)

# How it began


@Pair(
    "start",
    "decision.outcome",
    "What is urgent, or was shared already, is shared: it has no outcome to choose.",
)
def nothing_left_to_choose(answers: Answers) -> bool:
    return shares_from_its_first_page(answers) and answers.decision.outcome is not None


@Pair(
    "start",
    "concern.refusing_now",
    "It was shared already, so it cannot be refused now.",
)
def refused_after_it_went(answers: Answers) -> bool:
    return answers.start is Start.ALREADY_SHARED and answers.concern.refusing_now is True


# Who asks, and how far they were checked


@Pair(
    "request.verification",
    "transfer.contact",
    "One answer says that nobody could check them, the other that they were rung back "
    "on a number that we hold.",
)
def rung_back_and_not_checked(answers: Answers) -> bool:
    unchecked = answers.request.verification is Verification.NONE
    return unchecked and answers.transfer.contact is Contact.RANG_BACK


@Pair(
    "request.verification",
    "request.features",
    "One answer says that ringing back showed who they are, the other that it did not.",
)
def checked_by_a_call_that_failed(answers: Answers) -> bool:
    called = (Verification.CALLBACK_KNOWN, Verification.CALLBACK_PUBLISHED)
    failed = RequestFeature.CALLBACK_FAILED in answers.request.features
    return failed and answers.request.verification in called


@Pair(
    "request.verification",
    "request.channel",
    "One answer says that the request came through a secure website, the other that it came "
    "another way.",
)
def came_two_ways(answers: Answers) -> bool:
    by_portal = answers.request.verification is Verification.PORTAL
    return by_portal and answers.request.channel not in (None, Channel.PORTAL)


@Pair(
    "request.wanted_by",
    "request.occurred_at",
    "They cannot want an answer by a time before they asked.",
)
def wanted_before_they_asked(answers: Answers) -> bool:
    wanted, asked = answers.request.wanted_by, answers.request.occurred_at
    return answers.was_asked and wanted is not None and asked is not None and wanted < asked


@Pair(
    "transfer.contact",
    "transfer.agency_type",
    "Ringing 999 reaches the police, an ambulance or the fire service, and nobody else.",
)
def reached_by_999(answers: Answers) -> bool:
    kind = answers.transfer.agency_type
    rang = answers.transfer.contact is Contact.RANG_999
    return rang and kind is not None and kind not in EMERGENCY_SERVICES


# The concern


@Pair(
    "concern.severity",
    "concern.harms",
    "One answer says that there is no concern, the other names a kind of harm.",
)
def harm_without_concern(answers: Answers) -> bool:
    return answers.concern.severity is Severity.NONE and bool(answers.concern.harms)


@Pair(
    "concern.severity",
    "concern.at_risk",
    "One answer says that there is no concern, the other that somebody may be harmed.",
)
def risk_without_concern(answers: Answers) -> bool:
    somebody = set(answers.concern.at_risk) - {PersonAtRisk.NOBODY}
    return answers.concern.severity is Severity.NONE and bool(somebody)


@Pair(
    "concern.severity",
    "concern.at_risk",
    "One answer says that somebody is in danger or suffers harm, the other that nobody may be "
    "harmed.",
)
def danger_to_nobody(answers: Answers) -> bool:
    concern = answers.concern
    return concern.severity in SERIOUS and concern.at_risk == (PersonAtRisk.NOBODY,)


@Pair(
    "concern.at_risk",
    "concern.at_risk",
    "“Nobody” stands beside somebody who may be harmed.",
)
def nobody_and_somebody(answers: Answers) -> bool:
    at_risk = set(answers.concern.at_risk)
    return PersonAtRisk.NOBODY in at_risk and len(at_risk) > 1


# What goes


@Pair(
    "necessity.less_intrusive",
    "items[*].category",
    "One answer says that the child is not named, and the name or the date of birth goes.",
)
def named_and_not_named(answers: Answers) -> tuple[int, ...]:
    if names_the_child(answers):
        return ()
    says_who = InformationCategory.IDENTITY
    return tuple(
        n for n, item in enumerate(answers.items) if item.going and item.category is says_who
    )


@Pair(
    "necessity.less_intrusive",
    "necessity.whole_file",
    "One answer says that it was cut down, the other that the whole file goes.",
)
def cut_down_and_whole(answers: Answers) -> bool:
    weighed = answers.necessity
    return weighed.less_intrusive is LessIntrusive.LESS_CHOSEN and weighed.whole_file is True


@Pair(
    "decision.outcome",
    "items",
    "The decision is to share, and every item stays.",
)
def shares_nothing(answers: Answers) -> bool:
    every_item_stays = bool(answers.items) and all(item.going is False for item in answers.items)
    shares = answers.decision.outcome in SHARING
    return shares and every_item_stays and names_the_child(answers)


# The law


@Pair(
    "basis.basis",
    "basis.interest",
    "A recognised interest belongs to the basis A6_1_EA, and another basis is chosen.",
)
def interest_of_another_basis(answers: Answers) -> bool:
    chosen = answers.basis.basis
    return answers.basis.interest is not None and chosen not in (None, Basis.A6_1_EA)


@Pair(
    "basis.basis",
    "basis.without_consent",
    "The basis is consent, and a reason says why there is none.",
)
def consent_and_none(answers: Answers) -> bool:
    return answers.basis.basis is Basis.A6_1_A and bool(answers.basis.without_consent)


@Pair(
    "basis.special",
    "basis.without_consent",
    "The condition is explicit consent, and a reason says why there is none.",
)
def explicit_consent_and_none(answers: Answers) -> bool:
    explicit = answers.basis.special is SpecialCondition.A9_2_A
    return explicit and bool(answers.basis.without_consent)


# The child, and who is told


@Pair(
    "agreement.view",
    "agreement.objections",
    "One answer says that the child agrees, the other that the child objects.",
)
def agrees_and_objects(answers: Answers) -> bool:
    objects = ConsentGiver.CHILD in answers.agreement.objections
    return objects and answers.agreement.view is View.AGREES


@Pair(
    "agreement.view",
    "agreement.under_pressure",
    "One answer says that the child was not asked, the other that they were asked under pressure.",
)
def not_asked_under_pressure(answers: Answers) -> bool:
    said = answers.agreement
    return said.view is View.NOT_ASKED and said.under_pressure is True


def _all_are_told(answers: Answers) -> bool:
    told = answers.openness
    return told.child_told is Told.TOLD and told.parents_told is Told.TOLD


@Pair(
    "openness.child_told",
    "openness.why_not",
    "The child and the parents know, and a reason says why somebody is not told.",
)
def told_and_why_not(answers: Answers) -> bool:
    return _all_are_told(answers) and bool(answers.openness.why_not.strip())


@Pair(
    "openness.child_told",
    "openness.look_again_on",
    "The child and the parents know, and a day is set on which they may be told after all.",
)
def told_and_told_later(answers: Answers) -> bool:
    return _all_are_told(answers) and answers.openness.look_again_on is not None


@Pair(
    "decision.decide_at",
    "request.occurred_at",
    "It cannot be decided at a time before it came up.",
)
def decided_before_it_came_up(answers: Answers) -> bool:
    later, happened = answers.decision.decide_at, answers.request.occurred_at
    return later is not None and happened is not None and later < happened


PAIRS: tuple[Pair, ...] = tuple(value for value in vars().values() if isinstance(value, Pair))


def contradictions(answers: Answers) -> tuple[Contradiction, ...]:
    """Every pair of answers that cannot both be true, in the order of the pages.

    Paths are those within the answers, such as `request.verification`.
    """
    return tuple(one for pair in PAIRS for one in pair.found(answers))
