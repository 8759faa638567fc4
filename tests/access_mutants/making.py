"""How guards are taken away: one change to one function of the source, by name and place."""

from __future__ import annotations

import ast
import copy
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Here every condition of every function is taken away in turn: what a person reaches at all. The
# rules of the second person, of alerts and of whom an emergency is asked for have tests of their
# own, and only what they ask of a person is taken away here.
SCOPES = (
    "infoshare/access/scope.py",
    "infoshare/access/agreed.py",
    "decisions/models/decision.py",
    "decisions/models/draft.py",
    "decisions/models/advice.py",
    "decisions/models/law_review.py",
    "children/models/child.py",
    "children/models/consent.py",
    "children/models/agency.py",
    "children/models/emergency.py",
)
# And here each call that asks for what a person reaches.
CALLING = ("infoshare/access", "decisions", "children")
_NARROW = frozenset({"filter", "exclude"})
_OF_A_PERSON = frozenset(
    {
        *("visible_to", "once_visible_to", "opened_by", "owned_by", "in_register_of"),
        *("counted_for", "for_review_by", "asked_of", "waiting_for", "waiting_at_homes_of"),
        "naming_nobody_like",
    }
)
_WITHOUT_ARGUMENT = frozenset({"rightly_filed", "not_reviewed", "waiting", "unanswered"})
_PLACES = {"homes_where": "Home", "providers_where": "Provider"}
_ALL = "__import__('django.apps').apps.apps.get_model('organisation.{}').objects.all()"


@dataclass(frozen=True)
class Mutant:
    """One change. `label` names it without a line number, which every edit would move."""

    label: str
    file: str
    # Of the function, with its decorators; of the statement that the change is in.
    function_line: int
    line: int
    node: int
    way: int


Way = tuple[str, ast.AST]


def mutants() -> list[Mutant]:
    """All of them, in a steady order; those alike in one function are numbered."""
    found = [one for file in SCOPES for one in _in(file, calls_only=False)]
    for folder in CALLING:
        for path in sorted((ROOT / folder).rglob("*.py")):
            file = str(path.relative_to(ROOT))
            if file not in SCOPES and "/migrations/" not in file and "/management/" not in file:
                found += _in(file, calls_only=True)
    return found


def tree_of(file: str) -> ast.Module:
    return ast.parse((ROOT / file).read_text(encoding="utf-8"))


def changed(mutant: Mutant) -> ast.Module:
    """The module with this one change."""
    tree = copy.deepcopy(tree_of(mutant.file))
    nodes = list(ast.walk(tree))
    old = nodes[mutant.node]
    new = ways(old)[mutant.way][1]
    for parent in nodes:
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
            elif isinstance(value, list) and any(one is old for one in value):
                value[[one is old for one in value].index(True)] = new
    return ast.fix_missing_locations(tree)


