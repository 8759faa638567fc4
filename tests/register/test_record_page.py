"""One record's page: everything that stands in it, from the sealed bytes, and its history."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from children.models import Agency, Child
from decisions.models import SharingDecision
from decisions.policy.answers import Explanation, Openness
from decisions.policy.terms import (
    AddendumKind,
    LessIntrusive,
    ReceiptOutcome,
    Sureness,
    Told,
    Verdict,
)
from decisions.recording.addendum import add
from decisions.recording.decision import seal
from decisions.recording.disclosure import receive
from decisions.recording.drafts import start_draft
from decisions.recording.reading import read_decision
from decisions.recording.review import answer_question
from infoshare.common import clock
from infoshare.ledger.models import Part
from infoshare.organisation.models import Appointment, Home, Visit
from tests.recording.records import (
    own_initiative,
    refusing_a_journalist,
    reviewed,
    sealed,
    sealed_urgent,
    shared,
    unverified_caller,
    urgently,
)
from tests.triggers import triggers_lifted

SignIn = Callable[..., Client]


def words_of(client: Client, record: SharingDecision) -> str:
    """The page's text with its white space folded."""
    page = client.get(reverse("record", args=[record.pk]))
    assert page.status_code == 200
    return " ".join(unescape(page.content.decode()).split())


@pytest.fixture
def record(
    rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency
) -> SharingDecision:
    return sealed(rowan_house, kit, asha, own_initiative(childrens_services))


@pytest.fixture
def held(rowan_house: Home, kit: Child, asha: Appointment) -> SharingDecision:
    return sealed(rowan_house, kit, asha, unverified_caller())


def test_it_shows_the_sentence_that_stands_and_what_was_answered(
    record: SharingDecision, asha: Appointment, signed_in: SignIn
) -> None:
    page = words_of(signed_in(asha), record)
    for words in (
        record.code,
        "I, Asha Rahman, care worker, decided to share part of the information about Kit Tolland",
        "Kit Tolland, born 14 March 2011",
        "To plan or review the child's care",
        "Recognised legitimate interest<br>UK GDPR Article 6(1)(ea)",
        "Came back late twice this week",
        "Staff saw or heard it",
        "Sensitive. Not needed for the purpose",
        "She said tell them I am fine",
        "Number we hold",
        "01632 960201",
        "The seven checks",
        "Proportionate",
    ):
        assert words in page, words


def test_the_title_and_the_address_hold_no_name_of_the_child(
    record: SharingDecision, asha: Appointment, signed_in: SignIn
) -> None:
    page = words_of(signed_in(asha), record)
    assert "<title>Record – InfoShare</title>" in page
    assert "Kit" not in page.partition("</head>")[0]


def test_it_is_drawn_from_the_sealed_bytes_and_not_from_what_changed_since(
    record: SharingDecision,
    asha: Appointment,
    kit: Child,
    childrens_services: Agency,
    signed_in: SignIn,
) -> None:
    kit.family_name = "Renamed"
    kit.save()
    childrens_services.number = "01632 960999"
    childrens_services.save()
    asha.user.name = "Asha Newname"
    asha.user.save()
    page = words_of(signed_in(asha), record)
    assert "Renamed" not in page
    assert "960999" not in page
    assert "I, Asha Rahman, care worker" in page
    assert "Asha Newname" not in page.partition("<main")[2]


def test_how_a_requester_was_checked_and_what_the_guide_said_are_there(
    held: SharingDecision, asha: Appointment, signed_in: SignIn
) -> None:
    page = words_of(signed_in(asha), held)
    assert "We hold no number for them" in page
    assert "I have not been able to check" in page
    assert "You have not checked that this person is who they say." in page
    assert "Rule B01" in page


