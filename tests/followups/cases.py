"""One case for each follow-up question: what opens it, when it is listed, what answers it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from children.models import Agency, Child, Consent, EmergencyAccess
from children.recording import record_consent, withdraw_consent
from decisions.models import AdviceAsked, Draft, Review, SharingDecision
from decisions.policy.answers import Explanation, PersonConcerned
from decisions.policy.terms import (
    AddendumKind,
    Advice,
    AgencyType,
    Basis,
    BreachOutcome,
    ConsentGiver,
    ConsentState,
    Gateway,
    Harm,
    InformationCategory,
    Outcome,
    PersonKind,
    PersonPart,
    Proof,
    Purpose,
    ReceiptOutcome,
    ReviewStage,
    Severity,
    Told,
    Verdict,
)
from decisions.recording.addendum import add
from decisions.recording.advice import give_advice
from decisions.recording.asking import ask_advice
from decisions.recording.breach import checks_so_far, record_check
from decisions.recording.decision import seal
from decisions.recording.disagreement import escalate
from decisions.recording.disclosure import receive
from decisions.recording.drafts import start_draft
from decisions.recording.handing_over import take_over
from decisions.recording.refiling import refile
from infoshare.access.emergency.recording import open_emergency, review_emergency
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home
from tests.approval.calls import answered, rung
from tests.everyday.made import agreed
from tests.followups.made import (
    ON_CONSENT,
    full_form,
    gone,
    held_for_approval,
    reviewed,
    sealed,
    share,
    told,
    urgent_share,
)
from tests.policy.builders import asked, item, own_initiative
from tests.recording import records

SAID = "We tell the others as soon as we reach them today."
ASKING = ("A05", "A10", "A11", "A12", "A13")
SAYING_WHO: dict[str, Any] = {
    "decision": {"explanations": tuple(Explanation(rule=rule, words=SAID) for rule in ASKING)}
}
# A Monday, at ten in the morning.
MONDAY = datetime(2026, 11, 9, 10, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class World:
    """Rowan House, its people, two children there, and whom they tell."""

    home: Home
    asha: Appointment
    maya: Appointment
    dele: Appointment
    ruth: Appointment
    sam: Appointment
    kit: Child
    finn: Child
    school: Agency
    council: Agency


@dataclass(frozen=True)
class Case:
    """`opens` gives what `answers` takes; it is listed from `after` on, at the latest."""

    question: str
    opens: Callable[[World], Any]
    answers: Callable[[World, Any], object]
    after: timedelta = timedelta(0)


def _urgent(world: World) -> SharingDecision:
    return urgent_share(world.asha, world.kit, world.council)


def _complete(world: World, record: SharingDecision) -> object:
    return full_form(world.asha, record, world.council)


def _held(world: World) -> SharingDecision:
    return held_for_approval(world.asha, world.kit, world.school)


def _called(world: World) -> SharingDecision:
    record = _held(world)
    rung(record, world.asha, world.maya)
    return record


def _confirm(world: World, record: SharingDecision) -> Review:
    return answered(record, world.maya, Verdict.AGREED, ReviewStage.CONFIRMATION)


def _disagree(world: World) -> SharingDecision:
    record = _held(world)
    reviewed(record, world.maya, Verdict.NOT_AGREED)
    record = SharingDecision.objects.get(pk=record.pk)
    escalate(record, world.asha.user)
    return record


def _last_word(world: World, record: SharingDecision) -> Review:
    return answered(record, world.ruth, Verdict.AGREED, ReviewStage.ESCALATION)


def _questioned(world: World) -> SharingDecision:
    record = _held(world)
    reviewed(record, world.maya, Verdict.QUESTION, "Which lessons?")
    return record


def _follow(world: World, record: SharingDecision) -> SharingDecision:
    answers = own_initiative(transfer=told(world.council), request=_an_hour_ago())
    return sealed(world.asha, world.kit, answers, follows=record)


def _refused(world: World) -> SharingDecision:
    answers = records.refusing_social_care(world.council)
    record = records.sealed(world.home, world.kit, world.asha, answers)
    reviewed(record, world.maya, Verdict.NOT_AGREED)
    return record


def _shared(world: World, **groups: Any) -> SharingDecision:
    return share(world.asha, world.kit, world.council, **groups)


def _sent(world: World, **groups: Any) -> SharingDecision:
    record = _shared(world, **groups)
    gone(record, world.asha, world.council)
    return record


def _heard(outcome: ReceiptOutcome) -> Callable[[World, SharingDecision], object]:
    def receipt(world: World, record: SharingDecision) -> object:
        left = record.disclosures.get()
        said = {"heard_at": clock.now(), "words": "", "token": uuid4()}
        return receive(left, world.asha, outcome=outcome, **said)

    return receipt


def _added(kind: AddendumKind) -> Callable[[World, SharingDecision], object]:
    def addendum(world: World, record: SharingDecision) -> object:
        said = {"words": "Done today.", "reason": "It is time.", "token": uuid4()}
        return add(record, world.asha, kind=kind, **said)

    return addendum


def _consented(world: World) -> SharingDecision:
    consent = record_consent(
        world.kit,
        world.home,
        world.asha,
        giver=ConsentGiver.CHILD,
        state=ConsentState.GIVEN,
        purpose=Purpose.CARE_PLANNING,
        recipient=world.council,
        items=[InformationCategory.BEHAVIOUR],
        given_on=clock.today(),
        expires_on=clock.today() + 90 * DAY,
        explained="Talked it through.",
        told_of_withdrawal=True,
        competence_assessed=True,
    )
    record = _sent(world, basis=ON_CONSENT)
    with clock.at(clock.now() + HOUR):
        withdraw_consent(Consent.objects.get(pk=consent.pk), world.asha, withdrawn_on=clock.today())
    return record


def _misfiled(world: World) -> Draft:
    return _draft_anew(world, _shared(world))


def _draft_anew(world: World, record: SharingDecision) -> Draft:
    said = {"reason": "It was Finn.", "token": uuid4()}
    draft = refile(record, world.asha, world.finn, world.home, world.asha, **said)
    assert isinstance(draft, Draft)
    return draft


def _sent_under_the_wrong_name(world: World) -> SharingDecision:
    return seal(_draft_anew(world, _sent(world)))


def _not_told(world: World) -> SharingDecision:
    openness = {
        "child_told": Told.NOT_WOULD_RAISE_RISK,
        "parents_told": Told.TOLD,
        "why_not": "He would warn the adult before the police come.",
        "look_again_on": clock.today() + 4 * DAY,
    }
    return _sent(world, openness=openness)


def _alleged(world: World) -> SharingDecision:
    person = PersonConcerned(
        kind=PersonKind.ADULT,
        part=PersonPart.MAY_POSE_RISK,
        name="Carl Tolland",
        proof=Proof.UNPROVEN,
        review_on=clock.today() + 4 * DAY,
    )
    return _sent(world, people=(person,), items=(item(identifies_other=True),))


def _about_staff(world: World) -> SharingDecision:
    return _sent(world, concern=NAMING_STAFF, decision=WHO_TELLS_THEM)


def _lado_told(world: World, record: SharingDecision) -> SharingDecision:
    lado = Agency.objects.create(
        provider=world.home.provider,
        agency_type=AgencyType.LADO.value,
        name="Eastmere LADO",
        number="01632 960299",
    )
    told_of_it = share(world.asha, world.kit, lado, concern=NAMING_STAFF, decision=WHO_TELLS_THEM)
    gone(told_of_it, world.asha, lado)
    return told_of_it


def _astray(world: World) -> SharingDecision:
    record = _sent(world)
    _heard(ReceiptOutcome.SENT_TO_WRONG_PERSON)(world, record)
    return record


def _check(world: World, record: SharingDecision) -> object:
    return record_check(
        record,
        world.maya,
        outcome=BreachOutcome.LOW_RISK,
        reference="",
        words="It went to the wrong desk of the same council.",
        token=uuid4(),
        seen=checks_so_far(record),
    )


def body(world: World, kind: AgencyType) -> Agency:
    """One of this kind in the provider's directory."""
    held = {"agency_type": kind.value, "name": kind.label, "number": "01632 960298"}
    return Agency.objects.get_or_create(provider=world.home.provider, **held)[0]


