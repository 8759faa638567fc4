"""The codes of the law and practice reference: each is there, with its flags, and no other.

Sealed records keep codes for 75 years: whoever adds, drops or renames one changes this file too.
"""

from __future__ import annotations

import pytest

from decisions.policy.terms import (
    Advice,
    AgencyType,
    Channel,
    Check,
    CheckAnswer,
    ConsentState,
    Effect,
    EmergencyEffect,
    Force,
    Harm,
    InformationCategory,
    LegalStatus,
    NotifiableEvent,
    Outcome,
    Provenance,
    ProviderType,
    Relationship,
    Responsibility,
    Role,
    Severity,
    Start,
    Sureness,
    TransferMethod,
    Verdict,
    Verification,
    VerificationStrength,
    VisitorRole,
    WithoutConsentReason,
)

AGENCIES = """
    LA_PLACING LA_AREA LA_EDT LADO POLICE POLICE_MISSING POLICE_EXPLOITATION OTHER_LAW_ENFORCEMENT
    YOUTH_JUSTICE PROBATION HEALTH_GP HEALTH_HOSPITAL HEALTH_CAMHS HEALTH_LAC_NURSE HEALTH_SEXUAL
    AMBULANCE ICB SCHOOL VIRTUAL_SCHOOL COLLEGE OFSTED REG44_VISITOR MASH_FRONT_DOOR
    ADULT_SOCIAL_CARE IRO CAFCASS COURT ADVOCATE OTHER_CHILDRENS_HOME FOSTER_OR_SUPPORTED
    SUBSTANCE_SERVICE SEXUAL_ASSAULT_CENTRE NRM_FIRST_RESPONDER IMMIGRATION DBS FIRE
    VOLUNTARY_SECTOR PARENT_PR PARENT_NO_PR RELATIVE_OTHER SOLICITOR MEDIA EMPLOYER OTHER
"""
HARMS = """
    NEGLECT PHYSICAL EMOTIONAL SEXUAL CSE CCE COUNTY_LINES GANGS_SERIOUS_VIOLENCE
    TRAFFICKING_MODERN_SLAVERY RADICALISATION ONLINE MISSING DOMESTIC_ABUSE
    HONOUR_BASED_FORCED_MARRIAGE FGM CHILD_ON_CHILD SELF_HARM_SUICIDE SUBSTANCE BULLYING_HATE
    FABRICATED_ILLNESS STAFF_ALLEGATION POSES_RISK_TO_OTHERS
"""
PROVENANCES = """
    FACT_WITNESSED FACT_DOCUMENT CHILD_SAID REPORTED_BY_OTHER PROFESSIONAL_OPINION STAFF_VIEW
    UNVERIFIED_INTELLIGENCE
"""
EVENTS = """
    R40_DEATH R40_STAFF_DBS_REFERRAL R40_CSE R40_POLICE_SERIOUS R40_ABUSE_ALLEGATION
    R40_CP_ENQUIRY R40_OTHER_SERIOUS
"""
# The last one stands besides the reference: a home with one person who may approve names it.
ROLES = """
    CARE_WORKER SENIOR_CARE_WORKER DEPUTY_MANAGER REGISTERED_MANAGER RESPONSIBLE_INDIVIDUAL
    NOMINATED_ALTERNATE SAFEGUARDING_LEAD DATA_PROTECTION_OFFICER ADMINISTRATOR
    OUTSIDE_SECOND_PERSON
"""
STATUSES = """
    CARE_ORDER_S31 INTERIM_CARE_ORDER_S38 ACCOMMODATED_S20 EMERGENCY_PROTECTION_S44 REMAND
    SECURE_S25 OTHER
"""
RELATIONSHIPS = """
    MOTHER FATHER STEP_PARENT GRANDPARENT SIBLING OTHER_RELATIVE GUARDIAN FRIEND
"""
CONSENT_STATES = """
    not_sought requested deferred given renewed refused withdrawn revoked expired invalidated
    unknown
"""
CODES = [
    (AgencyType, AGENCIES),
    (Harm, HARMS),
    (Severity, "IMMEDIATE SIGNIFICANT CONCERN WELFARE NONE UNKNOWN"),
    (Provenance, PROVENANCES),
    (NotifiableEvent, EVENTS),
    (
        WithoutConsentReason,
        "P18_A_CANNOT_GIVE P18_B_CANNOT_REASONABLY_OBTAIN P18_C_WOULD_PREJUDICE",
    ),
    (Role, ROLES),
    (VisitorRole, "OFSTED_INSPECTOR INDEPENDENT_PERSON"),
    (Start, "ASKED OWN_INITIATIVE ROUTINE MOVE URGENT ALREADY_SHARED"),
    (Channel, "PHONE EMAIL LETTER IN_PERSON PORTAL MEETING"),
    (Outcome, "SHARE SHARE_PART NOT_SHARE ASK_ADVICE DECIDE_LATER"),
    (Verdict, "AGREED NOT_AGREED QUESTION REVIEWED_AFTERWARDS"),
    (Advice, "SHARE SHARE_PART DO_NOT_SHARE CHECK_FIRST ASK_MANAGER"),
    (Check, "NECESSARY PROPORTIONATE RELEVANT ADEQUATE ACCURATE TIMELY SECURE"),
    (CheckAnswer, "YES NO NOT_SURE"),
    (ProviderType, "COUNCIL PRIVATE VOLUNTARY"),
    (ConsentState, CONSENT_STATES),
    (LegalStatus, STATUSES),
    (Relationship, RELATIONSHIPS),
    (Responsibility, "YES_EVIDENCED SAID_NOT_EVIDENCED NO UNKNOWN"),
    (EmergencyEffect, "SUPPRESSED REVIEW TASK APPROVE BLOCK SAME"),
    (Force, "LAW GUIDANCE CHOICE"),
    (Sureness, "SOURCED UNVERIFIED CHOICE"),
]


