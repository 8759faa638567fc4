"""Notices of serious events under regulation 40 that no record says were given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q

from children.models import Placement
from decisions.followups.asked import Asked
from decisions.followups.reports import as_columns, once_a_child
from decisions.followups.row import FollowUp, Next, Records, Weight, record_of
from decisions.followups.standing import still_open
from decisions.models import HarmConcerned, SharingDecision
from decisions.policy.rules.a_who_must_hear import PLACING
from decisions.policy.terms import AREA_AUTHORITY, AgencyType, Harm
from decisions.recording.heard import (
    about_the_child,
    does_not_tell,
    gives_no_notice,
    not_heard,
    not_under_it_or_beside,
    notices,
    told,
)
from decisions.recording.lately import LATELY
from decisions.recording.narrowing.harms import (
    events_without_a_notice,
    last_about_children_who_died,
)
from infoshare.common.clock import LONDON

# "Without delay" (regulation 40); in practice within a day.
_WITHOUT_DELAY = timedelta(hours=24)
_OFSTED = {AgencyType.OFSTED}
# All to whom the law wants a notice of a death given, among those with a code of their own.
_IN_WORDS = {
    AgencyType.OFSTED: "Ofsted",
    AgencyType.LA_PLACING: "the placing authority",
    AgencyType.LA_AREA: "the council of this area",
    AgencyType.ICB: "the integrated care board",
}


def notices_to_give(asked: Asked) -> list[FollowUp]:
    """Sexual exploitation, and what was said about staff, of which no notice is on record."""
    rows = asked.those(events_without_a_notice(asked.logs), _without_a_notice)
    exploited: list[SharingDecision] = []
    alleged: list[SharingDecision] = []
    for record in rows:
        (alleged if record.alleged else exploited).append(record)
    return [
        *(_of_exploitation(record, asked) for record in once_a_child(exploited)),
        *(_of_an_allegation(record, asked) for record in alleged),
    ]


def _without_a_notice(records: Records) -> Records:
    """Adds `alleged`: is it about staff; `tell_ofsted` and `tell_placing`: who has not heard."""
    alleged = {Harm.STAFF_ALLEGATION}
    of_staff = HarmConcerned.objects.filter(
        decision=OuterRef("pk"), harm=Harm.STAFF_ALLEGATION.value
    )
    given = notices(_OFSTED)
    lately = about_the_child(given).filter(shared_at__gte=OuterRef("recorded_at") - LATELY)
    to_ofsted = not_under_it_or_beside(given) & ~Exists(lately) & gives_no_notice(_OFSTED)
    to_placing = not_heard(told(PLACING), alleged, since="occurred_at") & does_not_tell(PLACING)
    found = records.annotate(
        alleged=Exists(of_staff),
        **as_columns({"tell_ofsted": to_ofsted, "tell_placing": to_placing}),
    )
    return still_open(found.filter(Q(tell_ofsted=True) | Q(alleged=True, tell_placing=True)))


def _of_exploitation(record: SharingDecision, asked: Asked) -> FollowUp:
    due = record.recorded_at + _WITHOUT_DELAY
    return FollowUp(
        question="notice-to-give",
        rule="A10",
        source="A home tells Ofsted of sexual exploitation without delay, also if only suspected.",
        what="Give Ofsted notice of the sexual exploitation",
        about=record_of(record),
        since=record.recorded_at,
        due=due,
        next=_manager_then_above(record, asked, late=asked.now >= due),
        weight=Weight.CHILD,
    )


def _of_an_allegation(record: SharingDecision, asked: Asked) -> FollowUp:
    marked = {
        AgencyType.OFSTED: record.tell_ofsted,  # type: ignore[attr-defined]
        AgencyType.LA_PLACING: record.tell_placing,  # type: ignore[attr-defined]
    }
    whom = _in_words(kind for kind, unheard in marked.items() if unheard)
    return replace(
        _of_exploitation(record, asked),
        rule="A11",
        source="Ofsted and the placing authority hear of an allegation about staff without delay.",
        what=f"Tell {whom} of the allegation",
    )


def deaths_to_give_notice_of(asked: Asked) -> list[FollowUp]:
    """Children who died while they were placed here, of which not everybody has had notice.

    It is asked at the last record about the child.
    """
    ids = last_about_children_who_died(asked.today, asked.logs)
    rows = [(record, _who_has_no_notice(record)) for record in asked.those(ids, _of_the_death)]
    return [_of_a_death(record, whom, asked) for record, whom in rows if whom]


def _of_the_death(records: Records) -> Records:
    """Adds for each body on the law's list whether no notice went to it since."""
    by_its_area = Placement.objects.filter(
        child=OuterRef("child"),
        home=OuterRef("home"),
        placing_authority__agency_type__in=sorted(str(one.value) for one in AREA_AUTHORITY),
    )
    unheard = {
        f"tell_{kind.value}": ~Q(
            Exists(
                about_the_child(notices({kind})).filter(
                    shared_at__date__gte=OuterRef("child__died_on")
                )
            )
        )
        for kind in _IN_WORDS
    }
    found: Records = records.annotate(by_its_area=Exists(by_its_area), **as_columns(unheard))
    return found


def _who_has_no_notice(record: SharingDecision) -> list[AgencyType]:
    found = [kind for kind in _IN_WORDS if getattr(record, f"tell_{kind.value}")]
    # One council is both.
    by_its_area: bool = record.by_its_area  # type: ignore[attr-defined]
    return [kind for kind in found if not (by_its_area and kind is AgencyType.LA_PLACING)]


def _of_a_death(record: SharingDecision, whom: list[AgencyType], asked: Asked) -> FollowUp:
    died_on = record.child.died_on or asked.today
    due = datetime.combine(died_on + timedelta(days=1), time.min, LONDON)
    return FollowUp(
        question="death-to-give-notice-of",
        rule="J12",
        source="When a child dies, all who answer for the child have notice without delay.",
        what=f"Give notice of the child’s death to {_in_words(whom)}",
        about=record_of(record),
        since=datetime.combine(died_on, time.min, LONDON),
        due=due,
        next=_manager_then_above(record, asked, late=asked.now >= due),
        weight=Weight.CHILD,
    )


def _manager_then_above(record: SharingDecision, asked: Asked, *, late: bool) -> Next:
    return asked.turn.above(record) if late else asked.turn.manager(record)


def _in_words(kinds: Iterable[AgencyType]) -> str:
    *first, last = [_IN_WORDS[kind] for kind in kinds]
    return f"{', '.join(first)} and {last}" if first else last
