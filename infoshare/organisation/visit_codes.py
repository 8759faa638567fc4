"""The one-time code that stands for a visitor's second factor (ASVS 6.5.1, 6.5.2, 6.5.4, 6.5.5).

Drawn by the machine, shown once, kept as a hash, good for one use and ten minutes. A new one may
be made at any time and ends the one before.
"""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from infoshare.common import clock
from infoshare.organisation.models import Appointment, User, Visit, VisitCode
from infoshare.organisation.sign_in import drawn

# A code that is handed over in person is out of band: ten minutes at most (ASVS 6.5.5).
CODE_MINUTES = 10
_CODE_LASTS = timedelta(minutes=CODE_MINUTES)
# After so many wrong tries the code is spent; another is made at will.
MOST_WRONG = 5
_LONGEST_TYPED = 40


def new_code(visit: Visit, made_by: Appointment) -> str:
    """A fresh code for a visit, and none of those before."""
    code = f"{drawn(4)}-{drawn(4)}"
    VisitCode.objects.update_or_create(
        visit=visit,
        defaults={
            "hash": make_password(_plain(code)),
            "made_by": made_by,
            "made_at": clock.now(),
            "used_at": None,
            "wrong": 0,
        },
    )
    return code


def use_code(user: User, typed: str) -> bool:
    """Is this the code of the visit that this person is on now? Then it is spent.

    Every wrong answer takes as long as a right one, whatever is wrong.
    """
    guess, now = _plain(typed[:_LONGEST_TYPED]), clock.now()
    with transaction.atomic():
        # The lock makes two who send the same code at once take turns.
        held = VisitCode.objects.select_for_update().filter(
            visit__in=Visit.objects.in_force(now).filter(visitor=user, visitor__is_active=True),
            used_at=None,
            wrong__lt=MOST_WRONG,
            made_at__gt=now - _CODE_LASTS,
        )
        code = held.first()
        if code is None:
            make_password(guess)
            return False
        right = check_password(guess, code.hash)
        if right:
            code.used_at = now
        else:
            code.wrong += 1
        code.save(update_fields=["used_at", "wrong"])
        return right


def _plain(code: str) -> str:
    """As it is compared: capitals, without the dash and blanks that people add or leave out."""
    return "".join(letter for letter in code.upper() if letter.isascii() and letter.isalnum())
