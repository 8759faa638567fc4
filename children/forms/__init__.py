"""What staff write down about a child and those around the child."""

from children.forms.agencies import AgencyForm
from children.forms.listing import LiftingForm, ListingForm
from children.forms.people import (
    InvolvementEndForm,
    InvolvementForm,
    ProfessionalForm,
    RelativeForm,
)
from children.forms.placing import ChildForm, LeavingForm
from children.forms.said import AboutChildForm, ConsentForm, WishForm, WithdrawalForm

__all__ = [
    "AboutChildForm",
    "AgencyForm",
    "ChildForm",
    "ConsentForm",
    "InvolvementEndForm",
    "InvolvementForm",
    "LeavingForm",
    "LiftingForm",
    "ListingForm",
    "ProfessionalForm",
    "RelativeForm",
    "WishForm",
    "WithdrawalForm",
]
