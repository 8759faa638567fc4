"""What was chosen, which day it is, how old the child is, and how names compare."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from decisions.policy.answers import Answers
from decisions.policy.circumstances import Circumstances
from decisions.policy.terms import (
    PRIVATE_PERSONS,
    SHARING,
    AgencyType,
    InformationCategory,
    Outcome,
    Severity,
    Start,
)

ENGLAND = ZoneInfo("Europe/London")
ADULT_AT = 18
PRESUMED_CAPABLE_AT = 16
# Those whom a home owes no protection of others by telling: refusing them is never held up.
OUTSIDERS = PRIVATE_PERSONS | {AgencyType.SOLICITOR, AgencyType.EMPLOYER}
# Family have no organisation and no job title: what they are to the child says who they are.
FAMILY = frozenset({AgencyType.PARENT_PR, AgencyType.PARENT_NO_PR, AgencyType.RELATIVE_OTHER})

# What is about somebody else than the child.
OTHER_PEOPLE = frozenset(
    {
        InformationCategory.THIRD_PARTY_CHILD,
        InformationCategory.THIRD_PARTY_ADULT,
        InformationCategory.STAFF,
    }
)


def folded(text: str) -> str:
    """Text for comparing names: case and spacing do not tell two people apart."""
    return " ".join(text.casefold().split())


def words_of_name(text: str) -> frozenset[str]:
    """The words of a name: accents, order, marks and what cannot be seen tell nobody apart."""
    kinds = [(one, unicodedata.category(one)) for one in unicodedata.normalize("NFKD", text)]
    seen = "".join(" " if kind == "Cf" else one for one, kind in kinds if kind != "Mn")
    return frozenset(re.findall(r"\w+", seen.casefold()))


def shares_from_its_first_page(answers: Answers) -> bool:
    """Is it urgent, or has it happened already? Then nothing is left to be chosen."""
    return answers.start in (Start.URGENT, Start.ALREADY_SHARED)


def outcome_of(answers: Answers) -> Outcome | None:
    """What was chosen; what is urgent, or has happened already, is a share from its first page."""
    return Outcome.SHARE if shares_from_its_first_page(answers) else answers.decision.outcome


def speaks_of_sharing(outcome: Outcome | None) -> bool:
    """Before anything is chosen, what is said of sharing counts."""
    return outcome is None or outcome in SHARING


def day_of(moment: datetime) -> date:
    """The day in England at this moment."""
    return moment.astimezone(ENGLAND).date()


def today(circumstances: Circumstances) -> date:
    """The day in England when this is assessed."""
    return day_of(circumstances.now)


def older_than_months(day: date, months: int, on: date) -> bool:
    """Are more than so many months over? A month that has no such day ends on its last one.

    Compared as numbers: a month may have no such day.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return (on.year, on.month, on.day) > (year, month + 1, day.day)


def age_on(born: date, day: date) -> int:
    """How old somebody was on a day, in whole years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def hours_are_over(since: datetime | None, hours: int, circumstances: Circumstances) -> bool:
    """Are more than so many hours over? Never where nobody said since when."""
    return since is not None and circumstances.now - since > timedelta(hours=hours)


def age(circumstances: Circumstances) -> int | None:
    """The child's age in whole years; none where the date of birth is not known."""
    born = circumstances.birth_date
    return None if born is None else age_on(born, today(circumstances))


def has_died(circumstances: Circumstances) -> bool:
    """Has the child died? A day that is still to come was typed wrongly."""
    died = circumstances.died_on
    return died is not None and died <= today(circumstances)


def is_in_danger_now(answers: Answers) -> bool:
    return answers.start is Start.URGENT or answers.concern.severity is Severity.IMMEDIATE
