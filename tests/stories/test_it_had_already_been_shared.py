"""It had already been shared: by text, before a manager agreed, and to the wrong person.

Each time it is written down at once, what was decided before stays as it stands, a manager looks
at it and checks whether it was a data breach, and nobody is scolded.
"""

from __future__ import annotations

from collections.abc import Callable

from children.models import Agency, Child
from decisions.models import Addendum, SharingDecision
from decisions.models.standing import Standing, standing
from decisions.policy.terms import AddendumKind, Start, TransferMethod, Verdict
from decisions.recording.breach import breach_since
from decisions.recording.reading import read_decision, read_sealed
from infoshare.organisation.models import Appointment
from tests.stories import pages
from tests.stories.person import Person, guide_pages, record_shown
from tests.stories.visitor import Visitor

ALREADY = "I have already shared something"
COUNCIL = "Eastmere Council children's services"
CHECK = "Check whether this was a data breach"
SCOLDING = ("should not have", "not allowed", "wrongly", "misconduct", "your fault")


def when(person: Person, day: str, time: str, question: str = "When was it?") -> None:
    person.answer(question, day, "11", "2026", time)


def asha_texted_a_parent(asha: Person) -> SharingDecision:
    """One page, the check, signed: three screens after the child was chosen."""
    pages.begin(asha, ALREADY)
    asha.sees("What was shared?", "Every way can be written down.")
    asha.answer("Who was told?", "Parent without parental responsibility")
    asha.answer("Their name, if you know it", "Gemma Tolland")
    asha.answer("How did it go?", "Text message")
    asha.answer("What was said or sent?", "Which school Kit goes to now")
    asha.answer("Why was it shared?", "She was upset, and I wanted to calm her")
    when(asha, "23", "08:40")
    asha.press("Save and go on")
    asha.sees("You can sign now", "Thank you for writing this down.", "You can also fill in more")
    asha.sees("It happened", "23 November 2026, 08:40", "It is written down").sees_no(*SCOLDING)
    pages.sign(asha)
    asha.sees("Signed. What was shared is recorded", "Your manager is told")
    asha.sees("Thank you for writing this down.").sees_no(*SCOLDING)
    return record_shown(asha)


def looks_back(maya: Person, words: str) -> None:
    pages.answers_for(maya, words, question="What was good, and what is there to learn?")
    maya.press("Record my review")


def the_manager_looks_at_it(maya: Person, record: SharingDecision) -> None:
    maya.open("/approval/").sees("Shared outside the rules").follow(record.code)
    maya.sees("Which school Kit goes to now", "Shared outside the rules").sees_no(*SCOLDING)
    looks_back(maya, "Thank you for telling us. I will ring Gemma.")


def the_manager_checks_the_breach(maya: Person, record: SharingDecision) -> None:
    maya.open(f"/records/{record.pk}/").follow(CHECK)
    maya.sees("Which school Kit goes to now", "26 November 2026, 09:30")
    maya.answer("What did you find?", "A data breach, reported to the ICO")
    maya.answer("What happened, who it may touch, and what you did", "Gemma deleted the message")
    maya.press("Sign this check", refused=True)
    maya.sees("Write the reference that the ICO gave")
    maya.answer("The ICO’s reference, if you reported it", "IC-2026-0042")
    maya.press("Sign this check")
    maya.sees("The check is in the record.", "A data breach, reported to the ICO", "IC-2026-0042")
    maya.is_offered_no(CHECK)


def test_a_text_to_a_parent_is_written_down_and_a_manager_checks_it(
    at_screen: Callable[..., Visitor], asha: Appointment, maya: Appointment, kit: Child
) -> None:
    author, manager = at_screen(asha), at_screen(maya)
    record = asha_texted_a_parent(author)
    assert len(guide_pages(author)) == 2
    assert record.start == Start.ALREADY_SHARED.value
    assert (record.outside_rules, record.needs_approval) == (True, False)
    left = record.disclosures.get()
    assert (left.method, left.outside_rules) == (TransferMethod.SMS.value, True)
    assert read_sealed(left)["facts"]["outside_rules"] is True
    assert read_decision(record).assessment.outside_rules

    the_manager_looks_at_it(manager, record)
    assert record.reviews.get().verdict == Verdict.REVIEWED_AFTERWARDS
    the_manager_checks_the_breach(manager, record)
    check = Addendum.objects.get()
    assert (check.kind, check.author) == (AddendumKind.BREACH_CHECKED.value, maya)
    assert breach_since(record) is None
    author.open(f"/records/{record.pk}/").sees("Shared outside the rules", "Gemma deleted")
    author.sees_no(*SCOLDING).is_offered_no(CHECK, "Record something else we shared")


