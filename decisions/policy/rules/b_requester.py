"""B. The requester: who asks, how far they were checked, and who may not be told."""

from __future__ import annotations

from decisions.policy.answers import Answers
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.basics import FAMILY, words_of_name
from decisions.policy.facts.recipient import (
    cannot_be_rung_back,
    held,
    is_confirmed,
    is_family,
    is_unverified,
    organisation_named,
    recipient_type,
)
from decisions.policy.rule import Rule
from decisions.policy.terms import (
    Advice,
    AgencyType,
    Channel,
    Effect,
    EmergencyEffect,
    Force,
    RequestFeature,
    RoleWithChild,
    Start,
    Sureness,
)

IN_WRITING = frozenset({Channel.EMAIL, Channel.LETTER, Channel.PORTAL})


@Rule(
    "B01",
    Effect.APPROVE,
    EmergencyEffect.APPROVE,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="Founding policy, requests by telephone; GMC guidance on confidentiality; "
    "policy P30, P31",
    dated="2024-06",
    says="You have not checked that this person is who they say.",
    why="People sometimes pretend, to find a child.",
    do="Say that you will ring back. Use the number that we hold, not theirs.",
    points=Advice.CHECK_FIRST,
)
def caller_not_checked(answers: Answers, circumstances: Circumstances) -> bool:
    if answers.start is Start.URGENT:
        return not is_confirmed(answers, circumstances)
    spoken = answers.request.channel not in IN_WRITING
    return answers.was_asked and spoken and is_unverified(answers)


@Rule(
    "B02",
    Effect.APPROVE,
    EmergencyEffect.APPROVE,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="Founding policy, electronic requests; policy P30, P31",
    dated="2024-06",
    says="You have not checked who wrote this.",
    why="An email address or a letterhead can be copied.",
    do="Reply only to the address that we hold, or ring the number that we hold.",
    points=Advice.CHECK_FIRST,
)
def writer_not_checked(answers: Answers, circumstances: Circumstances) -> bool:
    written = answers.request.channel in IN_WRITING
    return answers.was_asked and written and is_unverified(answers)


@Rule(
    "B03",
    Effect.BLOCK,
    EmergencyEffect.APPROVE,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="Secure information exchange good practice (councils), call back; policy P30, P31",
    dated="2024-06",
    says="You could not ring this person back.",
    why="Somebody who cannot be rung back may not be who they say.",
    do="Do not share. Record what they asked for, and tell your manager.",
    points=Advice.DO_NOT_SHARE,
)
def caller_cannot_be_rung_back(answers: Answers, circumstances: Circumstances) -> bool:
    return cannot_be_rung_back(answers)


@Rule(
    "B04",
    Effect.APPROVE,
    EmergencyEffect.APPROVE,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="Founding policy, doubt about a requester; policy P31",
    dated="2024-06",
    says="You have a doubt about whether this person should have this.",
    why="When there is any doubt, a manager decides first.",
    do="Tell your manager what worries you.",
    points=Advice.ASK_MANAGER,
)
def requester_in_doubt(answers: Answers, circumstances: Circumstances) -> bool:
    return answers.was_asked and answers.request.doubt is True


@Rule(
    "B05",
    Effect.APPROVE,
    EmergencyEffect.APPROVE,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="DfE information sharing advice 2024, golden rule 6; policy P25, P31",
    dated="2024-05",
    says="We do not know what this person has to do with the child.",
    why="Only people who need it to help the child should get it.",
    do="Ask what their job with the child is. Check with the child's social worker.",
    points=Advice.CHECK_FIRST,
)
def role_not_known(answers: Answers, circumstances: Circumstances) -> bool:
    none = (RoleWithChild.UNKNOWN, RoleWithChild.NO_ROLE)
    return answers.was_asked and answers.request.role_with_child in none