@pytest.mark.parametrize(
    ("terms", "codes"), CODES, ids=lambda value: getattr(value, "__name__", "")
)
def test_its_codes_are_those_of_the_reference(terms, codes):
    assert sorted(term.value for term in terms) == sorted(codes.split())
    assert all(term.label.strip() for term in terms)


def test_effects_are_ordered_from_the_weakest():
    assert [effect.name for effect in sorted(Effect)] == [
        "INFO",
        "WARN",
        "NOTIFY",
        "REASON",
        "APPROVE",
        "BLOCK",
    ]


# Special (S), criminal (C), high risk (X).
CATEGORIES = {
    "": """
        IDENTITY CONTACT PHONE_DEVICE_SOCIAL_MEDIA FAMILY_AND_RESPONSIBILITY LEGAL_STATUS EDUCATION
        BEHAVIOUR INCIDENTS_RESTRAINT MISSING_EPISODES FINANCES WISHES_AND_FEELINGS LIFE_STORY
        THIRD_PARTY_ADULT STAFF
    """,
    "S": """
        SEND_EHC PHYSICAL_HEALTH MENTAL_HEALTH SUBSTANCE_USE DISABILITY ETHNICITY RELIGION
        SEXUALITY VICTIM_OF_OFFENCE
    """,
    "C": "SUSPECTED_OFFENCE CONVICTIONS_YOUTH_JUSTICE",
    "X": """
        PLACEMENT_ADDRESS PHOTO_CCTV_AUDIO CONTACT_ARRANGEMENTS IMMIGRATION COURT_PAPERS
        ADOPTION_HISTORY THIRD_PARTY_CHILD SOURCE_IDENTITY
    """,
    "SX": "SEXUAL_HEALTH GENDER_IDENTITY",
    "CX": "EXPLOITATION_INTELLIGENCE",
}


def flags(category):
    return "S" * category.special + "C" * category.criminal + "X" * category.high_risk


@pytest.mark.parametrize(("wanted", "codes"), CATEGORIES.items())
def test_each_kind_of_information_has_its_flags(wanted, codes):
    found = {category.value for category in InformationCategory if flags(category) == wanted}
    assert found == set(codes.split())


# A form may be taken for more than a medium check; the weaker reading is kept.
STRENGTHS = {
    VerificationStrength.STRONG: """
        CALLBACK_PUBLISHED CALLBACK_KNOWN KNOWN_ADDRESS IN_PERSON_ID PORTAL COURT_SEAL
    """,
    VerificationStrength.MEDIUM: """
        KNOWN_PERSON OFFICIAL_EMAIL_DOMAIN WRITTEN_REQUEST_FORM CODE_WORD
    """,
    VerificationStrength.NONE: "NONE",
}


@pytest.mark.parametrize(("strength", "codes"), STRENGTHS.items())
def test_each_way_of_checking_has_its_strength(strength, codes):
    found = {method.value for method in Verification if method.strength is strength}
    assert found == set(codes.split())


# Besides the reference: said face to face; a number that is not held; whatever is not listed.
METHODS = {
    "yes": """
        SECURE_EMAIL_DCB1596 ENCRYPTED_EMAIL ENCRYPTED_ATTACHMENT PORTAL_UPLOAD SECURE_MEETING
        TELEPHONE HAND_DELIVERY SPOKEN
    """,
    "with reason": "TRACKED_POST ENCRYPTED_MEDIA",
    "never": """
        ORDINARY_EMAIL FAX PERSONAL_EMAIL CONSUMER_MESSAGING SMS SOCIAL_MEDIA PERSONAL_CLOUD
        UNENCRYPTED_USB VOICEMAIL OTHER_NUMBER OTHER
    """,
}


@pytest.mark.parametrize(("allowed", "codes"), METHODS.items())
def test_each_way_of_sending_is_allowed_or_not(allowed, codes):
    found = {method.value for method in TransferMethod if method.allowed == allowed}
    assert found == set(codes.split())
