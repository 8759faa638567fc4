"""`manage.py read_digest`: looks for what stands out in what was read, and mails a link weekly."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.core.management.base import BaseCommand, CommandParser
from django.urls import reverse

from infoshare.access.permissions import Permission, roles_with
from infoshare.access.reads.alerts import raise_alerts
from infoshare.access.wall.homes import everything
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home

SUBJECT = "InfoShare: see who looked this week"
# Whoever reads the mail learns that there is a page, and nothing else.
BODY = "Open InfoShare to see who looked at what at your homes.\n\n{address}\n"
MONDAY = 0


class Command(BaseCommand):
    help = (
        "Run it each day. It raises what stands out in what was read, and on Mondays mails "
        "everybody who answers for it a link, with no word about anybody."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--now", action="store_true", help="mail today, whatever the day is")

    @everything()
    def handle(self, *args: Any, **options: Any) -> None:
        raise_alerts(Home.objects.values_list("pk", flat=True))
        if not (options["now"] or clock.today().weekday() == MONDAY):
            self.stdout.write("Looked. No mail today.")
            return
        if settings.EMAIL_BACKEND.endswith("dummy.EmailBackend"):
            self.stdout.write("Looked. No mail: INFOSHARE_MAIL_HOST names no server.")
            return
        told = addresses()
        body = BODY.format(address=address_of_reads())
        for one in told:
            send_mail(SUBJECT, body, None, [one])
        self.stdout.write(f"Looked. {len(told)} people have a mail.")


def addresses() -> list[str]:
    """Those who may see who looked, and have an address for mail."""
    in_force = Appointment.objects.in_force(clock.now()).filter(
        role__in=roles_with(Permission.READ_READS), user__is_active=True
    )
    return sorted(set(in_force.exclude(user__email="").values_list("user__email", flat=True)))


def address_of_reads() -> str:
    """The page, at the first address under which people reach the site."""
    scheme = "https" if settings.IN_PRODUCTION else "http"
    host = settings.ALLOWED_HOSTS[0].lstrip(".")
    return f"{scheme}://{host}{reverse('reads')}"
