"""`manage.py demo` is in demo mode before the settings are read."""

import importlib.util
import os
from pathlib import Path
from types import ModuleType

import pytest

MANAGE = Path(__file__).resolve().parents[2] / "manage.py"


@pytest.fixture
def manage(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return manage.py as a module, in an environment that names no mode."""
    for name in ("INFOSHARE_MODE", "INFOSHARE_DEMO_DATABASE"):
        # Set first, so that the value is put back after the test whatever the test does.
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    specification = importlib.util.spec_from_file_location("manage", MANAGE)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def test_it_sets_demo_mode(manage: ModuleType) -> None:
    manage.prepare_the_demo(["demo", "--no-serve"])
    assert os.environ["INFOSHARE_MODE"] == "demo"
    assert "INFOSHARE_DEMO_DATABASE" not in os.environ


@pytest.mark.parametrize("words", [["--database", "x.sqlite3"], ["--database=x.sqlite3"]])
def test_it_names_the_file(manage: ModuleType, words: list[str]) -> None:
    manage.prepare_the_demo(["demo", *words])
    assert os.environ["INFOSHARE_DEMO_DATABASE"] == "x.sqlite3"


def test_a_mode_that_is_set_already_stays(
    manage: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INFOSHARE_MODE", "production")
    manage.prepare_the_demo(["demo"])
    assert os.environ["INFOSHARE_MODE"] == "production"


def test_other_commands_change_nothing(manage: ModuleType) -> None:
    manage.prepare_the_demo(["migrate", "--database", "default"])
    assert "INFOSHARE_MODE" not in os.environ
    assert "INFOSHARE_DEMO_DATABASE" not in os.environ
