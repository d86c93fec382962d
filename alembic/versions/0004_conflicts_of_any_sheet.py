"""conflicts of any sheet, the day that a sheet speaks of, and the stamps of exported rows"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_BEFORE = "kind IN ('both_changed', 'emptied', 'unreadable', 'twice', 'not_asked')"
_SINCE = "kind IN ('both_changed', 'emptied', 'unreadable', 'twice', 'not_asked', 'source', 'newer', 'proposed')"
_STAMPED = sa.text("stamp <> ''")


def upgrade() -> None:

    op.add_column("imported_sheet", sa.Column("as_of", sa.Date(), nullable=True))
    op.add_column("imported_sheet", sa.Column("as_of_basis", sa.String(), server_default=sa.text("''"), nullable=False))
    op.add_column("origin", sa.Column("stamp", sa.String(), server_default=sa.text("''"), nullable=False))
    op.create_index("ix_origin_stamp", "origin", ["stamp"], sqlite_where=_STAMPED, postgresql_where=_STAMPED)

    # Written anew on SQLite, which no other table hinders: none points to it.
    with op.batch_alter_table("conflict", schema=None) as batch_op:
        batch_op.add_column(sa.Column("agency_key", sa.String(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_conflict_agency_key_agency"), "agency", ["agency_key"], ["key"])
        batch_op.alter_column(
            "asked_id", existing_type=sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        )
        batch_op.drop_constraint(op.f("ck_conflict_kind"), type_="check")
        batch_op.create_check_constraint(op.f("ck_conflict_kind"), _SINCE)


def downgrade() -> None:

    op.execute("DELETE FROM conflict WHERE asked_id IS NULL")
    with op.batch_alter_table("conflict", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_conflict_kind"), type_="check")
        batch_op.create_check_constraint(op.f("ck_conflict_kind"), _BEFORE)
        batch_op.alter_column(
            "asked_id", existing_type=sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        )
        batch_op.drop_constraint(op.f("fk_conflict_agency_key_agency"), type_="foreignkey")
        batch_op.drop_column("agency_key")

    op.drop_index("ix_origin_stamp", table_name="origin")
    op.drop_column("origin", "stamp")
    op.drop_column("imported_sheet", "as_of_basis")
    op.drop_column("imported_sheet", "as_of")
