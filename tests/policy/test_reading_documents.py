"""Documents of answers and circumstances: what is read, and everything that is refused."""

from __future__ import annotations

import json
from contextlib import suppress
from copy import deepcopy
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from decisions.policy.answers import SCHEMA, Answers
from decisions.policy.assess import assess
from decisions.policy.circumstances import Circumstances
from decisions.policy.documents.faults import Fault, Refused, value_at
from decisions.policy.documents.off_route import pages_of
from decisions.policy.documents.reading import MOST_FAULTS, Asked, ToAssess, read_document
from decisions.policy.documents.schemas import CAME_WITH
from decisions.policy.documents.shape import codes_at, fields_at
from decisions.policy.documents.telling import assessed, faults_told
from decisions.policy.documents.text import LARGEST
from decisions.policy.terms import ProviderType, Start, Verification
from tests.policy.builders import NOW, TODAY, asked, circumstances, item, own_initiative
from tests.policy.strategies import ANSWERS, CIRCUMSTANCES

BY = Asked(now=NOW)
SECRET = "Kit Harlow"
PLAIN = {"answers": json.loads(asked().model_dump_json())}


def read(document: Any, by: Asked = BY) -> ToAssess:
    data = document if isinstance(document, bytes) else json.dumps(document).encode()
    return read_document(data, by)


def refused(document: Any, by: Asked = BY) -> tuple[Fault, ...]:
    """The faults; none of them ever repeats what was typed."""
    with pytest.raises(Refused) as found:
        read(document, by)
    assert SECRET not in "".join(map(str, found.value.faults))
    return found.value.faults


def fault(document: Any, by: Asked = BY) -> Fault:
    (only,) = refused(document, by)
    return only


def with_value(path: str, value: Any, document: Any = PLAIN) -> Any:
    """The document with something else at a path; a number is a place in a list."""
    changed = deepcopy(document)
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    holder = changed
    for step in way:
        holder = holder[step] if isinstance(step, int) else holder.setdefault(step, {})
    holder[last] = value
    return changed


# What is read


def test_it_reads_answers_and_circumstances() -> None:
    answers = asked()
    around = circumstances(answers)
    document = {
        "answers": json.loads(answers.model_dump_json()),
        "circumstances": json.loads(around.model_dump_json()),
        "on": "2026-11-09",
    }
    assert read(document) == ToAssess(answers, around, TODAY)


def test_what_circumstances_leave_out_has_its_neutral_default() -> None:
    start = datetime(2026, 11, 9, tzinfo=UTC)
    assert read(PLAIN).circumstances == Circumstances(now=start)
    assert read({**PLAIN, "circumstances": {}}) == read(PLAIN)


def test_without_a_moment_it_is_the_start_of_the_day_in_london() -> None:
    in_summer = read({**PLAIN, "on": "2027-07-01"})
    assert in_summer.on == date(2027, 7, 1)
    assert in_summer.circumstances.now == datetime(2027, 6, 30, 23, tzinfo=UTC)


def test_a_day_is_asked_for_else_the_documents_else_that_of_its_moment_else_today() -> None:
    late = {**PLAIN, "circumstances": {"now": "2027-06-30T23:30:00Z"}}
    assert read(PLAIN).on == TODAY
    assert read(late).on == date(2027, 7, 1)
    assert read({**late, "on": "2028-02-03"}).on == date(2028, 2, 3)
    asked_for = Asked(now=NOW, on=date(2029, 1, 1))
    assert read({**late, "on": "2028-02-03"}, asked_for).on == date(2029, 1, 1)
    assert read(late, asked_for).circumstances.now == datetime(2027, 6, 30, 23, 30, tzinfo=UTC)


def test_a_provider_type_that_is_asked_for_takes_the_documents_place() -> None:
    document = {**PLAIN, "circumstances": {"provider_type": "VOLUNTARY"}}
    assert read(document).circumstances.provider_type is ProviderType.VOLUNTARY
    council = Asked(now=NOW, provider_type=ProviderType.COUNCIL)
    assert read(document, council).circumstances.provider_type is ProviderType.COUNCIL
    assert read(PLAIN, council).circumstances.provider_type is ProviderType.COUNCIL