def test_a_reason_that_a_rule_asked_for_stands_beside_the_rule(
    rowan_house: Home,
    kit: Child,
    asha: Appointment,
    childrens_services: Agency,
    signed_in: SignIn,
) -> None:
    share = own_initiative(childrens_services)
    answers = share.changed(
        necessity=share.necessity.changed(less_intrusive=LessIntrusive.NOT_CONSIDERED),
        decision=share.decision.changed(
            explanations=(Explanation(rule="F08", words="There was no time for that"),)
        ),
    )
    record = sealed(rowan_house, kit, asha, answers)
    page = words_of(signed_in(asha), record)
    assert "The reason that was written:</strong> There was no time for that" in page


def test_why_the_child_was_not_told_and_when_they_will_be(
    rowan_house: Home,
    kit: Child,
    asha: Appointment,
    childrens_services: Agency,
    signed_in: SignIn,
) -> None:
    answers = own_initiative(
        childrens_services,
        openness=Openness(
            child_told=Told.NOT_WOULD_RAISE_RISK,
            why_not="Her uncle reads her messages",
            look_again_on=clock.today() + timedelta(days=9),
        ),
    )
    page = words_of(signed_in(asha), sealed(rowan_house, kit, asha, answers))
    assert "Her uncle reads her messages" in page
    assert "Tell them by" in page


def test_both_times_are_shown_and_a_late_record_says_so(
    rowan_house: Home,
    kit: Child,
    asha: Appointment,
    childrens_services: Agency,
    signed_in: SignIn,
) -> None:
    share = own_initiative(childrens_services)
    answers = share.changed(
        request=share.request.changed(occurred_at=clock.now() - timedelta(days=3, hours=2)),
        decision=share.decision.changed(
            explanations=(Explanation(rule="I13", words="I was off ill"),)
        ),
    )
    record = sealed(rowan_house, kit, asha, answers)
    assert "Written down late: 3 days 2 hours after it happened." in words_of(
        signed_in(asha), record
    )


def test_a_prompt_record_says_nothing_of_being_late(
    record: SharingDecision, asha: Appointment, signed_in: SignIn
) -> None:
    assert "Written down late" not in words_of(signed_in(asha), record)


def test_a_refusal_is_a_record_of_its_own_with_its_reason(
    rowan_house: Home, kit: Child, asha: Appointment, signed_in: SignIn
) -> None:
    record = sealed(rowan_house, kit, asha, refusing_a_journalist())
    page = words_of(signed_in(asha), record)
    assert "decided not to share information about Kit Tolland" in page
    assert "They gave no name" in page
    assert "Nothing was shared." in page
    assert "Record what we shared" not in page


