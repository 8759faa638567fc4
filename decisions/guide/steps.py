"""The guided form, page by page: what each asks, in which form, under which heading.

Which pages apply, and in which order, is `decisions.policy.route`'s to say.
"""

from __future__ import annotations

from dataclasses import dataclass

from decisions.guide.forms.advice import AskAdviceForm
from decisions.guide.forms.already import AlreadyForm
from decisions.guide.forms.arrangement import ArrangementForm
from decisions.guide.forms.base import StepForm
from decisions.guide.forms.check import CheckForm
from decisions.guide.forms.child import ChildForm
from decisions.guide.forms.concern import ConcernForm
from decisions.guide.forms.decision import DecisionForm, LaterForm
from decisions.guide.forms.items import ItemsForm
from decisions.guide.forms.lawful import LawfulForm
from decisions.guide.forms.others import OthersForm
from decisions.guide.forms.purpose import PurposeForm
from decisions.guide.forms.recipient import RecipientForm
from decisions.guide.forms.request import CallerForm, RequestForm
from decisions.guide.forms.told import ToldForm
from decisions.guide.forms.urgent import UrgentForm
from decisions.guide.surroundings import Surroundings
from decisions.models import Draft
from decisions.policy.answers import Answers
from decisions.policy.missing import missing
from decisions.policy.route import answered_route, steps_on_route
from decisions.policy.terms import Start


@dataclass(frozen=True)
class Step:
    """A page: its address, its heading, its short name in lists, its form, its template."""

    slug: str
    heading: str
    short: str
    form: type[StepForm]
    template: str = "guide/step.html"
    signs: bool = False
    # The heading where something is agreed once and shared regularly.
    everyday: str = ""

    def heading_for(self, answers: Answers) -> str:
        regularly = answers.start is Start.ROUTINE
        return self.everyday if regularly and self.everyday else self.heading


STEPS: tuple[Step, ...] = (
    Step("urgent", "Share urgently", "Urgent", UrgentForm, "guide/urgent.html", signs=True),
    Step("already", "What was shared?", "What was shared", AlreadyForm),
    Step("request", "Who is asking for information?", "Who is asking", RequestForm),
    Step("caller", "Are they who they say?", "Checking them", CallerForm, "guide/caller.html"),
    Step(
        "recipient",
        "Who do you want to tell?",
        "Who to tell",
        RecipientForm,
        everyday="Who will you share it with?",
    ),
    Step("purpose", "What is it for?", "What it is for", PurposeForm),
    Step("concern", "Is anyone in danger?", "Danger and worry", ConcernForm, "guide/concern.html"),
    Step(
        "items",
        "What would you share?",
        "The information",
        ItemsForm,
        "guide/items.html",
        everyday="What would you share each time?",
    ),
    Step("people", "Who else is it about?", "Other people", OthersForm, "guide/people.html"),
    Step("lawful", "Why does the law allow it?", "Lawful reason", LawfulForm, "guide/lawful.html"),
    Step("child", "What does the child think?", "The child’s view", ChildForm, "guide/child.html"),
    Step("told", "Who is told about this?", "Who is told", ToldForm, "guide/told.html"),
    Step("arrangement", "How often, and for how long?", "How often", ArrangementForm),
    Step("decision", "What do you decide?", "Decision", DecisionForm, "guide/decision.html"),
    Step("later", "When will you decide?", "Decide later", LaterForm),
    Step("advice", "Who can advise you?", "Advice", AskAdviceForm, "guide/advice.html"),
    Step("check", "Check, then sign", "Check and sign", CheckForm, "guide/check.html", signs=True),
)
BY_SLUG = {step.slug: step for step in STEPS}


def route_of(around: Surroundings) -> tuple[Step, ...]:
    """The pages that these answers lead to. What is put off is not signed, and what only the
    child can answer is not asked about one who has died.
    """
    slugs = answered_route(around.answers)
    left_out = {"check"} if {"later", "advice"} & set(slugs) else set()
    if around.child_has_died:
        left_out.add("child")
    return tuple(BY_SLUG[slug] for slug in slugs if slug not in left_out)


def belongs(step: Step, draft: Draft, answers: Answers) -> bool:
    """Is this a page of this kind of draft at all? An urgent one has its one page, no more; one
    that does not say yet which child it is about has the page that asks it.
    """
    knows_the_child = draft.child_id is not None or step.slug in ("urgent", "already")
    return knows_the_child and (step.slug == "urgent") is (answers.start is Start.URGENT)


def first_unanswered(around: Surroundings) -> Step:
    """The first page that still wants an answer; the last page of the route where none does."""
    wanting = _unanswered(around)
    route = route_of(around)
    return next((step for step in route if step.slug in wanting), route[-1])


def may_open(step: Step, around: Surroundings) -> bool:
    """Is this page on the route, with nothing unanswered before it?"""
    wanting = _unanswered(around)
    for one in route_of(around):
        if one == step:
            return True
        if one.slug in wanting:
            return False
    return False


def where_to_go_on(around: Surroundings) -> Step:
    """Where a draft is taken up again: at the first page that a full record wants answered.

    What was put off goes back to the decision. What has gone already wants its one page.
    """
    if around.answers.start is Start.ALREADY_SHARED or around.draft.child is None:
        return first_unanswered(around)
    vanished = _vanished(around)
    missing_now = set(missing(around.answers, around.prepared.circumstances))
    for step in steps_on_route(around.answers):
        if step.slug in vanished or missing_now.intersection(step.required(around.answers)):
            return BY_SLUG[step.slug]
    last = route_of(around)[-1]
    return BY_SLUG["decision"] if last.slug == "later" else last


def after(step: Step, around: Surroundings) -> Step:
    """The page that follows; the first unanswered one where the route has changed."""
    if step.slug == "already" and may_open(BY_SLUG["check"], around):
        # All else may be filled in, and nothing of it has to be.
        return BY_SLUG["check"]
    slugs = [one.slug for one in route_of(around)]
    if step.slug in slugs and step.slug != slugs[-1]:
        following = BY_SLUG[slugs[slugs.index(step.slug) + 1]]
        if may_open(following, around):
            return following
    return first_unanswered(around)


def before(step: Step, around: Surroundings) -> Step | None:
    """The page that comes before this one."""
    slugs = [one.slug for one in route_of(around)]
    place = slugs.index(step.slug) if step.slug in slugs else 0
    return BY_SLUG[slugs[place - 1]] if place else None


def _unanswered(around: Surroundings) -> frozenset[str]:
    """The pages that still want an answer. An emergency and a referral wait for less."""
    if around.draft.child is None:
        return frozenset({"urgent", "already"})
    missing = set(around.assessment.missing)
    wanting = {
        step.slug
        for step in steps_on_route(around.answers)
        if missing.intersection(step.required(around.answers))
    }
    return frozenset(wanting | _vanished(around))


def _vanished(around: Surroundings) -> frozenset[str]:
    """The page whose body has left the directory since it was chosen."""
    if not around.agency_vanished:
        return frozenset()
    return frozenset({"request"} if around.answers.was_asked else {"recipient", "already"})
