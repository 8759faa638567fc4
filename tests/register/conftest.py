"""The clock stands still in these tests."""

from tests.standing_clock import the_clock_stands_still as the_clock_stands_still
