"""Harm, and what goes with it, of which somebody outside the home must still hear."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from children.models import Placement
from decisions.models import Disclosure, HarmConcerned, SharingDecision
from decisions.policy.terms import (
    CHILD_SEXUAL_ABUSE,
    FIRST_RESPONDERS,
    REFERRAL_BODIES,
    SERIOUS,
    AddendumKind,
    AgencyType,
    Harm,
    Severity,
)
from decisions.recording.heard import NOTICE
from decisions.recording.lately import LATELY
from decisions.recording.narrowing.found import (
    Ids,
    Logs,
    additions,
    ids_of,
    kept_for_one_page,
)

# How serious it is where a child who is missing is away now, and not feared to go some day.
_GRAVE = sorted(str(one.value) for one in (*SERIOUS, Severity.UNKNOWN))


@kept_for_one_page
def sexual_abuse_not_reported(logs: Logs = None) -> Ids:
    """Records of child sexual abuse under which nothing went to those who protect."""
    return _of_harm(logs, _not_reported(CHILD_SEXUAL_ABUSE, REFERRAL_BODIES))


@kept_for_one_page
def trafficking_not_passed_on(logs: Logs = None) -> Ids:
    """Records of trafficking under which nothing went to anybody who can refer the child."""
    harms = {Harm.TRAFFICKING_MODERN_SLAVERY}
    return _of_harm(logs, _not_reported(harms, FIRST_RESPONDERS))


@kept_for_one_page
def children_away(logs: Logs = None) -> Ids:
    """Records of a child who is missing, where none says that the child is back."""
    back = SharingDecision.objects.filter(
        child=OuterRef("decision__child"), returned_at__gte=OuterRef("decision__occurred_at")
    )
    away = HarmConcerned.objects.filter(
        ~Exists(back),
        ~Exists(additions(AddendumKind.REPORTED, of="decision")),
        harm=Harm.MISSING.value,
        decision__reported_before=False,
        decision__returned_at__isnull=True,
        decision__severity__in=_GRAVE,
    )
    return _of_harm(logs, away)


@kept_for_one_page
def events_without_a_notice(logs: Logs = None) -> Ids:
    """Records of sexual exploitation of which Ofsted has no notice, and of what was said about
    staff: of that the placing authority hears too, and words may say that they both have.
    """
    given = SharingDecision.objects.filter(
        NOTICE,
        ~Exists(additions(AddendumKind.REFILED)),
        child=OuterRef("decision__child"),
        recipient_type=AgencyType.OFSTED.value,
        names_staff=False,
        disclosures__shared_at__gte=OuterRef("decision__recorded_at") - LATELY,
    )
    events = HarmConcerned.objects.all()
    return _of_harm(
        logs,
        events.filter(~Exists(given), harm=Harm.CSE.value),
        events.filter(
            ~Exists(additions(AddendumKind.REPORTED, of="decision")),
            harm=Harm.STAFF_ALLEGATION.value,
            decision__reported_before=False,
        ),
    )


@kept_for_one_page
def returns_without_a_talk(logs: Logs = None) -> Ids:
    """Records that say that a child is back, where none says that a talk was offered since."""
    offered = SharingDecision.objects.filter(
        child=OuterRef("child"),
        returned_at__gte=OuterRef("returned_at"),
        return_interview_offered=True,
    )
    back = SharingDecision.objects.filter(
        ~Exists(offered),
        ~Exists(additions(AddendumKind.RETURN_TALK_OFFERED)),
        returned_at__isnull=False,
    )
    return ids_of(logs, back)


@kept_for_one_page
def last_about_children_who_died(until: date, logs: Logs = None) -> Ids:
    """Of each child who died while placed at one of these homes: the last record made there.

    Not one that names staff: whoever it names must not learn of it.
    """
    here = Placement.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=F("child__died_on")),
        child=OuterRef("child"),
        home=OuterRef("home"),
        starts_on__lte=F("child__died_on"),
    )
    found = SharingDecision.objects.filter(
        Exists(here),
        ~Exists(additions(AddendumKind.REFILED)),
        child__died_on__isnull=False,
        child__died_on__lte=until,
        names_staff=False,
    )
    rows = found.order_by("recorded_at", "seq").values_list("child", "pk", "log")
    last = {child: pk for child, pk, log in rows if logs is None or log in logs}
    return list(last.values())


def _not_reported(
    harms: Collection[Harm], kinds: Collection[AgencyType]
) -> QuerySet[HarmConcerned]:
    """Of these harms, those in records that reached none of these bodies and say nothing since."""
    told = Disclosure.objects.filter(
        decision=OuterRef("decision"), recipient_type__in=sorted(str(one.value) for one in kinds)
    )
    return HarmConcerned.objects.filter(
        ~Exists(told),
        ~Exists(additions(AddendumKind.REPORTED, of="decision")),
        decision__reported_before=False,
        harm__in=sorted(str(harm.value) for harm in harms),
    )


def _of_harm(logs: Logs, *found: QuerySet[HarmConcerned]) -> Ids:
    """The records of these, each once, where no record that follows is asked instead."""
    followed = SharingDecision.objects.filter(follows=OuterRef("decision"))
    still = [rows.filter(~Exists(followed)) for rows in found]
    return list(dict.fromkeys(ids_of(logs, *still, column="decision", log="decision__log")))
