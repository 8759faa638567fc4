"""Who has heard of what a record is about, asked of many records at once.

What went under the record counts, and under one that it completes or follows, or that completes
or follows it; and what went about the same child since, where a record says that it is the same.
Not what went under a record that names somebody whom this one does not: that is another concern,
and whoever it names, who may read this one, must not learn of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from decisions.models import Disclosure, HarmConcerned, NamedStaff, Review
from decisions.policy.terms import (
    SHARING,
    AddendumKind,
    AgencyType,
    Gateway,
    Harm,
    Purpose,
    Term,
    Verdict,
)

Told = QuerySet[Disclosure]
# A notice of a serious event under regulation 40; telling Ofsted something else is none.
NOTICE = Q(purpose=Purpose.STATUTORY_NOTICE.value) | Q(gateway=Gateway.CHR2015_R40.value)
_NOTICE_OF_ITS_RECORD = Q(decision__purpose=Purpose.STATUTORY_NOTICE.value) | Q(
    decision__gateway=Gateway.CHR2015_R40.value
)
_SHARING = sorted(str(outcome.value) for outcome in SHARING)


def told(kinds: Collection[AgencyType]) -> Told:
    """What went to a body of one of these kinds."""
    return Disclosure.objects.filter(recipient_type__in=_codes(kinds))


def notices(kinds: Collection[AgencyType]) -> Told:
    return told(kinds).filter(_NOTICE_OF_ITS_RECORD)


def not_under_it_or_beside(left: Told) -> Q:
    """None of this went under the outer record, or under one that is linked with it."""
    # One after the other: for a choice between them a database reads every row.
    return Q(
        ~Exists(left.filter(decision=OuterRef("pk"))),
        ~Exists(left.filter(decision=OuterRef("completes"))),
        ~Exists(left.filter(decision=OuterRef("follows"))),
        ~Exists(left.filter(decision__completes=OuterRef("pk"))),
        ~Exists(left.filter(decision__follows=OuterRef("pk"))),
    )


def about_the_child(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Of what belongs to records: to those of the outer record's child, rightly filed, that name
    nobody whom it does not.
    """
    named = NamedStaff.objects.filter(decision=OuterRef(OuterRef("pk")))
    rightly = rows.exclude(decision__addenda__kind=AddendumKind.REFILED.value)
    return rightly.filter(~Exists(naming_others(named)), decision__child=OuterRef("child"))


def not_heard(
    left: Told, harms: Collection[Harm], *, since: str, before: timedelta = timedelta(0)
) -> Q:
    """Nothing of this went about the outer record, or about the same harm of the child since.

    `since` is the record's own moment, and `before` how long before it still counts. An urgent
    record says no kind of harm: its full form does.
    """
    # From the few records of this harm, not from all that ever left about the child.
    same = about_the_child(HarmConcerned.objects.filter(harm__in=_codes(harms)))
    later = left.filter(shared_at__gte=OuterRef(OuterRef(since)) - before)
    return Q(
        not_under_it_or_beside(left),
        ~Exists(same.filter(Exists(later.filter(decision=OuterRef("decision"))))),
        ~Exists(same.filter(Exists(later.filter(decision=OuterRef("decision__completes"))))),
    )


def does_not_tell(kinds: Collection[AgencyType]) -> Q:
    """The outer record itself is not about to tell them: that one is followed up already.

    One that a manager said no to tells nobody.
    """
    to_them = Q(outcome__in=_SHARING, recipient_type__in=_codes(kinds))
    return ~to_them | _said_no()


def not_between_peers() -> Q:
    """The outer record does not say that both wanted it; or a manager did not agree that it is so.

    Until somebody answers it waits for a manager, which is followed up already.
    """
    return Q(said_between_peers=False) | _said_no()


def _said_no() -> Q:
    refused = Review.objects.filter(decision=OuterRef("pk"), verdict=Verdict.NOT_AGREED.value)
    return Q(Exists(refused))


def gives_no_notice(kinds: Collection[AgencyType]) -> Q:
    """As `does_not_tell`, of a notice: telling them something else is none."""
    return does_not_tell(kinds) | ~NOTICE


def naming_others(named: QuerySet[NamedStaff]) -> QuerySet[NamedStaff]:
    """Of what was shared: whom its record names who is not among these."""
    rows = NamedStaff.objects.filter(decision=OuterRef("decision"))
    return rows.exclude(person__in=named.values("person"))


def _codes(terms: Iterable[Term]) -> list[str]:
    return sorted(str(term.value) for term in terms)
