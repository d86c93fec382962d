"""collecting: requests, letters, answers, conflicts, contributions, posts; without indexes that no query uses"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "post",
        sa.Column("agency_key", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("origin_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["agency_key"], ["agency.key"], name=op.f("fk_post_agency_key_agency")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_post_batch_id_batch")),
        sa.ForeignKeyConstraint(["origin_id"], ["origin.id"], name=op.f("fk_post_origin_id_origin")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post")),
        sa.UniqueConstraint("agency_key", "title", name=op.f("uq_post_agency_key_title")),
    )
    op.create_table(
        "request",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("origin_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_request_batch_id_batch")),
        sa.ForeignKeyConstraint(["origin_id"], ["origin.id"], name=op.f("fk_request_origin_id_origin")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request")),
        sa.UniqueConstraint("number", name=op.f("uq_request_number")),
    )
    op.create_table(
        "holder",
        sa.Column("post_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("alternate", sa.Boolean(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("origin_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint("until_on IS NULL OR until_on >= from_on", name=op.f("ck_holder_ends_after_it_began")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_holder_batch_id_batch")),
        sa.ForeignKeyConstraint(["origin_id"], ["origin.id"], name=op.f("fk_holder_origin_id_origin")),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_holder_post_id_post")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holder")),
    )
    with op.batch_alter_table("holder", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_holder_post_id"), ["post_id"], unique=False)

    op.create_table(
        "letter",
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("request_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("agency_key", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("answers_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("origin_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint("direction IN ('out', 'in')", name=op.f("ck_letter_direction")),
        sa.CheckConstraint("kind IN ('request', 'reminder', 'answer')", name=op.f("ck_letter_kind")),
        sa.ForeignKeyConstraint(["agency_key"], ["agency.key"], name=op.f("fk_letter_agency_key_agency")),
        sa.ForeignKeyConstraint(["answers_id"], ["letter.id"], name=op.f("fk_letter_answers_id_letter")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_letter_batch_id_batch")),
        sa.ForeignKeyConstraint(["origin_id"], ["origin.id"], name=op.f("fk_letter_origin_id_origin")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_letter_request_id_request")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
    )
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.create_index("ix_letter_request", ["request_id", "agency_key"], unique=False)

    op.create_table(
        "asked",
        sa.Column("request_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("agency_key", sa.String(), nullable=False),
        sa.Column("recommendation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("sent", sa.JSON(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("origin_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint("role IN ('lead', 'contributing')", name=op.f("ck_asked_role")),
        sa.ForeignKeyConstraint(["agency_key"], ["agency.key"], name=op.f("fk_asked_agency_key_agency")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_asked_batch_id_batch")),
        sa.ForeignKeyConstraint(["origin_id"], ["origin.id"], name=op.f("fk_asked_origin_id_origin")),
        sa.ForeignKeyConstraint(
            ["recommendation_id"], ["recommendation.id"], name=op.f("fk_asked_recommendation_id_recommendation")
        ),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_asked_request_id_request")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asked")),
        sa.UniqueConstraint("key", name=op.f("uq_asked_key")),
        sa.UniqueConstraint(
            "request_id",
            "agency_key",
            "recommendation_id",
            name=op.f("uq_asked_request_id_agency_key_recommendation_id"),
        ),
    )
    with op.batch_alter_table("asked", schema=None) as batch_op:
        batch_op.create_index("ix_asked_recommendation", ["recommendation_id"], unique=False)

    op.create_table(
        "contribution",
        sa.Column("recommendation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("speaker", sa.String(), nullable=False),
        sa.Column("agency_key", sa.String(), nullable=True),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("origin_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint("speaker <> 'agency' OR agency_key IS NOT NULL", name=op.f("ck_contribution_agency_speaks")),
        sa.CheckConstraint(
            "speaker IN ('agency', 'ombudsperson', 'civil_society')", name=op.f("ck_contribution_speaker")
        ),
        sa.CheckConstraint("length(text) > 0", name=op.f("ck_contribution_text")),
        sa.ForeignKeyConstraint(["agency_key"], ["agency.key"], name=op.f("fk_contribution_agency_key_agency")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_contribution_batch_id_batch")),
        sa.ForeignKeyConstraint(["origin_id"], ["origin.id"], name=op.f("fk_contribution_origin_id_origin")),
        sa.ForeignKeyConstraint(
            ["recommendation_id"], ["recommendation.id"], name=op.f("fk_contribution_recommendation_id_recommendation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contribution")),
    )
    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.create_index("ix_contribution_recommendation", ["recommendation_id"], unique=False)

    op.create_table(
        "answer",
        sa.Column("asked_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("came", sa.JSON(), nullable=False),
        sa.Column("came_on", sa.Date(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("origin_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["asked_id"], ["asked.id"], name=op.f("fk_answer_asked_id_asked")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_answer_batch_id_batch")),
        sa.ForeignKeyConstraint(["origin_id"], ["origin.id"], name=op.f("fk_answer_origin_id_origin")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
    )
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.create_index("ix_answer_asked", ["asked_id"], unique=False)

    op.create_table(
        "conflict",
        sa.Column("recommendation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("asked_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("cell", sa.String(), nullable=False),
        sa.Column("sent", sa.String(), nullable=False),
        sa.Column("came", sa.String(), nullable=False),
        sa.Column("held", sa.String(), nullable=False),
        sa.Column("held_by", sa.String(), nullable=False),
        sa.Column("value", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("settled_in", sa.Integer(), nullable=True),
        sa.Column("settled_as", sa.String(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("origin_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint(
            "kind IN ('both_changed', 'emptied', 'unreadable', 'twice', 'not_asked')", name=op.f("ck_conflict_kind")
        ),
        sa.ForeignKeyConstraint(["asked_id"], ["asked.id"], name=op.f("fk_conflict_asked_id_asked")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_conflict_batch_id_batch")),
        sa.ForeignKeyConstraint(["origin_id"], ["origin.id"], name=op.f("fk_conflict_origin_id_origin")),
        sa.ForeignKeyConstraint(
            ["recommendation_id"], ["recommendation.id"], name=op.f("fk_conflict_recommendation_id_recommendation")
        ),
        sa.ForeignKeyConstraint(["settled_in"], ["batch.id"], name=op.f("fk_conflict_settled_in_batch")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict")),
    )
    with op.batch_alter_table("conflict", schema=None) as batch_op:
        batch_op.create_index("ix_conflict_asked", ["asked_id"], unique=False)
        batch_op.create_index("ix_conflict_open", ["settled_in"], unique=False)
        batch_op.create_index("ix_conflict_recommendation", ["recommendation_id"], unique=False)

    with op.batch_alter_table("affected_group", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_affected_group_batch_id"))

    with op.batch_alter_table("alias", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_alias_batch_id"))

    with op.batch_alter_table("assessment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assessment_batch_id"))
        batch_op.drop_index(batch_op.f("ix_assessment_status"))

    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assignment_agency"))
        batch_op.drop_index(batch_op.f("ix_assignment_batch_id"))

    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.add_column(sa.Column("place", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("sha256", sa.String(), nullable=True))
        batch_op.drop_index(batch_op.f("ix_evidence_batch_id"))

    with op.batch_alter_table("layout", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_layout_batch_id"))

    with op.batch_alter_table("measure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_measure_batch_id"))

    with op.batch_alter_table("open_value", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_open_value_batch_id"))

    with op.batch_alter_table("recommendation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recommendation_annotation"))
        batch_op.drop_index(batch_op.f("ix_recommendation_batch_id"))

    with op.batch_alter_table("recommendation_goal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recommendation_goal_batch_id"))
        batch_op.drop_index(batch_op.f("ix_recommendation_goal_goal_number"))

    with op.batch_alter_table("recommendation_group", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recommendation_group_batch_id"))
        batch_op.drop_index(batch_op.f("ix_recommendation_group_group_id"))

    with op.batch_alter_table("recommendation_theme", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recommendation_theme_batch_id"))
        batch_op.drop_index(batch_op.f("ix_recommendation_theme_theme_id"))

    with op.batch_alter_table("recommending_state", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recommending_state_batch_id"))
        batch_op.drop_index(batch_op.f("ix_recommending_state_name"))

    with op.batch_alter_table("remark", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_remark_batch_id"))

    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_review_batch_id"))

    with op.batch_alter_table("theme", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_theme_batch_id"))

    with op.batch_alter_table("translation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_translation_batch_id"))

    with op.batch_alter_table("word", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_word_batch_id"))


def downgrade() -> None:

    with op.batch_alter_table("word", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_word_batch_id"), ["batch_id"], unique=False)

    with op.batch_alter_table("translation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_translation_batch_id"), ["batch_id"], unique=False)

    with op.batch_alter_table("theme", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_theme_batch_id"), ["batch_id"], unique=False)

    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_batch_id"), ["batch_id"], unique=False)

    with op.batch_alter_table("remark", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_remark_batch_id"), ["batch_id"], unique=False)

    with op.batch_alter_table("recommending_state", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recommending_state_name"), ["name"], unique=False)
        batch_op.create_index(batch_op.f("ix_recommending_state_batch_id"), ["batch_id"], unique=False)

    with op.batch_alter_table("recommendation_theme", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recommendation_theme_theme_id"), ["theme_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_recommendation_theme_batch_id"), ["batch_id"], unique=False)

    with op.batch_alter_table("recommendation_group", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recommendation_group_group_id"), ["group_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_recommendation_group_batch_id"), ["batch_id"], unique=False)

    with op.batch_alter_table("recommendation_goal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recommendation_goal_goal_number"), ["goal_number"], unique=False)
        batch_op.create_index(batch_op.f("ix_recommendation_goal_batch_id"), ["batch_id"], unique=False)

    with op.batch_alter_table("recommendation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recommendation_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_recommendation_annotation"), ["annotation"], unique=False)

    with op.batch_alter_table("open_value", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_open_value_batch_id"), ["batch_id"], unique=False)

    with op.batch_alter_table("measure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_measure_batch_id"), ["batch_id"], unique=False)

    with op.batch_alter_table("layout", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_layout_batch_id"), ["batch_id"], unique=False)

    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_batch_id"), ["batch_id"], unique=False)
        batch_op.drop_column("sha256")
        batch_op.drop_column("place")

    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assignment_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_assignment_agency"), ["agency_key", "role"], unique=False)

    with op.batch_alter_table("assessment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assessment_status"), ["status_code", "voice"], unique=False)
        batch_op.create_index(batch_op.f("ix_assessment_batch_id"), ["batch_id"], unique=False)

    with op.batch_alter_table("alias", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_alias_batch_id"), ["batch_id"], unique=False)

    with op.batch_alter_table("affected_group", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_affected_group_batch_id"), ["batch_id"], unique=False)

    with op.batch_alter_table("conflict", schema=None) as batch_op:
        batch_op.drop_index("ix_conflict_recommendation")
        batch_op.drop_index("ix_conflict_open")
        batch_op.drop_index("ix_conflict_asked")

    op.drop_table("conflict")
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.drop_index("ix_answer_asked")

    op.drop_table("answer")
    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.drop_index("ix_contribution_recommendation")

    op.drop_table("contribution")
    with op.batch_alter_table("asked", schema=None) as batch_op:
        batch_op.drop_index("ix_asked_recommendation")

    op.drop_table("asked")
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.drop_index("ix_letter_request")

    op.drop_table("letter")
    with op.batch_alter_table("holder", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_holder_post_id"))

    op.drop_table("holder")
    op.drop_table("request")
    op.drop_table("post")
