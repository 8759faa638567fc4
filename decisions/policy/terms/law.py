"""Lawful bases, their conditions, and the provisions that require or allow a share."""

from __future__ import annotations

from decisions.policy.terms.term import Term


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


class CompatiblePurpose(Term):
    """Annex 2: new purposes that the law treats as going together with the first one."""

    ANNEX2_SAFEGUARDING = "ANNEX2_SAFEGUARDING", "Safeguarding a vulnerable person"
    ANNEX2_CRIME = "ANNEX2_CRIME", "Crime"
    ANNEX2_VITAL_INTERESTS = "ANNEX2_VITAL_INTERESTS", "Vital interests"
    ANNEX2_LEGAL_OBLIGATION = "ANNEX2_LEGAL_OBLIGATION", "Legal obligation"
    ANNEX2_PUBLIC_TASK_REQUEST = "ANNEX2_PUBLIC_TASK_REQUEST", "A body asks for its public task"
    ANNEX2_PUBLIC_SECURITY = "ANNEX2_PUBLIC_SECURITY", "Public security"
    ANNEX2_EMERGENCY = "ANNEX2_EMERGENCY", "A large-scale civil emergency"


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
