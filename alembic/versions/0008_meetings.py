"""meetings and decisions, priorities"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_PRECISIONS = "'day', 'month', 'quarter', 'half', 'year', 'text'"


def _recorded(name: str, *columns: sa.Column | sa.Constraint) -> None:
    """A table whose rows belong to an act."""
    op.create_table(
        name,
        *columns,
        sa.Column("id", _ID, autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("origin_id", _ID, nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f(f"fk_{name}_batch_id_batch")),
        sa.ForeignKeyConstraint(["origin_id"], ["origin.id"], name=op.f(f"fk_{name}_origin_id_origin")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )


def upgrade() -> None:

    with op.batch_alter_table("recommendation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("priority", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("priority_reason", sa.String(), server_default=sa.text("''"), nullable=False))
        batch_op.create_check_constraint(
            op.f("ck_recommendation_priority"), "priority IS NULL OR priority IN ('high', 'medium', 'low')"
        )
        batch_op.create_index(op.f("ix_recommendation_priority"), ["priority"])

    _recorded(
        "meeting",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("venue", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('ordinary', 'extraordinary')", name=op.f("ck_meeting_kind")),
        sa.UniqueConstraint("number", name=op.f("uq_meeting_number")),
    )
    _recorded(
        "agenda_item",
        sa.Column("meeting_id", _ID, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_agenda_item_meeting_id_meeting")),
    )
    op.create_index(op.f("ix_agenda_item_meeting_id"), "agenda_item", ["meeting_id"])
    _recorded(
        "attendance",
        sa.Column("meeting_id", _ID, nullable=False),
        sa.Column("agency_key", sa.String(), nullable=False),
        sa.Column("persons", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_attendance_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["agency_key"], ["agency.key"], name=op.f("fk_attendance_agency_key_agency")),
        sa.UniqueConstraint("meeting_id", "agency_key", name=op.f("uq_attendance_meeting_id_agency_key")),
    )
    _recorded(
        "decision",
        sa.Column("meeting_id", _ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("agency_key", sa.String(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_precision", sa.String(), nullable=True),
        sa.Column("due_text", sa.String(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_note", sa.String(), nullable=False),
        sa.CheckConstraint(
            f"due_precision IS NULL OR due_precision IN ({_PRECISIONS})", name=op.f("ck_decision_due_precision")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_decision_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["agency_key"], ["agency.key"], name=op.f("fk_decision_agency_key_agency")),
        sa.UniqueConstraint("meeting_id", "number", name=op.f("uq_decision_meeting_id_number")),
    )
    op.create_index(op.f("ix_decision_agency_key"), "decision", ["agency_key"])
    _recorded(
        "decision_about",
        sa.Column("decision_id", _ID, nullable=False),
        sa.Column("recommendation_id", _ID, nullable=False),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_decision_about_decision_id_decision")),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["recommendation.id"],
            name=op.f("fk_decision_about_recommendation_id_recommendation"),
        ),
        sa.UniqueConstraint(
            "decision_id", "recommendation_id", name=op.f("uq_decision_about_decision_id_recommendation_id")
        ),
    )
    op.create_index(op.f("ix_decision_about_recommendation_id"), "decision_about", ["recommendation_id"])


def downgrade() -> None:

    for table in ("decision_about", "decision", "attendance", "agenda_item", "meeting"):
        op.drop_table(table)
    with op.batch_alter_table("recommendation", schema=None) as batch_op:
        batch_op.drop_index(op.f("ix_recommendation_priority"))
        batch_op.drop_constraint(op.f("ck_recommendation_priority"), type_="check")
        batch_op.drop_column("priority_reason")
        batch_op.drop_column("priority")
