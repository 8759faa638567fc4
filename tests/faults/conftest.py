"""The guide's own way of filling in pages, and records sealed beside it."""

from tests.guide.conftest import a_quiet_morning, begin, begin_urgent

__all__ = ["a_quiet_morning", "begin", "begin_urgent"]
