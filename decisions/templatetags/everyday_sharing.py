"""What is shared regularly about one child, for the child's page.

The children's pages know nothing of decisions; this tag is how their template shows them.
"""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import RequestContext
from django.urls import reverse

from children.models import Child
from decisions.models import SharingDecision
from decisions.recording.arrangement_state import Arrangement
from decisions.recording.arrangements import arrangements_of
from infoshare.access.permissions import Permission
from infoshare.access.scope import homes_where
from infoshare.common import clock

register = template.Library()


@register.inclusion_tag("children/everyday_sharing.html", takes_context=True)
def everyday_sharing(context: RequestContext, child: Child) -> dict[str, Any]:
    """The arrangements about this child that the person signed in may read, a button for each."""
    user = context["request"].user
    records = SharingDecision.objects.visible_to(user)
    writes_at = {home.pk for home in homes_where(user, Permission.RECORD)}
    found = arrangements_of(child, records, clock.today())
    rows = [_row(one, one.decision.home_id in writes_at) for one in found]
    return {"child": child, "rows": rows}


def _row(one: Arrangement, may_share: bool) -> dict[str, Any]:
    record = one.decision
    name = "everyday-share" if may_share else "record"
    return {
        "to": one.to,
        "to_briefly": one.to_briefly,
        "kinds": ", ".join(one.kinds),
        "why": one.why,
        "url": reverse(name, args=[record.pk]),
        "may_share": may_share and one.usable,
        "code": record.code,
        **one.status,
    }
