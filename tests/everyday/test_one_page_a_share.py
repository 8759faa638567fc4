"""The one page of a share: filled in as agreed; what is unusual goes into the guide."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localtime

from children.models import Agency, Child
from decisions.models import Disclosure, Draft, SharingDecision
from decisions.policy.answers import Explanation
from decisions.policy.terms import Start, TransferMethod, Verdict
from decisions.recording import everyday
from decisions.recording.everyday import Unusual
from decisions.recording.parts import answering
from decisions.recording.reading import read_sealed
from decisions.recording.review import review
from infoshare.common import clock
from infoshare.organisation.models import Appointment
from tests.everyday.made import GRACE, REVIEW_ON, agreed, signed, stands
from tests.followups.made import share
from tests.policy.builders import item

SignIn = Callable[[Appointment], Client]
WORDS = "He asked for his sister"


def typed(**changes: Any) -> dict[str, Any]:
    """What the page holds when nothing is changed on it but the one answer it wants."""
    now = localtime(clock.now())
    return {
        "token": str(uuid4()),
        "items": ["1", "2"],
        "shared_at_day": f"{now.day}",
        "shared_at_month": f"{now.month}",
        "shared_at_year": f"{now.year}",
        "shared_at_time": f"{now:%H:%M}",
        "method": TransferMethod.SECURE_EMAIL_DCB1596.value,
        "words": "",
        "unusual": "NO",
        **changes,
    }


def page(record: SharingDecision) -> str:
    return reverse("everyday-share", args=[record.pk])


def send(client: Client, record: SharingDecision, **changes: Any) -> HttpResponse:
    return client.post(page(record), typed(**changes))


def said(response: Any) -> str:
    return " ".join(str(response.content.decode()).split())


def test_everybody_who_records_at_the_home_may_share_under_it(
    arrangement: SharingDecision, ben: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(ben)
    shown = said(client.get(page(arrangement)))
    assert "How the evening went" in shown
    assert "Pocket money" not in shown
    assert send(client, arrangement, words=WORDS).status_code == 302
    gone = arrangement.disclosures.get()
    assert gone.recorded_by == ben
    assert [one.number for one in gone.items.all()] == [1, 2]
    assert read_sealed(gone)["guarded"]["words"] == WORDS


def test_less_than_agreed_needs_nothing_more(
    arrangement: SharingDecision, asha: Appointment, signed_in: SignIn
) -> None:
    send(signed_in(asha), arrangement, items=["2"])
    assert [one.number for one in arrangement.disclosures.get().items.all()] == [2]


def test_a_button_pressed_twice_gives_one_share(
    arrangement: SharingDecision, asha: Appointment, signed_in: SignIn
) -> None:
    client, sent = signed_in(asha), typed()
    assert client.post(page(arrangement), sent).status_code == 302
    assert client.post(page(arrangement), sent).status_code == 302
    assert arrangement.disclosures.count() == 1
    assert client.post(page(arrangement), typed()).status_code == 302
    assert arrangement.disclosures.count() == 2


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"items": ["3"]}, "That is not part of this arrangement."),
        ({"items": ["1", "99"]}, "That is not part of this arrangement."),
        ({"items": []}, "Tick what you share."),
        ({"unusual": ""}, "Say if anything is unusual."),
        ({"unusual": "PERHAPS"}, "Choose from the answers on this page."),
        ({"shared_at_year": "2031"}, "The time cannot be in the future."),
        ({"shared_at_year": "2019"}, "That is before a manager agreed to this."),
        ({"shared_at_day": ""}, "Add the day."),
        ({"method": TransferMethod.SMS.value}, "Choose from the answers on this page."),
        ({"method": ""}, "Choose how it went."),
        ({"token": "x"}, "This page was out of date"),
        ({"words": WORDS * 100}, "Use 1,000 characters or fewer"),
        ({"words": f"{WORDS}\x00"}, ""),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    changes: dict[str, Any],
    sentence: str,
    arrangement: SharingDecision,
    asha: Appointment,
    signed_in: SignIn,
) -> None:
    response = send(signed_in(asha), arrangement, **{"words": WORDS, **changes})
    assert response.status_code == 200
    assert sentence in said(response)
    assert WORDS in said(response)
    assert not Disclosure.objects.exists()


@pytest.mark.parametrize(
    ("unusual", "start"),
    [
        (Unusual.THEY_ASK_FOR_MORE, Start.ASKED),
        (Unusual.WORRYING, Start.OWN_INITIATIVE),
        (Unusual.MORE_SHOULD_GO, Start.OWN_INITIATIVE),
        (Unusual.MORE_HAS_GONE, Start.ALREADY_SHARED),
    ],
)
@pytest.mark.parametrize("items", [["1"], []])
def test_what_is_unusual_leads_into_the_guide_with_all_that_was_written(
    unusual: Unusual,
    start: Start,
    items: list[str],
    arrangement: SharingDecision,
    ben: Appointment,
    school: Agency,
    signed_in: SignIn,
) -> None:
    client, sent = signed_in(ben), typed(unusual=unusual.value, words=WORDS, items=items)
    response = client.post(page(arrangement), sent)
    draft = Draft.objects.get()
    assert response["Location"] == reverse("draft", args=[draft.pk])
    assert WORDS in said(client.get(response["Location"], follow=True)) or WORDS in draft.answers
    answers = draft.read()
    assert answers.start is start
    assert answers.recipient.agency == school.pk
    assert answers.purpose.words == "To plan how to keep him in school."
    assert not Disclosure.objects.exists()
    assert client.post(page(arrangement), sent)["Location"] == response["Location"]


def test_an_arrangement_full_of_items_leads_into_the_guide_too(
    asha: Appointment, maya: Appointment, kit: Child, school: Agency, signed_in: SignIn
) -> None:
    many = tuple(item(words=f"Part {number} " + "x" * 900) for number in range(40))
    why = {"explanations": (Explanation(rule="F03", words="They were all asked for, by name."),)}
    record = agreed(asha, maya, kit, school, items=many, decision=why)
    everything = [str(number) for number in range(1, 41)]
    for unusual in Unusual:
        sent = send(signed_in(asha), record, unusual=unusual.value, items=everything, words="More")
        assert sent.status_code == 302


def test_one_that_closed_while_its_page_was_open_keeps_what_was_typed(
    arrangement: SharingDecision, asha: Appointment, signed_in: SignIn
) -> None:
    everyday.end(arrangement, asha, reason="Kit asked us to stop.", token=uuid4())
    client = signed_in(asha)
    refused = said(send(client, arrangement, words=WORDS))
    assert "Asha Rahman ended it" in refused
    assert WORDS in refused
    assert send(client, arrangement, unusual="MORE_SHOULD_GO", words=WORDS).status_code == 302
    assert WORDS in Draft.objects.get().answers


@pytest.mark.parametrize(("days", "opens"), [(0, True), (GRACE.days, True), (15, False)])
def test_a_lapsed_review_warns_on_the_page_and_then_closes_it(
    days: int, opens: bool, arrangement: SharingDecision, asha: Appointment, signed_in: SignIn
) -> None:
    after = clock.now() + (REVIEW_ON - clock.today()) + timedelta(days=days)
    with clock.at(after):
        shown = said(signed_in(asha).get(page(arrangement)))
        assert ("Share as agreed" in shown) is opens
        assert ("Look at this again" in shown) is (days > 0 and opens)
        assert "Renew this arrangement" in shown
        sent = send(signed_in(asha), arrangement)
    assert (sent.status_code == 302) is opens
    assert Disclosure.objects.exists() is opens


def test_one_that_waits_for_a_manager_says_so(
    asha: Appointment, kit: Child, school: Agency, signed_in: SignIn
) -> None:
    record = signed(asha, kit, school)
    shown = said(signed_in(asha).get(page(record)))
    assert "A manager must agree to it once, before it is used." in shown
    assert "Renew this arrangement" not in shown
    assert "a manager has not agreed to it" in said(send(signed_in(asha), record))


def test_what_a_manager_asked_for_is_done_first(
    asha: Appointment, maya: Appointment, kit: Child, school: Agency, signed_in: SignIn
) -> None:
    record = signed(asha, kit, school)
    leaf = answering(record)
    assert leaf is not None
    review(
        record,
        maya.user,
        verdict=Verdict.AGREED,
        words="",
        conditions="Ring before you send",
        shown=leaf["leaf"],
    )
    client = signed_in(asha)
    assert "Your manager agreed only if: Ring before you send" in said(client.get(page(record)))
    assert "Say if what your manager asked for was done first." in said(send(client, record))
    assert send(client, record, conditions_met="no").status_code == 200
    assert not Disclosure.objects.exists()
    assert send(client, record, conditions_met="yes").status_code == 302


def test_another_homes_and_another_record_are_not_there(
    arrangement: SharingDecision,
    bryn: Appointment,
    otto: Appointment,
    asha: Appointment,
    kit: Child,
    school: Agency,
    signed_in: SignIn,
) -> None:
    other = share(asha, kit, school)
    for person, record in ((bryn, arrangement), (otto, arrangement), (asha, other)):
        client = signed_in(person)
        for name in ("everyday-share", "everyday-end", "everyday-renewal"):
            address = reverse(name, args=[record.pk])
            assert client.post(address, typed()).status_code == 404, (person, name)
    assert not Disclosure.objects.exists()


def test_it_is_ended_with_a_reason_once(
    arrangement: SharingDecision, asha: Appointment, ben: Appointment, signed_in: SignIn
) -> None:
    address = reverse("everyday-end", args=[arrangement.pk])
    client = signed_in(ben)
    assert "End this arrangement?" in said(client.get(address))
    assert "Write why it ends." in said(client.post(address, {"token": str(uuid4()), "reason": ""}))
    sent = {"token": str(uuid4()), "reason": "Kit moves to another school."}
    assert client.post(address, sent).status_code == 302
    assert client.post(address, sent).status_code == 302
    again = {**sent, "token": str(uuid4())}
    assert "Ben Castell ended it" in said(signed_in(asha).post(address, again))
    assert arrangement.addenda.count() == 1
    assert "Kit moves to another school." in said(
        client.get(reverse("record", args=[arrangement.pk]))
    )


def test_a_renewal_begins_once_and_is_not_begun_while_one_waits(
    arrangement: SharingDecision,
    asha: Appointment,
    ben: Appointment,
    kit: Child,
    school: Agency,
    signed_in: SignIn,
) -> None:
    address = reverse("everyday-renewal", args=[arrangement.pk])
    client = signed_in(ben)
    first = client.post(address)["Location"]
    assert client.post(address)["Location"] == first
    assert Draft.objects.get().follows == arrangement
    waiting = signed(asha, kit, school, follows=arrangement)
    assert client.post(address)["Location"] == reverse("record", args=[waiting.pk])
    everyday.end(arrangement, asha, reason="Not needed.", token=uuid4())
    assert client.post(address)["Location"] == page(arrangement)
    assert stands(arrangement).why.startswith("Asha Rahman ended it")


def test_lists_name_each_child_once_with_what_is_shared(
    arrangement: SharingDecision,
    asha: Appointment,
    bryn: Appointment,
    maya: Appointment,
    kit: Child,
    police: Agency,
    signed_in: SignIn,
) -> None:
    agreed(asha, maya, kit, police)
    shown = said(signed_in(asha).get(reverse("everyday")))
    assert shown.count("Kit Tolland") == 1
    assert "Hollin Bank School" in shown
    assert "Eastmere Police" in shown
    assert "Hollin Bank School" not in said(signed_in(bryn).get(reverse("everyday")))
    start = said(signed_in(asha).get("/"))
    assert start.count("Share about KT with Priya Nair, Hollin Bank School") == 1
    assert start.count("Share about KT with Priya Nair, Eastmere Police") == 1
    assert start.index("Share about KT with") < start.index("I was asked for information")
    assert "Tolland" not in start


def test_the_childs_page_has_a_button_for_those_who_share(
    arrangement: SharingDecision,
    asha: Appointment,
    dana: Appointment,
    kit: Child,
    signed_in: SignIn,
) -> None:
    address = reverse("child", args=[kit.pk])
    shown = said(signed_in(asha).get(address))
    assert page(arrangement) in shown
    assert shown.index(page(arrangement)) < shown.index("Record a decision about")
    assert "Share with Priya Nair, Hollin Bank School" in shown
    read_only = said(signed_in(dana).get(address))
    assert page(arrangement) not in read_only
    assert reverse("record", args=[arrangement.pk]) in read_only


def test_lists_of_records_mark_an_arrangement(
    arrangement: SharingDecision, maya: Appointment, kit: Child, school: Agency, signed_in: SignIn
) -> None:
    share(maya, kit, school)
    client, mark = signed_in(maya), '<span class="hint">Everyday sharing</span>'
    for address in (reverse("register"), reverse("child", args=[kit.pk])):
        assert said(client.get(address)).count(mark) == 1


def test_the_record_shows_each_share_and_what_may_be_done(
    arrangement: SharingDecision, asha: Appointment, ben: Appointment, signed_in: SignIn
) -> None:
    for person in (asha, ben):
        send(signed_in(person), arrangement, words=f"From {person.user.name}")
    shown = said(signed_in(asha).get(reverse("record", args=[arrangement.pk])))
    assert "Share under this arrangement" in shown
    assert "Look at it again by 1 March 2027." in shown
    assert "From Asha Rahman" in shown
    assert "From Ben Castell" in shown
    assert "They have not said yet" not in shown
    assert "decided to share information regularly about Kit Tolland" in shown