@Rule(
    "B06",
    Effect.BLOCK,
    EmergencyEffect.SUPPRESSED,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="ICO data sharing decision form; policy P27, P30",
    dated="2021-10",
    says="We do not know who asks: a name, a job or an organisation is missing.",
    why="You can only share with somebody whom you can name.",
    do="Ask for their name, job and organisation. To refuse, you do not need them.",
    points=Advice.CHECK_FIRST,
)
def requester_not_named(answers: Answers, circumstances: Circumstances) -> bool:
    who = answers.request
    job = bool(who.position.strip()) or who.agency_type in FAMILY
    named = bool(who.name.strip()) and job and organisation_named(answers)
    return answers.was_asked and not named


@Rule(
    "B10",
    Effect.BLOCK,
    EmergencyEffect.SUPPRESSED,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="DfE information sharing advice 2024, golden rule 6; policy P25",
    dated="2024-05",
    says="This person is from the media, or is a stranger to the child.",
    why="They have no part in the child's care.",
    do="Do not share, and do not say whether the child lives here. Tell your manager.",
    points=Advice.DO_NOT_SHARE,
)
def media_or_stranger(answers: Answers, circumstances: Circumstances) -> bool:
    kind = recipient_type(answers, circumstances)
    none = (RoleWithChild.UNKNOWN, RoleWithChild.NO_ROLE)
    stranger = kind is AgencyType.OTHER and answers.request.role_with_child in none
    if kind is AgencyType.MEDIA or (answers.was_asked and stranger):
        return True
    # What has gone to somebody whom nothing that we hold vouches for: a manager learns of it.
    outside = kind in (AgencyType.OTHER, AgencyType.SOLICITOR, AgencyType.EMPLOYER)
    gone = answers.start is Start.ALREADY_SHARED
    return gone and outside and held(answers, circumstances) is None


@Rule(
    "B12",
    Effect.APPROVE,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.UNVERIFIED,
    source="UK GDPR Article 15 and Data Protection Act 2018 Schedule 3, access requests; "
    "Children Act 1989, orders about contact; policy P25, P30",
    dated="2018-05",
    says="Check first what this member of the family may know.",
    why="They are not on the placement plan, ask for records, or ask outside agreed contact.",
    do="Ask your manager to check parental responsibility, court orders and contact. "
    "A request to see records is an access request.",
    points=Advice.ASK_MANAGER,
)
def family_to_check_first(answers: Answers, circumstances: Circumstances) -> bool:
    if not is_family(answers, circumstances):
        return False
    unusual = {RequestFeature.ASKS_FOR_RECORDS, RequestFeature.OUTSIDE_CONTACT}
    asks_more = answers.was_asked and not unusual.isdisjoint(answers.request.features)
    return asks_more or not _on_placement_plan(answers, circumstances)


def _on_placement_plan(answers: Answers, circumstances: Circumstances) -> bool:
    given = words_of_name(answers.recipient.name)
    planned = (one for one in circumstances.relatives if one.on_placement_plan)
    return any(_is_named(words_of_name(one.name), given) for one in planned)


@Rule(
    "B14",
    Effect.BLOCK,
    EmergencyEffect.APPROVE,
    Force.CHOICE,
    Sureness.SOURCED,
    source="DfE information sharing advice 2024, golden rule 5",
    dated="2024-05",
    says="This person or organisation is on the child's do-not-tell list.",
    why="Telling them could put the child at risk.",
    do="Do not share. Speak to your manager, who alone can take them off the list.",
    points=Advice.DO_NOT_SHARE,
)
def not_to_be_told(answers: Answers, circumstances: Circumstances) -> bool:
    who, agency = answers.recipient, held(answers, circumstances)
    held_name = "" if agency is None else agency.name
    names = [words_of_name(name) for name in (who.name, who.agency_name, held_name)]
    listed = tuple(entry for entry in circumstances.not_to_be_told if not entry.lifted)
    return any(
        any(_is_named(words_of_name(entry.name), name) for name in names)
        or (entry.agency is not None and entry.agency == who.agency)
        for entry in listed
    )


def _is_named(listed: frozenset[str], given: frozenset[str]) -> bool:
    """Is somebody on a list meant? One word alone must be the whole name."""
    return bool(listed) and (listed == given if len(listed) < 2 else listed <= given)
