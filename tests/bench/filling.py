"""Years of typed rows at ten homes, in the shares that a home might have.

Nearly all of it is done and closed; a home has some tens of things open, as in real life. Rows are
inserted in bulk and have no entries in the ledger: what a question reads there is made by the
product's own functions. The same number gives the same rows.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import datetime
from itertools import count, islice
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction

from children.models import Child
from decisions.models import (
    Addendum,
    AdviceAsked,
    AdviceGiven,
    Disclosure,
    Draft,
    NamedStaff,
    PersonConcerned,
    Receipt,
    Review,
    SharingDecision,
)
from decisions.policy.answers import Answers
from decisions.policy.terms import (
    SERIOUS,
    AddendumKind,
    AgencyType,
    Basis,
    Contact,
    Outcome,
    PersonKind,
    PersonPart,
    Proof,
    Purpose,
    ReceiptOutcome,
    ReviewStage,
    Severity,
    Start,
    TransferMethod,
    Verdict,
)
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home
from tests.bench.likely import OUTCOMES, RECIPIENTS, SEVERITIES, STARTS, VERDICTS
from tests.bench.provider import (
    DAY,
    HOMES,
    HOUR,
    NOW,
    YEARS,
    Agencies,
    House,
    open_houses,
    seal_a_few,
)
from tests.bench.rows import Rows

AT_ONCE = 2_000
DRAFTS, ADVICE_GIVEN = 60, 1_000
# What is older nearly always was done; what is newer, half of it.
LATELY = 2 * DAY


def filled() -> bool:
    return SharingDecision.objects.exists()


def fill(records: int, homes: int = HOMES) -> None:
    """Insert so many records at so many homes, with all that stands beside them."""
    with transaction.atomic():
        with clock.at(NOW - YEARS - 30 * DAY):
            houses, agencies = open_houses(homes)
        seal_a_few(houses, agencies)
    chance = random.Random(records)
    filler = Filler(chance, houses, agencies)
    todo = iter(sorted(NOW - YEARS * chance.random() ** 0.9 for _ in range(records)))
    while moments := list(islice(todo, AT_ONCE)):
        for moment in moments:
            filler.record(moment)
        filler.insert()
    filler.drafts()
    filler.insert()
    with connection.cursor() as cursor:
        # As the database's own housekeeping does in real life.
        cursor.execute("ANALYZE")


class Filler:
    """Makes the rows of one record after the other."""

    def __init__(self, chance: random.Random, houses: list[House], agencies: Agencies) -> None:
        self.chance, self.houses, self.agencies = chance, houses, agencies
        self.rows = Rows()
        # Beyond the entries that the ledger really has.
        self.places = count(1_000_000)
        self.codes = count(1)

    def insert(self) -> None:
        with transaction.atomic():
            self.rows.insert()

    def record(self, moment: datetime) -> None:
        """One decision, and what a home did about it."""
        house = self.chance.choice(self.houses)
        row = self._decision(house, moment)
        agreed_to = self._reviews(row, house)
        left = row.shares and agreed_to and row.start != Start.ROUTINE.value
        left = left and (row.names_staff or self._done(moment, 0.999))
        if left:
            self._disclosure(row, house)
        if row.urgent and self._done(moment, 0.995):
            self._follow_on(row, house, completes=row)
        if row.start == Start.ROUTINE.value:
            # One that is in use is read from its sealed bytes; those are made one by one.
            self._addendum(row, AddendumKind.ARRANGEMENT_ENDED, moment + 100 * DAY)
        if row.look_again_on and self._done(moment + 10 * DAY, 0.995):
            self._addendum(row, AddendumKind.TOLD, moment + 9 * DAY)
        if self._happens(0.05):
            self._person(row)
        if self._happens(0.0005):
            self._file_again(row, house, to_be_told=left)

    def _happens(self, share: float) -> bool:
        return self.chance.random() < share

    def _done(self, moment: datetime, share: float) -> bool:
        """Was it done, where it was to be done at this moment?"""
        if moment > NOW:
            return False
        return self._happens(share if moment < NOW - LATELY else 0.5)

    def _one_of(self, weights: Mapping[Any, int]) -> Any:
        return self.chance.choices(list(weights), list(weights.values()))[0]

    def _sealed(self, home: Home, moment: datetime) -> dict[str, Any]:
        place = {"log": home.log, "seq": next(self.places)}
        return {"id": uuid4(), "recorded_at": min(moment, NOW), **place}

    def _code(self) -> str:
        high, low = divmod(next(self.codes), 16**4)
        return f"{high:04X}-{low:04X}"

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

    def _disclosure(self, row: SharingDecision, house: House) -> None:
        moment = row.recorded_at + 3 * HOUR
        spoken = row.urgent or self._happens(0.2)
        astray = row.outside_rules or self._happens(0.001)
        written = TransferMethod.SECURE_EMAIL_DCB1596
        method = (TransferMethod.TELEPHONE if spoken else written).value
        left = Disclosure(
            **self._sealed(row.home, moment),
            decision=row,
            recorded_by=row.author,
            recipient=row.recipient,
            recipient_type=row.recipient_type,
            method="" if row.urgent else method,
            contact=Contact.RANG_HELD_NUMBER.value if row.urgent else "",
            shared_at=min(moment, NOW),
            outside_rules=astray,
            submit_token=uuid4(),
        )
        self.rows.add(left)
        if self._done(moment + DAY, 0.9985):
            self._receipt(left, row, moment + DAY)
        if spoken and self._done(moment + HOUR, 0.998):
            self._addendum(row, AddendumKind.CONFIRMED_IN_WRITING, moment + 2 * HOUR)
        if astray and self._done(moment + DAY, 0.99):
            self._addendum(row, AddendumKind.BREACH_CHECKED, moment + 2 * DAY)
        self._tell_of_the_consent(row, house)

    def _receipt(self, left: Disclosure, row: SharingDecision, moment: datetime) -> None:
        misdirected = left.outside_rules and self._happens(0.2)
        wrong, received = ReceiptOutcome.SENT_TO_WRONG_PERSON, ReceiptOutcome.RECEIVED
        self.rows.add(
            Receipt(
                **self._sealed(row.home, moment),
                disclosure=left,
                recorded_by=row.author,
                outcome=(wrong if misdirected else received).value,
                heard_at=min(moment, NOW),
                submit_token=uuid4(),
            )
        )

    def _tell_of_the_consent(self, row: SharingDecision, house: House) -> None:
        """Where a consent was taken back, whoever had received something under it is told."""
        if house.taken_back is None or row.basis_id != Basis.A6_1_A.value:
            return
        child, moment = house.taken_back
        if row.child == child and row.recorded_at < moment and self._happens(0.98):
            self._addendum(row, AddendumKind.TOLD, moment + HOUR)

    def _addendum(
        self, row: SharingDecision, kind: AddendumKind, moment: datetime, **more: Any
    ) -> None:
        self.rows.add(
            Addendum(
                **self._sealed(row.home, moment),
                decision=row,
                author=row.author,
                kind=kind.value,
                submit_token=uuid4(),
                **more,
            )
        )

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

    def drafts(self) -> None:
        """Drafts of today and of the last days, and questions to advisers, answered and not."""
        for number in range(DRAFTS):
            house = self.chance.choice(self.houses)
            began = NOW - 3 * DAY * self.chance.random() ** 2
            draft = self._draft(house, began, put_off=number % 20 == 0)
            if number % 10 == 0:
                self._question(house, draft.child, draft.author, draft.pk, began)
        for _ in range(ADVICE_GIVEN):
            house = self.chance.choice(self.houses)
            child, author = self.chance.choice(house.children), self.chance.choice(house.staff)
            moment = NOW - YEARS * self.chance.random()
            question = self._question(house, child, author, uuid4(), moment)
            self._advice(house, question, moment + HOUR)

    def _draft(self, house: House, began: datetime, *, put_off: bool) -> Draft:
        severity = self._one_of(SEVERITIES)
        draft = Draft(
            home=house.home,
            child=self.chance.choice(house.children),
            author=self.chance.choice(house.staff),
            answers=Answers(start=Start.ASKED).model_dump_json(),
            created_at=began,
            touched_at=began if severity in SERIOUS else began + HOUR,
            severity=severity.value,
            decide_at=NOW - HOUR if put_off else None,
        )
        self.rows.add(draft)
        return draft

    def _question(
        self, house: House, child: Child | None, by: Appointment, draft: UUID, moment: datetime
    ) -> AdviceAsked:
        question = AdviceAsked(
            **self._sealed(house.home, moment),
            draft_id=draft,
            home=house.home,
            child=child,
            asked_by=by,
            asked_of=house.manager,
            submit_token=uuid4(),
        )
        self.rows.add(question)
        return question

    def _advice(self, house: House, question: AdviceAsked, moment: datetime) -> None:
        self.rows.add(
            AdviceGiven(
                **self._sealed(house.home, moment),
                draft_id=question.draft_id,
                home=house.home,
                child=question.child,
                adviser=house.manager,
                recorded_by=house.manager,
                given_at=moment,
                answers=question,
                submit_token=uuid4(),
            )
        )
