"""Drafts, and the sealed rows that they become."""

from decisions.models.addendum import Addendum
from decisions.models.advice import AdviceAsked, AdviceGiven
from decisions.models.decision import InformationItem, NamedStaff, PersonConcerned, SharingDecision
from decisions.models.disclosure import DisclosedItem, Disclosure, Receipt
from decisions.models.draft import Draft, DraftPage, HandOver, UnsavedPage
from decisions.models.law import LawfulBasis, SpecialCategoryCondition
from decisions.models.review import Review, StoodAside

__all__ = [
    "Addendum",
    "AdviceAsked",
    "AdviceGiven",
    "DisclosedItem",
    "Disclosure",
    "Draft",
    "DraftPage",
    "HandOver",
    "InformationItem",
    "LawfulBasis",
    "NamedStaff",
    "PersonConcerned",
    "Receipt",
    "Review",
    "SharingDecision",
    "SpecialCategoryCondition",
    "StoodAside",
    "UnsavedPage",
]
