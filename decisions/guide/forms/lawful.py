"""The lawful reasons: what fits comes first, with its why; one tap confirms it."""

from __future__ import annotations

from datetime import date
from typing import Any

from decisions.guide.forms.base import StepForm
from decisions.guide.forms.folds import Fold
from decisions.policy import law
from decisions.policy.answers import Answers
from decisions.policy.assessment import LawfulSuggestion
from decisions.policy.facts.danger import is_referral
from decisions.policy.facts.information import is_personal_data
from decisions.policy.facts.recipient import recipient_type
from decisions.policy.rules.e_condition import PROFESSIONALS
from decisions.policy.terms import (
    Basis,
    Gateway,
    OffenceCondition,
    ProviderType,
    RecognisedInterest,
    SpecialCondition,
    Term,
    WithoutConsentReason,
    choices,
)
from infoshare.common.question_form import ChoiceQuestion, LongTextQuestion, TextQuestion

SAFEGUARDING = SpecialCondition.A9_2_G_SCH1_P18
WEIGHED = Basis.A6_1_F
CARE = SpecialCondition.A9_2_H_SCH1_P2


def code_of(first: Term, second: Term | None) -> str:
    """Two answers as one choice: a basis and its interest, a condition and its reason."""
    return first.value if second is None else f"{first.value}+{second.value}"


def labelled(first: Term, second: Term | None) -> str:
    return first.label if second is None else f"{first.label}: {second.label.lower()}"


