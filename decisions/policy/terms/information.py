"""What is known, where it comes from, and how it travels."""

from __future__ import annotations

from typing import Self

from decisions.policy.terms.term import Term


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
