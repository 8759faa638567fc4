"""From a form that was sent to the row that it keeps."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from children.forms.lines import KeepForm
from children.upkeep import UpkeepRefused


def kept(form: KeepForm, keep: Callable[[UUID], object]) -> bool:
    """Was what the form says kept? False, with the reason on the form, where it is refused.

    `keep` gets the token of the page, which becomes the id of a new row.
    """
    if not form.is_valid():
        return False
    try:
        keep(form.cleaned_data["token"])
    except UpkeepRefused as refused:
        form.refuse(str(refused), refused.field)
        return False
    return True
