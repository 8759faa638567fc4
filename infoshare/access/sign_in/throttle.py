"""Guessing takes longer and longer, and nobody is locked out (ASVS 6.1.1, 6.3.1).

On a device where the person signed in before, wrong passwords are counted by sign-in name and
device alone: no stranger keeps a care worker out. Elsewhere they are counted by sign-in name and
network together; by name from everywhere; and by network, with room for a whole home behind one
address. Each try is counted before its password is looked at, so that many at once get no more
looks than one after another. While a delay lasts the password is not even looked at, whether or
not there is such a name. The longest delay is a minute: then the right password works.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
import time
from dataclasses import dataclass
from typing import cast

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

from infoshare.access.sign_in.known_devices import device_known_for
from infoshare.common import clock
from infoshare.organisation.models import ManyFailures

WAIT = "Too many tries. Wait a minute, then try again."
LONGEST_DELAY = 60
FORGOTTEN_AFTER = 60 * 60
# From one network, behind which a whole home may be: then whoever looks after accounts is told.
MANY = 100
# Tries that come at once are told apart by their numbers; later the count itself says.
_NUMBER_HELD_FOR = 5 * 60

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Count:
    """What is counted, and how often it may fail before each next try has to wait."""

    key: str
    free: int
    longest: int = LONGEST_DELAY

    def delay_after(self, failures: int) -> int:
        """Seconds: one, two, four, up to the longest."""
        over = failures - self.free
        return 0 if over < 0 else int(min(2 ** min(over, 10), self.longest))

    def take(self) -> Try | None:
        """Count one more try, before anything is looked at; None where it has to wait.

        A number is given to one alone, so of tries that come at once none is left out.
        """
        turn, failures, last = self._stands()
        while time.time() >= last + self.delay_after(failures):
            taken, now = Try(self, turn, failures + 1, last), time.time()
            if cache.add(taken.key, now, _NUMBER_HELD_FOR):
                cache.set(self.key, (turn, taken.number, now), FORGOTTEN_AFTER)
                return taken
            failures, last = taken.number, cache.get(taken.key, now)
        return None

    def forget(self) -> None:
        cache.delete(self.key)

    def _stands(self) -> tuple[str, int, float]:
        """Which turn of counting this is, how many tries it has, and when the last was."""
        found = cache.get(self.key)
        if found is None:
            # Where several begin at once, one begins for all.
            begun = (secrets.token_hex(8), 0, 0.0)
            cache.add(self.key, begun, FORGOTTEN_AFTER)
            found = cache.get(self.key, begun)
        return cast(tuple[str, int, float], found)


@dataclass(frozen=True)
class Try:
    """One try that has its number; it stays counted unless it is given back."""

    count: Count
    turn: str
    number: int
    before: float

    @property
    def key(self) -> str:
        return f"{self.count.key}:{self.turn}:{self.number}"

    def give_back(self) -> None:
        """This try was no failure. Those that came meanwhile keep their numbers."""
        cache.set(self.count.key, (self.turn, self.number - 1, self.before), FORGOTTEN_AFTER)
        cache.delete(self.key)


def take(request: HttpRequest, name: str) -> list[Try] | None:
    """Count a try of this sign-in name from here, before its password is looked at; None where it
    has to wait.

    What others do, here or elsewhere, keeps nobody out who signed in on this device before.
    """
    device = device_known_for(request, name)
    if device is not None:
        return _take_all([_on_device(name, device)])
    return _take_all([_name_here(request, name), _from_anywhere(name), _here(request)])


def take_here(request: HttpRequest) -> list[Try] | None:
    """The same for a page that asks for no name."""
    return _take_all([_here(request)])


def count_success(tries: list[Try]) -> None:
    """The right password: this name is not being guessed from here."""
    give_back(tries)
    tries[0].count.forget()


def give_back(tries: list[Try]) -> None:
    """Nothing was guessed wrong."""
    for one in tries:
        one.give_back()


def tell_if_many(request: HttpRequest, tries: list[Try]) -> None:
    """After a failure: how many are there from this network?"""
    here = _here(request)
    failures = max((one.number for one in tries if one.count == here), default=0)
    if failures >= MANY:
        _tell_of_many(request, failures)


def _take_all(counts: list[Count]) -> list[Try] | None:
    taken: list[Try] = []
    for count in counts:
        one = count.take()
        if one is None:
            give_back(taken)
            return None
        taken.append(one)
    return taken


def _tell_of_many(request: HttpRequest, failures: int) -> None:
    """A line in the log and a notice for administrators, once an hour; nobody is locked out."""
    if not cache.add(_key("told of", _network(request)), True, FORGOTTEN_AFTER):
        return
    log.warning("%d failed sign-ins from the network %s", failures, _network(request))
    ManyFailures.objects.create(failures=failures, at=clock.now())


def _on_device(name: str, device: str) -> Count:
    return Count(_key("name on device", name.strip().casefold(), device), free=5)


def _name_here(request: HttpRequest, name: str) -> Count:
    return Count(_key("name here", name.strip().casefold(), _network(request)), free=5)


def _from_anywhere(name: str) -> Count:
    """Its delay is half as long as the one that a stranger in one place waits, so that between two
    of their tries the person gets in on a device that is new.
    """
    key = _key("name", name.strip().casefold())
    return Count(key, free=30, longest=LONGEST_DELAY // 2)


def _here(request: HttpRequest) -> Count:
    return Count(_key("network", _network(request)), free=MANY)


def _network(request: HttpRequest) -> str:
    return str(get_adapter(request).get_client_ip(request))


def _key(*parts: str) -> str:
    """No sign-in name and no address stands in the cache."""
    return "sign-in:" + hashlib.sha256("\n".join(parts).encode()).hexdigest()
