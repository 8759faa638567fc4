"""`manage.py first_administrator`: the provider, its first home and whoever begins. Once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from decisions.policy.terms import ProviderType
from infoshare.access.sign_in.beginning import BegunAlready, begin
from infoshare.access.sign_in.codes import NotInvited


class Command(BaseCommand):
    help = (
        "Opens a provider with its first home and makes the account of its first administrator. "
        "Prints a code with which that person chooses a password; until they have, the command "
        "prints a new one each time. After that it does nothing: there are no default accounts, "
        "and whoever comes later is invited."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--provider", required=True, help="Name of the provider.")
        parser.add_argument(
            "--type", required=True, choices=[str(one.value) for one in ProviderType]
        )
        parser.add_argument("--home", required=True, help="Name of the first home.")
        parser.add_argument("--number", required=True, help="The home's number with Ofsted.")
        parser.add_argument("--name", required=True, help="Full name of the administrator.")

    def handle(self, **options: Any) -> None:
        texts = ("provider", "home", "number", "name")
        said = {one: " ".join(str(options[one]).split()) for one in texts}
        empty = [one for one, text in said.items() if not text or not text.isprintable()]
        if empty:
            raise CommandError(f"Write something after --{empty[0]}, on one line.")
        try:
            invited = begin(
                provider=said["provider"],
                provider_type=ProviderType(options["type"]),
                home=said["home"],
                number=said["number"],
                name=said["name"],
            )
        except (BegunAlready, NotInvited) as refused:
            raise CommandError(str(refused)) from refused
        person = invited.invitation.person
        if person.name != said["name"]:
            self.stdout.write(f"This was begun before, for {person.name}. Nothing else is changed.")
        self.stdout.write(f"Sign-in name: {person.sign_in_name}")
        self.stdout.write(f"Code: {invited.code}")
        self.stdout.write("It works once, for three days, on the page /invitation/ of the site.")
