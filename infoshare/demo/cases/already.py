"""What had already been shared when it was written down."""

from __future__ import annotations

from typing import Any

from decisions.policy.answers import LawfulReason
from decisions.policy.terms import (
    AgencyType,
    BreachOutcome,
    Purpose,
    ReceiptOutcome,
    Start,
    TransferMethod,
    Verdict,
)
from infoshare.demo.following import BreachChecked
from infoshare.demo.telling import (
    PAPER,
    SAFEGUARDING,
    Case,
    Info,
    Received,
    Reviewed,
    acted,
    goes,
    received,
    with_care,
)
from infoshare.demo.timeline import ago, days, hours, minutes, week

# The one page that is asked, and no more.
_NOTHING_WEIGHED: dict[str, Any] = {
    "severity": None,
    "less": None,
    "basis": LawfulReason(),
    "understands": None,
    "view": None,
    "told": None,
}

CASES = (
    Case(
        name="Asha told the walk-in nurse about Kit's allergy",
        at=week(8, "Sat", "14:10"),
        child="kit",
        by="asha",
        start=Start.ALREADY_SHARED,
        took=minutes(4),
        heard=minutes(50),
        who="hospital",
        person="Nurse Abbott",
        position="Nurse",
        method=TransferMethod.SPOKEN,
        asked_for="That he is allergic to penicillin, and what happened the last time.",
        because="She was about to write a prescription.",
        astray=False,
        purpose=Purpose.HEALTH_CARE,
        what_for="So that he was not given what would hurt him.",
        items=(goes(Info.PHYSICAL_HEALTH, "Penicillin allergy.", PAPER),),
        if_shared="None.",
        if_not_shared="A reaction.",
        basis=with_care(SAFEGUARDING),
        said="“I was about to say it myself.”",
        then=(acted(minutes(10), "asha", "It is on his notes there now, in red."),),
    ),
    Case(
        name="a word too many to a football coach",
        at=week(7, "Fri", "18:30"),
        child="lark",
        by="bryn",
        start=Start.ALREADY_SHARED,
        took=minutes(5),
        heard=hours(1.5),
        kind=AgencyType.VOLUNTARY_SECTOR,
        body="Kestrel Girls",
        person="Sandie Poole",
        position="Coach",
        method=TransferMethod.CONSUMER_MESSAGING,
        asked_for="That Lark is in care, and that her sister lives in Larkford.",
        because="She asked why Lark was late, and I wrote more than I needed to.",
        astray=True,
        **_NOTHING_WEIGHED,
        then=(
            Reviewed(
                hours(15),
                "huw",
                Verdict.REVIEWED_AFTERWARDS,
                "Thank you for saying so at once. I have spoken to Sandie, and we have told Lark.",
            ),
            BreachChecked(
                hours(16),
                "huw",
                BreachOutcome.LOW_RISK,
                "One person who knows Lark learned two things. She has deleted the message and "
                "told nobody. Lark knows, and is not worried.",
            ),
            received(days(1), "huw", "She wrote to say that it is deleted."),
        ),
    ),
    Case(
        name="an email about Ellis that went astray",
        at=ago(hours=20),
        child="ellis",
        by="callum",
        start=Start.ALREADY_SHARED,
        took=minutes(6),
        heard=hours(2),
        kind=AgencyType.SCHOOL,
        body="Saltery Lane Infants",
        position="Office",
        method=TransferMethod.ORDINARY_EMAIL,
        asked_for="His asthma plan, meant for Saltery Lane Primary.",
        because="The address filled itself in and I did not look.",
        told_by="Tamsin Reid, who helped out that day",
        astray=True,
        **_NOTHING_WEIGHED,
        then=(
            Received(
                hours(1),
                "callum",
                ReceiptOutcome.SENT_TO_WRONG_PERSON,
                "They had it by mistake, have deleted it, and wrote to say so.",
            ),
        ),
    ),
    Case(
        name="a neighbour saw Dawit's letter",
        at=ago(hours=30),
        child="dawit",
        by="noor",
        start=Start.ALREADY_SHARED,
        took=minutes(4),
        heard=hours(3),
        kind=AgencyType.OTHER,
        body="Number 14, next door",
        method=TransferMethod.OTHER,
        asked_for="A letter from his solicitor, put through the wrong door.",
        because="The post brought it there. They gave it to me, opened.",
        astray=True,
        **_NOTHING_WEIGHED,
    ),
)
