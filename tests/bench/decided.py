"""Decisions, what managers answered, and the records that go on from them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from decisions.models import HarmConcerned, NamedStaff, PersonConcerned, Review, SharingDecision
from decisions.policy.terms import (
    REFERRAL_BODIES,
    AddendumKind,
    AgencyType,
    Basis,
    Harm,
    Outcome,
    PersonKind,
    PersonPart,
    Proof,
    Purpose,
    ReviewStage,
    Severity,
    Start,
    Verdict,
)
from tests.bench.likely import HARMS, OUTCOMES, RECIPIENTS, SEVERITIES, STARTS, VERDICTS
from tests.bench.provider import DAY, HOUR, House
from tests.bench.what_left import WhatLeft


class Decisions(WhatLeft):
    def _decision(self, house: House, moment: datetime, **changes: Any) -> SharingDecision:
        row = SharingDecision(
            **self._sealed(house.home, moment),
            **{**self._about(house, moment), **self._chosen(house, moment), **changes},
        )
        self.rows.add(row)
        if row.names_staff:
            named = house.staff[-2 if row.author == house.staff[-1] else -1]
            self.rows.add(NamedStaff(decision=row, person=named.user))
        return row

    def _about(self, house: House, moment: datetime) -> dict[str, Any]:
        """Whom a record is about, and what stands in each."""
        return {
            "code": self._code(),
            "draft_id": uuid4(),
            "home": house.home,
            "child": self.chance.choice(house.children),
            "author": self.chance.choice(house.staff),
            "purpose": Purpose.CARE_PLANNING.value,
            "basis_id": (Basis.A6_1_A if self._happens(0.05) else Basis.A6_1_C).value,
            "occurred_at": moment - HOUR,
            "rules_version": "1",
            "law_version": "1",
        }

    def _chosen(self, house: House, moment: datetime) -> dict[str, Any]:
        """How it began, what was decided, and what that asks for."""
        start, outcome, severity = map(self._one_of, (STARTS, OUTCOMES, SEVERITIES))
        already, urgent, routine = (
            start is one for one in (Start.ALREADY_SHARED, Start.URGENT, Start.ROUTINE)
        )
        names_staff = self._happens(0.003) and not urgent and not routine
        to = AgencyType.LADO if names_staff else self._one_of(RECIPIENTS)
        if already or urgent or routine or names_staff:
            outcome = Outcome.SHARE
        held = routine or (self._happens(0.2) and not already and not names_staff and not urgent)
        return {
            "start": start.value,
            "outcome": outcome.value,
            "severity": (Severity.IMMEDIATE if urgent else severity).value,
            "recipient": self.agencies[to],
            "recipient_type": to.value,
            "urgent": urgent,
            "emergency": urgent,
            "needs_approval": held,
            "look_again_on": (moment + 10 * DAY).date() if self._happens(0.04) else None,
            "review_on": (moment + 180 * DAY).date() if routine else None,
            "outside_rules": already and self._happens(0.2),
            "names_staff": names_staff,
        }

    def _reviews(self, row: SharingDecision, house: House) -> bool:
        """What managers answered; may it go now?"""
        happened = row.urgent or row.outside_rules or row.names_staff
        moment = row.recorded_at + 2 * HOUR
        if not row.needs_approval:
            if happened and self._done(moment, 0.998):
                self._review(row, house, Verdict.REVIEWED_AFTERWARDS, moment)
            return True
        if not self._done(moment, 0.9999):
            return False
        verdict = self._one_of(VERDICTS)
        rung = verdict is Verdict.AGREED and self._happens(0.1)
        self._review(row, house, verdict, moment, rung=rung)
        if rung and self._done(moment + DAY, 0.998):
            self._review(row, house, verdict, moment + DAY, stage=ReviewStage.CONFIRMATION)
        if verdict is Verdict.NOT_AGREED and self._happens(0.2):
            self._addendum(row, AddendumKind.ESCALATED, moment + HOUR)
            if self._done(moment + DAY, 0.99):
                stage = ReviewStage.ESCALATION
                self._review(row, house, Verdict.NOT_AGREED, moment + DAY, stage=stage)
        if verdict is not Verdict.AGREED and self._done(moment, 0.99):
            self._follow_on(row, house, follows=row)
        return bool(verdict is Verdict.AGREED)

    def _review(
        self,
        row: SharingDecision,
        house: House,
        verdict: Verdict,
        moment: datetime,
        *,
        stage: ReviewStage = ReviewStage.FIRST,
        rung: bool = False,
    ) -> None:
        self.rows.add(
            Review(
                **self._sealed(house.home, moment),
                decision=row,
                stage=stage.value,
                verdict=verdict.value,
                reviewer=house.manager,
                reviewer_person=house.manager.user,
                author_person=row.author.user,
                recorded_by=row.author if rung else house.manager,
                rung_at=moment if rung else None,
            )
        )

    def _follow_on(self, row: SharingDecision, house: House, **links: Any) -> SharingDecision:
        """The full form of an urgent record, or the answer to a manager; it went too."""
        plain = {"start": Start.OWN_INITIATIVE.value, "outcome": Outcome.SHARE.value}
        names = ("urgent", "emergency", "needs_approval", "outside_rules", "names_staff")
        silent = {**dict.fromkeys(names, False), "look_again_on": None, "review_on": None}
        later = self._decision(house, row.recorded_at + 5 * HOUR, **plain, **silent, **links)
        self._disclosure(later, house)
        return later

    def _file_again(self, row: SharingDecision, house: House, *, to_be_told: bool) -> None:
        """It was filed under the wrong child; whoever had received it is told."""
        moment = row.recorded_at + DAY
        self._addendum(row, AddendumKind.REFILED, moment, refiled_to=house.children[-2])
        anew = self._follow_on(row, house, refiles=row)
        if to_be_told and self._done(moment, 0.95):
            self._addendum(anew, AddendumKind.TOLD, moment + DAY)

    def _harm(self, row: SharingDecision, house: House, *, told: bool) -> None:
        """What it is about, and that whoever must hear of it has; nearly always."""
        harm = Harm.STAFF_ALLEGATION if row.names_staff else self._one_of(HARMS)
        self.rows.add(HarmConcerned(decision=row, harm=harm.value))
        if harm is Harm.MISSING:
            row.returned_at, row.return_interview_offered = row.recorded_at, self._happens(0.9)
            if not row.return_interview_offered and self._done(row.recorded_at + 3 * DAY, 0.99):
                self._addendum(row, AddendumKind.RETURN_TALK_OFFERED, row.recorded_at + 3 * DAY)
        elif not (told and row.recipient_type in REFERRAL_BODIES) and self._happens(0.95):
            self._addendum(row, AddendumKind.REPORTED, row.recorded_at + HOUR)
        if harm in (Harm.CSE, Harm.STAFF_ALLEGATION) and self._happens(0.98):
            self._notice(row, house, AgencyType.OFSTED)
        if harm is Harm.STAFF_ALLEGATION:
            self._notice(row, house, AgencyType.LA_PLACING, follows=row)

    def _notice(
        self, row: SharingDecision, house: House, to: AgencyType, **links: SharingDecision
    ) -> None:
        body = {"recipient": self.agencies[to], "recipient_type": to.value}
        notice = {"purpose": Purpose.STATUTORY_NOTICE.value, "child": row.child}
        self._follow_on(row, house, **body, **notice, **links)

    def _person(self, row: SharingDecision) -> None:
        unproven = self._happens(0.5)
        day = row.recorded_at + 60 * DAY
        self.rows.add(
            PersonConcerned(
                decision=row,
                number=1,
                kind=PersonKind.ADULT.value,
                part=PersonPart.MAY_POSE_RISK.value,
                proof=(Proof.UNPROVEN if unproven else Proof.NOT_AN_ALLEGATION).value,
                review_on=day.date() if unproven else None,
            )
        )
        if unproven and self._done(day, 0.99):
            self._addendum(row, AddendumKind.ALLEGATION_REVIEWED, day + DAY)
