"""What the start page tells about signing in."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings

from infoshare.access.sign_in.directory.adapter import directory_id
from infoshare.access.sign_in.directory.links import links_of
from infoshare.access.sign_in.telling import start_page_notices
from infoshare.organisation.models import User

register = template.Library()


@register.inclusion_tag("access/sign_in/notices.html")
def sign_in_notices(user: User) -> dict[str, Any]:
    """Changes of one's own sign-in, and what whoever looks after others' must know."""
    return start_page_notices(user)


@register.simple_tag
def directory_name() -> str:
    """What the provider's directory is called; empty where it has none."""
    return str(settings.DIRECTORY["name"]) if settings.DIRECTORY else ""


@register.filter
def is_linked(user: User) -> bool:
    """Is this person's work account linked?"""
    return links_of(user).filter(provider=directory_id()).exists()