def test_only_the_start_is_needed() -> None:
    assert read({"answers": {"start": "MOVE"}}).answers == Answers(start=Start.MOVE)


def test_a_byte_order_mark_is_passed_over() -> None:
    assert read(b"\xef\xbb\xbf" + json.dumps(PLAIN).encode()) == read(PLAIN)


def test_something_that_happened_on_the_day_itself_did_so_before_its_end() -> None:
    at_noon = with_value("answers.request.occurred_at", "2026-11-09T12:00:00Z")
    assert read(at_noon).answers.request.occurred_at == datetime(2026, 11, 9, 12, tzinfo=UTC)
    the_day_after = with_value("answers.request.occurred_at", "2026-11-10T12:00:00Z")
    assert fault(the_day_after).other == "circumstances.now"


def test_the_law_of_an_earlier_day_can_be_asked_of_what_happened_later() -> None:
    assert read(PLAIN, Asked(now=NOW, on=date(2020, 1, 1))).on == date(2020, 1, 1)
    assert read({**PLAIN, "on": "2020-01-01"}).on == date(2020, 1, 1)
    stated = {**PLAIN, "circumstances": {"now": "2020-01-01T10:00:00Z"}}
    assert {one.other for one in refused(stated)} == {"circumstances.now"}


# What is no document at all


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"Kit Harlow", "not JSON: line 1, character 1"),
        (b'{"answers": \n{"start": "ASKED",}}', "not JSON: line 2, character 19"),
        (b'{"answers": {"start": "ASKED"}} {}', "not JSON"),
        ("{“answers”: 1}".encode(), "not JSON"),
        (b'"Kit Harlow"', "must be one JSON object"),
        (b"[]", "must be one JSON object"),
        (b"NaN", "must be one JSON object"),
        ('{"answers": "Kit Harlow é"}'.encode("latin-1"), "not UTF-8 text: byte 25"),
        ('{"answers": {}}'.encode("utf-16"), "not UTF-8 text: byte 1"),
        (b"[" * 100_000, "nested too deeply"),
        (b" " * (LARGEST + 1), "too large: 2 MiB"),
    ],
)
def test_what_is_no_document_is_refused_in_one_sentence(data: bytes, words: str) -> None:
    found = fault(data)
    assert words in found.says
    assert found.path == "the document"


def test_a_document_needs_answers() -> None:
    assert fault({}) == Fault("the document", "It has no answers: they are needed.")
    assert "curly brackets" in fault({"answers": None}).says
    assert "curly brackets" in fault({**PLAIN, "circumstances": [SECRET]}).says


def test_a_name_that_comes_twice_is_refused_wherever_it_stands() -> None:
    text = (
        b'{"answers": {"start": "ASKED", "start": "MOVE", "request": {"doubt": true, '
        b'"doubt": true, "Kit Harlow": 1, "Kit Harlow": 1}}}'
    )
    assert [one.path for one in refused(text) if "more than once" in one.says] == [
        "answers.start",
        "answers.request.doubt",
        "answers.request.(a field)",
    ]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "1" * 5_000, "9" * 16])
def test_what_is_no_number_is_refused(number: str) -> None:
    text = json.dumps(PLAIN).replace('"doubt": false', f'"doubt": {number}')
    assert fault(text.encode()) == Fault(
        "answers.request.doubt", "This is not a number that can stand here."
    )
    in_a_list = with_value("answers.concern.harms", ["MISSING", 12345])
    found = fault(json.dumps(in_a_list).replace("12345", number).encode())
    assert found.path == "answers.concern.harms[1]"


def test_half_a_character_is_refused() -> None:
    found = fault(with_value("answers.request.name", f"{SECRET}\ud800"))
    assert found == Fault("answers.request.name", "This text holds half a character.")


def test_brackets_in_brackets_end_somewhere() -> None:
    deep: Any = SECRET
    for _ in range(20):
        deep = [deep]
    assert any("too deeply" in one.says for one in refused({**PLAIN, "on": deep}))


# What cannot stand in a place

