"""Urgent shares: said at once, written in full afterwards, looked at by a manager."""

from __future__ import annotations

from decisions.policy.terms import (
    AddendumKind,
    Contact,
    Harm,
    PersonAtRisk,
    PersonKind,
    PersonPart,
    Proof,
    Purpose,
    Severity,
    Start,
    Told,
    TransferMethod,
    Understanding,
    View,
)
from infoshare.demo.telling import (
    LIFE_AT_RISK,
    PAPER,
    SAFEGUARDING,
    SAID,
    SEEN,
    Added,
    Case,
    Completed,
    Info,
    Other,
    Shared,
    acted,
    goes,
    looked_at_afterwards,
    received,
    with_offence,
    with_safeguarding,
)
from infoshare.demo.timeline import ago, days, hours, minutes, week

CASES = (
    Case(
        name="Kit has taken tablets",
        at=week(51, "Sat", "23:20"),
        start=Start.URGENT,
        child="kit",
        by="callum",
        took=minutes(2),
        heard=minutes(12),
        who="ambulance",
        contact=Contact.RANG_999,
        asked_for=(
            "A boy of fourteen has taken about ten paracetamol at a quarter past ten. Awake, "
            "talking. Allergic to penicillin."
        ),
        because="He told me himself and I saw the empty strip.",
        then=(
            acted(hours(1), "callum", "Crew took him in; Asha went with him. Blood test at two."),
            Completed(
                hours(61),
                "callum",
                Case(
                    name="Kit has taken tablets, in full",
                    start=Start.OWN_INITIATIVE,
                    child="kit",
                    by="callum",
                    heard=hours(61),
                    who="ambulance",
                    position="Ambulance control",
                    purpose=Purpose.HEALTH_CARE,
                    what_for="To get him to hospital and to tell the crew what he took.",
                    severity=Severity.IMMEDIATE,
                    harms=(Harm.SELF_HARM_SUICIDE,),
                    at_risk=(PersonAtRisk.THIS_CHILD,),
                    analysis="Ten tablets after a call from his father. He came to tell us.",
                    items=(
                        goes(Info.PHYSICAL_HEALTH, "About ten paracetamol at 22:15.", SAID),
                        goes(Info.PHYSICAL_HEALTH, "Allergic to penicillin.", PAPER),
                    ),
                    if_shared="None.",
                    if_not_shared="He could have died.",
                    basis=with_safeguarding(LIFE_AT_RISK),
                    said="“I didn't want to die. I wanted it to stop.”",
                    method=TransferMethod.TELEPHONE,
                    because="His life was in danger and the crew needed to know what he took.",
                    explain={
                        "I13": "I was with Kit in hospital all night and off for two days. "
                        "I should have handed the form to Ben."
                    },
                    then=(
                        Shared(
                            minutes(5), "callum", words="As said to 999 on the night.", earlier=True
                        ),
                        received(hours(1), "callum", "The hospital had it all from the crew."),
                    ),
                ),
            ),
            looked_at_afterwards(
                hours(63),
                "maya",
                "Quick and right. The full form came late: next time hand it over, please.",
            ),
        ),
    ),
    Case(
        name="Poppy does not come round",
        at=week(44, "Sun", "03:40"),
        start=Start.URGENT,
        child="poppy",
        by="noor",
        took=minutes(1),
        heard=minutes(5),
        who="ambulance",
        contact=Contact.RANG_999,
        asked_for=(
            "Girl of nine, epilepsy, seizure of six minutes and not stopping. Rescue medicine "
            "given at four minutes. Address and gate code."
        ),
        because="Longer than her plan allows.",
        then=(
            acted(minutes(45), "noor", "It stopped as the crew came in. Kept overnight, home now."),
            Completed(
                hours(11),
                "noor",
                Case(
                    name="Poppy does not come round, in full",
                    start=Start.OWN_INITIATIVE,
                    child="poppy",
                    by="noor",
                    heard=hours(11.5),
                    who="ambulance",
                    position="Ambulance control",
                    purpose=Purpose.HEALTH_CARE,
                    what_for="To get a crew, and to tell them what she had been given.",
                    severity=Severity.WELFARE,
                    analysis="No harm by anybody: a long seizure, handled by her plan.",
                    items=(
                        goes(Info.PHYSICAL_HEALTH, "Seizure from 03:34, medicine at 03:38.", SEEN),
                        goes(Info.PLACEMENT_ADDRESS, "Our address and the gate code.", PAPER),
                    ),
                    if_shared="None.",
                    if_not_shared="A crew without these two facts loses minutes.",
                    basis=with_safeguarding(LIFE_AT_RISK),
                    understands=Understanding.DOES_NOT,
                    view=View.NOT_ASKED,
                    said="Next day: “Did the blue lights come for me?”",
                    method=TransferMethod.TELEPHONE,
                    because="Her plan says five minutes, then 999.",
                    then=(
                        Shared(minutes(3), "noor", words="As said to 999.", earlier=True),
                        received(hours(2), "noor", "The ward has both in her notes."),
                    ),
                ),
            ),
            looked_at_afterwards(hours(30), "huw", "By the book, at half past three at night."),
        ),
    ),
    Case(
        name="Jodie is missing",
        at=week(27, "Thu", "23:50"),
        start=Start.URGENT,
        child="jodie",
        by="asha",
        took=minutes(3),
        heard=minutes(20),
        who="police",
        contact=Contact.RANG_999,
        asked_for=(
            "Missing since nine, sixteen, red coat, may be with a man of thirty who drives a grey "
            "car. High risk: exploitation. Part of the plate as in E/3418."
        ),
        because="Two hours late, telephone off, and the grey car was here yesterday.",
        told_by="",
        then=(
            acted(hours(5), "asha", "Found at the services. Home at five, cold and hungry."),
            Completed(
                hours(15),
                "asha",
                Case(
                    name="Jodie is missing, in full",
                    start=Start.OWN_INITIATIVE,
                    child="jodie",
                    by="asha",
                    heard=hours(15.5),
                    who="police",
                    position="Force control room",
                    purpose=Purpose.PROTECT_FROM_HARM,
                    what_for="To find her quickly and to say why it could not wait.",
                    severity=Severity.IMMEDIATE,
                    harms=(Harm.MISSING, Harm.CSE),
                    at_risk=(PersonAtRisk.THIS_CHILD,),
                    analysis="Known risk of exploitation, first night away since the warning.",
                    items=(
                        goes(Info.MISSING_EPISODES, "Left at 19:00, due at 21:30.", SEEN),
                        goes(Info.EXPLOITATION_INTELLIGENCE, "The grey car, yesterday.", SEEN),
                        goes(Info.PHOTO_CCTV_AUDIO, "Photograph from her missing plan.", PAPER),
                    ),
                    if_shared="She is angry that her photograph went round.",
                    if_not_shared="She could have been far away by morning.",
                    basis=with_offence(SAFEGUARDING),
                    view=View.DISAGREES,
                    said="“I was fine. ... No, I wasn't.”",
                    parents_told=Told.TOLD,
                    method=TransferMethod.TELEPHONE,
                    because="High risk by her plan; the police needed the car and the photograph.",
                    then=(
                        Shared(
                            minutes(5),
                            "asha",
                            words="As said to 999; the photograph went by their portal.",
                            earlier=True,
                        ),
                        received(days(1), "ben", "Return interview offered for tomorrow."),
                    ),
                ),
            ),
            looked_at_afterwards(
                hours(34), "maya", "Right call and clear words. Ofsted told this morning."
            ),
        ),
    ),
    Case(
        name="Reuben tells at night",
        at=week(18, "Mon", "22:40"),
        start=Start.URGENT,
        child="reuben",
        by="asha",
        took=minutes(2),
        heard=minutes(15),
        who="night_team",
        person="Duty social worker",
        contact=Contact.RANG_HELD_NUMBER,
        asked_for=(
            "Reuben told me that his stepfather touched him, more than once, before he came. "
            "His small sister still lives there tonight."
        ),
        because="He told me just now, and another child is in that house.",
        then=(
            acted(hours(2), "asha", "Officers and a social worker went. His sister is safe."),
            Completed(
                hours(14),
                "asha",
                Case(
                    name="Reuben tells at night, in full",
                    start=Start.OWN_INITIATIVE,
                    child="reuben",
                    by="asha",
                    heard=hours(14.5),
                    who="night_team",
                    position="Duty social worker",
                    purpose=Purpose.PROTECT_FROM_HARM,
                    what_for="To protect his sister tonight and to start an enquiry.",
                    severity=Severity.SIGNIFICANT,
                    harms=(Harm.SEXUAL,),
                    at_risk=(PersonAtRisk.THIS_CHILD, PersonAtRisk.ANOTHER_CHILD),
                    analysis="He spoke first and I asked nothing but “go on”. I believe him.",
                    items=(
                        goes(
                            Info.VICTIM_OF_OFFENCE,
                            "His words, written down at 22:35.",
                            SAID,
                            confided=True,
                        ),
                        goes(Info.SUSPECTED_OFFENCE, "Names his stepfather, L.C.", SAID),
                        goes(Info.THIRD_PARTY_CHILD, "A sister of four in the same house.", SAID),
                    ),
                    people=(
                        Other(PersonKind.CHILD, "Efua, his sister", PersonPart.MAY_BE_HARMED),
                        Other(
                            PersonKind.ADULT,
                            "L.C., his stepfather",
                            PersonPart.MAY_POSE_RISK,
                            Proof.UNPROVEN,
                            look_again=90,
                        ),
                    ),
                    if_shared="He fears that his mother will not believe him.",
                    if_not_shared="His sister would spend another night there.",
                    basis=with_offence(with_safeguarding(SAFEGUARDING)),
                    view=View.MIXED,
                    said="“You have to tell, don't you? Then tell them about Efua first.”",
                    parents_told=Told.NOT_WOULD_RAISE_RISK,
                    why_not="The social worker will speak to his mother alone first.",
                    method=TransferMethod.TELEPHONE,
                    because="A child told of abuse and another child was in danger.",
                    then=(
                        Shared(
                            minutes(10),
                            "asha",
                            words="By telephone in the night, his words in writing since.",
                            earlier=True,
                        ),
                        acted(days(3), "ben", "Enquiry opened. Interview planned with care."),
                        Added(
                            days(91),
                            "maya",
                            AddendumKind.ALLEGATION_REVIEWED,
                            "He is charged. The court has not decided yet, so it is not proven.",
                            "The day to look at it again had come.",
                        ),
                    ),
                ),
            ),
            looked_at_afterwards(
                hours(16),
                "maya",
                "Within a minute of hearing it. You listened and did not lead him. Thank you.",
            ),
        ),
    ),
    Case(
        name="a knife at the gate",
        at=ago(days=1, hours=20),
        start=Start.URGENT,
        child="tyrell",
        by="bryn",
        took=minutes(1),
        heard=minutes(4),
        who="police",
        contact=Contact.RANG_999,
        asked_for=(
            "Two men at our gate, one shows a knife and shouts for Tyrell. Everybody is inside. "
            "Address, gate, and that he is seventeen."
        ),
        because="I can see the knife from the window.",
        then=(
            acted(hours(1), "bryn", "Two cars came in six minutes. One man arrested."),
            Completed(
                hours(17),
                "bryn",
                Case(
                    name="a knife at the gate, in full",
                    start=Start.OWN_INITIATIVE,
                    child="tyrell",
                    by="bryn",
                    heard=hours(17.2),
                    who="police",
                    position="Force control room",
                    purpose=Purpose.PROTECT_FROM_HARM,
                    what_for="To have the police here at once.",
                    severity=Severity.IMMEDIATE,
                    harms=(Harm.CCE, Harm.GANGS_SERIOUS_VIOLENCE),
                    at_risk=(PersonAtRisk.THIS_CHILD, PersonAtRisk.OTHER_ADULT),
                    analysis="The same two men as eight weeks ago. The debt is not paid.",
                    items=(
                        goes(Info.PLACEMENT_ADDRESS, "Address and gate.", SEEN),
                        goes(Info.SUSPECTED_OFFENCE, "A man with a knife; his jacket.", SEEN),
                    ),
                    if_shared="The men now know for sure that he lives here.",
                    if_not_shared="Somebody could have been stabbed.",
                    basis=with_offence(SAFEGUARDING),
                    said="“I'm not going out. Is my mum OK?”",
                    parents_told=Told.TOLD,
                    method=TransferMethod.TELEPHONE,
                    because="A weapon at the gate and children in the house.",
                    then=(
                        Shared(minutes(4), "bryn", words="As said to 999.", earlier=True),
                        received(hours(3), "bryn", "Control read it back: incident WX/4471."),
                    ),
                ),
            ),
        ),
    ),
    Case(
        name="Ellis cannot get his breath",
        at=ago(hours=5, minutes=10),
        start=Start.URGENT,
        child="ellis",
        by="callum",
        took=minutes(1),
        heard=minutes(6),
        who="ambulance",
        contact=Contact.RANG_999,
        asked_for=(
            "Boy of eleven, asthma, ten puffs of the blue inhaler and still fighting for breath. "
            "Lips pale. Address."
        ),
        because="Ten puffs have not helped, as his plan says.",
        told_by="Ben Castell, who was with him",
        then=(
            received(minutes(40), "callum", "Crew gave oxygen and took him to Wexmoor General."),
        ),
    ),
)