def told_to(
    world: World, to: Agency, concern: dict[str, Any], child: Child | None = None
) -> SharingDecision:
    """Somebody was told of this, and whoever else must hear of it was not."""
    record = share(world.asha, child or world.kit, to, concern=concern, **SAYING_WHO)
    gone(record, world.asha, to)
    return record


def told_to_the_school(concern: dict[str, Any]) -> Callable[[World], SharingDecision]:
    return lambda world: told_to(world, world.school, concern)


def told_to_the_council(concern: dict[str, Any]) -> Callable[[World], SharingDecision]:
    return lambda world: told_to(world, world.council, concern)


def reported_to_police(concern: dict[str, Any]) -> Callable[[World, object], SharingDecision]:
    return lambda world, _: told_to(world, body(world, AgencyType.POLICE), concern)


def given_notice(*kinds: AgencyType) -> Callable[[World, object], object]:
    """A notice that the law asks for, to each of these."""

    def give(world: World, _: object) -> object:
        return [_notice(world, body(world, kind)) for kind in kinds]

    return give


def _notice(world: World, to: Agency) -> SharingDecision:
    purpose = {"code": Purpose.STATUTORY_NOTICE, "words": "The notice that the law asks for."}
    by_law = {"basis": Basis.A6_1_C, "interest": None, "gateway": Gateway.CHR2015_R40}
    calm = {"severity": Severity.WELFARE, "harms": (), "returned_at": None}
    record = share(world.asha, world.kit, to, purpose=purpose, basis=by_law, concern=calm)
    gone(record, world.asha, to)
    return record


