"""Everybody, and one of everything at each of three homes, as the tables of access use them."""

from tests.access.conftest import eve as eve
from tests.access.conftest import lena as lena
from tests.access.conftest import mo as mo
from tests.access.conftest import people as people
from tests.access.conftest import places as places
from tests.access.conftest import states as states
from tests.access.conftest import sunday_evening as sunday_evening
from tests.access.conftest import vic as vic
