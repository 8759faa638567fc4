"""J. The record: nothing is changed, nothing goes too early, and what is wrong is put right."""

from __future__ import annotations

from decisions.policy.answers import Answers
from decisions.policy.circumstances import Circumstances
from decisions.policy.elsewhere import RuleElsewhere
from decisions.policy.facts.basics import has_died
from decisions.policy.rule import EVERY_RECORD, Rule
from decisions.policy.terms import Effect, EmergencyEffect, Force, Sureness


@Rule(
    "J12",
    Effect.INFO,
    EmergencyEffect.SUPPRESSED,
    Force.LAW,
    Sureness.SOURCED,
    source="Children's Homes Regulations 2015, regulations 36 and 40",
    dated="2015-04",
    says="This child has died.",
    why="A record about a child who died under 18 is kept for 15 years from that day.",
    do="Give the notices that the law asks for, to Ofsted and the others on its list. "
    "Go on keeping private what was private.",
    points=None,
    outcomes=EVERY_RECORD,
    follow_up=True,
)
def child_has_died(answers: Answers, circumstances: Circumstances) -> bool:
    return has_died(circumstances)


OF_THE_RECORD: tuple[RuleElsewhere, ...] = (
    RuleElsewhere(
        "J01",
        Effect.BLOCK,
        EmergencyEffect.BLOCK,
        Force.LAW,
        Sureness.SOURCED,
        source="Children's Homes Regulations 2015, regulation 36(1)(c); UK GDPR Article 5(2)",
        dated="2015-04",
        says="A signed record is never changed.",
        why="Whoever reads it later must be able to trust what was written then.",
        do="Add to the record what is new or what was wrong. Both stay.",
        enforced_by=(
            "infoshare.common.append_only.Unchanging.save",
            "infoshare.common.append_only.AppendOnlyQuerySet.update",
            "infoshare.common.triggers.install",
            "decisions.recording.addendum.add",
        ),
    ),
    RuleElsewhere(
        "J02",
        Effect.INFO,
        EmergencyEffect.SUPPRESSED,
        Force.LAW,
        Sureness.SOURCED,
        source="UK GDPR Article 19; ICO toolkit on the right to have data put right",
        dated="2018-05",
        says="Something that was shared has turned out to be wrong.",
        why="Those who have it may act on what is not true.",
        do="Tell everybody who was given it what is right.",
        enforced_by=(
            "decisions.followups.recipients.recipients_of_the_wrong_name",
            "decisions.followups.drafts.drafts_to_file_again",
            "decisions.register.writing.addenda",
        ),
        planned="A task is set where a record was filed under the wrong child. After other "
        "corrections the page says whom to tell, and no task follows yet.",
    ),
    RuleElsewhere(
        "J03",
        Effect.BLOCK,
        EmergencyEffect.BLOCK,
        Force.LAW,
        Sureness.SOURCED,
        source="Children's Homes Regulations 2015, regulation 36(2); national inquiry into child "
        "sexual abuse, keeping of records",
        dated="2015-04",
        says="A record is not destroyed before its time, or while it must be held.",
        why="A child may ask for their story many years later.",
        do="Keep it. It is kept 75 years from birth, or 15 years from death under 18.",
        enforced_by=(
            "infoshare.common.append_only.Unchanging.delete",
            "infoshare.common.append_only.AppendOnlyQuerySet.delete",
            "infoshare.common.triggers.install",
            "children.models.child.Child.keep_until_year",
        ),
        planned="Today nothing can be destroyed at all. A hold on single records is to come.",
    ),
    RuleElsewhere(
        "J04",
        Effect.APPROVE,
        EmergencyEffect.SUPPRESSED,
        Force.LAW,
        Sureness.SOURCED,
        source="UK GDPR Article 5(1)(e)",
        dated="2018-05",
        says="The time for keeping this record is over.",
        why="What is no longer needed is not kept.",
        do="The manager and the data protection officer decide together. "
        "A certificate says what went.",
        planned="Deciding that a record goes, and its certificate, are to come. "
        "Until then every record is kept.",
    ),
    RuleElsewhere(
        "J11",
        Effect.INFO,
        EmergencyEffect.SUPPRESSED,
        Force.LAW,
        Sureness.SOURCED,
        source="Children's Homes Regulations 2015, regulation 36(3) to (6)",
        dated="2015-04",
        says="This home closes, and its records must go to whoever keeps them next.",
        why="A child must be able to find their record after the home has closed.",
        do="Hand every record on, with its history, to the one whom the law names.",
        planned="Handing the records of a home on as one pack is to come.",
    ),
    RuleElsewhere(
        "J13",
        Effect.INFO,
        EmergencyEffect.SUPPRESSED,
        Force.LAW,
        Sureness.SOURCED,
        source="Data Protection Act 2018, section 164A",
        dated="2026-06",
        says="Somebody has complained about how their data was used.",
        why="They have a right to an answer.",
        do="Tell them within 30 days that you have it. Look into it, and tell them the outcome.",
        planned="Complaints and their 30 days are to be kept here later.",
    ),
    RuleElsewhere(
        "J14",
        Effect.INFO,
        EmergencyEffect.SUPPRESSED,
        Force.LAW,
        Sureness.UNVERIFIED,
        source="UK GDPR Article 15",
        dated="2018-05",
        says="Somebody has asked to see this child's record.",
        why="What they asked for must not go while they wait for it.",
        do="Destroy nothing. Go through it for what is about others before they see it.",
        planned="A list of such requests, and covering what is about others, are to come. "
        "Today nothing can be destroyed at all.",
    ),
    RuleElsewhere(
        "J15",
        Effect.NOTIFY,
        EmergencyEffect.SAME,
        Force.CHOICE,
        Sureness.CHOICE,
        source="UK GDPR Article 5(2), being able to show what was done",
        dated="2026-11",
        says="What is stored is not what was signed.",
        why="Somebody, or a fault, has changed it since. It must not be trusted.",
        do="Tell the manager and the data protection officer. Go on recording: nothing is held up.",
        enforced_by=(
            "infoshare.ledger.reading.read_many",
            "decisions.recording.mismatch.calm_when_unsealed",
        ),
        planned="Whoever opens such a record is told. An alert for everybody, which two people "
        "must take note of, is to come.",
    ),
)
