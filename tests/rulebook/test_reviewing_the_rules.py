"""What is marked as unverified is put to the data protection officer, and what they find stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse

from decisions.models import LawReview
from decisions.policy import table
from decisions.policy.table import to_review
from decisions.policy.terms import LawReviewOutcome, Role
from decisions.policy.versions import LAW_VERSION, RULES_VERSION
from decisions.recording import law_review
from decisions.recording.law_review import NothingToReview, ReadsDifferently, record_review
from decisions.recording.reading import read_sealed
from decisions.rulebook import queries, reviewing, views
from infoshare.common import clock
from infoshare.ledger.models import Leaf, Part
from infoshare.organisation.models import Appointment, Home, Provider, Visit
from tests.cast import make_person
from tests.common.test_house_pack import Page
from tests.triggers import triggers_lifted

pytestmark = pytest.mark.django_db

SignIn = Callable[[Any], Client]
RULE = next(code for code, one in to_review().items() if one.is_rule)
LAW = next(code for code, one in to_review().items() if not one.is_rule)
NOTE = "Asked Hale and Co, solicitors. They agree."
RIGHT, WRONG = LawReviewOutcome.CONFIRMED, LawReviewOutcome.NEEDS_CHANGING


def address(provider: Provider, code: str = RULE) -> str:
    return reverse("rule-review", args=[provider.pk, code])


def typed(code: str = RULE, **others: str) -> dict[str, str]:
    said = {"outcome": "CONFIRMED", "note": NOTE, "token": str(uuid4())}
    return {**said, "digest": to_review()[code].digest, **others}


def review(
    by: Appointment,
    code: str = RULE,
    outcome: LawReviewOutcome = RIGHT,
    note: str = NOTE,
    provider: Provider | None = None,
) -> LawReview:
    return record_review(
        provider or by.provider,
        by,
        code=code,
        digest=to_review()[code].digest,
        outcome=outcome,
        note=note,
        token=uuid4(),
    )


def text_of(answer: Any) -> str:
    return " ".join(Page(answer.content.decode()).text.split())


@pytest.fixture
def changed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """`changed(code)`: a later version has other words for this row."""

    def change(code: str) -> None:
        later = {**to_review(), code: replace(to_review()[code], digest="0123456789abcdef")}
        for module in (law_review, queries, reviewing, views):
            monkeypatch.setattr(module, "to_review", lambda: later)

    return change


@pytest.fixture
def confirmed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """`confirmed(code)`: a later version does not mark this row any more."""

    def confirm(code: str) -> None:
        later = {key: one for key, one in to_review().items() if key != code}
        for module in (law_review, queries, reviewing, views):
            monkeypatch.setattr(module, "to_review", lambda: MappingProxyType(later))

    return confirm


def test_the_list_holds_all_that_is_marked(
    dana: Appointment, rowan_house: Home, signed_in: SignIn
) -> None:
    answer = signed_in(dana).get(reverse("rules-to-review", args=[dana.provider_id]))
    links = {one.get("href") for one in Page(answer.content.decode()).all("a")}
    assert {address(dana.provider, code) for code in to_review()} <= links
    assert f"{len(to_review())} of {len(to_review())} wait for you" in text_of(answer)


@pytest.mark.parametrize("code", [RULE, LAW])
def test_a_review_is_recorded_and_everybody_sees_by_whom_and_when(
    code: str, dana: Appointment, asha: Appointment, rowan_house: Home, signed_in: SignIn
) -> None:
    client = signed_in(dana)
    page = text_of(client.get(address(dana.provider, code)))
    assert to_review()[code].says in page
    answer = client.post(address(dana.provider, code), typed(code), follow=True)
    assert "Your review is recorded" in text_of(answer)
    assert "It is right Dana Novak, data protection officer" in text_of(answer)
    read = text_of(signed_in(asha).get(reverse("rules" if code == RULE else "law")))
    today = clock.today()
    assert (
        f"Reviewed by Dana Novak, data protection officer, on {today.day} {today:%B %Y}: "
        "it is right as it stands."
    ) in read
    assert NOTE not in read
    assert NOTE in text_of(client.get(address(dana.provider, code)))


def test_the_row_is_sealed_in_the_log_of_every_home(
    dana: Appointment, rowan_house: Home, willow_lodge: Home
) -> None:
    row = review(dana)
    facts, text = read_sealed(row)["facts"], read_sealed(row)["text"]
    assert (facts["act"], facts["code"], facts["digest"]) == ("law-reviewed", RULE, row.digest)
    assert (facts["rules_version"], facts["law_version"]) == (RULES_VERSION, LAW_VERSION)
    assert (facts["outcome"], text["note"]) == ("CONFIRMED", NOTE)
    assert facts["reviewed_by"]["signature"] == dana.signature
    assert (row.rules_version, row.law_version) == (RULES_VERSION, LAW_VERSION)
    logs = set(Leaf.objects.filter(ref=row.pk, kind="change").values_list("log", flat=True))
    assert logs == {rowan_house.log, willow_lodge.log}


def test_what_needs_changing_is_said_so(
    dana: Appointment, maya: Appointment, rowan_house: Home, signed_in: SignIn
) -> None:
    review(dana, outcome=WRONG)
    assert "it needs changing." in text_of(signed_in(maya).get(reverse("rules")))
    listed = text_of(signed_in(dana).get(reverse("rules-to-review", args=[dana.provider_id])))
    assert "It needs changing Dana Novak" in listed


def test_the_last_answer_counts_and_the_first_one_stays(
    dana: Appointment, maya: Appointment, rowan_house: Home, signed_in: SignIn
) -> None:
    review(dana, outcome=WRONG, note="The article is another one.")
    with clock.at(clock.now() + timedelta(days=1)):
        review(dana, outcome=RIGHT)
        read = text_of(signed_in(maya).get(reverse("rules")))
        page = text_of(signed_in(dana).get(address(dana.provider)))
    assert read.count("Reviewed by") == 1
    assert "it is right as it stands." in read
    assert "The article is another one." in page
    assert LawReview.objects.count() == 2


def test_a_row_that_was_changed_is_asked_for_again(
    dana: Appointment,
    asha: Appointment,
    rowan_house: Home,
    signed_in: SignIn,
    changed: Callable[[str], None],
) -> None:
    review(dana)
    review(dana, LAW)
    changed(RULE)
    listed = text_of(signed_in(dana).get(reverse("rules-to-review", args=[dana.provider_id])))
    assert "Changed since: to review again" in listed
    assert f"{len(to_review()) - 1} of {len(to_review())} wait for you" in listed
    assert "It has been changed since." in text_of(signed_in(asha).get(reverse("rules")))
    assert "It has been changed since." not in text_of(signed_in(asha).get(reverse("law")))
    again = signed_in(dana).get(address(dana.provider))
    assert "It has been changed since." in text_of(again)


def test_what_was_changed_while_it_was_read_is_not_confirmed(
    dana: Appointment,
    rowan_house: Home,
    signed_in: SignIn,
    changed: Callable[[str], None],
) -> None:
    client, sent = signed_in(dana), typed()
    changed(RULE)
    answer = client.post(address(dana.provider), sent)
    assert "This was changed after you opened the page" in text_of(answer)
    assert NOTE in text_of(answer)
    assert not LawReview.objects.exists()
    hidden = {
        one.get("name"): one.get("value") for one in Page(answer.content.decode()).all("input")
    }
    again = {**sent, "digest": hidden["digest"], "token": hidden["token"]}
    assert client.post(address(dana.provider), again).status_code == 302
    assert LawReview.objects.get().digest == "0123456789abcdef"


def test_what_is_not_marked_any_more_is_not_reviewed_and_nothing_typed_is_lost(
    dana: Appointment,
    rowan_house: Home,
    signed_in: SignIn,
    confirmed: Callable[[str], None],
) -> None:
    review(dana)
    client, sent = signed_in(dana), typed()
    confirmed(RULE)
    answer = client.post(address(dana.provider), sent)
    assert answer.status_code == 409
    assert NOTE in text_of(answer)
    assert LawReview.objects.count() == 1
    assert client.get(address(dana.provider)).status_code == 200
    with pytest.raises(NothingToReview):
        record_review(
            dana.provider,
            dana,
            code=RULE,
            digest=sent["digest"],
            outcome=RIGHT,
            note=NOTE,
            token=uuid4(),
        )


@pytest.mark.parametrize("code", ["A99", "nothing", "a03", "A03-"])
def test_an_id_that_never_was_is_not_there(
    code: str, dana: Appointment, rowan_house: Home, signed_in: SignIn
) -> None:
    client = signed_in(dana)
    assert client.get(address(dana.provider, code)).status_code == 404
    assert client.post(address(dana.provider, code), typed()).status_code == 404
    assert not LawReview.objects.exists()


def test_the_same_page_sent_again_is_one_review(
    dana: Appointment, rowan_house: Home, signed_in: SignIn
) -> None:
    client, sent = signed_in(dana), typed()
    for _ in range(3):
        assert client.post(address(dana.provider), sent).status_code == 302
    assert LawReview.objects.count() == 1
    assert Leaf.objects.filter(log=rowan_house.log, kind="change", ref=LawReview.objects.get().pk)


def test_an_old_page_with_another_answer_says_so_and_keeps_what_was_typed(
    dana: Appointment, rowan_house: Home, signed_in: SignIn
) -> None:
    client, sent = signed_in(dana), typed()
    client.post(address(dana.provider), sent)
    other = {**sent, "outcome": "NEEDS_CHANGING", "note": "On second thoughts, no."}
    answer = client.post(address(dana.provider), other)
    assert "This page was sent before, with another answer" in text_of(answer)
    assert "On second thoughts, no." in text_of(answer)
    assert LawReview.objects.count() == 1
    hidden = {
        one.get("name"): one.get("value") for one in Page(answer.content.decode()).all("input")
    }
    assert (
        client.post(address(dana.provider), {**other, "token": hidden["token"]}).status_code == 302
    )
    assert LawReview.objects.count() == 2


def test_a_token_of_another_row_is_no_hindrance(
    dana: Appointment, rowan_house: Home, signed_in: SignIn
) -> None:
    client, token = signed_in(dana), str(uuid4())
    client.post(address(dana.provider), typed(token=token))
    client.post(address(dana.provider, LAW), typed(LAW, token=token))
    assert set(LawReview.objects.values_list("code", flat=True)) == {RULE, LAW}


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"outcome": ""}, "Choose what you found."),
        ({"outcome": "PERHAPS"}, "Choose from the answers on this page."),
        ({"note": ""}, "Write what you read, or whom you asked."),
        ({"note": "   "}, "Write what you read, or whom you asked."),
        ({"note": "a\x00b"}, "Type the words again"),
        ({"note": "x" * 5000}, "Use 4,000 characters or fewer"),
        ({"token": ""}, "out of date"),
        ({"token": "rubbish"}, "out of date"),
        ({"digest": ""}, "This was changed after you opened the page"),
        ({"digest": "ffff"}, "This was changed after you opened the page"),
    ],
    ids=str,
)
def test_what_cannot_be_recorded_is_said_and_kept_on_the_page(
    wrong: dict[str, str],
    sentence: str,
    dana: Appointment,
    rowan_house: Home,
    signed_in: SignIn,
) -> None:
    answer = signed_in(dana).post(address(dana.provider), typed(**wrong))
    assert answer.status_code == 200
    assert sentence in text_of(answer)
    if "note" not in wrong:
        assert NOTE in text_of(answer)
    assert not LawReview.objects.exists()


def test_an_empty_form_is_refused_in_words(
    dana: Appointment, rowan_house: Home, signed_in: SignIn
) -> None:
    answer = signed_in(dana).post(address(dana.provider), {})
    assert "Choose what you found." in text_of(answer)


def test_nobody_else_reviews(
    asha: Appointment,
    maya: Appointment,
    ruth: Appointment,
    ada: Appointment,
    ivy: Visit,
    ian: Visit,
    otto: Appointment,
    meadowbank: Provider,
    signed_in: SignIn,
) -> None:
    for person in (asha, maya, ruth, ada, ivy, ian, otto):
        client = signed_in(person)
        for page in (address(meadowbank), reverse("rules-to-review", args=[meadowbank.pk])):
            assert client.get(page).status_code == 404
            assert client.post(page, typed()).status_code in (404, 405)
    assert not LawReview.objects.exists()


def test_another_providers_officer_sees_and_reviews_only_their_own(
    dana: Appointment,
    asha: Appointment,
    otto: Appointment,
    northshire: Provider,
    rowan_house: Home,
    signed_in: SignIn,
) -> None:
    olga = make_person("Olga Reed", Role.DATA_PROTECTION_OFFICER, northshire)
    review(dana)
    assert signed_in(olga).get(address(dana.provider)).status_code == 404
    assert signed_in(olga).post(address(dana.provider), typed()).status_code == 404
    assert signed_in(dana).get(address(northshire)).status_code == 404
    assert "Dana Novak" not in text_of(signed_in(otto).get(reverse("rules")))
    assert "Dana Novak" in text_of(signed_in(asha).get(reverse("rules")))


def test_who_serves_two_providers_reviews_for_each(
    dana: Appointment,
    northshire: Provider,
    beacon_house: Home,
    rowan_house: Home,
    signed_in: SignIn,
) -> None:
    there = Appointment.objects.create(
        user=dana.user,
        role=Role.DATA_PROTECTION_OFFICER.value,
        provider=northshire,
        starts_at=dana.starts_at,
    )
    review(dana)
    review(there, outcome=WRONG)
    read = text_of(signed_in(dana).get(reverse("rules")))
    assert "for Meadowbank Care: it is right as it stands." in read
    assert "for Northshire Council: it needs changing." in read
    for provider in (dana.provider, northshire):
        assert f"What you are to review for {provider.name}" in read
        assert "1 wait for" not in read


def test_changed_bytes_are_not_shown_and_the_rules_still_are(
    dana: Appointment, asha: Appointment, rowan_house: Home, signed_in: SignIn
) -> None:
    row = review(dana)
    connection.check_constraints()
    with triggers_lifted(connection):
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {Part._meta.db_table} SET content = %s WHERE seq = %s AND name = 'facts'",
                [b"{}", row.seq],
            )
        connection.check_constraints()
    read = text_of(signed_in(asha).get(reverse("rules")))
    assert "does not match its seal" in read
    assert "Dana Novak" not in read
    for page in (address(dana.provider), reverse("rules-to-review", args=[dana.provider_id])):
        answer = signed_in(dana).get(page)
        assert answer.status_code == 200
        assert "not match their seal" in text_of(answer)


def test_the_database_refuses_an_outcome_that_is_none(dana: Appointment, rowan_house: Home) -> None:
    row = review(dana)
    with pytest.raises(IntegrityError), transaction.atomic():
        LawReview.objects.create(
            id=uuid4(),
            log=row.log,
            seq=row.seq + 1000,
            recorded_at=row.recorded_at,
            provider=row.provider,
            code=row.code,
            digest=row.digest,
            rules_version=row.rules_version,
            law_version=row.law_version,
            outcome="PERHAPS",
            reviewed_by=dana,
            submit_token=uuid4(),
        )


def test_words_that_were_not_read_are_not_confirmed(dana: Appointment, rowan_house: Home) -> None:
    with pytest.raises(ReadsDifferently):
        record_review(
            dana.provider,
            dana,
            code=RULE,
            digest="another",
            outcome=RIGHT,
            note=NOTE,
            token=uuid4(),
        )
    assert not Leaf.objects.filter(kind="change", log=rowan_house.log, seq__gt=1).exists()


def test_the_number_of_questions_to_the_database_does_not_grow(
    dana: Appointment,
    rowan_house: Home,
    signed_in: SignIn,
    django_assert_max_num_queries: Any,
) -> None:
    for code in list(to_review())[:5]:
        review(dana, code)
    client = signed_in(dana)
    for page in (reverse("rules"), reverse("rules-to-review", args=[dana.provider_id])):
        with django_assert_max_num_queries(30):
            client.get(page)


def test_every_code_fits_its_column() -> None:
    assert max(map(len, table.to_review())) <= 40


@pytest.mark.parametrize("kind", ["form", "multipart"])
def test_bytes_that_are_no_text_are_refused_beside_the_note(
    dana: Appointment, rowan_house: Home, signed_in: SignIn, kind: str
) -> None:
    """Half a surrogate pair, as no browser sends it: it is read as U+FFFD, and is not sealed."""
    client, sent = signed_in(dana), typed(note="Asked Hale XX and Co.")
    body, content_type = (
        (urlencode(sent).encode(), "application/x-www-form-urlencoded")
        if kind == "form"
        else (encode_multipart(BOUNDARY, sent), MULTIPART_CONTENT)
    )
    odd = b"%ED%A0%80" if kind == "form" else b"\xed\xa0\x80"
    answer = client.generic(
        "POST", address(dana.provider), body.replace(b"XX", odd), content_type=content_type
    )
    said = text_of(answer)
    assert "Some characters cannot be read and show as \ufffd. Type them again." in said
    assert "Asked Hale \ufffd\ufffd\ufffd and Co." in answer.content.decode()
    assert not LawReview.objects.exists()
