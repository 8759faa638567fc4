"""How a person walks through the product: every address by every method, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from children.around import in_force_on
from children.models import Placement
from infoshare.access.reads.models import ReadEntry
from infoshare.common import clock
from tests.access.world import Place

# What a status says of a cell, and the letter for it in the table.
LETTERS = {200: "o", 302: "f", 403: "x", 404: ".", 405: "-"}
# Where another child is chosen, of those whom the person records for.
OFFERS_OTHERS = frozenset({"beside", "refiling"})
# Where each home keeps its own lines of a child, also after the child has moved.
AT_ANY_HOME = frozenset({"who-looked"})
NEVER_OFFERED = ("OPTIONS", "PUT", "PATCH", "DELETE", "TRACE")


class QuickClient(Client):
    """Asks the site as a browser does, without keeping the templates of each answer for a test."""

    def request(self, **request: Any) -> Any:
        return self.handler(self._base_environ(**request))


def quick(client: Client) -> QuickClient:
    """The same session, asked quickly."""
    asked = QuickClient()
    asked.cookies = client.cookies
    return asked


@dataclass(frozen=True)
class Answer:
    """What one person got at one address, and what was written down of it."""

    status: int
    shown: str
    reads: tuple[ReadEntry, ...]

    @property
    def letter(self) -> str:
        return LETTERS.get(self.status, "?")

    @property
    def children(self) -> set[UUID]:
        return {child for entry in self.reads for child in entry.child_ids}


class Walker:
    """One person with a session, who leaves nothing behind but lines of what they read."""

    def __init__(self, name: str, client: Client) -> None:
        self.name, self.client = name, quick(client)
        self.catches_up()

    def catches_up(self) -> None:
        """What others read since is theirs, and stands in none of this person's answers."""
        self.last = _newest_read()

    def opens(self, address: str, method: str = "GET") -> Answer:
        """The answer, with the reads that it wrote; what a form did is undone."""
        if method == "GET":
            return self._answer(self.client.get(address))
        return self.sends(address, b"", "application/x-www-form-urlencoded", method)

    def sends(self, address: str, body: bytes, kind: str, method: str = "POST") -> Answer:
        """The answer to a body of this kind; what it did is undone."""
        with transaction.atomic():
            answer = self._answer(self.client.generic(method, address, body, kind))
            transaction.set_rollback(True)
        self.last = _newest_read()
        return answer

    def _answer(self, response: HttpResponse) -> Answer:
        reads = tuple(ReadEntry.objects.filter(pk__gt=self.last).order_by("pk"))
        self.last = reads[-1].pk if reads else self.last
        shown = f"{response.content.decode()} {response.get('Location', '')}"
        return Answer(response.status_code, shown, reads)


def _newest_read() -> int:
    newest = ReadEntry.objects.order_by("-pk").values_list("pk", flat=True).first()
    return newest or 0


def list_address(name: str) -> str:
    return reverse(name, args=["asked"] if name in ("guide-start", "paper") else [])


def thing_address(page: str, place: Place) -> str:
    return reverse(page, args=place.addresses[page])


def faults_of_reading(
    answer: Answer, name: str, place: Place | None, user: Any, at: tuple[str, ...]
) -> list[str]:
    """What is wrong with what was written down of a page; `at` names the homes that they read.

    Who is refused, or led on, was shown nothing. A page about a thing is one line, of that child
    at that home and no other.
    """
    if answer.status != 200:
        return ["something is written down, and nothing was shown"] if answer.reads else []
    wrong = ["one page is two requests"] if len({one.request for one in answer.reads}) > 1 else []
    for one in answer.reads:
        if one.user_id != user or one.view != name:
            wrong.append("is written down for another person, or as another page")
        if one.home.name.split()[0].lower() not in at:
            wrong.append("is written down for a home that is not theirs to read")
        if place is not None and not _is_about(one, name, place):
            wrong.append("is written down for another home or child")
    return wrong


def _is_about(line: ReadEntry, page: str, place: Place) -> bool:
    """Is the line about the thing, or about a child whom this page offers as well?"""
    of_the_child = set(line.child_ids) <= {place.child.pk}
    if of_the_child and (line.home_id == place.home.pk or page in AT_ANY_HOME):
        return True
    living_there = Placement.objects.filter(
        in_force_on(clock.today()), home=line.home_id, child__in=line.child_ids
    )
    others = set(line.child_ids) - {place.child.pk}
    return page in OFFERS_OTHERS and others <= set(living_there.values_list("child", flat=True))
