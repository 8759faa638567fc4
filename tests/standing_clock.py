"""The clock stands still while a test runs: a minute that ends half-way through changes nothing.

It stands at the moment at which the test began, so that other threads, which have the computer's
own time, are never before it.
"""

from collections.abc import Iterator

import pytest

from infoshare.common import clock


@pytest.fixture(autouse=True)
def the_clock_stands_still() -> Iterator[None]:
    """Import this in a conftest."""
    with clock.at(clock.now()):
        yield
