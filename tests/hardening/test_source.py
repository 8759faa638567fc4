"""What must not stand in the product's own source, and where its few exceptions are."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
AREAS = ("infoshare", "children", "decisions")

# Each word, and the only modules that may use it.
BY_NAME: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("mark_safe", "format_html", "format_html_join", "SafeString", "html_safe"), ()
    ),
    **dict.fromkeys(("RawSQL", "raw", "extra", "executescript"), ()),
    "cursor": (
        "infoshare/common/triggers.py",
        "infoshare/access/wall/grants.py",
        "infoshare/access/wall/policies.py",
        "infoshare/common/database_role.py",
        "infoshare/ledger/append.py",
        "infoshare/demo/file.py",
    ),
    **dict.fromkeys(("csrf_exempt", "xframe_options_exempt", "csp_exempt", "eval", "exec"), ()),
    **dict.fromkeys(("FileField", "ImageField", "FileSystemStorage", "signed_cookies"), ()),
    "set_signed_cookie": (),
    # A statement that is put together holds names of tables, columns and triggers alone.
    "execute of what is put together": (
        "infoshare/access/wall/policies.py",
        "infoshare/common/triggers.py",
        "infoshare/demo/file.py",
    ),
    # A mark of the device, which names nobody.
    "set_cookie": ("infoshare/access/sign_in/known_devices.py",),
}
# Nothing of the product calls another machine, runs a program or reads objects from text. What
# counts answers is shown on a port of this machine. A provider's directory, whose address stands
# in the settings and in no page, is called by the sign-in package; ours names what may go wrong.
IMPORTS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("random", "pickle", "marshal", "shelve", "subprocess"), ()),
    "socket": ("infoshare/demo/serving.py",),
    **dict.fromkeys(("urllib.request", "http.client", "httpx", "urllib3"), ()),
    **dict.fromkeys(
        ("requests", "requests.RequestException"), ("infoshare/access/sign_in/directory/views.py",)
    ),
    **dict.fromkeys(("smtplib", "ftplib", "telnetlib", "xml", "yaml", "django.contrib.admin"), ()),
    "http.server": ("infoshare/common/metrics.py",),
}
IN_TEMPLATES = re.compile(
    r"""\|\s*safe\b|\|\s*safeseq\b|autoescape\s+off|javascript:|<[a-z][^>%]*\son[a-z]+\s*=|<[a-z][^>%]*\sstyle\s*=|
    <script(?![^>]*\b(?:src=|type="application/json"))|<(?:script|link|img|iframe|form)\b[^>]*["'](?:https?:)?//|<iframe|
    <object|<embed|<base\b""",
    re.IGNORECASE | re.VERBOSE,
)


def modules() -> Iterator[tuple[str, str]]:
    for area in AREAS:
        for path in sorted((ROOT / area).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def faults(source: str, name: str = "page.py") -> list[str]:
    """What stands in this source and must not."""
    return [
        f"{name}:{line} {word}"
        for word, line in _words(ast.parse(source))
        if name not in {**BY_NAME, **IMPORTS}.get(word, (name,))
    ]


def _words(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr="execute" | "executemany"), args=[first, *_]) if (
                isinstance(first, ast.JoinedStr | ast.BinOp | ast.Call)
            ):
                yield "execute of what is put together", node.lineno
            case ast.Call(func=ast.Name(id=word) | ast.Attribute(attr=word)):
                yield word, node.lineno
            case ast.Import(names=names):
                yield from ((one.name, node.lineno) for one in names)
            case ast.ImportFrom(module=str(module), names=names):
                yield module, node.lineno
                yield module.split(".")[0], node.lineno
                yield from ((f"{module}.{one.name}", node.lineno) for one in names)
                yield from ((one.name, node.lineno) for one in names)
            case ast.keyword(arg="fields", value=ast.Constant(value="__all__")):
                yield "__all__", node.value.lineno


def test_no_module_uses_what_is_barred() -> None:
    found = [fault for name, source in modules() for fault in faults(source, name)]
    assert found == []


def test_every_exception_is_still_needed() -> None:
    used = {(word, name) for name, source in modules() for word, _ in _words(ast.parse(source))}
    allowed = {
        (word, name)
        for table in (BY_NAME, IMPORTS)
        for word, names in table.items()
        for name in names
    }
    assert allowed - used == set()


@pytest.mark.parametrize(
    "source",
    [
        "from django.utils.safestring import mark_safe",
        "text = utils.mark_safe(words)",
        "rows = Child.objects.raw('SELECT 1')",
        "rows = Child.objects.extra(where=[words])",
        "with connection.cursor() as cursor: pass",
        "import random",
        "from random import choice",
        "from urllib.request import urlopen",
        "import urllib.request",
        "@csrf_exempt\ndef page(request): pass\nfrom x import csrf_exempt",
        "response.set_cookie('a', 'b')",
        "cursor.execute(f'SELECT {words}')",
        "cursor.execute('SELECT ' + words)",
        "cursor.execute('SELECT %s' % words)",
        "cursor.execute('SELECT {}'.format(words))",
    ],
)
def test_what_is_barred_is_found(source: str) -> None:
    assert faults(source)


def test_no_form_takes_whatever_fields_its_model_has() -> None:
    whole = [name for name, source in modules() if re.search(r"fields\s*=\s*.__all__", source)]
    assert whole == []


def test_templates_escape_everything_and_load_nothing_from_elsewhere() -> None:
    templates = sorted((ROOT / "templates").rglob("*.html"))
    assert len(templates) > 100
    found = [
        f"{path.relative_to(ROOT)}: {match.group(0)}"
        for path in templates
        for match in IN_TEMPLATES.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "template",
    [
        "{{ words|safe }}",
        "{% autoescape off %}",
        '<a onclick="x()">',
        "<script>x()</script>",
        '<img src="//evil.example/x.png">',
        '<form action="https://evil.example/">',
        '<p style="color: red">',
    ],
)
def test_a_template_that_does_not_is_found(template: str) -> None:
    assert IN_TEMPLATES.search(template)


# Where the linter's rules on unsafe code are put aside, and why that is safe there.
PUT_ASIDE = {
    ("infoshare/access/wall/policies.py", "S608"): "names of the site's own tables and columns",
    ("infoshare/common/triggers.py", "S608"): "names of the site's own tables and columns",
    ("infoshare/demo/world.py", "S105"): "the password that the demo shows to everybody",
}


def test_the_linter_is_put_aside_only_where_that_is_safe() -> None:
    asides = {
        (name, code)
        for name, source in modules()
        for codes in re.findall(r"#\s*noqa\b(?::\s*([A-Z0-9, ]+))?", source)
        for code in re.split(r"[,\s]+", codes.strip() or "S")
        if code.startswith("S") and not code.startswith("SIM")
    }
    assert asides == set(PUT_ASIDE)


def test_our_linter_looks_for_unsafe_code_too() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lint = project["tool"]["ruff"]["lint"]
    assert "S" in lint["select"]
    assert not [code for code in lint["ignore"] if code.startswith("S") and code != "S101"]
    only_tests = [area for area, codes in lint["per-file-ignores"].items() if "S" in codes]
    assert only_tests == ["tests/**"]


def test_the_image_holds_no_tests() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    copied = {word for line in lines if line.startswith("COPY ") for word in line.split()[1:-1]}
    assert "infoshare" in copied
    assert not copied & {".", "./", "*", "tests", "requirements-dev.txt", "pyproject.toml"}
