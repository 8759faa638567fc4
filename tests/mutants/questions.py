"""Faults that may slip into the source of a function, one at a time."""

from __future__ import annotations
import __future__

import ast
import copy
import inspect
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from types import FunctionType
from typing import Any

FLAGS = __future__.annotations.compiler_flag
SWAPPED_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
SWAPPED_CALLS = {"any": "all", "all": "any"}


@dataclass(frozen=True)
class Variant:
    """The same function with one fault, and what the fault is."""

    fault: str
    function: FunctionType


def variants(function: FunctionType) -> Iterator[Variant]:
    """Each different function that one fault makes of this one."""
    tree = _source(function)
    known = {_fingerprint(_compiled(tree, function).__code__)}
    told: dict[str, int] = {}
    for fault, mutated in _mutated(tree):
        made = _compiled(mutated, function)
        if _fingerprint(made.__code__) in known:
            continue
        known.add(_fingerprint(made.__code__))
        told[fault] = told.get(fault, 0) + 1
        again = f" ({told[fault]})" if told[fault] > 1 else ""
        yield Variant(fault + again, made)


def _source(function: FunctionType) -> ast.FunctionDef:
    tree = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    assert isinstance(tree, ast.FunctionDef)
    tree.decorator_list = []
    return tree


def _compiled(tree: ast.FunctionDef, like: FunctionType) -> FunctionType:
    module = ast.fix_missing_locations(ast.Module([tree], []))
    made: dict[str, Any] = {}
    code = compile(module, f"<mutant of {like.__qualname__}>", "exec", FLAGS, dont_inherit=True)
    exec(code, like.__globals__, made)
    return made[tree.name]


def _fingerprint(code: Any) -> tuple[Any, ...]:
    constants = tuple(
        _fingerprint(one) if hasattr(one, "co_code") else (type(one), repr(one))
        for one in code.co_consts
    )
    return code.co_code, code.co_names, code.co_varnames, constants


def _mutated(tree: ast.FunctionDef) -> Iterator[tuple[str, ast.FunctionDef]]:
    yield "never", _answering(tree, False)
    yield "always", _answering(tree, True)
    for path in _paths(tree):
        node = _at(tree, path)
        for other in _faults_of(node):
            fault = f"`{ast.unparse(node)}` becomes `{ast.unparse(other)}`"
            yield fault, _replaced(tree, path, other)


def _answering(tree: ast.FunctionDef, answer: bool) -> ast.FunctionDef:
    mutated = copy.deepcopy(tree)
    mutated.body = [ast.Return(ast.Constant(answer))]
    return mutated


# The way down to an expression: the field of each node, and the place where it holds a list.
Path = tuple[tuple[str, int | None], ...]


def _paths(tree: ast.FunctionDef) -> list[Path]:
    """Where each expression of the body stands; the words of its docstring are none."""
    found: list[Path] = []

    def walk(node: ast.AST, path: Path) -> None:
        if isinstance(node, ast.expr):
            found.append(path)
        for name, value in ast.iter_fields(node):
            if isinstance(node, ast.arguments) or name == "annotation":
                continue
            if isinstance(value, ast.AST):
                walk(value, (*path, (name, None)))
            elif isinstance(value, list):
                for place, one in enumerate(value):
                    if isinstance(one, ast.AST):
                        walk(one, (*path, (name, place)))

    documented = int(ast.get_docstring(tree) is not None)
    for place, statement in enumerate(tree.body[documented:], documented):
        walk(statement, (("body", place),))
    return found


def _at(tree: ast.AST, path: Path) -> Any:
    node: Any = tree
    for name, place in path:
        node = getattr(node, name) if place is None else getattr(node, name)[place]
    return node


def _replaced(tree: ast.FunctionDef, path: Path, other: ast.expr) -> ast.FunctionDef:
    mutated = copy.deepcopy(tree)
    (name, place), parent = path[-1], _at(mutated, path[:-1])
    if place is None:
        setattr(parent, name, other)
    else:
        getattr(parent, name)[place] = other
    return mutated


def _faults_of(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.BoolOp):
        yield from _of_operands(node)
    elif isinstance(node, ast.Compare):
        yield from _of_comparison(node)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    elif isinstance(node, ast.BinOp):
        yield node.left
        yield node.right
    elif isinstance(node, ast.IfExp):
        yield node.body
        yield node.orelse
    elif isinstance(node, ast.Constant):
        yield from _of_constant(node)
    elif isinstance(node, ast.Set | ast.Tuple | ast.List):
        yield from _of_members(node)
    elif isinstance(node, ast.Call):
        yield from _of_call(node)
    elif isinstance(node, ast.GeneratorExp | ast.ListComp | ast.SetComp):
        yield from _of_filter(node)


def _of_operands(node: ast.BoolOp) -> Iterator[ast.expr]:
    swapped = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield ast.BoolOp(swapped, node.values)
    for place in range(len(node.values)):
        rest = node.values[:place] + node.values[place + 1 :]
        yield rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)


def _of_comparison(node: ast.Compare) -> Iterator[ast.expr]:
    for place, operator in enumerate(node.ops):
        operators = list(node.ops)
        operators[place] = SWAPPED_COMPARISONS[type(operator)]()
        yield ast.Compare(node.left, operators, node.comparators)


def _of_constant(node: ast.Constant) -> Iterator[ast.expr]:
    if isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node.value, int):
        yield ast.Constant(node.value + 1)
        yield ast.Constant(node.value - 1)


def _of_members(node: ast.Set | ast.Tuple | ast.List) -> Iterator[ast.expr]:
    if isinstance(getattr(node, "ctx", None), ast.Store):
        return
    for place in range(len(node.elts)):
        rest = node.elts[:place] + node.elts[place + 1 :]
        if isinstance(node, ast.Set):
            yield ast.Set(rest) if rest else ast.Call(ast.Name("set", ast.Load()), [], [])
        else:
            yield type(node)(rest, ast.Load())


def _of_call(node: ast.Call) -> Iterator[ast.expr]:
    called = node.func
    if isinstance(called, ast.Name) and called.id in SWAPPED_CALLS:
        yield ast.Call(ast.Name(SWAPPED_CALLS[called.id], ast.Load()), node.args, node.keywords)
    if isinstance(called, ast.Attribute) and called.attr == "strip" and not node.args:
        yield called.value


def _of_filter(node: ast.GeneratorExp | ast.ListComp | ast.SetComp) -> Iterator[ast.expr]:
    for place, loop in enumerate(node.generators):
        if loop.ifs:
            loops = list(node.generators)
            loops[place] = ast.comprehension(loop.target, loop.iter, [], loop.is_async)
            yield type(node)(node.elt, loops)
