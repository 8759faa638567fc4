"""What few need to say is asked of those few: by earlier answers, or below a line of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.http import HttpResponse

from children.models import Agency
from decisions.guide.forms.folds import FoldShown
from decisions.models import SharingDecision
from decisions.policy.answers import Answers
from decisions.policy.circumstances import Settings
from decisions.policy.terms import AgencyType, ConsentGiver
from decisions.recording.reading import read_decision
from infoshare.organisation.models import Home, SettingsVersion
from tests.guide.conftest import Guide, errors_of, item, text_of

Begin = Callable[..., Guide]
BACK = {
    "returned_at_day": "22",
    "returned_at_month": "11",
    "returned_at_year": "2026",
    "returned_at_time": "21:15",
}
WANTED = {
    "wanted_by_day": "27",
    "wanted_by_month": "11",
    "wanted_by_year": "2026",
    "wanted_by_time": "12:00",
}
IN_DANGER = {
    "severity": "SIGNIFICANT",
    "at_risk": ["THIS_CHILD"],
    "analysis": "Kit said where Kit had been.",
}
CONSENT, WEIGHED = "A6_1_A", "A6_1_F"
CARE = "A9_2_H_SCH1_P2"


def asked_on(guide: Guide, step: str) -> set[str]:
    """The names of all that a page asks, in sight or below a line."""
    return set(guide.get(step).context["form"].fields)


def folds_of(response: HttpResponse) -> dict[str, FoldShown]:
    return {one.fold.line: one for one in response.context["form"].folded_questions}


def answers_of(guide: Guide) -> Answers:
    guide.draft.refresh_from_db()
    return guide.draft.read()


def saved(response: HttpResponse) -> None:
    assert response.status_code == 302, errors_of(response)


# Who asks


def test_a_time_by_which_they_need_an_answer_is_kept(begin: Begin) -> None:
    guide = begin("asked")
    saved(guide.answer("request", **WANTED, outside_uk="on"))
    request = answers_of(guide).request
    assert request.wanted_by == datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
    assert request.outside_uk is True
    saved(guide.answer("caller"))
    assert answers_of(guide).request.wanted_by == request.wanted_by
    assert all(one.stands_open for one in folds_of(guide.get("request")).values())


def test_what_few_need_stands_folded_on_the_page_of_who_asks(begin: Begin) -> None:
    folds = folds_of(begin("asked").get("request"))
    assert set(folds) == {"Do they need an answer by a certain time?", "More about them"}
    assert not any(one.stands_open for one in folds.values())


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({**WANTED, "wanted_by_day": "32"}, "day"),
        ({**WANTED, "wanted_by_time": ""}, "Add the time."),
        ({**WANTED, "wanted_by_year": "2062"}, "Choose a time within a year."),
        ({**WANTED, "wanted_by_year": "1926"}, "before the child was born"),
    ],
)
def test_a_time_that_cannot_be_is_refused_and_stays_typed(
    begin: Begin, typed: dict[str, str], says: str
) -> None:
    page = begin("asked").answer("request", **typed)
    assert says in text_of(page)
    fold = folds_of(page)["Do they need an answer by a certain time?"]
    assert fold.stands_open
    assert typed["wanted_by_year"] in page.content.decode()


def test_they_cannot_need_it_before_they_asked(begin: Begin) -> None:
    guide = begin("asked")
    saved(guide.answer("request", **{**WANTED, "wanted_by_day": "22"}))
    assert "before they asked" in text_of(guide.answer("caller"))


def test_only_a_safeguarding_partner_can_ask_as_one(begin: Begin, school: Agency) -> None:
    guide = begin("asked")
    saved(guide.answer("request"))
    assert "section 16H" in text_of(guide.get("caller"))
    saved(guide.answer("request", who=f"agency:{school.pk}", name="Ann Lee", position="Head"))
    page = guide.get("caller")
    assert "section 16H" not in text_of(page)
    assert "It is not clear what the order covers" in text_of(page)
    forged = guide.answer("caller", features="SAFEGUARDING_PARTNER", verification="NONE")
    assert forged.status_code == 200


# Who is told


def test_a_recipient_abroad_is_kept_and_taken_back(begin: Begin) -> None:
    guide = begin("own-initiative")
    saved(guide.answer("recipient", outside_uk="on"))
    assert answers_of(guide).transfer.outside_uk is True
    saved(guide.answer("recipient"))
    assert answers_of(guide).transfer.outside_uk is None


# The concern


def test_coming_back_is_asked_of_a_child_who_was_missing(begin: Begin) -> None:
    guide = begin("asked")
    guide.walk_to("concern")
    saved(
        guide.answer(
            "concern", **IN_DANGER, harms=["MISSING"], **BACK, return_interview_offered="no"
        )
    )
    concern = answers_of(guide).concern
    assert concern.returned_at == datetime(2026, 11, 22, 21, 15, tzinfo=UTC)
    assert concern.return_interview_offered is False
    saved(guide.answer("concern", **IN_DANGER, harms=["NEGLECT"], **BACK))
    concern = answers_of(guide).concern
    assert (concern.returned_at, concern.return_interview_offered) == (None, None)


def test_nobody_comes_back_in_the_future_or_before_birth(begin: Begin) -> None:
    guide = begin("asked")
    guide.walk_to("concern")
    for year, says in (("2027", "in the future"), ("1990", "before the child was born")):
        typed = {**BACK, "returned_at_year": year}
        page = guide.answer("concern", **IN_DANGER, harms=["MISSING"], **typed)
        assert says in text_of(page)


def test_an_indecent_image_says_at_once_what_to_do(begin: Begin) -> None:
    guide = begin("asked")
    guide.walk_to("concern")
    says = text_of(guide.get("concern"))
    assert "Do not look at it again. Do not copy it or send it" in says
    assert "Keep the device safe" in says
    assert "Ring the police" in says
    saved(guide.answer("concern", **IN_DANGER, harms=["SEXUAL"], indecent_image="on"))
    assert answers_of(guide).concern.indecent_image is True
    saved(guide.answer("concern", **IN_DANGER, harms=["SEXUAL"]))
    assert answers_of(guide).concern.indecent_image is None


def test_between_two_young_people_is_asked_of_sexual_contact(begin: Begin) -> None:
    guide = begin("asked")
    guide.walk_to("concern")
    assert "both wanted it" in text_of(guide.get("concern"))
    saved(guide.answer("concern", **IN_DANGER, harms=["SEXUAL"], between_peers="on"))
    assert answers_of(guide).concern.between_peers is True
    saved(guide.answer("concern", **IN_DANGER, harms=["SEXUAL"]))
    assert answers_of(guide).concern.between_peers is None
    saved(guide.answer("concern", **IN_DANGER, harms=["CSE"], between_peers="on"))
    assert answers_of(guide).concern.between_peers is None


# The information


def test_an_old_item_says_when_and_if_it_is_still_true(begin: Begin) -> None:
    guide = begin("asked")
    guide.walk_to("items")
    old = {"dated_day": "3", "dated_month": "2", "dated_year": "2024"}
    more = {"checked_again": "on", "disputed": "on", "on_consent": "on"}
    saved(guide.answer("items", **item(**old, **more)))
    [kept] = answers_of(guide).items
    assert kept.dated == date(2024, 2, 3)
    assert (kept.checked_again, kept.disputed, kept.on_consent) == (True, True, True)
    row = guide.get("items").context["form"].rows[0]
    assert row.folded_questions[0].stands_open
    saved(guide.answer("items"))
    [kept] = answers_of(guide).items
    assert (kept.dated, kept.checked_again, kept.disputed) == (None, False, False)


def test_nothing_is_dated_in_the_future(begin: Begin) -> None:
    guide = begin("asked")
    guide.walk_to("items")
    page = guide.answer(
        "items", **item(dated_day="24", dated_month="11", dated_year="2026", words="Kept words")
    )
    assert "Choose today or a day before it." in text_of(page)
    assert "Kept words" in text_of(page)


def test_the_whole_file_is_asked_about_where_records_are_asked_for(begin: Begin) -> None:
    guide = begin("asked")
    guide.walk_to("items")
    assert "whole_file" not in asked_on(guide, "items")
    saved(guide.answer("caller", features="ASKS_FOR_RECORDS"))
    assert "whole_file" in asked_on(guide, "items")
    saved(guide.answer("items", whole_file="on"))
    assert answers_of(guide).necessity.whole_file is True
    both = guide.answer("items", whole_file="on", less_intrusive="LESS_CHOSEN")
    assert "you have cut it down" in text_of(both)
    saved(guide.answer("caller"))
    saved(guide.answer("items"))
    assert answers_of(guide).necessity.whole_file is None


def test_a_move_may_take_the_whole_file(begin: Begin) -> None:
    guide = begin("move")
    guide.walk_to("items")
    assert "whole_file" in asked_on(guide, "items")


# The lawful reason


def test_legitimate_interests_are_weighed(begin: Begin) -> None:
    guide = begin("asked")
    guide.walk_to("lawful")
    page = guide.answer("lawful", reason=WEIGHED)
    assert "Write why it is fair to the child." in text_of(page)
    saved(guide.answer("lawful", reason=WEIGHED, balance="Kit would expect it."))
    assert answers_of(guide).basis.balance == "Kit would expect it."
    # Another reason needs no balance, and keeps none.
    saved(guide.answer("lawful", balance="Kit would expect it."))
    assert answers_of(guide).basis.balance == ""


def test_health_and_social_care_names_the_professional(begin: Begin, school: Agency) -> None:
    guide = begin("asked")
    guide.answers["items"].update(item(category="PHYSICAL_HEALTH"))
    guide.answers["lawful"]["special"] = CARE
    guide.walk_to("lawful")
    # The social worker who asks is bound to keep it.
    assert "professional" not in asked_on(guide, "lawful")
    saved(guide.answer("request", who=f"agency:{school.pk}", name="Ann Lee", position="Head"))
    saved(guide.answer("caller", role_with_child="EDUCATION"))
    assert "professional" in asked_on(guide, "lawful")
    saved(guide.answer("lawful", professional="The school nurse"))
    assert answers_of(guide).basis.professional == "The school nurse"
    saved(
        guide.answer(
            "lawful",
            special="A9_2_G_SCH1_P18+P18_C_WOULD_PREJUDICE",
            professional="The school nurse",
        )
    )
    assert answers_of(guide).basis.professional == ""


def test_too_long_a_balance_is_refused_and_stays(begin: Begin) -> None:
    guide = begin("asked")
    guide.walk_to("lawful")
    page = guide.answer("lawful", reason=WEIGHED, balance="x" * 4001)
    assert "Take out at least 1" in text_of(page)
    assert "x" * 4001 in page.content.decode()


# The child


def test_a_hard_time_is_asked_about_where_it_rests_on_consent(begin: Begin) -> None:
    guide = begin("asked")
    guide.walk_to("child")
    assert "under_pressure" not in asked_on(guide, "child")
    saved(guide.answer("lawful", reason=CONSENT))
    saved(guide.answer("child", under_pressure="yes"))
    assert answers_of(guide).agreement.under_pressure is True
    page = guide.answer("child", view="NOT_ASKED", under_pressure="yes")
    assert "you have not asked" in text_of(page)
    saved(guide.answer("lawful"))
    saved(guide.answer("child"))
    assert answers_of(guide).agreement.under_pressure is None


def test_who_objects_is_kept(begin: Begin) -> None:
    guide = begin("asked")
    guide.walk_to("child")
    saved(guide.answer("child", objections=["PARENT"]))
    assert answers_of(guide).agreement.objections == (ConsentGiver.PARENT,)
    agrees = guide.answer("child", objections=["CHILD"])
    assert "the child agrees" in text_of(agrees)
    assert guide.answer("child", objections=["NOBODY"]).status_code == 200


def test_what_the_law_requires_is_not_objected_to(begin: Begin) -> None:
    guide = begin("asked")
    guide.walk_to("child")
    saved(guide.answer("lawful", reason="A6_1_C", provision="Order of 1 May"))
    assert "objections" not in asked_on(guide, "child")


# The decision


@pytest.fixture
def duty_to_share(rowan_house: Home) -> None:
    values = Settings(version=7, s16la_in_force_from=date(2026, 11, 1)).model_dump_json()
    SettingsVersion.objects.create(
        provider=rowan_house.provider,
        version=7,
        in_force_from=datetime(2026, 11, 1, tzinfo=UTC),
        values=values,
    )


def test_more_harm_is_not_asked_about_before_the_duty_is_in_force(begin: Begin) -> None:
    guide = begin("asked")
    guide.walk_to("decision")
    assert "more_detrimental" not in asked_on(guide, "decision")


@pytest.mark.usefixtures("duty_to_share")
def test_a_refusal_says_if_sharing_would_do_more_harm(begin: Begin) -> None:
    guide = begin("asked")
    guide.walk_to("decision")
    saved(guide.answer("decision", outcome="NOT_SHARE", more_detrimental="yes"))
    assert answers_of(guide).decision.more_detrimental is True
    saved(guide.answer("decision", more_detrimental="yes"))
    assert answers_of(guide).decision.more_detrimental is None


def test_a_lawyers_advice_is_asked_about_where_it_matters(begin: Begin) -> None:
    guide = begin("asked")
    guide.walk_to("decision")
    assert "legal_advice" not in asked_on(guide, "decision")
    saved(guide.answer("caller", features=["COURT_ORDER", "SCOPE_UNCLEAR"]))
    saved(guide.answer("decision", outcome="NOT_SHARE", legal_advice="Ms Wynne: ask the court"))
    assert answers_of(guide).decision.legal_advice == "Ms Wynne: ask the court"


def test_of_an_adoption_a_lawyers_advice_is_asked(begin: Begin) -> None:
    guide = begin("asked")
    guide.answers["items"].update(item(category="ADOPTION_HISTORY"))
    guide.walk_to("decision")
    assert "legal_advice" in asked_on(guide, "decision")


def test_the_password_is_asked_about_where_there_is_one(begin: Begin) -> None:
    guide = begin("asked")
    guide.walk_to("decision")
    saved(guide.answer("decision", method="ENCRYPTED_ATTACHMENT", password_apart="no"))
    assert answers_of(guide).transfer.password_apart is False
    saved(guide.answer("decision", method="TELEPHONE", password_apart="no"))
    assert answers_of(guide).transfer.password_apart is None


def test_a_second_person_is_asked_about_where_the_address_may_be_wrong(begin: Begin) -> None:
    guide = begin("asked")
    guide.walk_to("decision")
    assert "second_check" not in asked_on(guide, "decision")
    saved(guide.answer("items", **item(category="PHYSICAL_HEALTH")))
    saved(guide.answer("lawful", special=CARE))
    assert "second_check" in asked_on(guide, "decision")
    saved(guide.answer("decision", method="TRACKED_POST", second_check="on"))
    assert answers_of(guide).transfer.second_check is True
    saved(guide.answer("decision", method="TELEPHONE", second_check="on"))
    assert answers_of(guide).transfer.second_check is None


def test_of_somebody_we_do_not_hold_the_address_is_checked(begin: Begin) -> None:
    guide = begin("own-initiative")
    somebody = {"who": f"type:{AgencyType.SCHOOL.value}", "agency_name": "Hill School"}
    guide.answers["recipient"].update(somebody, name="Ann Lee")
    guide.walk_to("decision")
    saved(guide.answer("decision", method="ENCRYPTED_EMAIL", second_check="on"))
    assert answers_of(guide).transfer.second_check is True


# All of it in the record


def test_what_a_route_leaves_out_is_not_in_the_record(begin: Begin) -> None:
    guide = begin("asked")
    guide.walk_to("decision")
    saved(guide.answer("items", **item(disputed="on")))
    saved(guide.answer("child", objections=["PARENT"]))
    saved(guide.answer("purpose", refusing_now="on"))
    saved(guide.answer("decision", outcome="NOT_SHARE", method=None))
    saved(guide.answer("check"))
    answers = read_decision(SharingDecision.objects.get()).answers
    assert (answers.items, answers.agreement.objections) == ((), ())


def test_what_was_asked_of_few_stands_on_the_check_and_in_the_record(begin: Begin) -> None:
    guide = begin("asked")
    guide.answers["request"].update(WANTED)
    guide.answers["items"].update(item(dated_day="3", dated_month="2", dated_year="2026"))
    guide.answers["lawful"].update(reason=WEIGHED, balance="Kit would expect it.")
    guide.walk_to("check")
    says = text_of(guide.get("check"))
    assert "27 November 2026, 12:00" in says
    assert "Seen, said or written on 3 February 2026" in says
    assert "Kit would expect it." in says
    saved(guide.answer("check"))
    record = SharingDecision.objects.get()
    page = text_of(guide.client.get(f"/records/{record.pk}/"))
    for words in ("They need an answer by", "From 3 February 2026", "Why it is fair to the child"):
        assert words in page
