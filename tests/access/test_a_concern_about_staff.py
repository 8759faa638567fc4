"""Whoever a concern names finds nothing of it: no page, no row, no count, no word, no trace."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from children.models import Agency, Child
from decisions.models import Draft, SharingDecision
from decisions.policy.terms import AgencyType, Role
from infoshare.organisation.models import Appointment, Home, Provider, Visit
from tests.access.expected import ACCOUNT, expected_lists
from tests.access.naming import CANARY, Kept, about_staff
from tests.access.test_every_route import PARTS, routes
from tests.access.test_who_finds_what import list_address, sent
from tests.browser.world import reachable
from tests.cast import make_person
from tests.followups.made import sealed, told, urgent_share
from tests.policy.builders import own_initiative

pytestmark = pytest.mark.django_db

SignIn = Callable[[Any], Client]
# Who is named, and who writes it: one of the home, its manager, and the responsible individual.
NAMED = {"asha": "ben", "maya": "asha", "ruth": "asha", "bryn": "asha", "sam": "asha"}
CHANGES_EACH_TIME = re.compile(
    r'name="(csrfmiddlewaretoken|token|submit_token)" value="[^"]*"|value="[^"]*" name="token"'
)


@pytest.fixture
def lado(meadowbank: Provider) -> Agency:
    return Agency.objects.create(
        provider=meadowbank,
        agency_type=AgencyType.LADO.value,
        name="Eastmere LADO",
        number="01632 960299",
    )


@pytest.fixture
def everybody(
    asha: Appointment,
    ben: Appointment,
    maya: Appointment,
    dele: Appointment,
    ruth: Appointment,
    sam: Appointment,
    dana: Appointment,
    ada: Appointment,
    nell: Appointment,
    bryn: Appointment,
    otto: Appointment,
    ivy: Visit,
    ian: Visit,
    petra: Appointment,
) -> dict[str, Any]:
    return dict(locals())


# Each walk opens every page there is, so one person is enough for every change.
@pytest.fixture(
    params=[
        "maya",
        pytest.param("asha", marks=pytest.mark.long),
        pytest.param("ruth", marks=pytest.mark.long),
    ]
)
def named(request: pytest.FixtureRequest, everybody: dict[str, Any]) -> Appointment:
    person: Appointment = everybody[request.param]
    return person


@pytest.fixture
def write(
    everybody: dict[str, Any], kit: Child, school: Agency, lado: Agency
) -> Callable[[Appointment], Kept]:
    """Write everything about this person, by somebody who is not them."""

    def about(person: Appointment) -> Kept:
        name = next(name for name, one in everybody.items() if one == person)
        author = everybody[NAMED[name]]
        return about_staff(author, kit, lado, person, adviser=everybody["dana"])

    return about


def pages_of(client: Client, kit: Child, lado: Agency) -> dict[str, str]:
    """All lists and figures, and the child's page, as this person sees them; with the filters."""
    addresses = [list_address(name) for name in expected_lists()]
    addresses += [reverse("child", args=[kit.pk]), reverse("consents", args=[kit.pk])]
    addresses += [
        f"{reverse('register')}?{query}"
        for query in (f"recipient={lado.pk}", "kind=LADO", "standing=AWAITING", "urgent=yes")
    ]
    # Who looked counts the pages of this very walk too.
    addresses.remove(reverse("reads"))
    return {one: _steady(client.get(one)) for one in addresses}


def _steady(answer: Any) -> str:
    return f"{answer.status_code} {CHANGES_EACH_TIME.sub('', answer.content.decode())}"


def test_every_list_count_and_filter_stays_as_it_was(
    named: Appointment,
    write: Callable[[Appointment], Kept],
    signed_in: SignIn,
    kit: Child,
    lado: Agency,
) -> None:
    client = signed_in(named)
    before = pages_of(client, kit, lado)
    write(named)
    after = pages_of(client, kit, lado)
    assert {one for one in before if before[one] != after[one]} == set()


