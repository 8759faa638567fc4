"""The first entry of a log, and the key that it names."""

import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.core.exceptions import ImproperlyConfigured

from infoshare.common import clock
from infoshare.ledger import canonical, keys
from infoshare.ledger.append import NotInTransaction
from infoshare.ledger.entry import EntryRefused
from infoshare.ledger.models import Head, Leaf, Log
from infoshare.ledger.opening import open_log
from infoshare.ledger.reading import read_parts

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ROWAN_HOUSE = {"home": "Rowan House", "number": "SC000000", "provider": "Invented Care"}


@pytest.fixture(autouse=True)
def key_file(tmp_path: Path, settings: Any) -> Path:
    path = tmp_path / "keys" / "ledger.pem"
    settings.INFOSHARE_LEDGER_KEY_FILE = path
    settings.MODE = "development"
    return path


def written(path: Path, key: Any) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


def test_the_first_entry_says_whose_log_it_is(db: None) -> None:
    log = open_log(**ROWAN_HOUSE, now=NOON)
    leaf = Leaf.objects.get(log=log)
    assert canonical.read(bytes(leaf.body)) == {
        "at": "2026-03-01T12:00:00.000000Z",
        "keep": 9999,
        "kind": "genesis",
        "log": log.hex,
        "parts": canonical.read(bytes(leaf.body))["parts"],
        "ref": leaf.ref.hex,
        "seq": 0,
        "v": 1,
    }
    assert read_parts(log, 0) == {
        "genesis": {
            **ROWAN_HOUSE,
            "origin": f"infoshare/{log.hex}",
            "key": keys.public_key().hex(),
            "previous": None,
            "part": "genesis",
            "ref": leaf.ref.hex,
            "schema": 1,
        }
    }
    head = Head.objects.get(log=log)
    assert (head.size, head.last_at, bytes(head.frontier)) == (1, NOON, bytes(leaf.hash))
    assert Log.objects.get(id=log).opened_at == NOON


def test_each_log_has_a_name_of_its_own(db: None) -> None:
    with clock.at(NOON):
        first, second = open_log(**ROWAN_HOUSE), open_log(**ROWAN_HOUSE)
    assert first != second
    assert Log.objects.get(id=second).opened_at == NOON


def test_a_name_that_cannot_be_sealed_is_refused(db: None) -> None:
    with pytest.raises(EntryRefused):
        open_log(**{**ROWAN_HOUSE, "home": "Rowan\x00House"}, now=NOON)


@pytest.mark.django_db(transaction=True)
def test_it_refuses_outside_a_transaction() -> None:
    with pytest.raises(NotInTransaction):
        open_log(**ROWAN_HOUSE, now=NOON)
    assert not Log.objects.exists()


def test_a_missing_key_is_made_once_and_for_its_owner_alone(key_file: Path) -> None:
    first = keys.public_key()
    assert len(first) == 32
    assert keys.public_key() == first
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert [path.name for path in key_file.parent.iterdir()] == [key_file.name]


def test_the_key_of_whoever_was_first_is_used(key_file: Path, monkeypatch: Any) -> None:
    other = Ed25519PrivateKey.generate()
    link = keys.os.link

    def link_a_moment_late(aside: str, path: Path) -> None:
        written(path, other)
        link(aside, path)

    monkeypatch.setattr(keys.os, "link", link_a_moment_late)
    assert keys.public_key() == other.public_key().public_bytes_raw()
    assert [path.name for path in key_file.parent.iterdir()] == [key_file.name]


def test_the_key_in_the_file_is_the_key(key_file: Path, settings: Any) -> None:
    seed = bytes(range(32))
    written(key_file, Ed25519PrivateKey.from_private_bytes(seed))
    settings.MODE = "production"
    expected = "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8"
    assert keys.public_key().hex() == expected


def test_in_production_a_missing_key_is_never_made(key_file: Path, settings: Any) -> None:
    settings.MODE = "production"
    with pytest.raises(ImproperlyConfigured, match="is not there"):
        keys.public_key()
    assert not key_file.exists()


def test_a_file_that_holds_no_key_is_refused_without_quoting_it(key_file: Path) -> None:
    key_file.parent.mkdir()
    key_file.write_text(f"-----BEGIN PRIVATE KEY-----\nsecret{uuid4().hex}\n")
    with pytest.raises(ImproperlyConfigured, match="cannot be read") as refused:
        keys.public_key()
    assert "secret" not in str(refused.value)


def test_a_key_of_another_kind_is_refused(key_file: Path) -> None:
    written(key_file, generate_private_key(SECP256R1()))
    with pytest.raises(ImproperlyConfigured, match="not Ed25519"):
        keys.public_key()
