"""agencies belong to the act that added them, and can be closed"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TEXTS = ("key", "kind", "name_en", "name_az", "name_ru", "membership", "role", "usual_themes")
_ROW_BITS = 24
"""Bits of an identifier that count a row within its batch, as the journal makes them."""


def upgrade() -> None:

    connection = op.get_bind()
    agencies = [dict(row) for row in connection.execute(sa.text("SELECT * FROM agency ORDER BY place")).mappings()]
    batch = connection.execute(sa.text("SELECT min(id) FROM batch")).scalar() or 0  # tracker init is the first act
    for number, row in enumerate(agencies, start=1):
        row |= {"id": (batch << _ROW_BITS) + number, "batch_id": batch}
    if connection.dialect.name == "sqlite":
        _written_anew([*_columns_before(), *_columns_since(), *_keys_since()], agencies)
    else:
        for column in _columns_since():
            op.add_column("agency", _optional(column))
        for row in agencies:
            statement = "UPDATE agency SET id = :id, batch_id = :batch_id WHERE key = :key"
            connection.execute(sa.text(statement), {name: row[name] for name in ("id", "batch_id", "key")})
        for name in ("id", "batch_id"):
            op.alter_column("agency", name, nullable=False)
        for key in _keys_since():
            source, target = key.column_keys[0], key.elements[0].target_fullname.split(".")
            op.create_foreign_key(key.name, "agency", target[0], [source], [target[1]])
    op.create_index("ix_agency_id", "agency", ["id"], unique=True)


def downgrade() -> None:

    connection = op.get_bind()
    agencies = [dict(row) for row in connection.execute(sa.text("SELECT * FROM agency ORDER BY place")).mappings()]
    op.drop_index("ix_agency_id", table_name="agency")
    if connection.dialect.name == "sqlite":
        _written_anew(_columns_before(), agencies)
        return
    for key in _keys_since():
        op.drop_constraint(key.name, "agency", type_="foreignkey")
    for column in _columns_since():
        op.drop_column("agency", column.name)


def _written_anew(parts: Sequence[sa.schema.SchemaItem], rows: list[dict[str, object]]) -> None:
    """Write the table of SQLite anew under its own name: the rows that point to it find theirs again."""
    op.execute("PRAGMA defer_foreign_keys = ON")
    op.drop_table("agency")
    table = op.create_table("agency", *parts, sa.PrimaryKeyConstraint("key", name="pk_agency"))
    if rows:
        op.bulk_insert(table, [{column.name: row.get(column.name) for column in table.columns} for row in rows])


def _columns_before() -> list[sa.Column]:
    texts = [sa.Column(name, sa.String(), nullable=False) for name in _TEXTS]
    return [*texts, sa.Column("place", sa.Integer(), nullable=False)]


def _columns_since() -> list[sa.Column]:
    return [
        sa.Column("id", _BIG, nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("origin_id", _BIG, nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("successor", sa.String(), nullable=True),
    ]


def _keys_since() -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [target], name=f"fk_agency_{column}_{target.partition('.')[0]}")
        for column, target in (("batch_id", "batch.id"), ("origin_id", "origin.id"), ("successor", "agency.key"))
    ]


def _optional(column: sa.Column) -> sa.Column:
    """The column as it can be added to a table that has rows."""
    return sa.Column(column.name, column.type, nullable=True)