WRONG = {
    "answers.request.verification": (SECRET, "Allowed: CALLBACK_KNOWN, CALLBACK_PUBLISHED"),
    "answers.request.channel": (3, "Allowed: PHONE, EMAIL, LETTER, IN_PERSON, PORTAL and MEETING."),
    "answers.request.agency_type": ("POLIC", "Did you mean POLICE?"),
    "answers.concern.severity": ("significant", "Did you mean SIGNIFICANT?"),
    "answers.request.doubt": (SECRET, "true or false"),
    "answers.request.name": (None, "Leave it out where there is none"),
    "answers.request.position": (SECRET * 21, "200 characters at most"),
    "answers.request.agency": (SECRET, "an id, such as"),
    "answers.request.occurred_at": (SECRET, "a day and a time with its zone"),
    "answers.request.wanted_by": ("2026-11-09T10:00:00", "no zone"),
    "answers.request.features": (SECRET, "a list in square brackets"),
    "answers.openness.look_again_on": ("9 November 2026", "year first"),
    "answers.arrangement.review_on": (3, "year first"),
    "answers.items.0.dated": ("2026-11-09T10:00:00", "2026-11-09"),
    "answers.purpose.words": (f"{SECRET}\x07", "no control characters"),
    "answers.agreement.words": (f"{SECRET} e\u0301", "Unicode normal form C"),
    "answers.purpose": ([SECRET], "with any of: code and words."),
    "answers.start": (SECRET, "Allowed: ASKED, OWN_INITIATIVE"),
    "answers.concern.harms": (["CSE", SECRET], "Allowed: NEGLECT"),
    "answers.decision.explanations": ([{"rule": SECRET}], "the id of a rule"),
    "on": (SECRET, "year first"),
    "circumstances.now": (SECRET, "a day and a time"),
    "circumstances.awaiting_since": ("9999-12-31T23:59:59-12:00", "from 1900 to 2200"),
    "answers.decision.decide_at": ("0001-01-01T00:00:00+14:00", "from 1900 to 2200"),
    "circumstances.died_on": ("0001-01-01", "from 1900 to 2200"),
    "circumstances.settings.retrospective_hours": (10**14, "8760 at most"),
    "circumstances.settings.consent_warning_days": (10**14, "3660 at most"),
    "circumstances.settings.item_age_months": (10**14, "432 at most"),
    "circumstances.settings.arrangement_grace_days": (10**14, "3660 at most"),
    "circumstances.earlier_shares": (-1, "0 at least"),
    "circumstances.settings.arrangement_months": (99, "24 at most"),
    "circumstances.settings.many_items": (2.5, "whole number"),
    "circumstances.birth_date": (True, "year first"),
}


@pytest.mark.parametrize("path", WRONG)
def test_what_cannot_stand_in_a_place_is_named_by_its_path(path: str) -> None:
    value, words = WRONG[path]
    found = refused(with_value(path, value))
    assert words in found[0].says
    assert found[0].path.replace("[", ".").replace("]", "").startswith(path)
    assert len(found) == 1


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (None, "a day and a time"),
        ("0001-01-01T00:00:00Z", "from 1900 to 2200"),
        ("9999-12-31T23:59:59-12:00", "from 1900 to 2200"),
        ("1785542400", "a day and a time"),
    ],
)
def test_the_moment_is_named_once_and_nothing_falls_over(now: str | None, words: str) -> None:
    found = fault(with_value("circumstances.now", now))
    assert found.path == "circumstances.now"
    assert words in found.says


def test_the_first_and_the_last_moment_are_assessed() -> None:
    plain = {"answers": {"start": "MOVE"}}
    for now in ("1900-01-01T00:00:00Z", "2200-12-31T23:59:59Z"):
        assert assessed(read(with_value("circumstances.now", now, plain)))["findings"]
    for on in ("1900-01-01", "2200-12-31"):
        assert assessed(read({**plain, "on": on}))["on"] == on


def test_a_whole_number_may_be_written_with_a_point() -> None:
    data = json.dumps(PLAIN).replace('"answers_schema": 2', '"answers_schema": 2.0')
    assert read(data.encode()) == read(PLAIN)


def test_what_is_needed_and_missing_is_named() -> None:
    assert fault({"answers": {}}) == Fault("answers.start", "This is needed, and it is missing.")
    found = refused({**PLAIN, "circumstances": {"consents": [{"giver": "CHILD"}]}})
    assert [one.path for one in found] == [
        "circumstances.consents[0].state",
        "circumstances.consents[0].purpose",
    ]


