"""Two sealed rows of one moment come in the order of the log, never in that of their random ids."""

from __future__ import annotations

import pytest
from django.apps import apps

from infoshare.ledger.sealed import Sealed

SEALED = [model for model in apps.get_models() if issubclass(model, Sealed)]


@pytest.mark.parametrize("model", SEALED, ids=lambda model: model.__name__)
def test_a_list_of_sealed_rows_ends_its_order_by_the_log(model: type[Sealed]) -> None:
    order = list(model._meta.ordering)
    assert not order or str(order[-1]).removeprefix("-") == "seq"


def test_every_sealed_model_is_looked_at() -> None:
    assert len(SEALED) > 12
