"""packs that were issued"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "issued",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("meeting_id", _ID, nullable=True),
        sa.Column("as_at", sa.Date(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("state_batch", sa.Integer(), nullable=False),
        sa.Column("conditions", sa.JSON(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("figures", sa.String(), nullable=False),
        sa.Column("id", _ID, autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("origin_id", _ID, nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_issued_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_issued_batch_id_batch")),
        sa.ForeignKeyConstraint(["origin_id"], ["origin.id"], name=op.f("fk_issued_origin_id_origin")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued")),
        sa.UniqueConstraint("number", name=op.f("uq_issued_number")),
    )


def downgrade() -> None:
    op.drop_table("issued")
