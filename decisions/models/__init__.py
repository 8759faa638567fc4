"""Drafts, and the sealed rows that they become."""

from decisions.models.addendum import Addendum
from decisions.models.advice import AdviceAsked, AdviceGiven
from decisions.models.decision import NamedStaff, SharingDecision
from decisions.models.disclosure import DisclosedItem, Disclosure, Receipt
from decisions.models.draft import Draft, DraftPage, HandOver, UnsavedPage
from decisions.models.law import LawfulBasis, SpecialCategoryCondition
from decisions.models.law_review import LawReview
from decisions.models.parts import HarmConcerned, InformationItem, PersonConcerned
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
    "HarmConcerned",
    "InformationItem",
    "LawReview",
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
