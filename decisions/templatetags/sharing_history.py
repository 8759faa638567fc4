"""All decisions about one child, for the child's page.

The children's pages know nothing of decisions; this tag is how their template shows them.
"""

from __future__ import annotations

from typing import Any

from django import template
from django.core.paginator import Paginator
from django.template.context import RequestContext
from django.urls import reverse

from children.models import Child
from decisions.models import SharingDecision
from decisions.policy.terms import AgencyType, Outcome
from decisions.recording.standing_words import everyday_mark, standing_status
from infoshare.common.times_in_words import moment_in_words

register = template.Library()

PAGE_SIZE = 25
COLUMNS = ("Record", "When", "Decision", "To whom", "How it stands")


@register.inclusion_tag("children/sharing_history.html", takes_context=True)
def sharing_history(context: RequestContext, child: Child) -> dict[str, Any]:
    """The decisions about this child that the person signed in may read, refusals included."""
    request = context["request"]
    records = (
        SharingDecision.objects.visible_to(request.user)
        .filter(child=child)
        .select_related("recipient")
        .prefetch_related("reviews", "addenda")
        .order_by("-recorded_at")
    )
    page = Paginator(records, PAGE_SIZE).get_page(request.GET.get("page"))
    return {"columns": COLUMNS, "rows": [_cells(record) for record in page], "page": page}


def _cells(record: SharingDecision) -> list[Any]:
    return [
        {"text": record.code, "url": reverse("record", args=[record.pk]), "code": True},
        moment_in_words(record.recorded_at),
        {
            "text": Outcome(record.outcome).label,
            "hint": "Urgent" if record.urgent else everyday_mark(record),
        },
        _recipient(record),
        {"text": "", **standing_status(record)},
    ]


def _recipient(record: SharingDecision) -> str:
    if record.recipient is not None:
        return record.recipient.name
    if record.recipient_type:
        return AgencyType(record.recipient_type).label
    return "Not named"
