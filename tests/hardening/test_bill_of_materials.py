"""The bill of materials lists what the lock pins, and that is what is installed."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from infoshare.common.bill_of_materials import LockRefused, pins_in
from tests.test_pins import ELSEWHERE, installed

LOCK = Path(__file__).resolve().parents[2] / "requirements.txt"


def test_it_lists_what_the_lock_pins_and_what_is_installed() -> None:
    written = StringIO()
    call_command("bill_of_materials", stdout=written)
    bill = json.loads(written.getvalue())
    assert (bill["bomFormat"], bill["metadata"]["component"]["name"]) == ("CycloneDX", "infoshare")
    listed = {one["name"]: one["version"] for one in bill["components"]}
    assert len(listed) > 20
    assert {"django", "cryptography"} <= set(listed)
    assert listed == {pin.name: pin.version for pin in pins_in(LOCK.read_text(encoding="utf-8"))}
    assert {name: installed(name) for name in listed if name not in ELSEWHERE} == {
        name: number for name, number in listed.items() if name not in ELSEWHERE
    }
    assert all(one["externalReferences"][0]["hashes"] for one in bill["components"])


def test_it_is_the_same_each_time() -> None:
    first, second = StringIO(), StringIO()
    call_command("bill_of_materials", stdout=first)
    call_command("bill_of_materials", stdout=second)
    assert first.getvalue() == second.getvalue()


@pytest.mark.parametrize(
    "line", ["django", "django>=5", "django==5.2.1", "django==5.2.1 --hash=sha256:00", "-e ."]
)
def test_a_package_that_any_file_would_satisfy_is_refused(line: str) -> None:
    with pytest.raises(LockRefused):
        list(pins_in(f"{line}\n"))
