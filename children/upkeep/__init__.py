"""The only functions that write the particulars that the guide stands on.

Whoever calls them has asked whether the person may; forms have said what is wrong with single
answers. These functions refuse what only the rows themselves can tell. `ref` becomes the id of
the new row: the same one again gives the row that it made before.
"""

from children.upkeep.agencies import add_agency, change_agency, set_agency_use
from children.upkeep.listing import list_not_to_be_told
from children.upkeep.people import (
    add_involvement,
    add_relative,
    change_professional,
    change_relative,
    end_involvement,
)
from children.upkeep.placing import add_child, change_child, end_placement
from children.upkeep.rows import UpkeepRefused

__all__ = [
    "UpkeepRefused",
    "add_agency",
    "add_child",
    "add_involvement",
    "add_relative",
    "change_agency",
    "change_child",
    "change_professional",
    "change_relative",
    "end_involvement",
    "end_placement",
    "list_not_to_be_told",
    "set_agency_use",
]
