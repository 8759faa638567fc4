"""At the change of shift a draft is taken over while its author still types; nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from children.models import Agency, Child
from decisions.models import Draft, SharingDecision
from decisions.recording.reading import read_decision
from infoshare.common import clock
from infoshare.organisation.models import Appointment
from tests.stories import pages
from tests.stories.person import Person, record_shown
from tests.stories.visitor import Visitor

COUNCIL = "Eastmere Council children's services"
NIGHT = datetime(2026, 11, 24, 0, 40, tzinfo=UTC)
HAND_OVER = datetime(2026, 11, 24, 3, 10, tzinfo=UTC)
SERIOUS = "Suffering, or likely to suffer, significant harm"
FIRST_WORDS = "Kit came back with a new telephone and would not say from whom."
LATE_WORDS = "Kit told me at three that a man at the station gave it to him."
WHOLE = f"{FIRST_WORDS} {LATE_WORDS}"


def begins_at_night(asha: Person) -> None:
    """Asha gets as far as the information, and is called away."""
    pages.begin(asha, pages.OWN)
    pages.whom_to_tell(asha, COUNCIL, job="Duty social worker")
    pages.what_for(asha, "To protect a child or adult from harm", "So that they look into it.")
    pages.danger(
        asha, SERIOUS, harms=["Criminal exploitation"], to=["This child"], because=FIRST_WORDS
    )


def types_on(asha: Person, address: str) -> None:
    """Asha goes back to the page on danger, and types without saving."""
    asha.open(address).answer("What makes you think so?", LATE_WORDS)


def takes_it_over(ben: Person) -> None:
    """Whoever is in charge sees that a serious draft is there, and no word of it."""
    ben.open("/").sees("1 draft by others", "1 about serious harm for over 2 hours")
    ben.follow("1 draft by others").sees("Asha Rahman, care worker", SERIOUS)
    ben.sees_no(FIRST_WORDS, COUNCIL)
    ben.follow("Take over").sees("Asha Rahman can no longer change it").sees_no(FIRST_WORDS)
    ben.press("Take over this draft").sees("This draft is yours now")


def saves_too_late(asha: Person, by: str = "Ben Castell") -> None:
    asha.press(pages.ON)
    asha.sees(f"{by} took this over at", "What you typed just now is not lost", LATE_WORDS)


def takes_the_words_and_signs(ben: Person, address: str) -> SharingDecision:
    ben.open(address).sees("Asha Rahman, care worker, filled in this page")
    ben.sees("Asha Rahman also typed this, after you took over", LATE_WORDS)
    ben.answer("What makes you think so?", WHOLE).press(pages.ON)
    ben.open(address).press("Let it go").sees_no("also typed this")
    ben.press(pages.ON)
    pages.information(ben, pages.Piece("Phone, device or social media", WHOLE, "The child said it"))
    pages.lawful(ben)
    pages.childs_view(ben, words="I do not want trouble.")
    pages.told(ben)
    pages.decide(
        ben, "Share", "They must look into it today.", how="Telephone, on a number we hold"
    )
    ben.sees("Asha Rahman, care worker, filled in this page")
    pages.sign(ben)
    return record_shown(ben)


def reads_who_did_what(person: Person, record: SharingDecision) -> None:
    person.open(f"/records/{record.pk}/")
    person.sees("I, Ben Castell, senior care worker, decided", "Who filled in what")
    person.sees("Asha Rahman, care worker, filled in this page", "The draft was taken over")


def test_nothing_is_lost_when_a_draft_changes_hands(
    at_screen: Callable[..., Visitor],
    asha: Appointment,
    ben: Appointment,
    maya: Appointment,
    kit: Child,
    childrens_services: Agency,
) -> None:
    author, senior = at_screen(asha), at_screen(ben)
    with clock.at(NIGHT):
        begins_at_night(author)
    concern = author.address.replace("/items/", "/concern/")
    with clock.at(HAND_OVER - timedelta(minutes=2)):
        types_on(author, concern)
    with clock.at(HAND_OVER):
        takes_it_over(senior)
    with clock.at(HAND_OVER + timedelta(minutes=1)):
        saves_too_late(author)
        author.sees("Ben Castell took this over at 03:10 on 24 November")
        author.open("/").sees("Taken over from you", "You have no drafts.")
        author.follow("Your draft").sees("Ben Castell took this over").sees_no(FIRST_WORDS)
    with clock.at(HAND_OVER + timedelta(minutes=20)):
        record = takes_the_words_and_signs(senior, concern)
        reads_who_did_what(at_screen(maya), record)
        author.open(concern).sees("It has been signed since", record.code)

    sealed = read_decision(record)
    assert sealed.answers.concern.analysis == WHOLE
    assert sealed.signature == "Ben Castell, senior care worker"
    assert [row["from"]["name"] for row in sealed.handed_over] == ["Asha Rahman"]
    assert "purpose" in sealed.written_by
    assert not Draft.objects.exists()


def test_a_leavers_drafts_do_not_vanish(
    at_screen: Callable[..., Visitor],
    asha: Appointment,
    ruth: Appointment,
    kit: Child,
    childrens_services: Agency,
) -> None:
    with clock.at(NIGHT):
        begins_at_night(at_screen(asha))
    Appointment.objects.filter(pk=asha.pk).update(ends_at=HAND_OVER)
    above = at_screen(ruth)
    with clock.at(HAND_OVER + timedelta(days=3)):
        above.open("/").follow("1 draft by others").sees("Has left", "K")
        above.follow("Take over").sees("Asha Rahman does not work here now")
        above.press("Take over this draft").sees("This draft is yours now")
        assert Draft.objects.get().author == ruth