def test_so_many_items_and_no_more() -> None:
    many = [json.loads(item().model_dump_json())] * 41
    assert fault(with_value("answers.items", many)).says == "This list is too long: 40 at most."


def test_a_kind_of_fault_that_nobody_foresaw_is_told_too() -> None:
    ahead = with_value("circumstances.birth_date", "9999-99-99")
    assert fault(ahead).path == "circumstances.birth_date"


# Fields that are not known


def test_a_field_that_is_not_known_is_told_by_its_number() -> None:
    found = fault(with_value("answers.purpose." + SECRET, "x"))
    assert found.path == "answers.purpose"
    assert found.says.startswith("Field 3 here has a name that is not known. Known: code and words")


def test_a_field_that_is_nearly_right_is_guessed_at_and_not_read() -> None:
    found = fault(with_value("answers.request.verificaton", "NONE"))
    assert "Did you mean verification?" in found.says


def test_a_field_that_stands_elsewhere_is_told_where() -> None:
    assert fault(with_value("answers.verification", "NONE")) == Fault(
        "answers", "verification is no field here. There is answers.request.verification."
    )
    found = refused({"start": "ASKED", **PLAIN})
    assert found == (Fault("the document", "start is no field here. There is answers.start."),)
    several = fault(with_value("answers.purpose.category", "IDENTITY"))
    assert "There is answers.items[n].category." in several.says


def test_a_rule_that_there_is_not_explains_nothing() -> None:
    for rule in ("A99", "B99", "J01", "B12"):
        explained = with_value("answers.decision.explanations", [{"rule": rule, "words": "x"}])
        found = fault(explained)
        assert found.path == "answers.decision.explanations[0].rule"
        assert "Allowed: A03, A05," in found.says
    asks = with_value("answers.decision.explanations", [{"rule": "I13", "words": "x"}])
    assert read(asks).answers.decision.explanations[0].rule == "I13"


def test_what_belongs_at_the_top_is_sent_there() -> None:
    inside = with_value("answers.circumstances", {})
    assert fault(inside) == Fault("answers", "circumstances belongs at the top of the document.")


# All at once


def test_everything_that_is_wrong_is_told_at_once() -> None:
    document = with_value("answers.request.channel", SECRET)
    document = with_value("answers.concern.severity", "NONE", document)
    document = with_value("answers.items.0.category", SECRET, document)
    document = with_value("circumstances.settings.many_items", 1, document)
    document = with_value("on", SECRET, document)
    document = with_value("unknown", SECRET, document)
    assert {(one.path, one.other) for one in refused(document)} == {
        ("the document", ""),
        ("on", ""),
        ("circumstances.settings.many_items", ""),
        ("answers.request.channel", ""),
        ("answers.items[0].category", ""),
        ("answers.concern.severity", "answers.concern.harms"),
        ("answers.concern.severity", "answers.concern.at_risk"),
    }


def test_no_more_is_told_than_anybody_reads() -> None:
    many = with_value("answers.request.features", [SECRET] * (MOST_FAULTS + 7))
    found = refused(many)
    assert len(found) == MOST_FAULTS + 1
    assert found[-1] == Fault("the document", "And 7 more.")


def test_a_contradiction_names_both_places() -> None:
    document = with_value("answers.request.verification", "PORTAL")
    found = fault(document)
    assert (found.path, found.other) == ("answers.request.verification", "answers.request.channel")
    assert str(found).startswith("answers.request.verification and answers.request.channel: One")


def test_what_cannot_be_read_at_all_is_looked_at_no_further() -> None:
    assert [one.path for one in refused({"answers": {"start": SECRET, "concern": []}})] == [
        "answers.start",
        "answers.concern",
    ]


# Pages that the answers do not lead to


def off_the_route() -> Any:
    document = with_value("answers.arrangement.how_often", SECRET)
    return with_value("answers.people", [{"kind": "ADULT", "name": SECRET}], document)


def test_an_answer_of_a_page_that_is_not_on_the_route_is_refused_and_its_page_named() -> None:
    people, arrangement = refused(off_the_route())
    assert people.path == "answers.people"
    assert "on the page “people”, and the other answers do not lead there" in people.says
    assert arrangement.path == "answers.arrangement.how_often"
    assert "They lead to: request, caller, purpose, concern" in arrangement.says


