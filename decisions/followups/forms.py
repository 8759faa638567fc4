"""Which home's follow-ups to show, for those who look after several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from infoshare.common.question_form import NOT_ON_THE_PAGE, QuestionForm
from infoshare.organisation.models import Home


class _HomeChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, row: Any) -> str:
        return str(row.name)


class HomeFilter(QuestionForm):
    home = _HomeChoice(
        Home.objects.none(),
        label="Home",
        required=False,
        empty_label="All homes",
        error_messages={"invalid_choice": NOT_ON_THE_PAGE},
    )

    def __init__(self, *args: Any, homes: Sequence[Home], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["home"]
        field.queryset = Home.objects.filter(pk__in=[one.pk for one in homes])
