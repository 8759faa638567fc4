"""Signing: the draft becomes a record, or the page says what must change first."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from decisions.guide.surroundings import Surroundings
from decisions.models import SharingDecision
from decisions.policy.terms import Contact, Effect, Start
from decisions.recording.decision import AlreadyCompleted, HandedOverMeanwhile, NotReady, seal
from decisions.recording.disclosure import seal_already_shared, seal_urgent
from decisions.recording.kept_out import NotKeptOut
from decisions.recording.locking import MovedMeanwhile


def sign(request: HttpRequest, around: Surroundings) -> HttpResponse | None:
    """To the signed page; None where something must change first."""
    try:
        record = _sealed(around)
    except NotReady as refused:
        for sentence in _what_must_change(refused):
            messages.error(request, sentence)
        return None
    except NotKeptOut as refused:
        messages.error(request, str(refused))
        return None
    except (HandedOverMeanwhile, MovedMeanwhile):
        # Its page says who has it now, or what became of the record that it goes on from.
        return redirect("draft", around.draft.pk)
    except AlreadyCompleted as earlier:
        messages.warning(request, "Somebody else has completed this record already. Here it is.")
        return redirect("record", earlier.record.pk)
    if SharingDecision.objects.closed_to_its_author(around.user).filter(pk=record.pk).exists():
        return redirect("signed-and-closed")
    return redirect("signed", record.pk)


def _sealed(around: Surroundings) -> SharingDecision:
    if around.answers.start is Start.URGENT:
        # Who rang and was not rung back has been told nothing yet.
        shared = around.answers.transfer.contact is not Contact.THEY_RANG
        return seal_urgent(around.draft, shared=shared)
    if around.answers.start is Start.ALREADY_SHARED:
        return seal_already_shared(around.draft)
    return seal(around.draft)


def _what_must_change(refused: NotReady) -> list[str]:
    assessment = refused.assessment
    must = [f"{one.says} {one.do}" for one in assessment.findings if one.effect is Effect.BLOCK]
    if assessment.missing:
        must.append("Some answers are still missing.")
    if assessment.unexplained():
        must.append("Write your reasons where the page asks for them.")
    return list(dict.fromkeys(must))
