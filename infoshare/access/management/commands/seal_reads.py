"""`manage.py seal_reads`: seals who looked at what, and checks what was sealed before."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from infoshare.access.reads.batches import seal_reads
from infoshare.access.reads.checking import faults_in
from infoshare.access.reads.models import ReadBatch
from infoshare.access.wall.homes import everything
from infoshare.organisation.models import Home


class Command(BaseCommand):
    help = (
        "Seals in each home's ledger who looked at what, up to a minute ago. With --check it "
        "compares every sealed batch with what is stored, and fails where a line is missing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="compare, and seal nothing")

    @everything()
    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            self._check()
            return
        batches = [batch for home in Home.objects.all() for batch in seal_reads(home.pk)]
        reads = sum(batch.number for batch in batches)
        self.stdout.write(f"{reads} reads sealed in {len(batches)} batches.")

    def _check(self) -> None:
        batches = ReadBatch.objects.order_by("recorded_at")
        faults = [fault for batch in batches for fault in faults_in(batch)]
        if faults:
            raise CommandError("\n".join(faults))
        self.stdout.write(f"{batches.count()} batches hold what is stored.")