def _died(world: World) -> SharingDecision:
    record = _sent(world)
    world.kit.died_on = clock.today()
    world.kit.save()
    return record


def _notice_to_all(world: World, _: object) -> object:
    kinds = (AgencyType.OFSTED, AgencyType.LA_PLACING, AgencyType.LA_AREA, AgencyType.ICB)
    return given_notice(*kinds)(world, None)


def _back(world: World) -> SharingDecision:
    back = {"returned_at": clock.now() - HOUR, "return_interview_offered": None}
    return _sent(world, concern=back)


def _wanted(world: World) -> Draft:
    request = {"occurred_at": clock.now() - HOUR, "wanted_by": clock.now() + 3 * HOUR}
    answers = asked(request=request, decision={"outcome": None})
    return start_draft(world.home, world.kit, world.asha, answers)


def _arranged(world: World) -> SharingDecision:
    review_on = {"how_often": "Every Friday", "review_on": clock.today() + 30 * DAY}
    return agreed(world.asha, world.maya, world.kit, world.school, arrangement=review_on)


def _draft(world: World, **groups: Any) -> Draft:
    answers = own_initiative(transfer=told(world.council), request=_an_hour_ago(), **groups)
    return start_draft(world.home, world.kit, world.asha, answers)


def _asked_for_advice(world: World) -> AdviceAsked:
    words = "May the school know?"
    return ask_advice(_draft(world), world.asha, [world.sam], words=words, token=uuid4())[0]


def _advise(world: World, question: AdviceAsked) -> object:
    said = {"words": "Yes.", "advises": Advice.SHARE, "token": uuid4()}
    return give_advice(question, world.sam.user, **said)


def _serious_draft(world: World) -> Draft:
    return _draft(world, concern={"severity": Severity.SIGNIFICANT})


def _put_off(world: World) -> Draft:
    later = {"outcome": Outcome.DECIDE_LATER, "decide_at": clock.now() + 3 * HOUR}
    return _draft(world, decision=later)


def _an_hour_ago() -> dict[str, object]:
    return {"occurred_at": clock.now() - HOUR}


