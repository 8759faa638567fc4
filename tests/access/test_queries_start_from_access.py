"""Rows about a child are reached through the person: no page asks a table for all of them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Where pages are made. What stands below them (models, recording) is given its rows.
OF_PAGES = (
    *("advice", "approval", "everyday", "followups", "guide", "home", "inspection", "register"),
    *("rulebook", "templatetags"),
)
# Rows beside a record: each belongs to a record, or to a draft, that somebody may see or not.
BESIDE = frozenset(
    {
        *("Addendum", "AdviceGiven", "Disclosure", "DisclosedItem", "HarmConcerned"),
        *("InformationItem", "NamedStaff", "PersonConcerned", "Receipt", "Review"),
    }
)
RECORDS = frozenset({"SharingDecision", "Draft", "AdviceAsked"})
# The query sets that begin with the person. `records` and `drafts` are such sets, handed on.
FROM_THE_PERSON = (
    *("visible_to(", "opened_by(", "once_visible_to(", "in_register_of(", "counted_for("),
    *("closed_to_its_author(", "owned_by(", "waiting_at_homes_of(", "asked_of(", "waiting_for("),
)
# A question put to each row of a set that began so, or to rows of a draft found so.
CORRELATED = ("OuterRef(", "Prefetch(", "decision__in=asked.records", "draft_id=around.draft.pk")
HANDED_ON = (
    *("draft_id__in=ids", "draft_id__in=drafts", "pk__in=seen"),
    *("pk=decision.pk", "completes=decision"),
)


def modules() -> Iterator[Path]:
    for area in OF_PAGES:
        yield from sorted((ROOT / "decisions" / area).rglob("*.py"))
    yield from sorted((ROOT / "children").rglob("*.py"))
    yield from sorted((ROOT / "infoshare" / "access").rglob("*.py"))


def asks(tree: ast.AST) -> Iterator[tuple[str, int, str]]:
    """Each question to one of these tables: the table, the line, and the words around it.

    The words are the statement's own; where they name a condition that was made before, with
    those of the function.
    """
    for function in [tree, *(one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef))]:
        made = " ".join(ast.unparse(one) for one in ast.walk(function) if _makes_a_condition(one))
        for statement in ast.walk(function):
            if not isinstance(statement, ast.stmt) or hasattr(statement, "body"):
                continue
            for part in ast.walk(statement):
                if isinstance(part, ast.Attribute) and part.attr == "objects":
                    table = part.value.id if isinstance(part.value, ast.Name) else ""
                    if table in BESIDE | RECORDS:
                        yield table, part.lineno, f"{ast.unparse(statement)} {made}"


def _makes_a_condition(node: ast.AST) -> bool:
    made = node.value if isinstance(node, ast.Assign) else None
    return made is not None and ast.unparse(made).startswith(("Q(", "(Q("))


def wrong(source: str, name: str = "page") -> list[str]:
    """The questions that begin elsewhere, each once: a function's are met inside its module too."""
    allowed = (*FROM_THE_PERSON, *CORRELATED, *HANDED_ON)
    judged: dict[tuple[str, int], bool] = {}
    for table, line, words in asks(ast.parse(source)):
        fits = any(one in words for one in allowed)
        judged[table, line] = judged.get((table, line), False) or fits
    return [
        f"{name}:{line} asks {table} for rows that nobody may have in sight"
        for (table, line), fits in judged.items()
        if not fits
    ]


def test_every_question_begins_with_the_person() -> None:
    found = [
        fault
        for path in modules()
        for fault in wrong(path.read_text(encoding="utf-8"), str(path.relative_to(ROOT)))
    ]
    assert found == []


def test_there_are_pages_to_look_at() -> None:
    assert sum(1 for _ in modules()) > 40
    assert any(list(asks(ast.parse(path.read_text(encoding="utf-8")))) for path in modules())


@pytest.mark.parametrize(
    "source",
    [
        "rows = Review.objects.all()",
        "rows = Disclosure.objects.filter(recipient=agency)",
        "def page(request):\n    return NamedStaff.objects.filter(person=request.user).count()",
        "rows = SharingDecision.objects.filter(home=home)",
        "draft = Draft.objects.get(pk=pk)",
    ],
)
def test_a_question_that_begins_elsewhere_is_found(source: str) -> None:
    assert len(wrong(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        "rows = Review.objects.filter(decision__in=SharingDecision.objects.visible_to(user))",
        "last = Review.objects.filter(decision=OuterRef('pk'))",
        "record = SharingDecision.objects.visible_to(user).get(pk=pk)",
    ],
)
def test_a_question_that_begins_with_the_person_is_let_through(source: str) -> None:
    assert wrong(source) == []