def addresses_naming(kept: Kept) -> Iterator[tuple[str, str]]:
    """Every address of the site with each id in it that could open something there."""
    records = [*(one.pk for one in kept.records), *kept.shared()]
    drafts = [kept.draft.pk, *(one.draft_id for one in kept.records)]
    fitting = {"records/": records, "everyday/": records, "drafts/": drafts, "advice/": drafts}
    for name, pattern in routes():
        parts = pattern.pattern.converters
        if name in ACCOUNT or "pk" not in parts:
            continue
        others = {part: PARTS.get(part, uuid4()) for part in parts if part != "pk"}
        begins = str(pattern.pattern).partition("/")[0] + "/"
        # An address of the children's own pages names no record: one try is enough there.
        for key in fitting.get(begins, records[:1]):
            yield name, reverse(name, kwargs={**others, "pk": key})


def test_no_address_opens_for_whoever_is_named(
    named: Appointment, write: Callable[[Appointment], Kept], signed_in: SignIn
) -> None:
    kept, client = write(named), signed_in(named)
    opened = []
    for name, address in addresses_naming(kept):
        for answer in (client.get(address), sent(client, address)):
            if answer.status_code not in (404, 405) or CANARY in answer.content.decode():
                opened.append((name, answer.status_code))
    assert opened == []


def test_a_page_that_is_not_there_says_the_same_as_one_that_never_was(
    named: Appointment, write: Callable[[Appointment], Kept], signed_in: SignIn
) -> None:
    kept, client = write(named), signed_in(named)
    never = _steady(client.get(reverse("record", args=[uuid4()])))
    for record in kept.records:
        assert _steady(client.get(reverse("record", args=[record.pk]))) == never


def test_no_link_from_the_start_page_leads_to_it(
    named: Appointment, write: Callable[[Appointment], Kept], signed_in: SignIn
) -> None:
    kept, client = write(named), signed_in(named)
    for address in reachable(client, 3):
        body = client.get(address, follow=True).content.decode()
        assert [one for one in kept.words() if one in body] == [], address


def test_no_line_of_the_log_names_it_or_them(
    write: Callable[[Appointment], Kept],
    maya: Appointment,
    signed_in: SignIn,
    caplog: pytest.LogCaptureFixture,
) -> None:
    kept = write(maya)
    for record in kept.records:
        signed_in(maya).get(reverse("record", args=[record.pk]))
    for words in (CANARY, "Maya", maya.user.pk.hex, *(one.code for one in kept.records)):
        assert words not in caplog.text


# Who does see it.


def opens(client: Client, record: SharingDecision) -> bool:
    return client.get(reverse("record", args=[record.pk])).status_code == 200


@pytest.mark.parametrize(
    ("named_person", "readers"),
    [
        ("maya", {"asha", "dele", "ruth", "sam", "dana", "ivy", "petra"}),
        ("ruth", {"asha", "maya", "dele", "nell", "sam", "dana", "ivy", "petra"}),
        pytest.param(
            "sam", {"asha", "maya", "dele", "ruth", "dana", "ivy", "petra"}, marks=pytest.mark.long
        ),
    ],
)
def test_its_author_and_those_who_answer_for_the_home_see_it(
    named_person: str,
    readers: set[str],
    everybody: dict[str, Any],
    write: Callable[[Appointment], Kept],
    signed_in: SignIn,
) -> None:
    kept = write(everybody[named_person])
    for record in kept.records:
        seen = {name for name, one in everybody.items() if opens(signed_in(one), record)}
        assert seen == readers


def test_a_concern_that_names_nobody_with_an_account_is_kept_from_colleagues(
    everybody: dict[str, Any], asha: Appointment, kit: Child, lado: Agency, signed_in: SignIn
) -> None:
    record = about_staff(asha, kit, lado, adviser=everybody["dana"]).records[0]
    seen = {name for name, one in everybody.items() if opens(signed_in(one), record)}
    assert seen == {"asha", "maya", "dele", "ruth", "sam", "dana", "ivy", "petra"}


