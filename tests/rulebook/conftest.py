from tests.followups.made import sunday_evening as sunday_evening
