"""Where a manager did not agree and the author asked the responsible individual."""

from __future__ import annotations

from decisions.policy.terms import (
    Harm,
    PersonAtRisk,
    Purpose,
    Severity,
    Start,
    TransferMethod,
    Verdict,
    View,
)
from infoshare.demo.following import TakenHigher, last_word
from infoshare.demo.telling import (
    OWN_INTEREST,
    SAID,
    SEEN,
    Case,
    Info,
    Shared,
    acted,
    goes,
    not_agreed,
)
from infoshare.demo.timeline import ago, days, hours, week

CASES = (
    Case(
        name="school should know that Kit is alone at lunch",
        at=week(5, "Thu", "15:10"),
        child="kit",
        by="asha",
        start=Start.OWN_INITIATIVE,
        who="hollin_bank",
        person="Fran Osgood",
        position="Designated safeguarding lead",
        purpose=Purpose.PROTECT_FROM_HARM,
        what_for="So that somebody sits with him before it gets worse.",
        severity=Severity.CONCERN,
        harms=(Harm.BULLYING_HATE,),
        at_risk=(PersonAtRisk.THIS_CHILD,),
        analysis="Three days of lunch in the toilets. He says nothing is wrong.",
        items=(goes(Info.WISHES_AND_FEELINGS, "He eats alone, and where.", SEEN),),
        if_shared="He may feel watched, and stop telling us.",
        if_not_shared="He goes on hiding at lunch.",
        basis=OWN_INTEREST,
        view=View.DISAGREES,
        said="“Leave it. I can handle it.”",
        method=TransferMethod.TELEPHONE,
        because="He is being pushed out. Fran can change where he sits without a word to him.",
        explain={"D12": "He asked me not to. I think that it will get worse if nobody acts."},
        then=(
            not_agreed(
                hours(2),
                "maya",
                "He asked us not to, and it is not yet harm. Give him until Monday to say it "
                "himself. Look again then.",
            ),
            TakenHigher(hours(3), "asha"),
            last_word(
                hours(20),
                "ruth",
                Verdict.AGREED,
                "You both have a point. Three days is long for a boy of fifteen. Tell Fran, say "
                "nothing to the class, and tell Kit that you did.",
            ),
            Shared(hours(22), "asha", words="To Fran alone. Told Kit at tea."),
            acted(days(6), "asha", "He has lunch in the art room now, with two others."),
        ),
    ),
    Case(
        name="should the choir know why Summer cries?",
        at=ago(hours=8, minutes=30),
        child="summer",
        by="bryn",
        start=Start.OWN_INITIATIVE,
        who="choir",
        position="Choir leader",
        purpose=Purpose.ACTIVITY,
        what_for="So that they let her sit out the song about mothers.",
        severity=Severity.CONCERN,
        harms=(Harm.EMOTIONAL,),
        at_risk=(PersonAtRisk.THIS_CHILD,),
        analysis="She cried after the last two practices. The song is the reason.",
        items=(goes(Info.WISHES_AND_FEELINGS, "She would rather not sing that song.", SAID),),
        if_shared="People there begin to ask about her mother.",
        if_not_shared="She gives up the choir.",
        basis=OWN_INTEREST,
        view=View.DISAGREES,
        said="“Don't tell them anything. I'll just not go.”",
        method=TransferMethod.TELEPHONE,
        because="She loves the choir. One sentence would keep her there.",
        explain={"D12": "She would rather stop than be asked. I would rather that she sings."},
        then=(
            not_agreed(
                hours(2),
                "grace",
                "She said no. Ask her whether she would tell them herself, with you beside her.",
            ),
            TakenHigher(hours(3), "bryn"),
        ),
    ),
)
