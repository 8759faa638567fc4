"""Prints the bill of materials (SBOM) of what is installed for the site."""

import json
import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from infoshare.common.bill_of_materials import LockRefused, bill_of_materials


class Command(BaseCommand):
    help = "Print the bill of materials (SBOM, CycloneDX) made from requirements.txt."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        root = Path(settings.BASE_DIR)
        try:
            project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
            lock = (root / "requirements.txt").read_text(encoding="utf-8")
            about = project["project"]
            bill = bill_of_materials(lock, about["name"], about["version"])
        except (OSError, LockRefused) as error:
            raise CommandError(f"The lock cannot be read: {error}") from error
        self.stdout.write(json.dumps(bill, indent=2))
