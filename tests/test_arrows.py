"""Imports go one way. What each part may import is written here and nowhere else."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
OWN = ("infoshare", "children", "decisions")

COMMON = "infoshare.common"
CODES = "decisions.policy.terms"
LEDGER = ("infoshare.ledger",)
ORGANISATION = ("infoshare.organisation", *LEDGER)
ACCESS = ("infoshare.access", *ORGANISATION)
CHILDREN = ("children", *ACCESS)
SEES_ALL = OWN
PAGES = ("decisions.recording", "decisions.policy", "decisions.models", *CHILDREN)

# Part: what it may import besides itself, COMMON and CODES. The longest name that fits decides.
MAY_IMPORT: dict[str, tuple[str, ...]] = {
    "infoshare": SEES_ALL,
    "infoshare.demo": SEES_ALL,
    COMMON: (),
    "infoshare.ledger": (),
    "infoshare.organisation": LEDGER,
    # Where a home closes, so does what was opened there in an emergency.
    "infoshare.access": (
        "infoshare.access.agreed",
        "infoshare.access.emergency.recording",
        *ORGANISATION,
    ),
    # Whose yes stands is asked of the rules, as an assessment asks it. They stand alone.
    "infoshare.access.agreed": (
        "decisions.policy.circumstances",
        "decisions.policy.facts.consent",
        *ORGANISATION,
    ),
    # Who reaches a child in an emergency is a matter of both.
    "infoshare.access.emergency": CHILDREN,
    "children": ACCESS,
    "decisions": PAGES,
    # An application says which of its questions others ask of it.
    "decisions.apps": (*PAGES, "decisions.inspection"),
    "decisions.policy": (),
    # A draft reads its answers; the reference rows are made from the rules' own data files.
    "decisions.models": (
        "decisions.policy.answers",
        "decisions.policy.law",
        "children.models",
        "infoshare.organisation.models",
        "infoshare.access",
        *LEDGER,
    ),
    "decisions.recording": ("decisions.policy", "decisions.models", *CHILDREN),
    # The start page reads the two queues' queries.
    "decisions.home": (*PAGES, "decisions.approval", "decisions.followups"),
    "decisions.inspection": PAGES,
    "decisions.register": PAGES,
    "decisions.approval": PAGES,
    "decisions.everyday": PAGES,
    "decisions.guide": PAGES,
    "decisions.advice": PAGES,
    "decisions.followups": PAGES,
    "decisions.rulebook": PAGES,
}
# Nobody may import these, save themselves and the site.
SEEN_BY_NONE = ("infoshare.demo", "infoshare.settings", "infoshare.urls", "infoshare.wsgi")

# Parts that stand alone: an inspector, or another system, runs them without Django.
PURE: dict[str, tuple[str, ...]] = {
    "decisions.policy": ("pydantic", "pydantic_core", "annotated_types"),
    "infoshare.ledger.canonical": (),
    "infoshare.ledger.entry": (),
    "infoshare.ledger.kinds": (),
    "infoshare.ledger.merkle": (),
    "infoshare.ledger.note": (),
    "infoshare.ledger.verify": (),
}


def fits(module: str, prefix: str) -> bool:
    """Tell whether a module is this one or inside it."""
    return module == prefix or module.startswith(f"{prefix}.")


def part_of(module: str) -> str:
    """Return the part of the product that a module belongs to."""
    return max((part for part in MAY_IMPORT if fits(module, part)), key=len)


def exists(module: str) -> bool:
    """Tell whether a dotted name is a module or package of the product."""
    path = ROOT.joinpath(*module.split("."))
    return path.with_suffix(".py").exists() or path.is_dir()


def imports(source: str, module: str, is_package: bool) -> Iterator[tuple[int, str]]:
    """Yield line and dotted name of everything that a module's source imports, at any depth."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            package = module.split(".") if is_package else module.split(".")[:-1]
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                yield node.lineno, inner if exists(inner) else base