def test_its_whole_history_is_one_timeline(
    held: SharingDecision, asha: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    reviewed(held, maya, Verdict.AGREED, "Ring the switchboard and ask for her")
    held = SharingDecision.objects.get(pk=held.pk)
    left = shared(held, asha)
    receive(
        left,
        asha,
        outcome=ReceiptOutcome.ACTED,
        heard_at=clock.now(),
        words="Lessons are planned",
        token=uuid4(),
    )
    add(held, asha, kind=AddendumKind.CORRECTION, words="Three times", reason="Log", token=uuid4())
    page = words_of(signed_in(asha), held)
    history = page.partition("Everything that happened")[2]
    places = [
        history.index(words)
        for words in (
            "They asked",
            "Signed: share part",
            "Ring the switchboard and ask for her",
            "Shared with Joan Ellery",
            "Lessons are planned",
            "Added: something was wrong",
        )
    ]
    assert places == sorted(places)
    assert "Agreed by a manager" in page
    assert "1. Behaviour" in page


def test_what_follows_and_what_completes_is_linked_both_ways(
    held: SharingDecision,
    asha: Appointment,
    maya: Appointment,
    signed_in: SignIn,
) -> None:
    reviewed(held, maya, Verdict.QUESTION, "Did you ring back?")
    later = seal(answer_question(held, asha))
    client = signed_in(asha)
    assert reverse("record", args=[later.pk]) in words_of(client, held)
    assert "This record follows" in words_of(client, later)
    assert held.code in words_of(client, later)


def test_an_urgent_record_says_what_it_still_waits_for(
    rowan_house: Home,
    kit: Child,
    asha: Appointment,
    childrens_services: Agency,
    signed_in: SignIn,
) -> None:
    urgent = sealed_urgent(rowan_house, kit, asha, urgently(childrens_services))
    page = words_of(signed_in(asha), urgent)
    for words in ("Full form still to come", "Review to come", "Kit has not come home"):
        assert words in page
    assert "I rang, or wrote to, a number or address we hold" in page
    assert "Fill in the full form" in page
    assert "The seven checks" not in page


def test_only_managers_are_told_that_no_lawyer_has_confirmed_a_rule(
    rowan_house: Home,
    kit: Child,
    asha: Appointment,
    maya: Appointment,
    childrens_services: Agency,
    signed_in: SignIn,
) -> None:
    share = own_initiative(childrens_services)
    answers = share.changed(
        agreement=share.agreement.changed(words=""),
        decision=share.decision.changed(
            explanations=(Explanation(rule="G03", words="Kit was at school"),)
        ),
    )
    record = sealed(rowan_house, kit, asha, answers)
    (unsure,) = [
        finding
        for finding in read_decision(record).assessment.findings
        if finding.sureness is Sureness.UNVERIFIED
    ]
    assert unsure.rule == "G03"
    assert "Not confirmed by a lawyer" in words_of(signed_in(maya), record)
    assert "Not confirmed by a lawyer" not in words_of(signed_in(asha), record)


def test_an_inspector_reads_all_and_is_offered_nothing_to_press(
    held: SharingDecision, ivy: Visit, signed_in: SignIn
) -> None:
    page = words_of(signed_in(ivy), held)
    main = page.partition("<main")[2].partition("</main>")[0]
    assert "Kit Tolland" in main
    assert "<form" not in main
    assert "What you can do now" not in main
    assert "Record what they said" not in main


def test_a_record_that_does_not_match_its_seal_is_not_shown(
    record: SharingDecision, asha: Appointment, signed_in: SignIn
) -> None:
    connection.check_constraints()
    with triggers_lifted(connection):
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {Part._meta.db_table} SET content = %s WHERE seq = %s AND name = 'text'",
                [b"{}", record.seq],
            )
        connection.check_constraints()
    page = words_of(signed_in(asha), record)
    assert "This record does not match its seal. Tell the data protection officer." in page
    assert "Kit Tolland" not in page


def test_a_long_history_takes_no_more_queries_than_a_short_one(
    record: SharingDecision, asha: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(asha)
    shared(record, asha)
    words_of(client, record)
    with CaptureQueriesContext(connection) as short:
        words_of(client, record)
    for _ in range(4):
        left = shared(record, asha)
        receive(
            left,
            asha,
            outcome=ReceiptOutcome.RECEIVED,
            heard_at=clock.now(),
            words="",
            token=uuid4(),
        )
        add(record, asha, kind=AddendumKind.TOLD, words="Told", reason="Now", token=uuid4())
    with CaptureQueriesContext(connection) as long:
        words_of(client, record)
    assert len(long) == len(short)


@pytest.mark.parametrize("person", ["bryn", "otto", "ada", "nell", "ian"])
def test_whoever_has_no_business_with_the_home_finds_nothing(
    record: SharingDecision,
    person: str,
    signed_in: SignIn,
    request: pytest.FixtureRequest,
) -> None:
    client = signed_in(request.getfixturevalue(person))
    assert client.get(reverse("record", args=[record.pk])).status_code == 404


def test_an_unknown_record_is_not_found_and_nobody_reads_without_signing_in(
    record: SharingDecision, asha: Appointment, signed_in: SignIn
) -> None:
    assert signed_in(asha).get(reverse("record", args=[uuid4()])).status_code == 404
    answer = Client().get(reverse("record", args=[record.pk]))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/")


def test_a_draft_is_never_a_record(
    rowan_house: Home, kit: Child, asha: Appointment, signed_in: SignIn
) -> None:
    draft = start_draft(rowan_house, kit, asha, unverified_caller())
    assert signed_in(asha).get(reverse("record", args=[draft.pk])).status_code == 404