NAMING_STAFF: dict[str, Any] = {
    "severity": Severity.CONCERN,
    "harms": (Harm.STAFF_ALLEGATION,),
    "staff_in_words": "Somebody from the agency",
}
WHO_TELLS_THEM: dict[str, Any] = {
    "explanations": (Explanation(rule="A11", words="The manager tells them today."),)
}
ABUSED: dict[str, Any] = {"severity": Severity.CONCERN, "harms": (Harm.SEXUAL,)}
TRAFFICKED = {"severity": Severity.CONCERN, "harms": (Harm.TRAFFICKING_MODERN_SLAVERY,)}
EXPLOITED = {"severity": Severity.CONCERN, "harms": (Harm.CSE,)}
AWAY: dict[str, Any] = {
    "severity": Severity.SIGNIFICANT,
    "harms": (Harm.MISSING,),
    "returned_at": None,
    "return_interview_offered": None,
}


def _reached(world: World) -> EmergencyAccess:
    """As if Asha had come from elsewhere."""
    why = "I look after Kit tonight."
    return open_emergency(world.kit, world.home, world.asha, reason=why, token=uuid4())


def _looked_at(world: World, access: EmergencyAccess) -> object:
    return review_emergency(access, world.maya, was_right=True, words="Yes.", token=uuid4())


CASES = (
    Case("urgent-to-complete", _urgent, _complete),
    Case("share-to-review", _urgent, lambda w, r: reviewed(r, w.maya, Verdict.REVIEWED_AFTERWARDS)),
    Case("approval-that-waits", _held, lambda w, r: reviewed(r, w.maya, Verdict.AGREED), 5 * HOUR),
    Case("call-to-confirm", _called, _confirm),
    Case("disagreement-to-decide", _disagree, _last_word),
    Case("question-to-answer", _questioned, _follow),
    Case("refusal-not-agreed", _refused, _follow),
    Case("agreed-to-share", _shared, lambda w, r: gone(r, w.asha, w.council)),
    Case("silent-recipient", _sent, _heard(ReceiptOutcome.RECEIVED), 7 * DAY),
    Case("confirm-in-writing", _urgent, _added(AddendumKind.CONFIRMED_IN_WRITING)),
    Case("recipient-to-tell", _consented, _added(AddendumKind.TOLD), 2 * HOUR),
    Case("wrong-name-to-tell", _sent_under_the_wrong_name, _added(AddendumKind.TOLD)),
    Case("people-to-tell", _not_told, _added(AddendumKind.TOLD), 4 * DAY),
    Case("allegation-to-review", _alleged, _added(AddendumKind.ALLEGATION_REVIEWED), 4 * DAY),
    Case("designated-officer-to-tell", _about_staff, _lado_told),
    Case("sexual-abuse-to-report", told_to_the_school(ABUSED), reported_to_police(ABUSED)),
    Case("first-responder-to-tell", told_to_the_school(TRAFFICKED), reported_to_police(TRAFFICKED)),
    Case("missing-to-report", told_to_the_council(AWAY), reported_to_police(AWAY)),
    Case("return-talk-to-ask-for", _back, _added(AddendumKind.RETURN_TALK_OFFERED)),
    Case("notice-to-give", told_to_the_council(EXPLOITED), given_notice(AgencyType.OFSTED)),
    Case("death-to-give-notice-of", _died, _notice_to_all),
    Case("breach-to-check", _astray, _check),
    Case("arrangement-to-review", _arranged, _added(AddendumKind.ARRANGEMENT_ENDED), 31 * DAY),
    Case("advice-to-give", _asked_for_advice, _advise, 4 * HOUR),
    Case("draft-that-waits", _serious_draft, lambda w, d: take_over(d, w.maya), 2 * HOUR),
    Case("draft-put-off", _put_off, lambda w, d: d.delete(), 3 * HOUR),
    Case("request-to-answer", _wanted, lambda w, d: d.delete(), 3 * HOUR),
    Case("draft-to-file-again", _misfiled, lambda w, d: seal(d)),
    Case("emergency-to-review", _reached, _looked_at),
)