def fault(module: str, target: str) -> str | None:
    """Return what is wrong with one import and what is right instead, or None."""
    pure = next((part for part in PURE if fits(module, part)), None)
    top = target.partition(".")[0]
    if pure:
        alone = any(fits(target, part) for part in PURE if part_of(part) == part_of(pure))
        if alone or top in sys.stdlib_module_names or top in PURE[pure]:
            return None
        also = f" and {', '.join(PURE[pure])}" if PURE[pure] else ""
        return f"{pure} stands alone: only the standard library{also} may be imported there"
    if top not in OWN:
        return None
    part, other = part_of(module), part_of(target)
    if part == other:
        return None
    if any(fits(target, name) for name in SEEN_BY_NONE) and part != "infoshare":
        return f"{target} is seen by none: pass what is needed as an argument instead"
    allowed = MAY_IMPORT[part] if part == COMMON else (COMMON, CODES, *MAY_IMPORT[part])
    if any(fits(target, name) for name in (*allowed, CODES)):
        return None
    back = (COMMON, *MAY_IMPORT[other])
    turned = " The arrow goes the other way." if any(fits(name, part) for name in back) else ""
    return f"{part} may import {', '.join(allowed) or 'nothing of the product'}.{turned}"


def faults(source: str, module: str, is_package: bool = False) -> list[str]:
    """Return a sentence for each wrong import in a module's source."""
    return [
        f"{module}, line {line} imports {target}. {wrong}"
        for line, target in imports(source, module, is_package)
        if (wrong := fault(module, target))
    ]


def modules() -> Iterator[tuple[Path, str, bool]]:
    """Yield file, dotted name and whether it is a package, for each module of the product."""
    for package in OWN:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            is_package = parts[-1] == "__init__"
            yield path, ".".join(parts[:-1] if is_package else parts), is_package


def test_every_import_goes_the_right_way() -> None:
    found = list(modules())
    assert len(found) > 20
    wrong = [
        sentence
        for path, module, is_package in found
        for sentence in faults(path.read_text(encoding="utf-8"), module, is_package)
    ]
    assert wrong == []


def test_the_way_to_a_part_that_stands_alone_imports_nothing() -> None:
    for part in PURE:
        package = part.rpartition(".")[0]
        while package:
            source = ROOT.joinpath(*package.split("."), "__init__.py").read_text(encoding="utf-8")
            assert list(imports(source, package, is_package=True)) == [], package
            package = package.rpartition(".")[0]


@pytest.mark.parametrize(
    ("module", "source", "words"),
    [
        ("children.models.child", "from decisions.models import draft", "the other way"),
        (
            "children.models.child",
            "def f():\n    import decisions.recording",
            "children may import",
        ),
        ("decisions.guide.views", "from decisions.approval import views", "decisions.guide may"),
        ("decisions.models.draft", "from children import trace", "decisions.models may"),
        ("decisions.models.draft", "from decisions.policy import assess", "decisions.models may"),
        ("decisions.models.draft", "from ..guide import steps", "decisions.models may"),
        ("decisions.policy.rules", "from django.db import models", "stands alone"),
        ("decisions.policy.rules", "from infoshare.common import text", "stands alone"),
        ("infoshare.ledger.merkle", "import pydantic", "stands alone"),
        ("infoshare.ledger.merkle", "from infoshare.ledger import store", "stands alone"),
        ("infoshare.ledger.store", "from infoshare.access import scope", "the other way"),
        ("infoshare.common.text", "from infoshare.ledger import store", "the other way"),
        ("infoshare.organisation.models", "from infoshare.access import scope", "organisation may"),
        ("decisions.register.views", "from infoshare import settings", "seen by none"),
        ("decisions.register.views", "from infoshare.demo import world", "seen by none"),
    ],
)
def test_a_wrong_arrow_is_found_and_the_right_one_named(
    module: str, source: str, words: str
) -> None:
    (sentence,) = faults(source, module)
    assert words in sentence


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("decisions.home.views", "from decisions.approval import queries"),
        ("decisions.recording", "from decisions.policy import assess"),
        ("decisions.models.draft", "from decisions.policy import terms"),
        ("children.models.child", "from decisions.policy.terms import Category"),
        ("decisions.models.draft", "from .decision import SharingDecision"),
        ("infoshare.demo.world", "from decisions.recording import seal"),
        ("infoshare.settings", "from infoshare.common import sqlite"),
        ("infoshare.ledger.entry", "from infoshare.ledger import canonical"),
        ("decisions.policy.answers", "import pydantic, datetime"),
    ],
)
def test_a_right_arrow_is_let_through(module: str, source: str) -> None:
    assert faults(source, module) == []
