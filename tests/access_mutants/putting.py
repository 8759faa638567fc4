"""Puts a change into the running product, and takes it out again: the code of a function alone.

Whoever imported the function by its name runs the change too.
"""

from __future__ import annotations

import ast
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from types import CodeType, FunctionType
from typing import Any

from tests.access_mutants.making import ROOT, Mutant, changed, first_line, functions, tree_of

Place = tuple[str, int]
HIT = "_hit_by_a_cell"


class Functions:
    """Every function of the product that is loaded, by its file and its first line."""

    def __init__(self) -> None:
        root = str(ROOT) + "/"
        self._found: dict[Place, list[FunctionType]] = {}
        for one in gc.get_objects():
            if type(one) is FunctionType and one.__code__.co_filename.startswith(root):
                file = one.__code__.co_filename.removeprefix(root)
                self._found.setdefault((file, one.__code__.co_firstlineno), []).append(one)

    def at(self, place: Place) -> list[FunctionType]:
        return self._found.get(place, [])

    @contextmanager
    def changed(self, mutant: Mutant) -> Iterator[None]:
        with self._running(mutant.file, changed(mutant), [mutant.function_line]):
            yield

    @contextmanager
    def telling(self, files: list[str], hit: Any) -> Iterator[None]:
        """Each statement of these files tells when it is reached, and which permission is asked."""
        if not files:
            yield
            return
        file, *others = files
        tree, tells = tree_of(file), _Tells(file)
        lines = [first_line(one) for _, one in functions(tree)]
        for line in lines:
            for one in self.at((file, line)):
                one.__globals__[HIT] = hit
        tree = ast.fix_missing_locations(tells.visit(tree))
        with self._running(file, tree, lines), self.telling(others, hit):
            yield

    @contextmanager
    def _running(self, file: str, tree: ast.Module, lines: list[int]) -> Iterator[None]:
        codes = _codes(compile(tree, str(ROOT / file), "exec", dont_inherit=True))
        before = [(one, one.__code__) for line in lines for one in self.at((file, line))]
        try:
            for one, code in before:
                one.__code__ = codes[code.co_qualname, code.co_firstlineno]
            yield
        finally:
            for one, code in before:
                one.__code__ = code


def _codes(code: CodeType) -> dict[tuple[str, int], CodeType]:
    found = {(code.co_qualname, code.co_firstlineno): code}
    for one in code.co_consts:
        if isinstance(one, CodeType):
            found |= _codes(one)
    return found


class _Tells(ast.NodeTransformer):
    def __init__(self, file: str) -> None:
        self.file = file

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        asks = [
            f"{HIT}({one.arg})"
            for one in (*node.args.args, *filter(None, [node.args.vararg]))
            if one.arg in ("permission", "permissions", "first", "others")
        ]
        node.body = [*(ast.parse(one).body[0] for one in asks), *self._told(node.body)]
        return node

    def _told(self, body: list[ast.stmt]) -> list[ast.stmt]:
        told: list[ast.stmt] = []
        for one in body:
            for name in ("body", "orelse", "finalbody"):
                if getattr(one, name, None):
                    setattr(one, name, self._told(getattr(one, name)))
            # What a function says of itself stays its first line.
            told += [ast.parse(f"{HIT}({(self.file, one.lineno)!r})").body[0], one]
        return told
