"""Which directory the settings name."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404


def directory() -> dict[str, Any]:
    """How it is reached; where there is none, so are its pages."""
    if settings.DIRECTORY is None:
        raise Http404
    return settings.DIRECTORY
