"""What every page says to an adviser who has a question to answer."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from decisions.models import AdviceAsked
from infoshare.access.permissions import Permission
from infoshare.access.scope import may
from infoshare.organisation.models import User


def waiting(request: HttpRequest) -> dict[str, Any]:
    """`advice_waiting`: how many questions wait for this person, counted when a page asks."""
    user = getattr(request, "user", None)
    if not isinstance(user, User) or not user.is_authenticated:
        return {}
    if not may(user, Permission.GIVE_ADVICE):
        return {}
    return {"advice_waiting": lambda: AdviceAsked.objects.number_waiting_for(user)}