def functions(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    """Each function and method of a module, by its name."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            for one in node.body:
                if isinstance(one, ast.FunctionDef):
                    yield f"{node.name}.{one.name}", one


def first_line(function: ast.FunctionDef) -> int:
    return min([function.lineno, *(one.lineno for one in function.decorator_list)])


def statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    for one in body:
        yield one
        for name in ("body", "orelse", "finalbody"):
            yield from statements(getattr(one, name, []))


def _in(file: str, *, calls_only: bool) -> Iterator[Mutant]:
    tree = tree_of(file)
    numbers = {node: number for number, node in enumerate(ast.walk(tree))}
    for name, function in functions(tree):
        seen: Counter[str] = Counter()
        for statement in statements(function.body):
            for node in _own(statement):
                for way, (said, _) in enumerate(ways(node)):
                    if calls_only and not said.startswith("not asking"):
                        continue
                    seen[said] += 1
                    again = f" ({seen[said]})" if seen[said] > 1 else ""
                    yield Mutant(
                        label=f"{file} {name}: {said}{again}",
                        file=file,
                        function_line=first_line(function),
                        line=statement.lineno,
                        node=numbers[node],
                        way=way,
                    )


def _own(statement: ast.stmt) -> Iterator[ast.AST]:
    """The statement and its expressions, without the statements inside it."""
    yield statement
    waiting = [one for one in ast.iter_child_nodes(statement) if not isinstance(one, ast.stmt)]
    while waiting:
        node = waiting.pop(0)
        yield node
        waiting += [one for one in ast.iter_child_nodes(node) if not isinstance(one, ast.stmt)]


def ways(node: ast.AST) -> list[Way]:
    """The ways in which this one piece of a function guards less, or otherwise."""
    if isinstance(node, ast.Call):
        return _ways_of_a_call(node)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr | ast.BitAnd):
        return [(f"only {_short(one)}", one) for one in (node.left, node.right)]
    if isinstance(node, ast.BoolOp):
        return [
            (f"without {_short(one)}", _without(node, place))
            for place, one in enumerate(node.values)
        ]
    if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.BitOr | ast.BitAnd):
        return [(f"without adding {_short(node.value)}", ast.Pass())]
    if isinstance(node, ast.If | ast.IfExp):
        return [
            (f"{_short(node.test)} taken as {so}", _with_test(node, so)) for so in (True, False)
        ]
    if isinstance(node, ast.comprehension) and node.ifs:
        return [(f"any, not only {_short(one)}", _any(node, one)) for one in node.ifs]
    return []


def _ways_of_a_call(node: ast.Call) -> list[Way]:
    if isinstance(node.func, ast.Name) and node.func.id in _PLACES:
        every = ast.parse(_ALL.format(_PLACES[node.func.id]), mode="eval").body
        return [(f"not asking {_short(node)}", every)]
    if isinstance(node.func, ast.Name) and node.func.id == "Q":
        return _with_fewer(node, least=2)
    if not isinstance(node.func, ast.Attribute):
        return []
    name, receiver = node.func.attr, node.func.value
    if name in _OF_A_PERSON and node.args:
        return [(f"not asking {name}", _all_of(receiver))]
    if name in _WITHOUT_ARGUMENT and not node.args:
        return [(f"without {name}", _all_of(receiver))]
    if name in ("where", "where_all"):
        return _with_fewer(node, least=2)
    if name in _NARROW:
        if len(node.args) + len(node.keywords) == 1:
            return [(f"{name} without {_parts(node)[0]}", _all_of(receiver))]
        return [(f"{name} {said}", one) for said, one in _with_fewer(node, least=2)]
    return []


def _with_fewer(node: ast.Call, *, least: int) -> list[Way]:
    """The call with each of its arguments left out."""
    parts = _parts(node)
    if len(parts) < least:
        return []
    found: list[Way] = []
    for place, said in enumerate(parts):
        fewer = ast.Call(node.func, [*node.args], [*node.keywords])
        if place < len(node.args):
            del fewer.args[place]
        else:
            del fewer.keywords[place - len(node.args)]
        found.append((f"without {said}", fewer))
    return found


def _parts(node: ast.Call) -> list[str]:
    return [*(_short(one) for one in node.args), *(one.arg or "**" for one in node.keywords)]


def _all_of(receiver: ast.expr) -> ast.expr:
    return ast.Call(ast.Attribute(receiver, "all", ast.Load()), [], [])


def _without(node: ast.BoolOp, place: int) -> ast.expr:
    rest = [one for number, one in enumerate(node.values) if number != place]
    return rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)


def _with_test(node: ast.If | ast.IfExp, so: bool) -> ast.AST:
    test = ast.Constant(so)
    if isinstance(node, ast.If):
        return ast.If(test, node.body, node.orelse)
    return ast.IfExp(test, node.body, node.orelse)


def _any(node: ast.comprehension, left_out: ast.expr) -> ast.comprehension:
    ifs = [one for one in node.ifs if one is not left_out]
    return ast.comprehension(node.target, node.iter, ifs, node.is_async)


def _short(node: ast.AST) -> str:
    words = ast.unparse(node)
    return words if len(words) <= 60 else f"{words[:57]}..."
