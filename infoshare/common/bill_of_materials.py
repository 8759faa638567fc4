"""The bill of materials: every package that the lock pins, in the CycloneDX form.

It is made from the lock alone, without a network, and says the same each time (ASVS 5.0 15.1.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_PIN = re.compile(r"^(?P<name>[a-z0-9][a-z0-9._-]*)(?:\[[a-z0-9,-]+\])?==(?P<version>[^\s;]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})\b")


class LockRefused(ValueError):
    """A line of the lock names a package without its version or without its hashes."""


@dataclass(frozen=True, slots=True)
class Pin:
    """One package of the lock, with the hash of each file that may be installed for it."""

    name: str
    version: str
    hashes: tuple[str, ...]


def pins_in(lock: str) -> Iterator[Pin]:
    """Every package that a requirements file pins.

    Raises LockRefused for a line that pins nothing, or that any file would satisfy.
    """
    for line in lock.replace("\\\n", " ").splitlines():
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        pin, hashes = _PIN.match(line), tuple(_HASH.findall(line))
        if pin is None or not hashes:
            raise LockRefused(f"not pinned with its hashes: {line.split(' ')[0]}")
        yield Pin(pin["name"], pin["version"], hashes)


def bill_of_materials(lock: str, product: str, version: str) -> dict[str, Any]:
    """The bill of a product whose packages are those of this lock."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": product, "version": version}},
        "components": [_component(pin) for pin in pins_in(lock)],
    }


def _component(pin: Pin) -> dict[str, Any]:
    address = f"pkg:pypi/{pin.name}@{pin.version}"
    return {
        "type": "library",
        "bom-ref": address,
        "name": pin.name,
        "version": pin.version,
        "purl": address,
        # Each hash is of one file that may be installed: one for each kind of machine.
        "externalReferences": [
            {
                "type": "distribution",
                "url": address,
                "hashes": [{"alg": "SHA-256", "content": digest} for digest in pin.hashes],
            }
        ],
    }
