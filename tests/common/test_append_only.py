"""Python's own refusal to change what is written once."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import transaction

from infoshare.common.append_only import AppendOnlyQuerySet, RefusedChange
from infoshare.ledger.models import Head, Log

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SENTENCE = "^sealed rows of ledger_log are never changed: write an addendum$"

pytestmark = pytest.mark.django_db


@pytest.fixture
def log() -> Log:
    return Log.objects.create(id=uuid4(), opened_at=NOON)


@pytest.fixture
def head(log: Log) -> Head:
    return Head.objects.create(log=log.id, size=0, last_at=NOON, frontier=b"")


def test_a_new_row_is_saved_by_one_insert(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        Log(id=uuid4(), opened_at=NOON).save()


def test_a_saved_row_is_not_saved_again(log: Log) -> None:
    with pytest.raises(RefusedChange, match=SENTENCE) as refused:
        log.save()
    assert refused.value.table == "ledger_log"


def test_a_loaded_row_is_not_saved_again(log: Log) -> None:
    with pytest.raises(RefusedChange, match=SENTENCE):
        Log.objects.get(id=log.id).save(update_fields=["opened_at"])


def test_a_row_is_not_deleted(log: Log) -> None:
    with pytest.raises(RefusedChange, match=SENTENCE):
        log.delete()


def test_rows_are_not_updated_or_deleted_together(log: Log) -> None:
    rows = Log.objects.filter(id=log.id)
    for change in [
        lambda: rows.update(opened_at=NOON),
        lambda: rows.delete(),
        lambda: Log.objects.bulk_update([log], ["opened_at"]),
        lambda: Log.objects.update_or_create(id=log.id, defaults={"opened_at": NOON}),
        lambda: Log.objects.bulk_create(
            [log], update_conflicts=True, unique_fields=["id"], update_fields=["opened_at"]
        ),
    ]:
        with pytest.raises(RefusedChange, match=SENTENCE), transaction.atomic():
            change()


def test_many_rows_are_inserted_together() -> None:
    Log.objects.bulk_create([Log(id=uuid4(), opened_at=NOON) for _ in range(3)])
    assert Log.objects.count() == 3


def test_a_column_that_may_change_is_updated(head: Head) -> None:
    assert Head.objects.filter(log=head.log).update(size=1, frontier=bytes(32)) == 1
    assert Head.objects.get(log=head.log).size == 1


def test_the_other_columns_of_that_table_are_not(head: Head) -> None:
    with pytest.raises(RefusedChange):
        Head.objects.filter(log=head.log).update(size=1, log=uuid4())


def test_query_sets_that_build_on_it_keep_its_refusal() -> None:
    assert isinstance(Log.objects.all().order_by("id"), AppendOnlyQuerySet)
