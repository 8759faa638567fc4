"""A home with something on every page, and the pages that each role can reach in it."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from urllib.parse import urljoin, urlsplit
from uuid import uuid4

from django.test import Client
from django.urls import resolve, reverse
from django.urls.exceptions import Resolver404

from children.models import Agency, Child, NotToBeTold
from children.recording import record_consent, record_wish
from decisions.models import Review, SharingDecision
from decisions.policy.answers import Answers
from decisions.policy.terms import (
    AddendumKind,
    Advice,
    ConsentGiver,
    ConsentState,
    InformationCategory,
    Outcome,
    Purpose,
    ReceiptOutcome,
    Role,
    Start,
    Verdict,
    View,
)
from decisions.recording import addendum, everyday
from decisions.recording.advice import give_advice
from decisions.recording.asking import ask_advice
from decisions.recording.disclosure import receive
from decisions.recording.drafts import start_draft
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home
from infoshare.organisation.recording import open_home
from tests.everyday.made import agreed, share
from tests.recording.records import (
    own_initiative,
    refusing_a_journalist,
    refusing_social_care,
    reviewed,
    sealed,
    sealed_urgent,
    shared,
    unverified_caller,
    urgently,
)
from tests.stories.reading import Page

NOT_FOLLOWED = ("/account/logout/", "/static/")


def fill(home: Home, child: Child, asha: Appointment, maya: Appointment, council: Agency) -> None:
    """Records in every state, drafts at every page, and all that is kept around a child."""
    _records(home, child, asha, maya, council)
    _drafts(home, child, asha, council)
    _advice(home, child, asha, maya, council)
    _around(home, child, asha, council)
    _everyday(child, asha, maya, council)
    _beginning(home, maya)


def _everyday(child: Child, asha: Appointment, maya: Appointment, council: Agency) -> None:
    """An arrangement with more shares than its record shows, and one that has ended."""
    often = {"how_often": "Every evening", "review_on": clock.today() + timedelta(days=90)}
    used = agreed(asha, maya, child, council, arrangement=often)
    for _evening in range(11):
        share(used, asha)
    ended = agreed(asha, maya, child, council, arrangement=often)
    everyday.end(ended, asha, reason="They asked us to stop.", token=uuid4())


def _beginning(home: Home, maya: Appointment) -> None:
    """A home that lacks its second person: the manager is asked to name somebody."""
    nobody = {"on_call_name": "", "on_call_number": ""}
    fern = open_home(home.provider, name="Fern Cottage", number="SC900004", **nobody)
    role = Role.REGISTERED_MANAGER.value
    also = {"provider": home.provider, "starts_at": maya.starts_at}
    Appointment.objects.create(user=maya.user, role=role, home=fern, **also)


def _records(
    home: Home, child: Child, asha: Appointment, maya: Appointment, council: Agency
) -> None:
    went = sealed(home, child, asha, own_initiative(council))
    receive(
        shared(went, asha),
        asha,
        outcome=ReceiptOutcome.RECEIVED,
        heard_at=clock.now(),
        words="They rang to say so",
        token=uuid4(),
    )
    addendum.add(
        went,
        asha,
        kind=AddendumKind.ADDITION,
        words="The plan was changed on Friday.",
        reason="We heard of it later.",
        token=uuid4(),
    )
    sealed(home, child, asha, own_initiative(council))
    sealed(home, child, asha, refusing_a_journalist())
    sealed(home, child, asha, unverified_caller())
    sealed(home, child, asha, refusing_social_care(council))
    sealed_urgent(home, child, asha, urgently(council))
    for verdict in (Verdict.AGREED, Verdict.NOT_AGREED, Verdict.QUESTION):
        reviewed(sealed(home, child, asha, unverified_caller()), maya, verdict)


def _drafts(home: Home, child: Child, asha: Appointment, council: Agency) -> None:
    asked, own = unverified_caller(), own_initiative(council)
    later = asked.decision.changed(outcome=Outcome.DECIDE_LATER)
    advice = asked.decision.changed(outcome=Outcome.ASK_ADVICE, advice_wanted="May I?")
    for answers in (
        asked,
        own,
        asked.changed(decision=later),
        asked.changed(decision=advice),
        Answers(start=Start.URGENT),
    ):
        start_draft(home, child, asha, answers)


def _advice(
    home: Home, child: Child, asha: Appointment, maya: Appointment, council: Agency
) -> None:
    """One question that waits, and one that was answered."""
    draft = start_draft(home, child, asha, own_initiative(council))
    for words in ("May Kit go along?", "Does Kit’s aunt need to know?"):
        (asked,) = ask_advice(draft, asha, [maya], words=words, token=uuid4())
    give_advice(asked, maya.user, words="Not yet", advises=Advice.CHECK_FIRST, token=uuid4())


def _around(home: Home, child: Child, asha: Appointment, council: Agency) -> None:
    today = clock.today()
    record_consent(
        child,
        home,
        asha,
        giver=ConsentGiver.CHILD,
        state=ConsentState.GIVEN,
        purpose=Purpose.EDUCATION,
        recipient=council,
        items=[InformationCategory.EDUCATION],
        given_on=today,
        expires_on=today + timedelta(days=90),
        explained="Asha went through it in pictures",
    )
    record_wish(
        child,
        home,
        asha,
        giver=ConsentGiver.CHILD,
        view=View.MIXED,
        purpose=Purpose.EDUCATION,
        recipient=None,
        said_on=date(today.year, today.month, 1),
        words="Only my teacher",
    )
    NotToBeTold.objects.create(
        child=child,
        name="Carl Tolland",
        reason="He may not know where the child lives.",
        added_by=asha,
        added_at=clock.now(),
    )


def reachable(client: Client, most_of_a_kind: int = 1000) -> list[str]:
    """The addresses that links lead to from the start page, in the order in which they are met.

    No more of a kind are opened than `most_of_a_kind`. One that leads on to another page, such
    as a draft to the page where it was left, counts as that page.
    """
    met, to_open, opened = {"/"}, ["/"], Counter({kind_of("/"): 1})
    found: list[str] = []
    while to_open:
        answer = client.get(address := to_open.pop(0), follow=True)
        chain = answer.redirect_chain
        shown = urlsplit(urljoin(address, chain[-1][0])).path if chain else address
        met.add(shown)
        found.append(shown)
        for _words, link in Page(answer.content.decode()).links:
            path = urlsplit(urljoin(shown, link)).path
            if not link.startswith("/") or path in met or not _is_a_page(path):
                continue
            if opened[kind_of(path)] < most_of_a_kind:
                opened[kind_of(path)] += 1
                met.add(path)
                to_open.append(path)
    return list(dict.fromkeys(found))


def kind_of(address: str) -> tuple[str, str, str]:
    """Pages of one kind differ in what they are about only; each page of the guide is a kind."""
    match = resolve(address)
    step, start = str(match.kwargs.get("step", "")), str(match.kwargs.get("start", ""))
    return str(match.url_name), step, start


def _is_a_page(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return not path.startswith(NOT_FOLLOWED)


def one_of_each(addresses: list[str]) -> list[str]:
    """The first address of each kind of page."""
    kinds: dict[tuple[str, str, str], str] = {}
    for address in addresses:
        kinds.setdefault(kind_of(address), address)
    return list(kinds.values())


def pages_without_a_link(role: str) -> list[str]:
    """Pages that no link leads to: after signing, what is locked or answered, and what is not."""
    waiting = SharingDecision.objects.awaiting_approval().earliest("recorded_at")
    urgent = SharingDecision.objects.get(urgent=True)
    answered = Review.objects.earliest("recorded_at").decision
    no_such = reverse("record", args=[uuid4()])
    return {
        "asha": [
            reverse("signed", args=[waiting.pk]),
            reverse("signed", args=[urgent.pk]),
            reverse("disclosures", args=[waiting.pk]),
        ],
        "maya": [reverse("review", args=[answered.pk])],
        "ada": [reverse("account_change_password"), no_such],
    }.get(role, [])
