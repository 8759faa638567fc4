"""Questions: what they take, what they refuse and in which words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import QueryDict
from django.utils import timezone

from infoshare.common.question_form import (
    ChoiceQuestion,
    ConfirmQuestion,
    DateQuestion,
    DateTimeQuestion,
    LongTextQuestion,
    ManyChoiceQuestion,
    QuestionForm,
    TextQuestion,
    YesNoQuestion,
)


class Asker(StrEnum):
    POLICE = "POLICE"
    SCHOOL = "SCHOOL"


class AskForm(QuestionForm):
    who = ChoiceQuestion(
        "Who is asking?",
        [(Asker.POLICE, "The police"), (Asker.SCHOOL, "A school", "Or a college")],
        coerce=Asker,
        missing="Choose who is asking.",
    )
    what = ManyChoiceQuestion(
        "What do they want?",
        [("A", "Address"), ("B", "Health"), ("N", "None of these")],
        exclusive="N",
    )
    why = LongTextQuestion("Why?", limit=20, required=False, missing="Say why they ask.")
    on = DateQuestion("When?", latest=lambda: date(2026, 5, 1), too_late="Use today or earlier.")
    told = YesNoQuestion("Does the child know?")

    required_when = {"why": ("who", {Asker.POLICE})}


class MomentForm(QuestionForm):
    at = DateTimeQuestion("When was it shared?", missing="Give the day and the time.")


GOOD = {
    "who": "SCHOOL",
    "what": ["B", "A"],
    "on_day": "27",
    "on_month": "3",
    "on_year": "2026",
    "told": "no",
}


def posted(**fields: Any) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in fields.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def asked(**changes: Any) -> AskForm:
    return AskForm(posted(**{**GOOD, **changes}))


def moment(day: str, month: str, year: str, time: str) -> MomentForm:
    return MomentForm(posted(at_day=day, at_month=month, at_year=year, at_time=time))


def answer(form: QuestionForm, name: str) -> Any:
    assert form.is_valid(), form.errors
    return form.cleaned_data[name]


def test_it_gives_typed_answers() -> None:
    form = asked()
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {
        "who": Asker.SCHOOL,
        "what": ("A", "B"),
        "why": "",
        "on": date(2026, 3, 27),
        "told": False,
    }


def test_it_says_what_to_do_when_an_answer_is_missing() -> None:
    form = AskForm({})
    assert form.errors["who"] == ["Choose who is asking."]
    assert form.errors["what"] == ["Choose at least one answer to “What do they want?”."]
    assert form.errors["told"] == ["Choose an answer to “Does the child know?”."]
    assert form.errors["on"] == ["Give a date for “When?”."]


def test_an_answer_that_is_needed_only_sometimes_is_asked_for_then() -> None:
    assert asked(who="POLICE").errors == {"why": ["Say why they ask."]}
    assert asked(who="POLICE", why="An inquiry").is_valid()
    assert asked(who="POLICE", why="  ").errors == {"why": ["Say why they ask."]}


def test_a_condition_may_stand_on_a_yes_or_on_one_of_several_answers() -> None:
    class Conditions(QuestionForm):
        told = YesNoQuestion("Told?")
        what = ManyChoiceQuestion("What?", [("A", "A"), ("B", "B")], required=False)
        why_not = TextQuestion("Why not?", required=False, missing="Say why not.")
        sure = ConfirmQuestion("I am sure", required=False, missing="Tick the box.")
        required_when = {"why_not": ("told", False), "sure": ("what", ["B"])}

    assert Conditions(posted(told="yes", what=["A"])).is_valid()
    assert Conditions(posted(told="no", what=["A", "B"])).errors == {
        "why_not": ["Say why not."],
        "sure": ["Tick the box."],
    }


def test_a_condition_on_a_field_that_does_not_exist_is_refused() -> None:
    class Misspelt(QuestionForm):
        told = YesNoQuestion("Told?")
        required_when = {"tolld": ("told", False)}

    with pytest.raises(ImproperlyConfigured, match="tolld"):
        Misspelt()


@pytest.mark.parametrize("value", ["<script>", "POLICE\x00", "1" * 5000])
def test_an_unknown_code_is_refused_without_repeating_it(value: str) -> None:
    assert asked(who=value).errors["who"] == ["Choose from the answers on this page."]
    assert asked(what=[value]).errors["what"] == ["Choose from the answers on this page."]


def test_none_of_these_does_not_stand_beside_another_answer() -> None:
    assert asked(what=["A", "N"]).errors["what"] == [
        "Choose “None of these” or the other answers, not both."
    ]
    assert asked(what=["N"]).is_valid()


def test_text_that_is_too_long_is_refused_whole() -> None:
    form = asked(why="é" * 23)
    assert form.errors["why"] == ["Use 20 characters or fewer for “Why?”. Take out at least 3."]
    assert str(form["why"]).count("é") == 23
    assert "maxlength" not in str(form["why"])


def test_a_line_end_counts_once() -> None:
    assert answer(asked(why="a\r\n" * 9 + "bc"), "why") == "a\n" * 9 + "bc"


@pytest.mark.parametrize("text", ["a\x00b", "a\x07b", "a\u202eb", "a\ud800b"])
def test_text_that_cannot_be_kept_is_refused_with_a_sentence(text: str) -> None:
    errors = asked(why=text).errors["why"]
    assert len(errors) == 1
    assert errors[0].endswith(".")


def test_text_is_kept_in_one_spelling() -> None:
    assert answer(asked(why="e\u0301 \N{GRINNING FACE}"), "why") == "é \N{GRINNING FACE}"


@pytest.mark.parametrize(
    ("parts", "sentence", "code"),
    [
        (("", "3", "2026"), "Add the day.", "part-0"),
        (("1", "", "2026"), "Add the month.", "part-1"),
        (("1", "3", ""), "Add the year.", "part-2"),
        (("31", "2", "2026"), "Check the day: that month has no day 31.", "part-0"),
        (("29", "2", "2025"), "Check the day: that month has no day 29.", "part-0"),
        (("32", "1", "2026"), "Check the day: write it as a number, such as 27 3 2026.", "part-0"),
        (("1", "13", "2026"), "Check the month", "part-1"),
        (("1", "²", "2026"), "Check the month", "part-1"),
        (("1", "1", "26"), "Write the year with four figures", "part-2"),
        (("1", "1", "9" * 5000), "Check the year", "part-2"),
        (("1", "1", "2201"), "Check the year: it is too far", "part-2"),
        (("-1", "1", "2026"), "Check the day", "part-0"),
    ],
)
def test_a_date_that_does_not_exist_is_refused_at_its_box(
    parts: tuple[str, str, str], sentence: str, code: str
) -> None:
    form = asked(on_day=parts[0], on_month=parts[1], on_year=parts[2])
    (error,) = form.errors.as_data()["on"]
    assert str(error.message).startswith(sentence)
    assert error.code == code


def test_a_date_past_its_limit_is_refused() -> None:
    assert asked(on_day="2", on_month="5").errors["on"] == ["Use today or earlier."]
    assert asked(on_day="1", on_month="5").is_valid()


@pytest.mark.parametrize("time", ["14:30", "1430", "14.30", "2:30pm", "2.30 PM", "0230pm"])
def test_a_time_may_be_written_in_the_ways_people_write_it(time: str) -> None:
    form = moment("3", "6", "2026", time)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["at"] == datetime(2026, 6, 3, 13, 30, tzinfo=UTC)
    assert form.cleaned_data["at"].tzinfo is UTC


@pytest.mark.parametrize(
    ("time", "hour"), [("12am", 0), ("12pm", 12), ("0:05", 0), ("23:59", 23), ("9pm", 21)]
)
def test_midnight_and_noon_are_told_apart(time: str, hour: int) -> None:
    assert answer(moment("3", "1", "2026", time), "at").hour == hour


@pytest.mark.parametrize("time", ["9", "24:00", "13pm", "0am", "12:60", "noon", "١٢:٣٠", "1:2:3"])
def test_a_time_that_cannot_be_read_is_refused(time: str) -> None:
    form = moment("3", "6", "2026", time)
    assert form.errors["at"] == ["Write the time like 14:30 or 2:30pm."]
    assert form.errors.as_data()["at"][0].code == "part-3"


def test_a_time_that_the_clock_change_left_out_is_refused() -> None:
    form = moment("29", "3", "2026", "1:30")
    assert form.errors["at"] == [
        "The clocks went forward that night, so there was no 01:30. Check the time."
    ]
    assert answer(moment("29", "3", "2026", "2:00"), "at").hour == 1


def test_a_time_that_came_twice_is_the_earlier() -> None:
    first = answer(moment("25", "10", "2026", "1:30"), "at")
    assert first == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_moment_past_its_limit_is_refused() -> None:
    class Past(QuestionForm):
        at = DateTimeQuestion("When?", latest=timezone.now, too_late="Use now or earlier.")

    form = Past(posted(at_day="1", at_month="1", at_year="2199", at_time="10:00"))
    assert form.errors["at"] == ["Use now or earlier."]


def test_a_moment_is_shown_again_on_the_clock_of_the_home() -> None:
    shown = str(MomentForm(initial={"at": datetime(2026, 6, 3, 13, 30, tzinfo=UTC)})["at"])
    for value in ("3", "6", "2026", "14:30"):
        assert f'value="{value}"' in shown


def test_answers_are_shown_again_as_they_were_given() -> None:
    form = AskForm(
        initial={"who": Asker.POLICE, "what": ("A", "N"), "told": False, "on": date(2026, 3, 7)}
    )
    assert 'value="POLICE" id="id_who_0" checked' in str(form["who"])
    assert str(form["what"]).count("checked") == 2
    assert 'value="no" id="id_told_1" checked' in str(form["told"])
    assert 'value="7"' in str(form["on"])


def test_what_was_typed_and_refused_stays() -> None:
    form = asked(on_day="thirty", on_month="x", why="a\u202eb" * 30, who="")
    assert not form.is_valid()
    assert 'value="thirty"' in str(form["on"])
    assert 'value="x"' in str(form["on"])
    assert str(form["why"]).count("a\u202eb") == 30
    assert str(form["what"]).count("checked") == 2


def test_no_answer_is_left_to_the_memory_of_the_browser() -> None:
    form = AskForm()
    assert 'autocomplete="off"' in str(form["why"])
    assert str(form["on"]).count('autocomplete="off"') == 3
    assert "required" not in str(form["why"]) + str(form["on"]) + str(form["who"])