def a_school_that_could_not_be_checked(asha: Person) -> SharingDecision:
    pages.begin(asha, pages.ASKED)
    pages.who_asks(asha, "School", name="Joan Ellery", job="Head of year", body="Hollin Bank")
    pages.checked(asha, "I have not been able to check", part="They teach or support the child")
    pages.what_for(asha, "To help with school or learning", "To plan lessons", asked="How Kit is")
    pages.danger(asha, "Everyday welfare")
    pages.information(asha, pages.Piece("Education", "Attends four days a week"))
    pages.lawful(asha)
    pages.childs_view(asha, "I have not been able to find out", "I have not asked")
    pages.told(asha)
    pages.decide(asha, "Share", "It helps them plan.", how="Telephone, on a number we hold")
    pages.sign(asha, ("The child's own words are not here.", "Kit was out all day."))
    asha.sees("Signed. Do not share it yet")
    return record_shown(asha)


def test_a_record_that_waited_had_gone_already_and_both_stand(
    at_screen: Callable[..., Visitor], asha: Appointment, maya: Appointment, kit: Child
) -> None:
    author, manager = at_screen(asha), at_screen(maya)
    held = a_school_that_could_not_be_checked(author)
    author.open(f"/records/{held.pk}/").sees("A manager must agree before anything goes.")
    author.press("Something has gone already").sees(f"This follows record {held.code}")
    assert author.value_of("What was said or sent?") == "Attends four days a week"
    assert author.value_of("How did it go?") == "Telephone, on a number we hold"
    assert "Joan Ellery" in author.value_of("Their name, if you know it")
    assert author.value_of("Why was it shared?") == "It helps them plan."
    when(author, "23", "09:10")
    author.press("Save and go on").sees("Thank you for writing this down.")
    pages.sign(author)
    stated = record_shown(author)
    assert stated.follows == held
    assert stated.disclosures.count() == 1

    assert standing(held) is Standing.AWAITING
    assert not held.disclosures.exists()
    manager.open("/approval/").sees(held.code, stated.code).sees_no(*SCOLDING)
    the_manager_looks_at_it_after_a_wait(manager, stated)


def the_manager_looks_at_it_after_a_wait(maya: Person, record: SharingDecision) -> None:
    maya.follow(record.code).sees("Attends four days a week")
    looks_back(maya, "Good that you wrote it down.")
    assert record.reviews.get().verdict == Verdict.REVIEWED_AFTERWARDS


def test_a_letter_that_reached_the_wrong_person_is_said_and_checked(
    at_screen: Callable[..., Visitor],
    asha: Appointment,
    maya: Appointment,
    kit: Child,
    childrens_services: Agency,
) -> None:
    author, manager = at_screen(asha), at_screen(maya)
    pages.begin(author, ALREADY)
    author.answer("Who was told?", COUNCIL).answer("How did it go?", "Encrypted email")
    author.answer("What was said or sent?", "The plan for the evenings")
    author.answer("Why was it shared?", "They plan the evenings")
    author.answer("Did it go to the wrong person, or was it more than agreed?", "Yes")
    when(author, "23", "09:00")
    author.press("Save and go on")
    pages.sign(author)
    record = record_shown(author)
    assert record.disclosures.get().outside_rules
    author.open(f"/records/{record.pk}/").sees("Wrong person, or more than agreed?")
    author.sees_no(*SCOLDING)
    manager.open(f"/records/{record.pk}/").follow(CHECK)
    manager.answer("What did you find?", "It was not a data breach")
    manager.answer("What happened, who it may touch, and what you did", "The team shares one box")
    manager.press("Sign this check").sees("It was not a data breach")
    assert breach_since(record) is None


def test_told_on_a_number_that_nobody_holds_is_no_reason_to_keep_it_back(
    at_screen: Callable[..., Visitor], asha: Appointment, kit: Child, childrens_services: Agency
) -> None:
    author = at_screen(asha)
    author.open("/").press("Share urgently")
    author.answer("Which child?", "Kit Tolland")
    author.answer("Who did you tell, or who rang?", COUNCIL)
    author.answer("How were you in touch?", "They rang, and I have not rung back yet")
    author.answer("What did you say?", "That Kit went towards the bridge.")
    author.answer("Why was it urgent?", "He said he would jump.")
    author.press("I told them already, on a number we do not hold")
    assert author.value_of("Who was told?") == COUNCIL
    assert author.value_of("What was said or sent?") == "That Kit went towards the bridge."
    assert author.value_of("How did it go?") == "Telephone, on a number we do not hold"
    author.press("Save and go on")
    pages.sign(author)
    record = record_shown(author)
    assert not record.needs_approval
    assert record.disclosures.get().recipient == childrens_services
