"""Drafts, and the sealed rows that they become."""

from decisions.models.addendum import Addendum
from decisions.models.advice import AdviceGiven
from decisions.models.decision import InformationItem, SharingDecision
from decisions.models.disclosure import DisclosedItem, Disclosure, Receipt
from decisions.models.draft import Draft
from decisions.models.law import LawfulBasis, SpecialCategoryCondition
from decisions.models.review import Review

__all__ = [
    "Addendum",
    "AdviceGiven",
    "DisclosedItem",
    "Disclosure",
    "Draft",
    "InformationItem",
    "LawfulBasis",
    "Receipt",
    "Review",
    "SharingDecision",
    "SpecialCategoryCondition",
]
