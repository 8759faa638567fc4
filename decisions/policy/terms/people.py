"""Who provides, works, visits and belongs to the child."""

from __future__ import annotations

from decisions.policy.terms.term import Term


class ProviderType(Term):
    COUNCIL = "COUNCIL", "Council"
    PRIVATE = "PRIVATE", "Private company"
    VOLUNTARY = "VOLUNTARY", "Voluntary organisation"


class Role(Term):
    CARE_WORKER = "CARE_WORKER", "Care worker"
    SENIOR_CARE_WORKER = "SENIOR_CARE_WORKER", "Senior care worker"
    DEPUTY_MANAGER = "DEPUTY_MANAGER", "Deputy manager"
    REGISTERED_MANAGER = "REGISTERED_MANAGER", "Registered manager"
    RESPONSIBLE_INDIVIDUAL = "RESPONSIBLE_INDIVIDUAL", "Responsible individual"
    NOMINATED_ALTERNATE = "NOMINATED_ALTERNATE", "Nominated alternate"
    SAFEGUARDING_LEAD = "SAFEGUARDING_LEAD", "Safeguarding lead"
    DATA_PROTECTION_OFFICER = "DATA_PROTECTION_OFFICER", "Data protection officer"
    ADMINISTRATOR = "ADMINISTRATOR", "Administrator"
    # Named by a provider that has only one person who may approve.
    OUTSIDE_SECOND_PERSON = "OUTSIDE_SECOND_PERSON", "Second person from outside"


class VisitorRole(Term):
    OFSTED_INSPECTOR = "OFSTED_INSPECTOR", "Ofsted inspector"
    INDEPENDENT_PERSON = "INDEPENDENT_PERSON", "Independent person (Regulation 44)"


class LegalStatus(Term):
    CARE_ORDER_S31 = "CARE_ORDER_S31", "Care order (section 31)"
    INTERIM_CARE_ORDER_S38 = "INTERIM_CARE_ORDER_S38", "Interim care order (section 38)"
    ACCOMMODATED_S20 = "ACCOMMODATED_S20", "Accommodated (section 20)"
    EMERGENCY_PROTECTION_S44 = "EMERGENCY_PROTECTION_S44", "Emergency protection order (section 44)"
    REMAND = "REMAND", "Remanded"
    SECURE_S25 = "SECURE_S25", "Secure accommodation (section 25)"
    OTHER = "OTHER", "Other"


class Relationship(Term):
    MOTHER = "MOTHER", "Mother"
    FATHER = "FATHER", "Father"
    STEP_PARENT = "STEP_PARENT", "Step-parent"
    GRANDPARENT = "GRANDPARENT", "Grandparent"
    SIBLING = "SIBLING", "Brother or sister"
    OTHER_RELATIVE = "OTHER_RELATIVE", "Other relative"
    GUARDIAN = "GUARDIAN", "Guardian"
    FRIEND = "FRIEND", "Friend"


class Responsibility(Term):
    YES_EVIDENCED = "YES_EVIDENCED", "Yes, we have seen evidence"
    SAID_NOT_EVIDENCED = "SAID_NOT_EVIDENCED", "They say so, no evidence seen"
    NO = "NO", "No"
    UNKNOWN = "UNKNOWN", "Not known"