class LawfulForm(StepForm):
    reason = ChoiceQuestion(
        "Which lawful reason fits?",
        choices=(),
        missing="Choose a lawful reason. The first one usually fits.",
    )
    gateway = ChoiceQuestion(
        "Is there a law or duty behind it?",
        choices=(),
        dropdown=True,
        coerce=Gateway,
        required=False,
        help_text="Leave this empty if you do not know of one.",
    )
    provision = TextQuestion(
        "If a court order or another law requires it, which one?",
        required=False,
        help_text="Such as the court and the date of the order.",
    )
    special = ChoiceQuestion(
        "Some of it is sensitive. Why may you share that?",
        choices=(),
        missing="Choose why you may share the sensitive information.",
    )
    offence = ChoiceQuestion(
        "Some of it is about crime. Why may you share that?",
        choices=(),
        coerce=OffenceCondition,
        missing="Choose why you may share what is about crime.",
    )
    balance = LongTextQuestion(
        "Why is that fair to the child?",
        rows=3,
        required=False,
        help_text="Say why what you need does not outweigh what is best for the child.",
        missing="Write why it is fair to the child.",
    )
    professional = TextQuestion(
        "Which professional keeps it confidential?",
        required=False,
        help_text="Such as the nurse, the doctor or the social worker who receives it.",
    )

    folds = (
        Fold(
            "If you chose “Legitimate interests”: is it fair to the child?",
            ("balance",),
            asked_by=f"reason={WEIGHED.value}",
            needless=True,
        ),
        Fold(
            "If it is for health or social care: who keeps it confidential?",
            ("professional",),
            asked_by=f"special={CARE.value}",
            needless=True,
        ),
    )

    def prepare(self) -> None:
        going = self.around.answers.going
        if not any(item.category.special for item in going):
            del self.fields["special"], self.fields["professional"]
        if not any(item.category.criminal for item in going):
            del self.fields["offence"]
        circumstances = self.around.prepared.circumstances
        asked = is_personal_data(self.around.answers, circumstances)
        if not asked or is_referral(self.around.answers, circumstances):
            # Not about somebody who lives; and a referral never waits for a legal field.
            for name in self.fields:
                self.fields[name].required = False
        if recipient_type(self.around.answers, circumstances) in PROFESSIONALS:
            # Whoever receives it is bound to keep it.
            self.fields.pop("professional", None)
        self._offer_what_is_in_force(
            self.around.today,
            circumstances.provider_type,
            law.switches_of(circumstances.settings),
        )

    def _offer_what_is_in_force(
        self, on: date, used_by: ProviderType, switches: law.Switches
    ) -> None:
        self._offer_reasons(
            law.in_force_on(law.Kind.BASIS, on, used_by),
            law.in_force_on(law.Kind.INTEREST, on, used_by),
        )
        gateways = law.in_force_on(law.Kind.GATEWAY, on, used_by, switches)
        self._offer("gateway", [(row.code, row.title) for row in gateways])
        self._offer_conditions(law.in_force_on(law.Kind.SPECIAL, on, used_by))
        offences = law.in_force_on(law.Kind.OFFENCE, on, used_by)
        self._offer("offence", choices(OffenceCondition(row.code) for row in offences))

    def _offer_reasons(
        self, bases: tuple[law.Provision, ...], interests: tuple[law.Provision, ...]
    ) -> None:
        """What fits here first, then the rest of what is in force, each with its help."""
        helps = {
            code_of(one.basis, one.interest): one.why
            for one in reversed(self.around.assessment.bases)
        }
        fits = [
            (code_of(one.basis, one.interest), labelled(one.basis, one.interest))
            for one in self.around.assessment.bases
        ]
        rest: list[tuple[str, str]] = []
        for row in bases:
            basis = Basis(row.code)
            under = interests if basis is Basis.A6_1_EA else (None,)
            for interest in under:
                named = RecognisedInterest(interest.code) if interest else None
                code = code_of(basis, named)
                if code not in helps:
                    rest.append((code, labelled(basis, named)))
                    helps[code] = (interest or row).says
        groups = [("What fits here", list(dict(fits).items())), ("Other lawful reasons", rest)]
        field = self.fields["reason"]
        field.choices = [group for group in groups if group[1]]  # type: ignore[attr-defined]
        field.widget.option_help = helps
        if WEIGHED.value not in helps:
            del self.fields["balance"]

    def _offer_conditions(self, conditions: tuple[law.Provision, ...]) -> None:
        """Suggested conditions first; safeguarding asks at once why there is no consent."""
        suggested = [one.value for one in self.around.assessment.conditions]
        rows = sorted(
            conditions,
            key=lambda row: suggested.index(row.code) if row.code in suggested else len(suggested),
        )
        offered: list[tuple[str, str]] = []
        for row in rows:
            condition = SpecialCondition(row.code)
            reasons = tuple(WithoutConsentReason) if condition is SAFEGUARDING else (None,)
            offered += [(code_of(condition, one), labelled(condition, one)) for one in reasons]
        self._offer("special", offered)

    def _offer(self, name: str, offered: list[tuple[str, str]]) -> None:
        if name in self.fields:
            field = self.fields[name]
            blank = [("", "Choose")] if name == "gateway" else []
            field.choices = [*blank, *offered]  # type: ignore[attr-defined]

    def read(self, answers: Answers) -> dict[str, Any]:
        said = answers.basis
        without = said.without_consent[0] if said.without_consent else None
        return {
            "reason": code_of(said.basis, said.interest) if said.basis else None,
            "gateway": said.gateway,
            "provision": said.provision,
            "special": code_of(said.special, without) if said.special else None,
            "offence": said.offence,
            "balance": said.balance,
            "professional": said.professional,
        }

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        weighs = said.get("reason") == WEIGHED.value and self.fields["reason"].required
        if weighs and said.get("balance") == "":
            self.add_error("balance", self.fields["balance"].error_messages["required"])
        return said

    def changed(self) -> Answers:
        answers, said = self.around.answers, self.asked_only()
        basis, interest = _two(said["reason"])
        special, without = _two(said.get("special"))
        gateway = said["gateway"] or self._suggested_gateway(said["reason"])
        return answers.changed(
            basis=answers.basis.changed(
                basis=Basis(basis) if basis else None,
                interest=RecognisedInterest(interest) if interest else None,
                gateway=gateway,
                provision=said["provision"],
                special=SpecialCondition(special) if special else None,
                without_consent=(WithoutConsentReason(without),) if without else (),
                offence=said.get("offence"),
                balance=said.get("balance", ""),
                professional=said.get("professional", ""),
            )
        )

    def _suggested_gateway(self, reason: str | None) -> Gateway | None:
        """The law that belongs to a suggestion: confirming one confirms the other."""
        fitting: tuple[LawfulSuggestion, ...] = self.around.assessment.bases
        return next(
            (one.gateway for one in fitting if code_of(one.basis, one.interest) == reason), None
        )


def _two(code: str | None) -> tuple[str, str]:
    first, _plus, second = (code or "").partition("+")
    return first, second
