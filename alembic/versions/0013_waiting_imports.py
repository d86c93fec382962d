"""waiting imports"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_STATES = "'waiting', 'applying', 'done'"


def upgrade() -> None:
    op.create_table(
        "waiting_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("folder", sa.String(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("review", sa.String(), nullable=False),
        sa.Column("speaker", sa.String(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("rest_open", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("questions", sa.Integer(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("seen", sa.String(), nullable=False),
        sa.Column("put_by", sa.String(), nullable=False),
        sa.Column("put_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcomes", sa.JSON(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=True),
        sa.Column("rows_file", sa.String(), nullable=False),
        sa.CheckConstraint(f"state IN ({_STATES})", name=op.f("ck_waiting_import_state")),
        sa.ForeignKeyConstraint(["batch"], ["batch.id"], name=op.f("fk_waiting_import_batch_batch")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiting_import")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("waiting_import")
