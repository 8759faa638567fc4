"""Bodies and persons that ask or are told, and what the law makes of them."""

from __future__ import annotations

from decisions.policy.terms.term import Term


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
# The council in whose area the home stands, at each of its doors.
AREA_AUTHORITY = CHILDRENS_SOCIAL_CARE - {AgencyType.LA_PLACING}
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
# The statutory safeguarding partners: council, police and integrated care board.
SAFEGUARDING_PARTNERS = CHILDRENS_SOCIAL_CARE | POLICE | {AgencyType.ICB}
# Bodies of section 11 of the Children Act 2004, and those who work for them under arrangements:
# the list of section 16LA. Schools and colleges join it once regulations name them.
SAFEGUARDING_DUTY_BODIES = SAFEGUARDING_PARTNERS | {
    AgencyType.LADO,
    AgencyType.ADULT_SOCIAL_CARE,
    AgencyType.IRO,
    AgencyType.VIRTUAL_SCHOOL,
    AgencyType.YOUTH_JUSTICE,
    AgencyType.PROBATION,
    AgencyType.HEALTH_HOSPITAL,
    AgencyType.HEALTH_CAMHS,
    AgencyType.HEALTH_LAC_NURSE,
    AgencyType.AMBULANCE,
    # Commissioned by the council, the health service or the police.
    AgencyType.HEALTH_GP,
    AgencyType.HEALTH_SEXUAL,
    AgencyType.SUBSTANCE_SERVICE,
    AgencyType.SEXUAL_ASSAULT_CENTRE,
    AgencyType.OTHER_CHILDRENS_HOME,
    AgencyType.FOSTER_OR_SUPPORTED,
    AgencyType.ADVOCATE,
}
# Those who may refer a victim of trafficking to the National Referral Mechanism.
FIRST_RESPONDERS = (
    CHILDRENS_SOCIAL_CARE | POLICE | {AgencyType.NRM_FIRST_RESPONDER, AgencyType.IMMIGRATION}
)
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
