"""The homes of the access tests, with everybody there."""

from tests.access.conftest import *  # noqa: F403
