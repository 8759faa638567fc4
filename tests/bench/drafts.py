"""Drafts of today and of the last days, and questions to advisers."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from children.models import Child
from decisions.models import AdviceAsked, AdviceGiven, Draft
from decisions.policy.answers import Answers
from decisions.policy.terms import SERIOUS, Start
from infoshare.organisation.models import Appointment
from tests.bench.likely import SEVERITIES
from tests.bench.making import Making
from tests.bench.provider import DAY, HOUR, NOW, YEARS, House

DRAFTS, ADVICE_GIVEN = 60, 1_000


class Drafts(Making):
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
            wanted_by=NOW - HOUR if self._happens(0.1) else None,
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
