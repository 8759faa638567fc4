"""Rules whose time goes on after a record is signed, and the follow-up that asks for them.

An assessment says what holds on one day. What must be done later is asked from the records as
they stand, until it is done; each of these functions asks for the rule that it stands beside.
"""

from __future__ import annotations

from collections.abc import Mapping

FOLLOWED_UP_BY: Mapping[str, tuple[str, ...]] = {
    "A01": (
        "decisions.followups.urgent.urgent_to_complete",
        "decisions.followups.urgent.shares_to_review",
    ),
    "A03": ("decisions.followups.answers.refusals_not_agreed",),
    "A06": (
        "decisions.followups.advice.advice_to_give",
        "decisions.followups.advice.advice_to_give_oneself",
    ),
    "A08": ("decisions.followups.reports.sexual_abuse_to_report",),
    "A09": ("decisions.followups.reports.sexual_abuse_to_report",),
    "A10": ("decisions.followups.notices.notices_to_give",),
    "A11": (
        "decisions.followups.people.designated_officer_to_tell",
        "decisions.followups.notices.notices_to_give",
    ),
    "A12": ("decisions.followups.reports.first_responders_to_tell",),
    "A13": ("decisions.followups.reports.missing_to_report",),
    "A14": ("decisions.followups.returns.return_talks_to_ask_for",),
    "B19": (
        "decisions.followups.answers.approvals_that_wait",
        "decisions.followups.drafts.requests_to_answer",
    ),
    "D16": ("decisions.followups.recipients.recipients_to_tell",),
    "F01": ("decisions.followups.sharing.agreed_to_share",),
    "F05": ("decisions.followups.people.allegations_to_review",),
    "F10": ("decisions.followups.sharing.arrangements_to_review",),
    "G02": ("decisions.followups.people.people_to_tell",),
    "H07": ("decisions.followups.recipients.to_confirm_in_writing",),
    "H08": ("decisions.followups.recipients.silent_recipients",),
    "H09": ("decisions.followups.breaches.breaches_to_check",),
    "I05": (
        "decisions.followups.answers.approvals_that_wait",
        "decisions.followups.answers.calls_to_confirm",
        "decisions.followups.answers.questions_to_answer",
    ),
    "I07": ("decisions.followups.answers.disagreements_to_decide",),
    "I10": ("decisions.followups.drafts.drafts_put_off",),
    "J02": (
        "decisions.followups.recipients.recipients_of_the_wrong_name",
        "decisions.followups.drafts.drafts_to_file_again",
    ),
    "J12": ("decisions.followups.notices.deaths_to_give_notice_of",),
}