def test_it_is_left_out_and_named_where_that_was_asked_for() -> None:
    document = read(off_the_route(), Asked(now=NOW, leave_out=True))
    assert [(one.path, one.pages) for one in document.left_out] == [
        ("answers.people", ("people",)),
        ("answers.arrangement.how_often", ("arrangement",)),
    ]
    assert assessed(document)["left_out"][0] == {"path": "answers.people", "pages": ["people"]}


def test_a_question_of_a_page_on_the_route_that_is_not_asked_there() -> None:
    document = {"answers": json.loads(own_initiative().model_dump_json())}
    found = fault(with_value("answers.request.asked_for", SECRET, document))
    assert found.says.startswith("The page “purpose” does not ask this")


def test_what_contradicts_is_not_told_again_as_off_the_route() -> None:
    found = refused({"answers": {"start": "URGENT", "decision": {"outcome": "SHARE"}}})
    assert [(one.path, one.other) for one in found] == [
        ("answers.start", "answers.decision.outcome")
    ]
    leave_out = Asked(now=NOW, leave_out=True)
    document = {"answers": {"start": "URGENT", "decision": {"outcome": "SHARE"}}}
    assert [one.path for one in read(document, leave_out).left_out] == ["answers.decision.outcome"]


def test_what_leads_to_pages_is_read_before_they_are_named() -> None:
    document = with_value("answers.decision.outcome", SECRET, off_the_route())
    assert [one.path for one in refused(document)] == ["answers.decision.outcome"]
    document = with_value("answers.request.channel", SECRET, off_the_route())
    assert len(refused(document)) == 3


# Schemas


def test_a_newer_schema_is_named_and_nothing_of_it_guessed() -> None:
    newer = with_value("answers.something_new", SECRET)
    found = fault(with_value("answers.answers_schema", SCHEMA + 1, newer))
    assert found.path == "answers.answers_schema"
    assert found.says == (
        f"Schema {SCHEMA + 1} is newer than this program. This program reads schema 1 to {SCHEMA}."
    )
    assert "was never used" in fault(with_value("answers.answers_schema", 0)).says
    assert "whole number" in fault(with_value("answers.answers_schema", SECRET)).says
    assert "whole number" in fault(with_value("answers.answers_schema", True)).says


def of_schema_1() -> Any:
    document = with_value("answers.answers_schema", 1)
    for field in CAME_WITH[2]:
        group, name = field.split(".")
        for holder in (
            [document["answers"][group]] if group != "items" else document["answers"][group]
        ):
            del holder[name]
    return document


def test_an_older_schema_is_read_with_what_came_since_as_not_answered() -> None:
    document = read(of_schema_1())
    never_asked = asked(concern={"returned_at": None, "return_interview_offered": None})
    assert document.answers == never_asked.changed(answers_schema=1)
    (said,) = document.notices
    assert said.startswith(f"These answers are of schema 1; this program writes schema {SCHEMA}.")
    assert "items.disputed" in said
    assert read(PLAIN).notices == ()


def test_an_older_document_cannot_answer_what_was_asked_later() -> None:
    document = with_value("answers.request.outside_uk", True, of_schema_1())
    document = with_value("answers.items.0.disputed", False, document)
    document["answers"].pop("people")
    assert {one.path for one in refused(document)} == {
        "answers.request.outside_uk",
        "answers.items[0].disputed",
    }
    assert all("This came with schema 2" in one.says for one in refused(document))


# By the names of the fields: how schema 1 was, for good.
SCHEMA_1 = """
request: agency agency_type agency_name name position channel verification role_with_child doubt
 features asked_for occurred_at
purpose: code words
concern: severity harms at_risk analysis already_reported refusing_now told_by staff staff_in_words
items: category words provenance needed going in_confidence identifies_other
people: kind name part proof review_on
necessity: less_intrusive harm_if_shared harm_if_not_shared
basis: basis interest gateway provision special offence without_consent
agreement: understanding view words
openness: child_told parents_told why_not look_again_on
transfer: agency agency_type agency_name name position method contact astray
arrangement: how_often review_on
urgent: said why told_by
decision: outcome reasons unsure explanations decide_at advice_wanted manager_unreachable
"""


