"""Harm: what it is, how grave, and who has a part in it."""

from __future__ import annotations

from decisions.policy.terms.term import Term


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
# Of these somebody outside the home always hears: a rule names whom.
TO_BE_HEARD_OF = CHILD_SEXUAL_ABUSE | {
    Harm.TRAFFICKING_MODERN_SLAVERY,
    Harm.MISSING,
    Harm.STAFF_ALLEGATION,
}


class NotifiableEvent(Term):
    """A serious event of which a home gives notice (Children's Homes Regulations 2015, reg 40)."""

    R40_DEATH = "R40_DEATH", "A child has died"
    R40_STAFF_DBS_REFERRAL = "R40_STAFF_DBS_REFERRAL", "Somebody was referred to the DBS"
    R40_CSE = "R40_CSE", "Sexual exploitation of a child, or a suspicion of it"
    R40_POLICE_SERIOUS = "R40_POLICE_SERIOUS", "A serious incident that needs the police"
    R40_ABUSE_ALLEGATION = "R40_ABUSE_ALLEGATION", "An allegation against the home or its staff"
    R40_CP_ENQUIRY = "R40_CP_ENQUIRY", "A child protection enquiry began or ended"
    R40_OTHER_SERIOUS = "R40_OTHER_SERIOUS", "Another serious event"


class PersonAtRisk(Term):
    THIS_CHILD = "THIS_CHILD", "This child"
    ANOTHER_CHILD = "ANOTHER_CHILD", "Another child"
    ADULT_AT_RISK = "ADULT_AT_RISK", "An adult who cannot protect themselves because of care needs"
    OTHER_ADULT = "OTHER_ADULT", "Another adult"
    NOBODY = "NOBODY", "Nobody"


OTHERS_AT_RISK = frozenset(PersonAtRisk) - {PersonAtRisk.THIS_CHILD, PersonAtRisk.NOBODY}


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
