"""Which work accounts are linked to whom."""

from __future__ import annotations

from allauth.socialaccount.models import SocialAccount
from django.db.models import QuerySet

from infoshare.organisation.models import User


def links_of(person: User) -> QuerySet[SocialAccount]:
    """The work accounts with which this person signs in, the newest first.

    Those of a directory that the settings named before open nothing, and are unlinked with them.
    """
    links: QuerySet[SocialAccount] = SocialAccount.objects.filter(user_id=person.pk)
    return links.order_by("-date_joined", "pk")
