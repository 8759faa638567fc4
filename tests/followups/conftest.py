"""The clock stands still in these tests, on a Sunday evening."""

from tests.followups.made import sunday_evening as sunday_evening
