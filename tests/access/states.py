"""A record of Rowan House in each state that one can be in, and drafts; a page of each for each."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from children.models import Agency, Child, Placement
from children.recording import record_consent
from decisions.models import Draft, SharingDecision
from decisions.policy.answers import Answers
from decisions.policy.terms import (
    AddendumKind,
    AgencyType,
    ConsentGiver,
    ConsentState,
    Outcome,
    Purpose,
    ReviewStage,
    Start,
    Verdict,
)
from decisions.recording.addendum import add
from decisions.recording.asking import ask_advice
from decisions.recording.drafts import blank_answers, start_draft
from decisions.recording.refiling import refile
from decisions.recording.reviewer import stand_aside
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home
from tests.access.world import Place
from tests.cast import place_child
from tests.everyday.made import agreed
from tests.followups.made import (
    held_for_approval,
    refusal,
    reviewed,
    sealed,
    share,
    told,
    urgent_share,
)
from tests.policy.builders import item, own_initiative

OF_A_RECORD = (
    *("signed", "record", "disclosures", "addenda", "already-gone", "breach-check"),
    *("completion", "answer", "beside", "refiling", "review", "confirmation", "escalation"),
    *("escalate", "telephone-approval", "shares-under", "everyday-share", "everyday-end"),
)
# Of those that tell who is kept out, and of no more: each page is opened by everybody.
OF_WHO_IS_KEPT_OUT = ("signed", "record", "review", "disclosures")
OF_A_DRAFT = ("draft", "draft-take-over", "guide-step", "advice-given")
OF_A_CHILD = (
    *("child", "who-looked", "consents", "wishes", "listing", "particulars", "child-change"),
    *("leaving", "relative-new", "involvement-new"),
)


def every_state(
    people: dict[str, Any], home: Home, other: Home, child: Child, lark: Child, school: Agency
) -> dict[str, Place]:
    """By state: the pages of the one record, draft or child in it. Ben of `home` writes them,
    and his manager the one that names her deputy.
    """
    ben, maya = people["ben"], people["maya"]
    records = {
        "share": share(ben, child, school),
        "refusal": refusal(ben, child, school),
        "pending": held_for_approval(ben, child, school),
        "approved": _answered(people, child, school, Verdict.AGREED),
        "not-agreed": _answered(people, child, school, Verdict.NOT_AGREED),
        "added-to": _added_to(people, child, school),
        "arrangement": agreed(ben, maya, child, school),
        "refiled": _refiled(people, child, lark, other, school),
        "names-asha": _names(people["asha"], ben, child, school),
        "names-dele": _names(people["dele"], maya, child, school),
    }
    kept_out = {
        "urgent": urgent_share(ben, child, school),
        "names-ruth": _names(people["ruth"], ben, child, school),
        "ruth-aside": _without(people, child, school),
        "urgent-names-dele": _completed_naming(people["dele"], ben, maya, child, school),
    }
    drafts = {
        "draft-of-ben": start_draft(home, child, ben, blank_answers(Start.OWN_INITIATIVE)),
        "draft-asking": _asking(people, home, child, school),
    }
    return {
        **{state: _of_a_record(home, one) for state, one in records.items()},
        **{state: _of_who_is_kept_out(home, one) for state, one in kept_out.items()},
        **{state: _of_a_draft(home, one) for state, one in drafts.items()},
        **_moved_on(people, home, other, school),
        **_agreed_to(people, home),
    }


def _of_a_record(home: Home, record: SharingDecision) -> Place:
    addresses = dict.fromkeys(OF_A_RECORD, (record.pk,))
    return Place(home, record.child, addresses, (record.code,))


def _of_who_is_kept_out(home: Home, record: SharingDecision) -> Place:
    return Place(
        home, record.child, dict.fromkeys(OF_WHO_IS_KEPT_OUT, (record.pk,)), (record.code,)
    )


def _of_a_draft(home: Home, draft: Draft) -> Place:
    addresses = dict.fromkeys(OF_A_DRAFT, (draft.pk,)) | {"guide-step": (draft.pk, "recipient")}
    return Place(home, draft.child, addresses, ())


def _answered(
    people: dict[str, Any], child: Child, school: Agency, verdict: Verdict
) -> SharingDecision:
    record = held_for_approval(people["ben"], child, school)
    reviewed(record, people["maya"], verdict, "Weighed with care.")
    return record


def _added_to(people: dict[str, Any], child: Child, school: Agency) -> SharingDecision:
    record = share(people["ben"], child, school)
    words = {"words": "It was Tuesday.", "reason": "The day was wrong."}
    add(record, people["ben"], kind=AddendumKind.CORRECTION, token=uuid4(), **words)
    return record


def _refiled(
    people: dict[str, Any], child: Child, right: Child, there: Home, school: Agency
) -> SharingDecision:
    record, ruth = share(people["ben"], child, school), people["ruth"]
    refile(record, ruth, right, there, ruth, reason="It was the other child.", token=uuid4())
    return record


def _names(
    named: Appointment, author: Appointment, child: Child, school: Agency
) -> SharingDecision:
    """A concern about one of staff: hidden from them, and from care staff who did not write it."""
    return sealed(author, child, _concern(named, school))


def _without(people: dict[str, Any], child: Child, school: Agency) -> SharingDecision:
    """A concern that waits for an answer, from which the responsible individual stood aside."""
    record = _names(people["asha"], people["ben"], child, school)
    stand_aside(record, people["ruth"].user, ReviewStage.FIRST)
    return record


def _completed_naming(
    named: Appointment, author: Appointment, by: Appointment, child: Child, school: Agency
) -> SharingDecision:
    """An urgent record whose full form, by somebody else, names one of staff."""
    record = urgent_share(author, child, school)
    sealed(by, child, _concern(named, school), completes=record)
    return record


def _concern(named: Appointment, school: Agency) -> Answers:
    concern = {
        "analysis": "A child told us.",
        "staff": (named.user_id,),
        "staff_in_words": "The night worker.",
    }
    return own_initiative(
        transfer=told(school),
        request={"occurred_at": clock.now() - timedelta(hours=1)},
        concern=concern,
        items=(item(words="A member of staff shouted."),),
    )


def _asking(people: dict[str, Any], home: Home, child: Child, school: Agency) -> Draft:
    wanted = {"outcome": Outcome.ASK_ADVICE, "advice_wanted": "May we?"}
    request = {"occurred_at": clock.now() - timedelta(hours=1)}
    answers = own_initiative(transfer=told(school), request=request, decision=wanted)
    draft = start_draft(home, child, people["ben"], answers)
    ask_advice(draft, people["ben"], [people["maya"]], words="May we?", token=uuid4())
    return draft


def _moved_on(people: dict[str, Any], home: Home, other: Home, school: Agency) -> dict[str, Place]:
    """A child who lived at the home until today, and lives at the other one since."""
    authority = Agency.objects.get(provider=home.provider, agency_type=AgencyType.LA_PLACING.value)
    teal = place_child(home.provider, home, authority, "Teal", "Moorcroft", date(2011, 5, 5))
    before = share(people["ben"], teal, school)
    Placement.objects.filter(child=teal).update(ends_on=clock.today())
    placed = Placement.objects.get(child=teal)
    placed.pk, placed.home, placed.starts_on, placed.ends_on = None, other, clock.today(), None
    placed.save()
    after = share(people["bryn"], teal, school)
    of_the_child = dict.fromkeys(OF_A_CHILD, (teal.pk,))
    return {
        "past-child": Place(other, teal, of_the_child, ()),
        "past-record": _of_a_record(home, before),
        "since-record": _of_a_record(other, after),
    }


def _agreed_to(people: dict[str, Any], home: Home) -> dict[str, Place]:
    """A child about whom both agreed that the independent person reads the records."""
    asha, provider = people["asha"], home.provider
    authority = Agency.objects.get(provider=provider, agency_type=AgencyType.LA_PLACING.value)
    sends_them = AgencyType.REG44_VISITOR.value
    visitors = Agency.objects.create(
        provider=provider, agency_type=sends_them, name="Fair View Visits"
    )
    sorrel = place_child(provider, home, authority, "Sorrel", "Dunmore", date(2012, 2, 3))
    for giver in (ConsentGiver.CHILD, ConsentGiver.PLACING_AUTHORITY):
        record_consent(
            sorrel,
            home,
            asha,
            giver=giver,
            recipient=visitors,
            state=ConsentState.GIVEN,
            purpose=Purpose.INSPECTION,
            items=[],
            given_on=clock.today(),
            expires_on=clock.today() + timedelta(days=30),
        )
    record = share(people["ben"], sorrel, authority)
    return {
        "agreed-child": Place(home, sorrel, dict.fromkeys(OF_A_CHILD, (sorrel.pk,)), ()),
        "agreed-record": _of_who_is_kept_out(home, record),
    }
