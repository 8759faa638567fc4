"""J. Who may see and do what: visitors, inspectors, staff of other homes, and shared accounts."""

from __future__ import annotations

from decisions.policy.answers import Answers
from decisions.policy.circumstances import Circumstances
from decisions.policy.elsewhere import RuleElsewhere
from decisions.policy.facts.consent import those_who_agreed_to_a_visit
from decisions.policy.facts.information import names_the_child
from decisions.policy.facts.recipient import recipient_type
from decisions.policy.rule import Rule
from decisions.policy.terms import (
    Advice,
    AgencyType,
    ConsentGiver,
    Effect,
    EmergencyEffect,
    Force,
    Purpose,
    Sureness,
)

# Without either of them the independent person reads no child's record.
BOTH = frozenset({ConsentGiver.CHILD, ConsentGiver.PLACING_AUTHORITY})


@Rule(
    "J05",
    Effect.BLOCK,
    EmergencyEffect.SUPPRESSED,
    Force.LAW,
    Sureness.SOURCED,
    source="Children's Homes Regulations 2015, regulation 44(2)(b)",
    dated="2015-04",
    says="The independent person may read a child's record only if two people agree.",
    why="The law asks for a yes from the child and one from the placing authority.",
    do="Ask both, and record what they say. "
    "Until then show them the counts and the home's own records.",
    points=Advice.CHECK_FIRST,
)
def visitor_without_both_consents(answers: Answers, circumstances: Circumstances) -> bool:
    visitor = recipient_type(answers, circumstances) is AgencyType.REG44_VISITOR
    reads = answers.was_asked or answers.purpose.code is Purpose.INSPECTION
    record = bool(answers.going) and names_the_child(answers)
    agreed = those_who_agreed_to_a_visit(answers, circumstances)
    return visitor and reads and record and not agreed >= BOTH


# What a visitor opens by themselves, access keeps; what staff show them, J05 above.
OF_ACCESS: tuple[RuleElsewhere, ...] = (
    RuleElsewhere(
        "J05",
        Effect.BLOCK,
        EmergencyEffect.SUPPRESSED,
        Force.LAW,
        Sureness.SOURCED,
        source="Children's Homes Regulations 2015, regulation 44(2)(b)",
        dated="2015-04",
        says="The independent person sees numbers, and a child's record only if two people agree.",
        why="The child and the placing authority must both agree before they read one.",
        do="Record what both say. Until then show the counts and the home's own records.",
        enforced_by=(
            "infoshare.access.permissions.VISITOR_GRANTS",
            "infoshare.access.agreed.children_agreed_at",
            "decisions.inspection.showing.summary",
        ),
    ),
    RuleElsewhere(
        "J06",
        Effect.BLOCK,
        EmergencyEffect.SUPPRESSED,
        Force.LAW,
        Sureness.SOURCED,
        source="Children's Homes Regulations 2015, regulation 44(2)(b)",
        dated="2015-04",
        says="Consent for the independent person has run out, or was taken back.",
        why="They may read a child's record only while both consents stand.",
        do="Ask both again. Until then they see numbers only.",
        enforced_by=(
            "infoshare.access.permissions.VISITOR_GRANTS",
            "infoshare.access.agreed.children_agreed_at",
            "decisions.policy.rules.j_access.visitor_without_both_consents",
        ),
    ),
    RuleElsewhere(
        "J07",
        Effect.BLOCK,
        EmergencyEffect.SUPPRESSED,
        Force.CHOICE,
        Sureness.CHOICE,
        source="A visitor reads and changes nothing",
        dated="2026-11",
        says="An inspector cannot change anything.",
        why="What they inspect must be what the home wrote.",
        do="Write what they say in a record of your own.",
        enforced_by=(
            "infoshare.access.permissions.VISITOR_GRANTS",
            "infoshare.access.requires.requires",
            "infoshare.access.middleware.AccessMiddleware.process_view",
        ),
    ),
    RuleElsewhere(
        "J08",
        Effect.INFO,
        EmergencyEffect.SUPPRESSED,
        Force.LAW,
        Sureness.SOURCED,
        source="Care Standards Act 2000, section 31",
        dated="2002-04",
        says="Ofsted may read a child's health records too.",
        why="The law lets an inspector see them, so nothing stands in the way.",
        do="Let them read. Each page that they open is on record.",
        enforced_by=(
            "infoshare.access.permissions.VISITOR_GRANTS",
            "infoshare.organisation.recording.open_visit",
        ),
        planned="Records hold no files yet.",
    ),
    RuleElsewhere(
        "J09",
        Effect.BLOCK,
        EmergencyEffect.BLOCK,
        Force.LAW,
        Sureness.UNVERIFIED,
        source="UK GDPR Article 32; Caldicott principles, need to know",
        dated="2018-05",
        says="You see the children of your own home, as far as your work needs it.",
        why="A child's story is for those who look after them.",
        do="Ask somebody who works with the child. In danger you can always share urgently.",
        enforced_by=(
            "infoshare.access.scope.homes_where",
            "infoshare.access.scope.reach_of",
            "infoshare.access.requires.requires",
            "infoshare.access.emergency.recording.open_emergency",
        ),
    ),
    RuleElsewhere(
        "J10",
        Effect.APPROVE,
        EmergencyEffect.SUPPRESSED,
        Force.CHOICE,
        Sureness.CHOICE,
        source="UK GDPR Article 32, taking out many records at once",
        dated="2026-11",
        says="Taking out many records at once needs a manager.",
        why="What is lost then is lost for many children.",
        do="Ask your manager. Each copy bears the name of whoever took it.",
        planned="Nothing can be taken out in bulk today. It is to come with its approval.",
    ),
    RuleElsewhere(
        "J16",
        Effect.BLOCK,
        EmergencyEffect.BLOCK,
        Force.LAW,
        Sureness.SOURCED,
        source="Children's Homes Regulations 2015, regulation 36, signed and dated entries",
        dated="2015-04",
        says="Everybody signs in as themselves.",
        why="A record is signed by the one person who wrote it.",
        do="Use your own account, and sign out when you leave the screen.",
        enforced_by=(
            "infoshare.organisation.models.User",
            "decisions.recording.parts.signed",
            "infoshare.organisation.recording.open_visit",
        ),
    ),
)
