"""Every package is pinned with its hashes, and no file says where packages are fetched from."""

import json
import re
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FILES = ("requirements.txt", "requirements-dev.txt")
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[a-z0-9,-]+\])?==(\S+)", re.MULTILINE)
# Wanted on other systems only.
ELSEWHERE = {"colorama", "tzdata"}
ADDRESSES = ("--index", "--extra-index", "--find-links", "--trusted-host", "://", "file:", "/home")


def wrong_lines(text: str) -> list[str]:
    """Return the lines that hold an address or a path, or a package without pin and hash."""
    wrong = [line for line in text.splitlines() if any(word in line for word in ADDRESSES)]
    for entry in re.sub(r"\\\n", "", text).splitlines():
        is_pinned = PIN.match(entry) and "--hash=sha256:" in entry
        if entry and not entry.lstrip().startswith("#") and not is_pinned:
            wrong.append(entry)
    return wrong


def pins(name: str) -> dict[str, str]:
    """Return version by package in a requirements file."""
    return dict(PIN.findall((ROOT / name).read_text(encoding="utf-8")))


def declared(requirements: list[str]) -> set[str]:
    """Return the names of packages in a list of requirements."""
    return {re.split(r"[\[<>=~! ;]", requirement)[0] for requirement in requirements}


@pytest.mark.parametrize("name", FILES)
def test_every_line_is_a_pin_with_hashes_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert wrong_lines(text) == []
    assert len(pins(name)) > 10


@pytest.mark.parametrize(
    "line",
    [
        "django",
        "django==5.2.19",
        "django>=5.2 --hash=sha256:00",
        "--index-url anything",
        "# from https://example.org",
        "django @ file:///tmp/django.whl",
    ],
)
def test_a_loose_or_telling_line_is_found(line: str) -> None:
    assert wrong_lines(line) == [line] or wrong_lines(line) == [line, line]


def test_the_tests_use_the_packages_that_people_run() -> None:
    runtime, development = (pins(name) for name in FILES)
    assert {name: development.get(name) for name in runtime} == runtime


def installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


@pytest.mark.parametrize("name", FILES)
def test_what_is_pinned_is_what_is_installed(name: str) -> None:
    pinned = pins(name)
    assert {one: installed(one) for one in pinned if one not in ELSEWHERE} == {
        one: number for one, number in pinned.items() if one not in ELSEWHERE
    }


def test_what_is_declared_is_what_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    runtime, development = (set(pins(name)) for name in FILES)
    assert declared(project["project"]["dependencies"]) <= runtime
    assert declared(project["dependency-groups"]["dev"]) <= development
    assert not declared(project["dependency-groups"]["dev"]) & runtime


def test_the_lock_of_the_browser_tools_names_no_address() -> None:
    text = (ROOT / "tests" / "browser" / "package-lock.json").read_text(encoding="utf-8")
    assert "://" not in text
    packages = json.loads(text)["packages"]
    assert all("integrity" in package for path, package in packages.items() if path)