def test_every_field_came_with_some_schema() -> None:
    rows = (row.split(":") for row in SCHEMA_1.replace("\n ", " ").strip().splitlines())
    first = {f"{group}.{name}" for group, names in rows for name in names.split()}
    now = {
        f"{group}.{name}"
        for group in fields_at(("answers",))
        for name in fields_at(("answers", group))
    }
    assert now == first.union(*CAME_WITH.values())
    assert set(CAME_WITH) == set(range(2, SCHEMA + 1))


# What always holds


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(answers=ANSWERS, around=CIRCUMSTANCES)
def test_any_document_is_assessed_or_refused_and_is_never_anything_else(answers, around) -> None:
    document = {
        "answers": json.loads(answers.model_dump_json()),
        "circumstances": json.loads(around.model_dump_json()),
    }
    for leave_out in (False, True):
        try:
            found = read(document, Asked(now=NOW, leave_out=leave_out))
        except Refused:
            continue
        told = json.loads(json.dumps(assessed(found)))
        assert told["advice"]["code"] == assess(answers, around, TODAY).advice


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(value=ANYTHING, path=st.sampled_from(sorted(WRONG)))
def test_whatever_stands_in_a_place_it_is_read_or_refused(value, path) -> None:
    for document in (value, with_value(path, value)):
        with suppress(Refused):
            read(document)


@settings(max_examples=100, deadline=None)
@given(data=st.binary(max_size=60))
def test_whatever_the_bytes_are_they_are_refused(data) -> None:
    assert refused(data)


# What is told


def test_the_assessment_is_told_with_codes_labels_and_places() -> None:
    document = with_value("answers.items.0.going", False)
    document["answers"]["items"].append(json.loads(item().model_dump_json()))
    document["answers"]["request"]["name"] = ""
    told = assessed(read(document))
    assert told["on"] == "2026-11-09"
    assert told["advice"]["code"] == "CHECK_FIRST"
    assert told["advice"]["label"] == "Check first"
    assert len(told["advice"]["reasons"]) >= 2
    assert told["missing"] == [{"path": "answers.request.name", "page": "request"}]
    assert told["may_go"] == [{"index": 1, "category": {"code": "BEHAVIOUR", "label": "Behaviour"}}]
    assert [one["index"] for one in told["stays"]] == [0]
    assert [one["effect"] for one in told["findings"] if one["rule"] == "B06"] == ["BLOCK"]
    assert told["bases"][0]["basis"]["code"] == "A6_1_EA"
    assert [one["code"] for one in told["checks"]][:2] == ["NECESSARY", "PROPORTIONATE"]


def test_it_repeats_no_words_that_anybody_typed() -> None:
    document = with_value("answers.items.0.words", SECRET)
    document = with_value("answers.purpose.words", SECRET, document)
    document = with_value("answers.request.name", SECRET, document)
    assert SECRET not in json.dumps(assessed(read(document)))


def test_a_fault_is_told_with_its_places() -> None:
    assert faults_told([Fault("a", "Wrong."), Fault("a", "Wrong.", "b")]) == [
        {"path": "a", "says": "Wrong."},
        {"path": "a", "other": "b", "says": "Wrong."},
    ]


def test_every_answer_is_asked_on_some_page() -> None:
    answered = {
        f"{group}.{name}"
        for group in fields_at(("answers",))
        for name in fields_at(("answers", group))
        if group not in ("items", "people")
    }
    assert [field for field in sorted(answered) if not pages_of(field)] == []


def test_a_place_may_hold_nothing() -> None:
    raw = {"answers": {"items": [{"words": "x"}]}}
    assert value_at(raw, ("answers", "items", 0, "words")) == "x"
    for nowhere in (("answers", "items", 1), ("answers", "items", "words"), ("answers", "people")):
        assert value_at(raw, nowhere) is None


def test_codes_stand_only_where_codes_belong() -> None:
    assert codes_at(("answers", "request", "verification")) == tuple(Verification)
    assert codes_at(("answers", "request", "name")) == ()
    assert codes_at(("answers", "nothing", "here")) == ()