def test_the_alternate_opens_what_names_the_responsible_individual_and_nothing_else(
    everybody: dict[str, Any],
    ruth: Appointment,
    maya: Appointment,
    nell: Appointment,
    write: Callable[[Appointment], Kept],
    signed_in: SignIn,
) -> None:
    others, theirs = write(maya), write(ruth)
    client = signed_in(nell)
    assert [opens(client, one) for one in others.records] == [False] * len(others.records)
    assert all(opens(client, one) for one in theirs.records)
    queue = client.get(reverse("approval-queue")).content.decode()
    assert theirs.records[1].code in queue
    assert not [one.code for one in others.records if one.code in queue]
    assert client.get(reverse("register")).status_code == 404
    assert client.get(reverse("children")).status_code == 404


def test_it_waits_for_the_responsible_individual_and_for_no_manager(
    everybody: dict[str, Any], write: Callable[[Appointment], Kept], signed_in: SignIn
) -> None:
    held = write(everybody["asha"]).records[1]
    waits = {
        name
        for name in ("maya", "dele", "ruth", "sam", "petra", "nell")
        if held.code in signed_in(everybody[name]).get(reverse("approval-queue")).content.decode()
    }
    assert waits == {"ruth"}


def test_the_figures_of_everybody_else_count_it(
    maya: Appointment,
    dele: Appointment,
    write: Callable[[Appointment], Kept],
    signed_in: SignIn,
    everybody: dict[str, Any],
) -> None:
    def decisions(person: Appointment) -> str:
        body = signed_in(person).get(reverse("inspection")).content.decode()
        found = re.search(r"<dt>Decisions recorded</dt>\s*<dd>\s*(\d+)", body)
        assert found
        return found.group(1)

    write(maya)
    assert (decisions(maya), decisions(dele)) == ("0", "5")


def test_a_draft_that_names_somebody_is_not_offered_to_them(
    maya: Appointment, dele: Appointment, ben: Appointment, write: Callable[[Appointment], Kept]
) -> None:
    draft = write(maya).draft
    assert draft not in Draft.objects.waiting_at_homes_of(maya.user)
    assert draft not in Draft.objects.waiting_at_homes_of(ben.user)
    assert draft in Draft.objects.waiting_at_homes_of(dele.user)


def test_who_is_appointed_afterwards_still_finds_nothing(
    bryn: Appointment,
    everybody: dict[str, Any],
    asha: Appointment,
    kit: Child,
    lado: Agency,
    rowan_house: Home,
    signed_in: SignIn,
) -> None:
    record = about_staff(asha, kit, lado, bryn, adviser=everybody["dana"]).records[0]
    bryn.home, bryn.role = rowan_house, Role.REGISTERED_MANAGER.value
    bryn.save()
    assert not opens(signed_in(bryn), record)


def test_two_appointments_do_not_open_it(
    maya: Appointment,
    meadowbank: Provider,
    write: Callable[[Appointment], Kept],
    signed_in: SignIn,
) -> None:
    second = make_person("Someone Else", Role.DATA_PROTECTION_OFFICER, meadowbank)
    second.user = maya.user
    second.save()
    assert not any(opens(signed_in(maya), one) for one in write(maya).records)


@pytest.mark.parametrize(("link", "stays"), [("follows", True), ("completes", False)])
def test_a_later_record_that_names_somebody_leaves_no_trace_on_an_earlier_one(
    link: str,
    stays: bool,
    asha: Appointment,
    maya: Appointment,
    kit: Child,
    school: Agency,
    lado: Agency,
    signed_in: SignIn,
) -> None:
    earlier = urgent_share(asha, kit, school)
    answers = own_initiative(transfer=told(lado), request={"occurred_at": earlier.occurred_at})
    naming = answers.changed(concern=answers.concern.changed(staff=(maya.user_id,)))
    later = sealed(asha, kit, naming, **{link: earlier})
    client = signed_in(maya)
    for address in (reverse("record", args=[earlier.pk]), reverse("approval-queue"), "/records/"):
        body = client.get(address).content.decode()
        # An urgent record and its full form are one concern: they go together.
        assert (earlier.code in body) is stays
        assert later.code not in body
