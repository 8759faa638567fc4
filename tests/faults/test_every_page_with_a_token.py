"""Each page that writes a row once: sent again as it was it writes nothing more; sent again with
something else in it, it says so, keeps what was typed, and can be sent once more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.db.models import Model
from django.http import HttpResponse
from django.urls import get_resolver, reverse

from children.forms import InvolvementEndForm, LeavingForm, ProfessionalForm
from children.models import (
    Agency,
    Consent,
    Involvement,
    NotToBeTold,
    Placement,
    Relative,
    Wish,
)
from decisions.guide.forms.advice import AdviceGivenForm, AskAdviceForm
from decisions.models import (
    Addendum,
    AdviceAsked,
    AdviceGiven,
    Disclosure,
    Draft,
    LawReview,
    Receipt,
)
from decisions.policy.table import to_review
from decisions.policy.terms import Outcome, Role
from decisions.recording.disclosure import disclose, seal_already_shared
from decisions.recording.drafts import start_draft
from decisions.register.forms import SealingForm
from infoshare.common import clock
from infoshare.common.submit_token import OnceForm
from infoshare.organisation.models import Appointment, Visit
from tests.advice.conftest import ask
from tests.asvs import a_test_exists
from tests.cast import make_person, place_child
from tests.children.test_consents import consent_page
from tests.children.test_listing import listing_page
from tests.children.typed import agency_page, child_page, involvement_page, relative_page
from tests.everyday.made import agreed
from tests.everyday.test_one_page_a_share import typed as share_page
from tests.inspection.test_visits import filled as visit_page
from tests.recording.records import own_initiative, sealed, what_left
from tests.register.test_breach_check import had_gone
from tests.register.test_it_has_already_gone import usual as disclosure_page

pytestmark = pytest.mark.django_db

Get = Callable[[str], Any]
OTHER = "Something quite different"
UNVERIFIED = next(iter(to_review().values()))
SENT_BEFORE = "This page was sent before"
# These change a row that stands, and say so each time that they are sent.
CHANGES_WHAT_STANDS = {"InvolvementEndForm", "LeavingForm", "ProfessionalForm"}
# The forms of access are sent twice in the tests of their own parts.
SENT_TWICE_ELSEWHERE = {
    "EmergencyForm": "tests/emergency/test_asking.py::test_sending_it_twice_opens_it_once",
    "ReviewForm": "tests/emergency/test_seen_and_reviewed.py::test_the_first_answer_stands",
    "InviteForm": "tests/sign_in/test_invitation.py"
    "::test_an_administrator_makes_the_code_on_the_page_and_sees_it_once",
    "NewPersonForm": "tests/people/test_roles_need_two.py"
    "::test_a_page_sent_twice_proposes_once_and_makes_one_account",
    "OwnHomeRoleForm": "tests/people/test_roles_need_two.py"
    "::test_a_manager_proposes_at_their_own_home_and_who_serves_all_agrees",
    "MoveForm": "tests/people/test_leaving_and_moving.py::test_a_move_sent_twice_is_proposed_once",
    "NewHomeForm": "tests/people/test_homes_open_and_close.py"
    "::test_a_home_is_opened_once_with_a_log_of_its_own",
    "RecoveryForm": "tests/sign_in/test_recovery.py"
    "::test_two_people_bring_somebody_back_and_nothing_old_works_any_more",
    "CodeForm": "tests/sign_in/test_recovery.py"
    "::test_two_people_bring_somebody_back_and_nothing_old_works_any_more",
}


@dataclass(frozen=True)
class Page:
    """Who sends what to which page, what they change the second time, and what it writes."""

    by: str
    address: Callable[[Get], str]
    typed: Callable[[Get], dict[str, Any]]
    writes: type[Model]
    changes: dict[str, Any]
    says: str = SENT_BEFORE
    once_more: bool = True


def at(name: str, *rows: str) -> Callable[[Get], str]:
    """The page of this name about these rows of the cast."""
    return lambda get: reverse(name, args=[get(row).pk for row in rows])


def words(**typed: str) -> Callable[[Get], dict[str, Any]]:
    return lambda get: dict(typed)


def _moment(name: str) -> dict[str, str]:
    when = {key: text for key, text in share_page().items() if "_at_" in key}
    return {key.replace("shared_at", name): text for key, text in when.items()}


def _refiling(get: Get) -> dict[str, Any]:
    return {"child": str(get("finn").pk), "reason": "It was Finn", "checked": "on"}


def _advice_given(get: Get) -> dict[str, Any]:
    said = {"adviser": str(get("maya").pk), "words": "Ring first", "advises": "CHECK_FIRST"}
    return {**said, **_moment("given_at")}


def _question(get: Get) -> dict[str, Any]:
    draft = get("draft")
    draft.refresh_from_db()
    asked = {"advice_wanted": "May the school know?", "ask": [str(get("maya").pk)]}
    return {**asked, "do": "ask", "version": str(draft.version)}


def _wish(get: Get) -> dict[str, Any]:
    said = {"giver": "CHILD", "view": "AGREES", "purpose": "ACTIVITY", "words": "Yes"}
    day = {"said_on_day": "6", "said_on_month": "11", "said_on_year": "2026"}
    return {**said, **day, "recipient": str(get("school").pk)}


def _second_person(get: Get) -> dict[str, Any]:
    who = {"name": "Petra Voss", "body": "Harbour Trust", "telephone": "01632 960400"}
    return {**who, "agreed": "on"}


PAGES = {
    "ShareForm": Page(
        "asha",
        at("everyday-share", "arrangement"),
        lambda get: share_page(),
        Disclosure,
        {"words": OTHER},
    ),
    "DisclosureForm": Page(
        "asha",
        at("disclosures", "record"),
        lambda get: disclosure_page(),
        Disclosure,
        {"words": OTHER},
    ),
    "ReceiptForm": Page(
        "asha",
        at("receipts", "left"),
        lambda get: {"outcome": "ACTED", "words": "They rang", **_moment("heard_at")},
        Receipt,
        {"heard_at_time": "09:29"},
    ),
    "AddendumForm": Page(
        "asha",
        at("addenda", "record"),
        words(kind="ADDITION", words="One", reason="So"),
        Addendum,
        {"kind": "CORRECTION"},
    ),
    "RefilingForm": Page(
        "asha",
        at("refiling", "record"),
        _refiling,
        Addendum,
        {"reason": OTHER},
        says="You said this already",
        once_more=False,
    ),
    "BreachForm": Page(
        "maya",
        at("breach-check", "texted"),
        words(outcome="LOW_RISK", reference="", words="Nothing more", seen="0"),
        Addendum,
        {"outcome": "NOT_A_BREACH"},
    ),
    "EndForm": Page(
        "asha",
        at("everyday-end", "arrangement"),
        words(reason="Kit asked us to stop"),
        Addendum,
        {"reason": OTHER},
        says="Asha Rahman ended it",
        once_more=False,
    ),
    "LawReviewForm": Page(
        "dana",
        lambda get: reverse("rule-review", args=[get("rowan_house").provider_id, UNVERIFIED.code]),
        words(outcome="CONFIRMED", note="They agree.", digest=UNVERIFIED.digest),
        LawReview,
        {"note": OTHER},
    ),
    "AnswerForm": Page(
        "maya",
        at("advice-answer", "asked"),
        words(words="Ring first", advises="CHECK_FIRST"),
        AdviceGiven,
        {"words": OTHER},
        says="Ring first",
        once_more=False,
    ),
    "AdviceGivenForm": Page(
        "asha", at("advice-given", "draft"), _advice_given, AdviceGiven, {"words": OTHER}
    ),
    "AskAdviceForm": Page(
        "asha",
        lambda get: reverse("guide-step", args=[get("draft").pk, "advice"]),
        _question,
        AdviceAsked,
        {"advice_wanted": OTHER},
        once_more=False,
    ),
    "ConsentForm": Page(
        "asha",
        at("consents", "kit"),
        lambda get: consent_page(get("school")),
        Consent,
        {"words": OTHER},
    ),
    "WishForm": Page("asha", at("wishes", "kit"), _wish, Wish, {"words": OTHER}),
    "RelativeForm": Page(
        "maya",
        at("relative-new", "kit"),
        lambda get: relative_page(),
        Relative,
        {"name": OTHER},
    ),
    "InvolvementForm": Page(
        "maya",
        at("involvement-new", "kit"),
        lambda get: involvement_page(get("social_worker")),
        Involvement,
        {"role": "OVERSIGHT"},
    ),
    "ListingForm": Page(
        "asha",
        at("listing", "kit"),
        lambda get: listing_page("other", name="Dean Prowse"),
        NotToBeTold,
        {"name": OTHER},
    ),
    "AgencyForm": Page(
        "maya", at("agency-new", "meadowbank"), lambda get: agency_page(), Agency, {"name": OTHER}
    ),
    "ChildForm": Page(
        "maya",
        at("child-new", "rowan_house"),
        lambda get: child_page(get("childrens_services")),
        Placement,
        {"given_names": OTHER},
    ),
    "VisitForm": Page("maya", at("visits"), lambda get: visit_page(), Visit, {"name": OTHER}),
    "SecondPersonForm": Page(
        "gus",
        at("second-person", "fern_cottage"),
        _second_person,
        Appointment,
        {"name": OTHER},
        once_more=False,
    ),
}


@pytest.fixture
def get(request: pytest.FixtureRequest) -> Get:
    """A row of the cast, or one made here, by its name."""
    made: dict[str, Any] = {}

    def found(name: str) -> Any:
        if name not in made:
            own = MADE.get(name)
            made[name] = own(found) if own else request.getfixturevalue(name)
        return made[name]

    return found


def _record(get: Get) -> Any:
    answers = own_initiative(get("childrens_services"))
    return sealed(get("rowan_house"), get("kit"), get("asha"), answers)


def _draft(get: Get) -> Draft:
    answers = own_initiative(get("childrens_services"))
    asking = answers.decision.changed(outcome=Outcome.ASK_ADVICE)
    about = (get("rowan_house"), get("kit"), get("asha"))
    return start_draft(*about, answers.changed(decision=asking))


MADE: dict[str, Callable[[Get], Any]] = {
    "arrangement": lambda get: agreed(get("asha"), get("maya"), get("kit"), get("school")),
    "record": _record,
    "left": lambda get: disclose(
        get("record"),
        get("asha"),
        what_left(get("record"), shared_at=clock.now() - timedelta(minutes=5)),
        token=uuid4(),
    ),
    "texted": lambda get: seal_already_shared(
        start_draft(get("rowan_house"), get("kit"), get("asha"), had_gone())
    ),
    "draft": _draft,
    "asked": lambda get: ask(get("draft"), get("maya")),
    "finn": lambda get: place_child(
        get("meadowbank"),
        get("rowan_house"),
        get("childrens_services"),
        "Finn",
        "Abara",
        date(2012, 5, 4),
    ),
    "gus": lambda get: make_person(
        "Gus Marlow", Role.REGISTERED_MANAGER, get("meadowbank"), get("fern_cottage")
    ),
}


@pytest.fixture(autouse=True)
def clock_before_everything(a_quiet_morning: Iterator[None]) -> None:
    """The homes and the people are made at the same moment at which the pages are sent."""


def shown(response: HttpResponse) -> str:
    return " ".join(unescape(response.content.decode()).split())


@pytest.mark.parametrize("name", PAGES)
def test_the_same_page_sent_again_writes_nothing_more_and_a_changed_one_says_so(
    name: str, get: Get, signed_in: Callable[..., Any]
) -> None:
    page = PAGES[name]
    client, address = signed_in(get(page.by)), page.address(get)
    sent = {"token": str(uuid4()), **page.typed(get)}
    before = page.writes._default_manager.count()
    client.post(address, sent)
    assert page.writes._default_manager.count() == before + 1
    again = client.post(address, sent, follow=True)
    assert again.status_code == 200
    assert SENT_BEFORE not in shown(again)

    other = client.post(address, {**sent, **page.changes, **_fresh_version(get, sent)}, follow=True)
    assert page.says in shown(other)
    assert all(text in other.content.decode() for text in page.changes.values())
    assert page.writes._default_manager.count() == before + 1
    if page.once_more:
        assert type(other.context["form"]).__name__ == name
        form = other.context["form"]
        token = getattr(form, "page_token", None) or form.data["token"]
        seen = {"seen": "1"} if "seen" in sent else {}
        client.post(address, {**sent, **page.changes, **seen, "token": token})
        assert page.writes._default_manager.count() == before + 2


def _fresh_version(get: Get, sent: dict[str, Any]) -> dict[str, str]:
    """A page of the guide that was shown both texts and is sent again."""
    return {"version": _question(get)["version"]} if "version" in sent else {}


def test_the_table_has_every_form_with_a_token() -> None:
    def leaves(form: type) -> Iterator[type]:
        for one in form.__subclasses__():
            yield from leaves(one) if one.__subclasses__() else (one,)

    # Loading the addresses loads every page, and so every form.
    assert get_resolver().url_patterns
    known = {one.__name__ for base in (OnceForm, SealingForm) for one in leaves(base)}
    of_the_guide = {AdviceGivenForm.__name__, AskAdviceForm.__name__}
    assert known | of_the_guide == set(PAGES) | CHANGES_WHAT_STANDS | set(SENT_TWICE_ELSEWHERE)
    assert [one for one in SENT_TWICE_ELSEWHERE.values() if not a_test_exists(one)] == []
    assert {f.__name__ for f in (InvolvementEndForm, LeavingForm, ProfessionalForm)} == (
        CHANGES_WHAT_STANDS
    )
