"""Every code of the product, with the words that stand on screen for it.

The codes are those of the law and practice reference (lawful bases, conditions, agencies, harm,
information, provenance, verification, transfer, roles). A code is never reused for another
meaning: sealed records keep codes for 75 years.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, IntEnum
from typing import Self


class Term(str, Enum):
    """A code (its value) with the label that a person reads.

    The defaults in `__new__` are for looking a term up by its code alone: `Role("CARE_WORKER")`.
    """

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        term = str.__new__(cls, code)
        term._value_ = code
        term.label = label
        return term

    def __str__(self) -> str:
        return str(self.value)


def choices(terms: Iterable[Term]) -> list[tuple[str, str]]:
    """Code and label of each term, as forms and model fields want them."""
    return [(str(term.value), term.label) for term in terms]


# People and places


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


class AgencyType(Term):
    LA_PLACING = "LA_PLACING", "Placing authority (children's social care)"
    LA_AREA = "LA_AREA", "Local children's social care for this area"
    LA_EDT = "LA_EDT", "Children's social care out of hours"
    LADO = "LADO", "Designated officer (LADO)"
    POLICE = "POLICE", "Police"
    POLICE_MISSING = "POLICE_MISSING", "Police missing persons team"
    POLICE_EXPLOITATION = "POLICE_EXPLOITATION", "Police exploitation team"
    OTHER_LAW_ENFORCEMENT = "OTHER_LAW_ENFORCEMENT", "Other law enforcement"
    YOUTH_JUSTICE = "YOUTH_JUSTICE", "Youth justice service"
    PROBATION = "PROBATION", "Probation"
    HEALTH_GP = "HEALTH_GP", "GP surgery"
    HEALTH_HOSPITAL = "HEALTH_HOSPITAL", "Hospital"
    HEALTH_CAMHS = "HEALTH_CAMHS", "Mental health service (CAMHS)"
    HEALTH_LAC_NURSE = "HEALTH_LAC_NURSE", "Nurse for children in care"
    HEALTH_SEXUAL = "HEALTH_SEXUAL", "Sexual health service"
    AMBULANCE = "AMBULANCE", "Ambulance service"
    ICB = "ICB", "Integrated care board"
    SCHOOL = "SCHOOL", "School"
    VIRTUAL_SCHOOL = "VIRTUAL_SCHOOL", "Virtual school"
    COLLEGE = "COLLEGE", "College"
    OFSTED = "OFSTED", "Ofsted"
    REG44_VISITOR = "REG44_VISITOR", "Independent person (Regulation 44)"
    MASH_FRONT_DOOR = "MASH_FRONT_DOOR", "Safeguarding front door (MASH)"
    ADULT_SOCIAL_CARE = "ADULT_SOCIAL_CARE", "Adult social care"
    IRO = "IRO", "Independent reviewing officer"
    CAFCASS = "CAFCASS", "Cafcass"
    COURT = "COURT", "Court"
    ADVOCATE = "ADVOCATE", "Advocate"
    OTHER_CHILDRENS_HOME = "OTHER_CHILDRENS_HOME", "Another children's home"
    FOSTER_OR_SUPPORTED = "FOSTER_OR_SUPPORTED", "Foster or supported accommodation"
    SUBSTANCE_SERVICE = "SUBSTANCE_SERVICE", "Drug and alcohol service"
    SEXUAL_ASSAULT_CENTRE = "SEXUAL_ASSAULT_CENTRE", "Sexual assault referral centre"
    NRM_FIRST_RESPONDER = "NRM_FIRST_RESPONDER", "First responder for modern slavery"
    IMMIGRATION = "IMMIGRATION", "Immigration authorities"
    DBS = "DBS", "Disclosure and Barring Service"
    FIRE = "FIRE", "Fire service"
    VOLUNTARY_SECTOR = "VOLUNTARY_SECTOR", "Voluntary organisation"
    PARENT_PR = "PARENT_PR", "Parent with parental responsibility"
    PARENT_NO_PR = "PARENT_NO_PR", "Parent without parental responsibility"
    RELATIVE_OTHER = "RELATIVE_OTHER", "Other relative"
    SOLICITOR = "SOLICITOR", "Solicitor"
    MEDIA = "MEDIA", "Newspaper, television or other media"
    EMPLOYER = "EMPLOYER", "Employer"
    OTHER = "OTHER", "Somebody else"


CHILDRENS_SOCIAL_CARE = frozenset(
    {AgencyType.LA_PLACING, AgencyType.LA_AREA, AgencyType.LA_EDT, AgencyType.MASH_FRONT_DOOR}
)
POLICE = frozenset({AgencyType.POLICE, AgencyType.POLICE_MISSING, AgencyType.POLICE_EXPLOITATION})
EMERGENCY_SERVICES = POLICE | {AgencyType.AMBULANCE, AgencyType.FIRE}
# Those who can protect a child or an adult from harm today.
PROTECTORS = (
    CHILDRENS_SOCIAL_CARE
    | EMERGENCY_SERVICES
    | {AgencyType.LADO, AgencyType.HEALTH_HOSPITAL, AgencyType.ADULT_SOCIAL_CARE}
)
# Bodies to which a home refers suspected significant harm or sexual abuse on its own initiative.
REFERRAL_BODIES = CHILDRENS_SOCIAL_CARE | POLICE | {AgencyType.LADO}
STATUTORY_BODIES = (
    PROTECTORS
    | {
        AgencyType.YOUTH_JUSTICE,
        AgencyType.PROBATION,
        AgencyType.OTHER_LAW_ENFORCEMENT,
        AgencyType.OFSTED,
        AgencyType.COURT,
        AgencyType.CAFCASS,
        AgencyType.IRO,
        AgencyType.ICB,
        AgencyType.VIRTUAL_SCHOOL,
        AgencyType.IMMIGRATION,
        AgencyType.DBS,
    }
) - {AgencyType.HEALTH_HOSPITAL}
PRIVATE_PERSONS = frozenset(
    {
        AgencyType.PARENT_PR,
        AgencyType.PARENT_NO_PR,
        AgencyType.RELATIVE_OTHER,
        AgencyType.MEDIA,
        AgencyType.OTHER,
    }
)


# How a record starts and how people reach us


class Start(Term):
    ASKED = "ASKED", "I was asked for information"
    OWN_INITIATIVE = "OWN_INITIATIVE", "I want to share information"
    ROUTINE = "ROUTINE", "Share regularly, under one arrangement"
    MOVE = "MOVE", "A child is moving"
    URGENT = "URGENT", "Share urgently"
    ALREADY_SHARED = "ALREADY_SHARED", "I have already shared"


class Channel(Term):
    PHONE = "PHONE", "Telephone"
    EMAIL = "EMAIL", "Email"
    LETTER = "LETTER", "Letter"
    IN_PERSON = "IN_PERSON", "In person"
    PORTAL = "PORTAL", "Secure website (portal)"
    MEETING = "MEETING", "Meeting"


class Contact(Term):
    """Who rang whom when information was passed on urgently."""

    RANG_999 = "RANG_999", "I rang 999"
    RANG_HELD_NUMBER = "RANG_HELD_NUMBER", "I rang, or wrote to, a number or address we hold"
    RANG_BACK = "RANG_BACK", "They rang, and I rang back on the number we hold"
    THEY_RANG = "THEY_RANG", "They rang, and I have not rung back yet"


class VerificationStrength(IntEnum):
    """How much a method of checking proves (a choice of the product, not law)."""

    NONE = 0
    MEDIUM = 1
    STRONG = 2


class Verification(Term):
    strength: VerificationStrength

    def __new__(cls, code: str, label: str = "", strength: int = 0) -> Self:
        term = str.__new__(cls, code)
        term._value_ = code
        term.label = label
        term.strength = VerificationStrength(strength)
        return term

    CALLBACK_KNOWN = "CALLBACK_KNOWN", "I rang back on the number we already hold", 2
    CALLBACK_PUBLISHED = "CALLBACK_PUBLISHED", "I rang back through the published switchboard", 2
    KNOWN_ADDRESS = "KNOWN_ADDRESS", "I will reply only to the address we already hold", 2
    IN_PERSON_ID = "IN_PERSON_ID", "I saw their warrant card or staff pass and checked it", 2
    PORTAL = "PORTAL", "It came through a secure website we sign in to", 2
    COURT_SEAL = "COURT_SEAL", "A sealed court order, checked with the court", 2
    KNOWN_PERSON = "KNOWN_PERSON", "I know them by voice or face", 1
    WRITTEN_REQUEST_FORM = "WRITTEN_REQUEST_FORM", "A signed official request form", 1
    OFFICIAL_EMAIL_DOMAIN = "OFFICIAL_EMAIL_DOMAIN", "The email address looks official", 1
    CODE_WORD = "CODE_WORD", "They gave the agreed code word", 1
    NONE = "NONE", "I have not been able to check", 0


class RequestFeature(Term):
    """What staff noticed about a request; several may be true."""

    ASKS_FOR_EVERYTHING = "ASKS_FOR_EVERYTHING", "They ask for everything, or the whole file"
    STATES_PUBLIC_TASK = "STATES_PUBLIC_TASK", "They say they need it for their public task in law"
    SAYS_EMERGENCY = "SAYS_EMERGENCY", "They say it is an emergency"
    NO_RETURN_NUMBER = "NO_RETURN_NUMBER", "They would not give a number to ring back"
    CALLBACK_FAILED = "CALLBACK_FAILED", "I rang back and could not confirm them"
    WRITTEN_FORM_WITH_RANK = (
        "WRITTEN_FORM_WITH_RANK",
        "A police form signed by an inspector or above",
    )
    COURT_ORDER = "COURT_ORDER", "There is a court order or summons"
    ASKS_FOR_RECORDS = "ASKS_FOR_RECORDS", "They ask to see or have records"
    OUTSIDE_CONTACT = "OUTSIDE_CONTACT", "It is outside the agreed contact arrangements"


class RoleWithChild(Term):
    """Why this person may need to know: entitlement, apart from identity."""

    ALLOCATED_SOCIAL_WORKER = "ALLOCATED_SOCIAL_WORKER", "The child's social worker, or their team"
    INVESTIGATING = "INVESTIGATING", "They are looking into harm or a crime"
    HEALTH_CARE = "HEALTH_CARE", "They give the child health care"
    EDUCATION = "EDUCATION", "They teach or support the child"
    YOUTH_JUSTICE = "YOUTH_JUSTICE", "They work with the child in youth justice"
    FAMILY = "FAMILY", "Family, or someone with parental responsibility"
    REPRESENTATIVE = "REPRESENTATIVE", "They speak for the child (advocate, solicitor)"
    OVERSIGHT = "OVERSIGHT", "They inspect or review the child's care"
    NEXT_CARER = "NEXT_CARER", "They will care for the child next"
    ACTIVITY = "ACTIVITY", "They run an activity or job for the child"
    NO_ROLE = "NO_ROLE", "None that I know of"
    UNKNOWN = "UNKNOWN", "I do not know"


# Purpose and concern


class Purpose(Term):
    PROTECT_FROM_HARM = "PROTECT_FROM_HARM", "To protect a child or adult from harm"
    INVESTIGATE_HARM = "INVESTIGATE_HARM", "To help an enquiry into harm"
    CRIME = "CRIME", "To prevent or look into a crime"
    HEALTH_CARE = "HEALTH_CARE", "To give health care"
    EDUCATION = "EDUCATION", "To help with school or learning"
    CARE_PLANNING = "CARE_PLANNING", "To plan or review the child's care"
    PLACEMENT_MOVE = "PLACEMENT_MOVE", "Because the child is moving"
    STATUTORY_NOTICE = "STATUTORY_NOTICE", "To give a notice that the law asks for"
    COURT_OR_CLAIM = "COURT_OR_CLAIM", "For a court or a legal claim"
    INSPECTION = "INSPECTION", "For an inspection"
    FAMILY_CONTACT = "FAMILY_CONTACT", "To keep family informed"
    ACTIVITY = "ACTIVITY", "For an activity, club or job"
    PUBLICITY = "PUBLICITY", "For a story, photo or publicity"
    OTHER = "OTHER", "Something else"
    UNCLEAR = "UNCLEAR", "It is not clear"


class Severity(Term):
    IMMEDIATE = "IMMEDIATE", "Someone is in danger now"
    SIGNIFICANT = "SIGNIFICANT", "Suffering, or likely to suffer, significant harm"
    CONCERN = "CONCERN", "A worry, not significant harm"
    WELFARE = "WELFARE", "Everyday welfare"
    NONE = "NONE", "No concern"
    UNKNOWN = "UNKNOWN", "I do not know"


SERIOUS = frozenset({Severity.IMMEDIATE, Severity.SIGNIFICANT})


class Harm(Term):
    NEGLECT = "NEGLECT", "Neglect"
    PHYSICAL = "PHYSICAL", "Physical abuse"
    EMOTIONAL = "EMOTIONAL", "Emotional abuse"
    SEXUAL = "SEXUAL", "Sexual abuse"
    CSE = "CSE", "Sexual exploitation"
    CCE = "CCE", "Criminal exploitation"
    COUNTY_LINES = "COUNTY_LINES", "County lines"
    GANGS_SERIOUS_VIOLENCE = "GANGS_SERIOUS_VIOLENCE", "Gangs or serious violence"
    TRAFFICKING_MODERN_SLAVERY = "TRAFFICKING_MODERN_SLAVERY", "Trafficking or modern slavery"
    RADICALISATION = "RADICALISATION", "Radicalisation"
    ONLINE = "ONLINE", "Harm online"
    MISSING = "MISSING", "Missing"
    DOMESTIC_ABUSE = "DOMESTIC_ABUSE", "Domestic abuse"
    HONOUR_BASED_FORCED_MARRIAGE = (
        "HONOUR_BASED_FORCED_MARRIAGE",
        "So-called honour-based abuse or forced marriage",
    )
    FGM = "FGM", "Female genital mutilation"
    CHILD_ON_CHILD = "CHILD_ON_CHILD", "Harm by another child"
    SELF_HARM_SUICIDE = "SELF_HARM_SUICIDE", "Self-harm or suicide"
    SUBSTANCE = "SUBSTANCE", "Drugs or alcohol"
    BULLYING_HATE = "BULLYING_HATE", "Bullying or hate"
    FABRICATED_ILLNESS = "FABRICATED_ILLNESS", "Fabricated illness"
    STAFF_ALLEGATION = "STAFF_ALLEGATION", "An allegation about staff"
    POSES_RISK_TO_OTHERS = "POSES_RISK_TO_OTHERS", "This child may harm others"


CHILD_SEXUAL_ABUSE = frozenset({Harm.SEXUAL, Harm.CSE})


class PersonAtRisk(Term):
    THIS_CHILD = "THIS_CHILD", "This child"
    ANOTHER_CHILD = "ANOTHER_CHILD", "Another child"
    ADULT_AT_RISK = "ADULT_AT_RISK", "An adult who cannot protect themselves because of care needs"
    OTHER_ADULT = "OTHER_ADULT", "Another adult"
    NOBODY = "NOBODY", "Nobody"


class PersonKind(Term):
    """Who else a record is about; a child of this provider has a record of their own."""

    LOOKED_AFTER_CHILD = "LOOKED_AFTER_CHILD", "Another child in care"
    CHILD = "CHILD", "Another child"
    ADULT = "ADULT", "An adult"
    STAFF = "STAFF", "Somebody who works with children"


class PersonPart(Term):
    """What part somebody else has in what is recorded."""

    MAY_POSE_RISK = "MAY_POSE_RISK", "They may be a risk to a child"
    MAY_BE_HARMED = "MAY_BE_HARMED", "They may be harmed"
    SAW_OR_TOLD = "SAW_OR_TOLD", "They saw it, or told us"
    OTHER = "OTHER", "Something else"


class Proof(Term):
    """How far what is said about somebody has been found out."""

    NOT_AN_ALLEGATION = "NOT_AN_ALLEGATION", "Nothing is said against them"
    UNPROVEN = "UNPROVEN", "An allegation, not proven"
    FOUND_TRUE = "FOUND_TRUE", "Found to be true"
    FOUND_UNTRUE = "FOUND_UNTRUE", "Found not to be true"


# Information


class InformationCategory(Term):
    """A kind of information; special category, offence data, and high risk if it leaks."""

    special: bool
    criminal: bool
    high_risk: bool

    def __new__(cls, code: str, label: str = "", flags: str = "") -> Self:
        term = str.__new__(cls, code)
        term._value_ = code
        term.label = label
        term.special = "S" in flags
        term.criminal = "C" in flags
        term.high_risk = "X" in flags
        return term

    IDENTITY = "IDENTITY", "Name, date of birth"
    CONTACT = "CONTACT", "Contact details"
    PLACEMENT_ADDRESS = "PLACEMENT_ADDRESS", "Where the child lives now", "X"
    PHONE_DEVICE_SOCIAL_MEDIA = "PHONE_DEVICE_SOCIAL_MEDIA", "Phone, device or social media"
    PHOTO_CCTV_AUDIO = "PHOTO_CCTV_AUDIO", "Photo, CCTV or sound", "X"
    FAMILY_AND_RESPONSIBILITY = "FAMILY_AND_RESPONSIBILITY", "Family and parental responsibility"
    CONTACT_ARRANGEMENTS = "CONTACT_ARRANGEMENTS", "Contact arrangements and orders", "X"
    LEGAL_STATUS = "LEGAL_STATUS", "Legal status"
    EDUCATION = "EDUCATION", "Education"
    SEND_EHC = "SEND_EHC", "Special educational needs or EHC plan", "S"
    PHYSICAL_HEALTH = "PHYSICAL_HEALTH", "Physical health", "S"
    MENTAL_HEALTH = "MENTAL_HEALTH", "Mental health", "S"
    SEXUAL_HEALTH = "SEXUAL_HEALTH", "Sexual health", "SX"
    SUBSTANCE_USE = "SUBSTANCE_USE", "Drug or alcohol use", "S"
    DISABILITY = "DISABILITY", "Disability", "S"
    ETHNICITY = "ETHNICITY", "Ethnicity", "S"
    RELIGION = "RELIGION", "Religion or belief", "S"
    SEXUALITY = "SEXUALITY", "Sexuality", "S"
    GENDER_IDENTITY = "GENDER_IDENTITY", "Gender identity", "SX"
    IMMIGRATION = "IMMIGRATION", "Immigration", "X"
    BEHAVIOUR = "BEHAVIOUR", "Behaviour"
    INCIDENTS_RESTRAINT = "INCIDENTS_RESTRAINT", "Incidents or restraint"
    MISSING_EPISODES = "MISSING_EPISODES", "Missing episodes"
    EXPLOITATION_INTELLIGENCE = "EXPLOITATION_INTELLIGENCE", "Signs of exploitation", "CX"
    VICTIM_OF_OFFENCE = "VICTIM_OF_OFFENCE", "Being the victim of a crime or abuse", "S"
    SUSPECTED_OFFENCE = "SUSPECTED_OFFENCE", "A suspected or alleged offence", "C"
    CONVICTIONS_YOUTH_JUSTICE = "CONVICTIONS_YOUTH_JUSTICE", "Convictions or youth justice", "C"
    COURT_PAPERS = "COURT_PAPERS", "Court papers", "X"
    ADOPTION_HISTORY = "ADOPTION_HISTORY", "Adoption history", "X"
    FINANCES = "FINANCES", "Money"
    WISHES_AND_FEELINGS = "WISHES_AND_FEELINGS", "Wishes and feelings"
    LIFE_STORY = "LIFE_STORY", "Life story"
    THIRD_PARTY_CHILD = "THIRD_PARTY_CHILD", "Another child", "X"
    THIRD_PARTY_ADULT = "THIRD_PARTY_ADULT", "Another adult"
    STAFF = "STAFF", "A member of staff"
    SOURCE_IDENTITY = "SOURCE_IDENTITY", "Who told us", "X"


class Provenance(Term):
    FACT_WITNESSED = "FACT_WITNESSED", "Staff saw or heard it"
    FACT_DOCUMENT = "FACT_DOCUMENT", "It is in a document"
    CHILD_SAID = "CHILD_SAID", "The child said it"
    REPORTED_BY_OTHER = "REPORTED_BY_OTHER", "Somebody else told us"
    PROFESSIONAL_OPINION = "PROFESSIONAL_OPINION", "A professional's opinion"
    STAFF_VIEW = "STAFF_VIEW", "Our own view"
    UNVERIFIED_INTELLIGENCE = "UNVERIFIED_INTELLIGENCE", "Not confirmed"


class LessIntrusive(Term):
    NONE_WOULD_DO = "NONE_WOULD_DO", "No, less would not do"
    LESS_CHOSEN = "LESS_CHOSEN", "Yes, and I have cut it down to that"
    NOT_NAMED = "NOT_NAMED", "Yes, without naming the child, and that is what I will do"
    NOT_CONSIDERED = "NOT_CONSIDERED", "I have not thought about it"


# Lawful reasons


class Basis(Term):
    A6_1_A = "A6_1_A", "Consent"
    A6_1_B = "A6_1_B", "Contract"
    A6_1_C = "A6_1_C", "Legal obligation"
    A6_1_D = "A6_1_D", "Vital interests"
    A6_1_E = "A6_1_E", "Public task"
    A6_1_EA = "A6_1_EA", "Recognised legitimate interest"
    A6_1_F = "A6_1_F", "Legitimate interests"


class RecognisedInterest(Term):
    """Annex 1 conditions for a recognised legitimate interest."""

    RLI_PUBLIC_TASK_REQUEST = "RLI_PUBLIC_TASK_REQUEST", "A body asks for its public task"
    RLI_SECURITY = "RLI_SECURITY", "National or public security"
    RLI_EMERGENCY = "RLI_EMERGENCY", "A large-scale civil emergency"
    RLI_CRIME = "RLI_CRIME", "Crime"
    RLI_SAFEGUARDING = "RLI_SAFEGUARDING", "Safeguarding a vulnerable person"


class SpecialCondition(Term):
    """Conditions for special category (Article 9) information."""

    A9_2_A = "A9_2_A", "Explicit consent"
    A9_2_C = "A9_2_C", "Life at risk and the person cannot consent"
    A9_2_F = "A9_2_F", "Legal claims or courts"
    A9_2_G = "A9_2_G", "Substantial public interest (no paragraph chosen)"
    A9_2_H_SCH1_P2 = "A9_2_H_SCH1_P2", "Health or social care"
    A9_2_G_SCH1_P6 = "A9_2_G_SCH1_P6", "Statutory and government purposes"
    A9_2_G_SCH1_P10 = "A9_2_G_SCH1_P10", "Preventing or detecting unlawful acts"
    A9_2_G_SCH1_P11 = "A9_2_G_SCH1_P11", "Protecting the public from dishonesty or malpractice"
    A9_2_G_SCH1_P17 = "A9_2_G_SCH1_P17", "Counselling"
    A9_2_G_SCH1_P18 = "A9_2_G_SCH1_P18", "Safeguarding children and people at risk"
    A9_2_I = "A9_2_I", "Public health"


class OffenceCondition(Term):
    """Conditions for offence (Article 10) information, allegations included."""

    A10_SCH1_P36 = "A10_SCH1_P36", "As for safeguarding or preventing crime (paragraph 36)"
    A10_SCH1_P29 = "A10_SCH1_P29", "Consent"
    A10_SCH1_P30 = "A10_SCH1_P30", "Life at risk and the person cannot consent"
    A10_SCH1_P33 = "A10_SCH1_P33", "Legal claims"
    A10_OFFICIAL = "A10_OFFICIAL", "Under the control of a public authority"


class WithoutConsentReason(Term):
    """Why safeguarding (Schedule 1 paragraph 18) acts without consent."""

    P18_A_CANNOT_GIVE = "P18_A_CANNOT_GIVE", "They cannot give consent"
    P18_B_CANNOT_REASONABLY_OBTAIN = (
        "P18_B_CANNOT_REASONABLY_OBTAIN",
        "We cannot reasonably be expected to get consent",
    )
    P18_C_WOULD_PREJUDICE = "P18_C_WOULD_PREJUDICE", "Asking would put the protection at risk"


class Gateway(Term):
    """Provisions in law that require, allow or explain a share."""

    CA1989_S17 = "CA1989_S17", "Children Act 1989 section 17 (child in need)"
    CA1989_S47 = "CA1989_S47", "Children Act 1989 section 47 (significant harm)"
    CA1989_S20_S31_S22 = "CA1989_S20_S31_S22", "Children Act 1989 duties to children in care"
    CA2004_S10 = "CA2004_S10", "Children Act 2004 section 10 (co-operation)"
    CA2004_S11 = "CA2004_S11", "Children Act 2004 section 11 (safeguarding)"
    CA2004_S16E_F_H = "CA2004_S16E_F_H", "Children Act 2004 section 16H (partners' request)"
    CA2004_S16LA = "CA2004_S16LA", "Children Act 2004 section 16LA (duty to share)"
    CA2004_S16LB = "CA2004_S16LB", "Children Act 2004 section 16LB (consistent identifier)"
    CDA1998_S115 = "CDA1998_S115", "Crime and Disorder Act 1998 section 115"
    EA2002_S175_157 = "EA2002_S175_157", "Education Act 2002 sections 175 and 157"
    SEND_REGS_2014_R17 = "SEND_REGS_2014_R17", "SEND Regulations 2014 regulation 17"
    CHR2015_R40 = "CHR2015_R40", "Children's Homes Regulations 2015 regulation 40"
    CHR2015_R41 = "CHR2015_R41", "Children's Homes Regulations 2015 regulation 41"
    CHR2015_R34 = "CHR2015_R34", "Children's Homes Regulations 2015 regulation 34"
    CSA2000_S31 = "CSA2000_S31", "Care Standards Act 2000 section 31"
    CRIME_POLICING_CSA = "CRIME_POLICING_CSA", "Duty to report child sexual abuse"
    COURT_ORDER = "COURT_ORDER", "Court order or witness summons"
    MSA2015_S52 = "MSA2015_S52", "Modern Slavery Act 2015 section 52"
    COMMON_LAW_PI = "COMMON_LAW_PI", "Overriding public interest"


# The child's part


class Understanding(Term):
    """Does the child understand this decision well enough to make it (Gillick; MCA 2005)?"""

    UNDERSTANDS = "UNDERSTANDS", "Yes, I have talked it through with them"
    DOES_NOT = "DOES_NOT", "No, not well enough for this decision"
    NOT_ASSESSED = "NOT_ASSESSED", "I have not been able to find out"


class View(Term):
    AGREES = "AGREES", "They agree"
    DISAGREES = "DISAGREES", "They do not agree"
    MIXED = "MIXED", "They are unsure, or agree to some of it"
    NOT_ASKED = "NOT_ASKED", "I have not asked"


class Told(Term):
    TOLD = "TOLD", "Yes"
    WILL_TELL = "WILL_TELL", "Not yet, but I will"
    NOT_WOULD_RAISE_RISK = "NOT_WOULD_RAISE_RISK", "No, telling would raise the risk"
    NOT_POSSIBLE = "NOT_POSSIBLE", "No, it is not possible"
    NOT_RIGHT = "NOT_RIGHT", "No, it would not be right"
    NOT_TOLD = "NOT_TOLD", "No"


class ConsentState(Term):
    NOT_SOUGHT = "not_sought", "Not asked for"
    REQUESTED = "requested", "Asked for"
    DEFERRED = "deferred", "They will think about it"
    GIVEN = "given", "Given"
    RENEWED = "renewed", "Given again"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Withdrawn"
    REVOKED = "revoked", "Ended by another party"
    EXPIRED = "expired", "Ran out"
    INVALIDATED = "invalidated", "Found not to be valid"
    UNKNOWN = "unknown", "Not known"


VALID_CONSENT = frozenset({ConsentState.GIVEN, ConsentState.RENEWED})


class ConsentGiver(Term):
    CHILD = "CHILD", "The child"
    PARENT = "PARENT", "Someone with parental responsibility"
    PLACING_AUTHORITY = "PLACING_AUTHORITY", "The placing authority"


# Sending


class TransferMethod(Term):
    """How information travels; never, with a written reason, or allowed."""

    allowed: str

    def __new__(cls, code: str, label: str = "", allowed: str = "") -> Self:
        term = str.__new__(cls, code)
        term._value_ = code
        term.label = label
        term.allowed = allowed
        return term

    TELEPHONE = "TELEPHONE", "Telephone, on a number we hold", "yes"
    SECURE_EMAIL_DCB1596 = "SECURE_EMAIL_DCB1596", "Secure email (health and care standard)", "yes"
    ENCRYPTED_EMAIL = "ENCRYPTED_EMAIL", "Encrypted email", "yes"
    ENCRYPTED_ATTACHMENT = "ENCRYPTED_ATTACHMENT", "Locked attachment, password sent apart", "yes"
    PORTAL_UPLOAD = "PORTAL_UPLOAD", "Secure website (portal)", "yes"
    SECURE_MEETING = "SECURE_MEETING", "Meeting", "yes"
    HAND_DELIVERY = "HAND_DELIVERY", "By hand, sealed", "yes"
    SPOKEN = "SPOKEN", "Spoken, face to face", "yes"
    TRACKED_POST = "TRACKED_POST", "Tracked post", "with reason"
    ENCRYPTED_MEDIA = "ENCRYPTED_MEDIA", "Encrypted disc or stick", "with reason"
    ORDINARY_EMAIL = "ORDINARY_EMAIL", "Ordinary email", "never"
    FAX = "FAX", "Fax", "never"
    PERSONAL_EMAIL = "PERSONAL_EMAIL", "Personal email", "never"
    CONSUMER_MESSAGING = "CONSUMER_MESSAGING", "Messaging app", "never"
    SMS = "SMS", "Text message", "never"
    SOCIAL_MEDIA = "SOCIAL_MEDIA", "Social media", "never"
    PERSONAL_CLOUD = "PERSONAL_CLOUD", "Personal cloud storage", "never"
    UNENCRYPTED_USB = "UNENCRYPTED_USB", "Unlocked USB stick", "never"
    VOICEMAIL = "VOICEMAIL", "Voicemail", "never"
    OTHER_NUMBER = "OTHER_NUMBER", "Telephone, on a number we do not hold", "never"
    OTHER = "OTHER", "Some other way", "never"


# Decision, checks, approval


class Outcome(Term):
    SHARE = "SHARE", "Share"
    SHARE_PART = "SHARE_PART", "Share part"
    NOT_SHARE = "NOT_SHARE", "Do not share"
    ASK_ADVICE = "ASK_ADVICE", "Ask for advice first"
    DECIDE_LATER = "DECIDE_LATER", "Decide later"


SHARING = frozenset({Outcome.SHARE, Outcome.SHARE_PART})
SEALABLE = frozenset({Outcome.SHARE, Outcome.SHARE_PART, Outcome.NOT_SHARE})


class Check(Term):
    NECESSARY = "NECESSARY", "Necessary"
    PROPORTIONATE = "PROPORTIONATE", "Proportionate"
    RELEVANT = "RELEVANT", "Relevant"
    ADEQUATE = "ADEQUATE", "Adequate"
    ACCURATE = "ACCURATE", "Accurate"
    TIMELY = "TIMELY", "Timely"
    SECURE = "SECURE", "Secure"


class CheckAnswer(Term):
    YES = "YES", "Yes"
    NO = "NO", "No"
    NOT_SURE = "NOT_SURE", "Not sure"


class Verdict(Term):
    AGREED = "AGREED", "Agreed"
    NOT_AGREED = "NOT_AGREED", "Not agreed"
    QUESTION = "QUESTION", "Asked a question"
    REVIEWED_AFTERWARDS = "REVIEWED_AFTERWARDS", "Reviewed afterwards"


class ReviewStage(Term):
    FIRST = "FIRST", "First"
    CONFIRMATION = "CONFIRMATION", "Confirmation"
    ESCALATION = "ESCALATION", "Escalation"


class Advice(Term):
    """What the assessment advises; a named person decides."""

    SHARE = "SHARE", "Share"
    SHARE_PART = "SHARE_PART", "Share part of it"
    DO_NOT_SHARE = "DO_NOT_SHARE", "Do not share"
    CHECK_FIRST = "CHECK_FIRST", "Check first"
    ASK_MANAGER = "ASK_MANAGER", "Ask the manager"


class Effect(IntEnum):
    """What a finding does, weakest first; the strongest one leads."""

    INFO = 1
    WARN = 2
    NOTIFY = 3
    REASON = 4
    APPROVE = 5
    BLOCK = 6


class EmergencyEffect(Term):
    SUPPRESSED = "SUPPRESSED", "Not shown in an emergency"
    REVIEW = "REVIEW", "Goes ahead, reviewed afterwards"
    TASK = "TASK", "Goes ahead, becomes a follow-up"
    APPROVE = "APPROVE", "Needs the manager even in an emergency"
    BLOCK = "BLOCK", "Stops even in an emergency"
    SAME = "SAME", "As outside an emergency"


class Force(Term):
    LAW = "LAW", "Law"
    GUIDANCE = "GUIDANCE", "Guidance"
    CHOICE = "CHOICE", "This product's choice"


class Sureness(Term):
    SOURCED = "SOURCED", "Checked against its source"
    UNVERIFIED = "UNVERIFIED", "Not yet confirmed by a lawyer"
    CHOICE = "CHOICE", "A choice, not law"


class ReceiptOutcome(Term):
    RECEIVED = "RECEIVED", "They confirm that they have it"
    ACTED = "ACTED", "They told us what they did"
    NOT_RECEIVED = "NOT_RECEIVED", "They say they do not have it"
    SENT_TO_WRONG_PERSON = "SENT_TO_WRONG_PERSON", "It went to the wrong person"


class AddendumKind(Term):
    CORRECTION = "CORRECTION", "Something was wrong"
    ADDITION = "ADDITION", "Something was missing"
    CHILD_VIEW = "CHILD_VIEW", "The child wants to add something"
    TOLD = "TOLD", "Somebody has now been told"
    CONFIRMED_IN_WRITING = "CONFIRMED_IN_WRITING", "What was said is now confirmed in writing"
    ALLEGATION_REVIEWED = "ALLEGATION_REVIEWED", "An allegation was looked at again"
    BREACH_CHECKED = "BREACH_CHECKED", "We checked whether this was a data breach"
    ARRANGEMENT_ENDED = "ARRANGEMENT_ENDED", "This arrangement has ended"
    ESCALATED = "ESCALATED", "The author asked the responsible individual to decide"
    REFILED = "REFILED", "This was filed under the wrong child"


class BreachOutcome(Term):
    """What came of checking whether what was shared was a personal data breach (Article 33)."""

    NOT_A_BREACH = "NOT_A_BREACH", "It was not a data breach"
    LOW_RISK = "LOW_RISK", "A data breach, with little risk to anybody"
    REPORTED = "REPORTED", "A data breach, reported to the ICO"
    PEOPLE_TOLD = "PEOPLE_TOLD", "A data breach, reported to the ICO, and the people were told"


# Those that a person chooses from a list; the others come of an act that has its own page.
WRITTEN_ADDENDA = (
    AddendumKind.CORRECTION,
    AddendumKind.ADDITION,
    AddendumKind.CHILD_VIEW,
    AddendumKind.TOLD,
    AddendumKind.CONFIRMED_IN_WRITING,
    AddendumKind.ALLEGATION_REVIEWED,
)
