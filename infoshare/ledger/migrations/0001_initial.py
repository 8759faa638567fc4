"""The ledger's tables, by hand-written SQL: what is sealed must not depend on an ORM's taste."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

from infoshare.ledger import tables


def make_tables(_: Any, schema_editor: Any) -> None:
    for statement in tables.statements(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(make_tables)],
            state_operations=[
                migrations.CreateModel(
                    name="Log",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("opened_at", models.DateTimeField()),
                    ],
                    options={"abstract": False},
                ),
                migrations.CreateModel(
                    name="Head",
                    fields=[
                        ("log", models.UUIDField(primary_key=True, serialize=False)),
                        ("size", models.BigIntegerField()),
                        ("last_at", models.DateTimeField()),
                        ("frontier", models.BinaryField()),
                    ],
                    options={"abstract": False},
                ),
                migrations.CreateModel(
                    name="Leaf",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "log",
                                "seq",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("log", models.UUIDField()),
                        ("seq", models.BigIntegerField()),
                        ("kind", models.CharField(max_length=16)),
                        ("at", models.DateTimeField()),
                        ("keep", models.SmallIntegerField()),
                        ("ref", models.UUIDField()),
                        ("body", models.BinaryField()),
                        ("hash", models.BinaryField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("log", "ref"), name="ledger_leaf_log_ref"
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Part",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "log",
                                "seq",
                                "name",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("log", models.UUIDField()),
                        ("seq", models.BigIntegerField()),
                        ("name", models.CharField(max_length=16)),
                        ("salt", models.BinaryField(null=True)),
                        ("content", models.BinaryField(null=True)),
                    ],
                    options={"abstract": False},
                ),
            ],
        )
    ]
