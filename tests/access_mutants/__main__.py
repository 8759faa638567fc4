"""`python -m tests.access_mutants`: takes minutes, so that no run of the tests collects it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

if __name__ == "__main__":
    file = str(Path(__file__).with_name("no_guard_is_idle.py"))
    sys.exit(pytest.main(["-q", "-s", "--long", "-p", "no:logging", file, *sys.argv[1:]]))
