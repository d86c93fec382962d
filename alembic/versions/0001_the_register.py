"""the register"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "agency",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("name_az", sa.String(), nullable=False),
        sa.Column("name_ru", sa.String(), nullable=False),
        sa.Column("membership", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("usual_themes", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_agency")),
    )
    op.create_table(
        "batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('init', 'import', 'command', 'undo')", name=op.f("ck_batch_kind")),
        sa.ForeignKeyConstraint(["undone_by"], ["batch.id"], name=op.f("fk_batch_undone_by_batch")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "goal",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("uhri_label", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_goal")),
    )
    op.create_table(
        "grade",
        sa.Column("scale", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("meaning", sa.String(), nullable=False),
        sa.Column("in_force", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("scale", "code", name=op.f("pk_grade")),
    )
    op.create_table(
        "national_plan",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("adopted", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_national_plan")),
    )
    op.create_table(
        "state",
        sa.Column("iso3", sa.String(), nullable=False),
        sa.Column("iso2", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("iso3", name=op.f("pk_state")),
    )
    op.create_table(
        "status",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("label_en", sa.String(), nullable=False),
        sa.Column("label_az", sa.String(), nullable=False),
        sa.Column("label_ru", sa.String(), nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("counts_as_action", sa.Boolean(), nullable=False),
        sa.Column("terminal", sa.Boolean(), nullable=False),
        sa.Column("needs_evidence", sa.String(), nullable=False),
        sa.Column("needs_reason", sa.String(), nullable=False),
        sa.Column("stale_after_months", sa.Integer(), nullable=True),
        sa.Column("colour", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_status")),
    )
    op.create_table(
        "imported_sheet",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("unsettled", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_imported_sheet_batch_id_batch")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported_sheet")),
    )
    with op.batch_alter_table("imported_sheet", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_imported_sheet_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_imported_sheet_sha256"), ["sha256"], unique=False)

    op.create_table(
        "mechanism",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("family", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("treaty", sa.String(), nullable=False),
        sa.Column("lead_agency", sa.String(), nullable=True),
        sa.Column("lead_basis", sa.String(), nullable=False),
        sa.Column("mandate", sa.String(), nullable=False),
        sa.Column("symbol_prefix", sa.String(), nullable=False),
        sa.Column("followup_months", sa.Integer(), nullable=True),
        sa.Column("followup_max_items", sa.String(), nullable=False),
        sa.Column("followup_rule", sa.String(), nullable=False),
        sa.Column("grading", sa.String(), nullable=False),
        sa.Column("uhri_label", sa.String(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.CheckConstraint("mandate IN ('in', 'out')", name=op.f("ck_mechanism_mandate")),
        sa.ForeignKeyConstraint(["lead_agency"], ["agency.key"], name=op.f("fk_mechanism_lead_agency_agency")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_mechanism")),
    )
    op.create_table(
        "register",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("state_name", sa.String(), nullable=False),
        sa.Column("group_name", sa.String(), nullable=False),
        sa.Column("group_basis", sa.String(), nullable=False),
        sa.Column("secretariat", sa.String(), nullable=False),
        sa.Column("independent", sa.String(), nullable=True),
        sa.CheckConstraint("id = 1", name=op.f("ck_register_only_one")),
        sa.ForeignKeyConstraint(["independent"], ["agency.key"], name=op.f("fk_register_independent_agency")),
        sa.ForeignKeyConstraint(["secretariat"], ["agency.key"], name=op.f("fk_register_secretariat_agency")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register")),
    )
    op.create_table(
        "transition",
        sa.Column("from_status", sa.String(), nullable=False),
        sa.Column("to_status", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["to_status"], ["status.code"], name=op.f("fk_transition_to_status_status")),
        sa.PrimaryKeyConstraint("from_status", "to_status", name=op.f("pk_transition")),
    )
    op.create_table(
        "origin",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("imported_sheet_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("others", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["imported_sheet_id"], ["imported_sheet.id"], name=op.f("fk_origin_imported_sheet_id_imported_sheet")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_origin")),
        sa.UniqueConstraint("imported_sheet_id", "row", "part", name=op.f("uq_origin_imported_sheet_id_row_part")),
    )
    op.create_table(
        "affected_group",
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("origin_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_affected_group_batch_id_batch")),
        sa.ForeignKeyConstraint(["origin_id"], ["origin.id"], name=op.f("fk_affected_group_origin_id_origin")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_affected_group")),
        sa.UniqueConstraint("folded", name=op.f("uq_affected_group_folded")),
    )
    with op.batch_alter_table("affected_group", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_affected_group_batch_id"), ["batch_id"], unique=False)

    op.create_table(
        "alias",
        sa.Column("agency_key", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("origin_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["agency_key"], ["agency.key"], name=op.f("fk_alias_agency_key_agency")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_alias_batch_id_batch")),
        sa.ForeignKeyConstraint(["origin_id"], ["origin.id"], name=op.f("fk_alias_origin_id_origin")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alias")),
        sa.UniqueConstraint("agency_key", "folded", name=op.f("uq_alias_agency_key_folded")),
    )
    with op.batch_alter_table("alias", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_alias_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_alias_folded"), ["folded"], unique=False)

    op.create_table(
        "change",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("origin_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("recommendation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("row_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("old", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("new", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_change_batch_id_batch")),
        sa.ForeignKeyConstraint(["origin_id"], ["origin.id"], name=op.f("fk_change_origin_id_origin")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_change_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_change_recommendation_id"), ["recommendation_id"], unique=False)
        batch_op.create_index("ix_change_row", ["table_name", "row_id"], unique=False)

    op.create_table(
        "layout",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("header", sa.String(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("origin_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_layout_batch_id_batch")),
        sa.ForeignKeyConstraint(["origin_id"], ["origin.id"], name=op.f("fk_layout_origin_id_origin")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_layout")),
        sa.UniqueConstraint("header", name=op.f("uq_layout_header")),
        sa.UniqueConstraint("name", name=op.f("uq_layout_name")),
    )
    with op.batch_alter_table("layout", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_layout_batch_id"), ["batch_id"], unique=False)

    op.create_table(
        "review",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("mechanism", sa.String(), nullable=False),
        sa.Column("cycle", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("session", sa.String(), nullable=False),
        sa.Column("council_session", sa.String(), nullable=False),
        sa.Column("symbol", sa.String(), nullable=True),
        sa.Column("other_symbols", sa.JSON(), nullable=False),
        sa.Column("state_report", sa.String(), nullable=False),
        sa.Column("examined_from", sa.String(), nullable=False),
        sa.Column("examined_to", sa.String(), nullable=False),
        sa.Column("adopted", sa.String(), nullable=False),
        sa.Column("published", sa.String(), nullable=False),
        sa.Column("next_report_due", sa.String(), nullable=False),
        sa.Column("next_report_basis", sa.String(), nullable=False),
        sa.Column("followup_paragraphs", sa.JSON(), nullable=False),
        sa.Column("followup_due", sa.String(), nullable=False),
        sa.Column("followup_basis", sa.String(), nullable=False),
        sa.Column("followup_received", sa.String(), nullable=False),
        sa.Column("followup_symbol", sa.String(), nullable=False),
        sa.Column("followup_verdict", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("found_in", sa.String(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("origin_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_review_batch_id_batch")),
        sa.ForeignKeyConstraint(["mechanism"], ["mechanism.code"], name=op.f("fk_review_mechanism_mechanism")),
        sa.ForeignKeyConstraint(["origin_id"], ["origin.id"], name=op.f("fk_review_origin_id_origin")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
        sa.UniqueConstraint("code", name=op.f("uq_review_code")),
        sa.UniqueConstraint("symbol", name=op.f("uq_review_symbol")),
    )
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_batch_id"), ["batch_id"], unique=False)

    op.create_table(
        "theme",
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("scheme", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("group", sa.String(), nullable=False),
        sa.Column("current_label", sa.String(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("origin_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_theme_batch_id_batch")),
        sa.ForeignKeyConstraint(["origin_id"], ["origin.id"], name=op.f("fk_theme_origin_id_origin")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme")),
        sa.UniqueConstraint("folded", name=op.f("uq_theme_folded")),
    )
    with op.batch_alter_table("theme", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_theme_batch_id"), ["batch_id"], unique=False)

    op.create_table(
        "word",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("origin_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_word_batch_id_batch")),
        sa.ForeignKeyConstraint(["origin_id"], ["origin.id"], name=op.f("fk_word_origin_id_origin")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_word")),
        sa.UniqueConstraint("kind", "value", "folded", name=op.f("uq_word_kind_value_folded")),
    )
    with op.batch_alter_table("word", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_word_batch_id"), ["batch_id"], unique=False)

    op.create_table(
        "recommendation",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("review_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reference", sa.String(), nullable=True),
        sa.Column("sub", sa.Integer(), nullable=False),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("lead_in", sa.String(), nullable=False),
        sa.Column("text_key", sa.String(), nullable=False),
        sa.Column("search_text", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("position", sa.String(), nullable=True),
        sa.Column("position_word", sa.String(), nullable=False),
        sa.Column("position_source", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_precision", sa.String(), nullable=True),
        sa.Column("due_text", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("out_of_mandate", sa.Boolean(), nullable=False),
        sa.Column("out_reason", sa.String(), nullable=False),
        sa.Column("annotation", sa.String(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("origin_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint(
            "due_precision IS NULL OR due_precision IN ('day', 'month', 'quarter', 'half', 'year', 'text')",
            name=op.f("ck_recommendation_due_precision"),
        ),
        sa.CheckConstraint(
            "position IS NULL OR position IN ('supported', 'noted', 'partially_supported', 'pending')",
            name=op.f("ck_recommendation_position"),
        ),
        sa.CheckConstraint("length(text) > 0", name=op.f("ck_recommendation_text")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_recommendation_batch_id_batch")),
        sa.ForeignKeyConstraint(["origin_id"], ["origin.id"], name=op.f("fk_recommendation_origin_id_origin")),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name=op.f("fk_recommendation_review_id_review")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation")),
        sa.UniqueConstraint("code", name=op.f("uq_recommendation_code")),
        sa.UniqueConstraint("review_id", "reference", "sub", name=op.f("uq_recommendation_review_id_reference_sub")),
    )
    with op.batch_alter_table("recommendation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recommendation_annotation"), ["annotation"], unique=False)
        batch_op.create_index(batch_op.f("ix_recommendation_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_recommendation_due_on"), ["due_on"], unique=False)
        batch_op.create_index("ix_recommendation_review_text", ["review_id", "text_key"], unique=False)
        batch_op.create_index("ix_recommendation_sort", ["review_id", "sort_key"], unique=False)

    op.create_table(
        "assessment",
        sa.Column("recommendation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("voice", sa.String(), nullable=False),
        sa.Column("agency_key", sa.String(), nullable=True),
        sa.Column("status_code", sa.String(), nullable=True),
        sa.Column("grade", sa.String(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("date_basis", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("substantiated", sa.Boolean(), nullable=False),
        sa.Column("newer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("origin_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint("(voice = 'agency') = (agency_key IS NOT NULL)", name=op.f("ck_assessment_agency_speaks")),
        sa.CheckConstraint(
            "date_basis IN ('stated', 'sheet', 'file', 'import')", name=op.f("ck_assessment_date_basis")
        ),
        sa.CheckConstraint("status_code IS NOT NULL OR grade <> ''", name=op.f("ck_assessment_says_something")),
        sa.CheckConstraint(
            "voice IN ('agency', 'secretariat', 'ombudsperson', 'committee')", name=op.f("ck_assessment_voice")
        ),
        sa.ForeignKeyConstraint(["agency_key"], ["agency.key"], name=op.f("fk_assessment_agency_key_agency")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_assessment_batch_id_batch")),
        sa.ForeignKeyConstraint(
            ["newer_id"], ["recommendation.id"], name=op.f("fk_assessment_newer_id_recommendation")
        ),
        sa.ForeignKeyConstraint(["origin_id"], ["origin.id"], name=op.f("fk_assessment_origin_id_origin")),
        sa.ForeignKeyConstraint(
            ["recommendation_id"], ["recommendation.id"], name=op.f("fk_assessment_recommendation_id_recommendation")
        ),
        sa.ForeignKeyConstraint(["status_code"], ["status.code"], name=op.f("fk_assessment_status_code_status")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
    )
    with op.batch_alter_table("assessment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assessment_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index("ix_assessment_latest", ["recommendation_id", "voice", "dated_on", "id"], unique=False)
        batch_op.create_index("ix_assessment_status", ["status_code", "voice"], unique=False)

    op.create_table(
        "assignment",
        sa.Column("recommendation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("agency_key", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("origin_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint("role IN ('lead', 'contributing')", name=op.f("ck_assignment_role")),
        sa.CheckConstraint("ended_on IS NULL OR ended_on >= began_on", name=op.f("ck_assignment_ends_after_it_began")),
        sa.ForeignKeyConstraint(["agency_key"], ["agency.key"], name=op.f("fk_assignment_agency_key_agency")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_assignment_batch_id_batch")),
        sa.ForeignKeyConstraint(["origin_id"], ["origin.id"], name=op.f("fk_assignment_origin_id_origin")),
        sa.ForeignKeyConstraint(
            ["recommendation_id"], ["recommendation.id"], name=op.f("fk_assignment_recommendation_id_recommendation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
    )
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.create_index("ix_assignment_agency", ["agency_key", "role"], unique=False)
        batch_op.create_index(batch_op.f("ix_assignment_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index("ix_assignment_recommendation", ["recommendation_id"], unique=False)
        batch_op.create_index(
            "uq_assignment_active",
            ["recommendation_id", "agency_key"],
            unique=True,
            sqlite_where=sa.text("ended_on IS NULL"),
            postgresql_where=sa.text("ended_on IS NULL"),
        )
        batch_op.create_index(
            "uq_assignment_active_lead",
            ["recommendation_id"],
            unique=True,
            sqlite_where=sa.text("role = 'lead' AND ended_on IS NULL"),
            postgresql_where=sa.text("role = 'lead' AND ended_on IS NULL"),
        )

    op.create_table(
        "measure",
        sa.Column("recommendation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("agency_key", sa.String(), nullable=True),
        sa.Column("plan_key", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("origin_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["agency_key"], ["agency.key"], name=op.f("fk_measure_agency_key_agency")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_measure_batch_id_batch")),
        sa.ForeignKeyConstraint(["origin_id"], ["origin.id"], name=op.f("fk_measure_origin_id_origin")),
        sa.ForeignKeyConstraint(["plan_key"], ["national_plan.key"], name=op.f("fk_measure_plan_key_national_plan")),
        sa.ForeignKeyConstraint(
            ["recommendation_id"], ["recommendation.id"], name=op.f("fk_measure_recommendation_id_recommendation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure")),
    )
    with op.batch_alter_table("measure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_measure_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index("ix_measure_recommendation", ["recommendation_id"], unique=False)

    op.create_table(
        "open_value",
        sa.Column("recommendation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("cell", sa.String(), nullable=False),
        sa.Column("settled_in", sa.Integer(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("origin_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_open_value_batch_id_batch")),
        sa.ForeignKeyConstraint(["origin_id"], ["origin.id"], name=op.f("fk_open_value_origin_id_origin")),
        sa.ForeignKeyConstraint(
            ["recommendation_id"], ["recommendation.id"], name=op.f("fk_open_value_recommendation_id_recommendation")
        ),
        sa.ForeignKeyConstraint(["settled_in"], ["batch.id"], name=op.f("fk_open_value_settled_in_batch")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_open_value")),
    )
    with op.batch_alter_table("open_value", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_open_value_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index("ix_open_value_recommendation", ["recommendation_id"], unique=False)

    op.create_table(
        "recommendation_goal",
        sa.Column("recommendation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("goal_number", sa.Integer(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("origin_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_recommendation_goal_batch_id_batch")),
        sa.ForeignKeyConstraint(["goal_number"], ["goal.number"], name=op.f("fk_recommendation_goal_goal_number_goal")),
        sa.ForeignKeyConstraint(["origin_id"], ["origin.id"], name=op.f("fk_recommendation_goal_origin_id_origin")),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["recommendation.id"],
            name=op.f("fk_recommendation_goal_recommendation_id_recommendation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation_goal")),
        sa.UniqueConstraint(
            "recommendation_id",
            "goal_number",
            "target",
            name=op.f("uq_recommendation_goal_recommendation_id_goal_number_target"),
        ),
    )
    with op.batch_alter_table("recommendation_goal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recommendation_goal_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_recommendation_goal_goal_number"), ["goal_number"], unique=False)

    op.create_table(
        "recommendation_group",
        sa.Column("recommendation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("group_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("origin_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_recommendation_group_batch_id_batch")),
        sa.ForeignKeyConstraint(
            ["group_id"], ["affected_group.id"], name=op.f("fk_recommendation_group_group_id_affected_group")
        ),
        sa.ForeignKeyConstraint(["origin_id"], ["origin.id"], name=op.f("fk_recommendation_group_origin_id_origin")),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["recommendation.id"],
            name=op.f("fk_recommendation_group_recommendation_id_recommendation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation_group")),
        sa.UniqueConstraint(
            "recommendation_id", "group_id", name=op.f("uq_recommendation_group_recommendation_id_group_id")
        ),
    )
    with op.batch_alter_table("recommendation_group", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recommendation_group_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_recommendation_group_group_id"), ["group_id"], unique=False)

    op.create_table(
        "recommendation_theme",
        sa.Column("recommendation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("theme_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("origin_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_recommendation_theme_batch_id_batch")),
        sa.ForeignKeyConstraint(["origin_id"], ["origin.id"], name=op.f("fk_recommendation_theme_origin_id_origin")),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["recommendation.id"],
            name=op.f("fk_recommendation_theme_recommendation_id_recommendation"),
        ),
        sa.ForeignKeyConstraint(["theme_id"], ["theme.id"], name=op.f("fk_recommendation_theme_theme_id_theme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation_theme")),
        sa.UniqueConstraint(
            "recommendation_id", "theme_id", name=op.f("uq_recommendation_theme_recommendation_id_theme_id")
        ),
    )
    with op.batch_alter_table("recommendation_theme", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recommendation_theme_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_recommendation_theme_theme_id"), ["theme_id"], unique=False)

    op.create_table(
        "recommending_state",
        sa.Column("recommendation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("origin_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_recommending_state_batch_id_batch")),
        sa.ForeignKeyConstraint(["origin_id"], ["origin.id"], name=op.f("fk_recommending_state_origin_id_origin")),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["recommendation.id"],
            name=op.f("fk_recommending_state_recommendation_id_recommendation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommending_state")),
        sa.UniqueConstraint("recommendation_id", "name", name=op.f("uq_recommending_state_recommendation_id_name")),
    )
    with op.batch_alter_table("recommending_state", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recommending_state_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_recommending_state_name"), ["name"], unique=False)

    op.create_table(
        "remark",
        sa.Column("recommendation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("cell", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("origin_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_remark_batch_id_batch")),
        sa.ForeignKeyConstraint(["origin_id"], ["origin.id"], name=op.f("fk_remark_origin_id_origin")),
        sa.ForeignKeyConstraint(
            ["recommendation_id"], ["recommendation.id"], name=op.f("fk_remark_recommendation_id_recommendation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remark")),
    )
    with op.batch_alter_table("remark", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_remark_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index("ix_remark_recommendation", ["recommendation_id"], unique=False)

    op.create_table(
        "translation",
        sa.Column("recommendation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("origin_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_translation_batch_id_batch")),
        sa.ForeignKeyConstraint(["origin_id"], ["origin.id"], name=op.f("fk_translation_origin_id_origin")),
        sa.ForeignKeyConstraint(
            ["recommendation_id"], ["recommendation.id"], name=op.f("fk_translation_recommendation_id_recommendation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_translation")),
    )
    with op.batch_alter_table("translation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_translation_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index("ix_translation_recommendation", ["recommendation_id"], unique=False)

    op.create_table(
        "evidence",
        sa.Column("recommendation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("assessment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("agency_key", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("origin_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["agency_key"], ["agency.key"], name=op.f("fk_evidence_agency_key_agency")),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_evidence_assessment_id_assessment")
        ),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_evidence_batch_id_batch")),
        sa.ForeignKeyConstraint(["origin_id"], ["origin.id"], name=op.f("fk_evidence_origin_id_origin")),
        sa.ForeignKeyConstraint(
            ["recommendation_id"], ["recommendation.id"], name=op.f("fk_evidence_recommendation_id_recommendation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index("ix_evidence_recommendation", ["recommendation_id"], unique=False)


def downgrade() -> None:

    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_index("ix_evidence_recommendation")
        batch_op.drop_index(batch_op.f("ix_evidence_batch_id"))

    op.drop_table("evidence")
    with op.batch_alter_table("translation", schema=None) as batch_op:
        batch_op.drop_index("ix_translation_recommendation")
        batch_op.drop_index(batch_op.f("ix_translation_batch_id"))

    op.drop_table("translation")
    with op.batch_alter_table("remark", schema=None) as batch_op:
        batch_op.drop_index("ix_remark_recommendation")
        batch_op.drop_index(batch_op.f("ix_remark_batch_id"))

    op.drop_table("remark")
    with op.batch_alter_table("recommending_state", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recommending_state_name"))
        batch_op.drop_index(batch_op.f("ix_recommending_state_batch_id"))

    op.drop_table("recommending_state")
    with op.batch_alter_table("recommendation_theme", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recommendation_theme_theme_id"))
        batch_op.drop_index(batch_op.f("ix_recommendation_theme_batch_id"))

    op.drop_table("recommendation_theme")
    with op.batch_alter_table("recommendation_group", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recommendation_group_group_id"))
        batch_op.drop_index(batch_op.f("ix_recommendation_group_batch_id"))

    op.drop_table("recommendation_group")
    with op.batch_alter_table("recommendation_goal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recommendation_goal_goal_number"))
        batch_op.drop_index(batch_op.f("ix_recommendation_goal_batch_id"))

    op.drop_table("recommendation_goal")
    with op.batch_alter_table("open_value", schema=None) as batch_op:
        batch_op.drop_index("ix_open_value_recommendation")
        batch_op.drop_index(batch_op.f("ix_open_value_batch_id"))

    op.drop_table("open_value")
    with op.batch_alter_table("measure", schema=None) as batch_op:
        batch_op.drop_index("ix_measure_recommendation")
        batch_op.drop_index(batch_op.f("ix_measure_batch_id"))

    op.drop_table("measure")
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_assignment_active_lead",
            sqlite_where=sa.text("role = 'lead' AND ended_on IS NULL"),
            postgresql_where=sa.text("role = 'lead' AND ended_on IS NULL"),
        )
        batch_op.drop_index(
            "uq_assignment_active",
            sqlite_where=sa.text("ended_on IS NULL"),
            postgresql_where=sa.text("ended_on IS NULL"),
        )
        batch_op.drop_index("ix_assignment_recommendation")
        batch_op.drop_index(batch_op.f("ix_assignment_batch_id"))
        batch_op.drop_index("ix_assignment_agency")

    op.drop_table("assignment")
    with op.batch_alter_table("assessment", schema=None) as batch_op:
        batch_op.drop_index("ix_assessment_status")
        batch_op.drop_index("ix_assessment_latest")
        batch_op.drop_index(batch_op.f("ix_assessment_batch_id"))

    op.drop_table("assessment")
    with op.batch_alter_table("recommendation", schema=None) as batch_op:
        batch_op.drop_index("ix_recommendation_sort")
        batch_op.drop_index("ix_recommendation_review_text")
        batch_op.drop_index(batch_op.f("ix_recommendation_due_on"))
        batch_op.drop_index(batch_op.f("ix_recommendation_batch_id"))
        batch_op.drop_index(batch_op.f("ix_recommendation_annotation"))

    op.drop_table("recommendation")
    with op.batch_alter_table("word", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_word_batch_id"))

    op.drop_table("word")
    with op.batch_alter_table("theme", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_theme_batch_id"))

    op.drop_table("theme")
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_review_batch_id"))

    op.drop_table("review")
    with op.batch_alter_table("layout", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_layout_batch_id"))

    op.drop_table("layout")
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.drop_index("ix_change_row")
        batch_op.drop_index(batch_op.f("ix_change_recommendation_id"))
        batch_op.drop_index(batch_op.f("ix_change_batch_id"))

    op.drop_table("change")
    with op.batch_alter_table("alias", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_alias_folded"))
        batch_op.drop_index(batch_op.f("ix_alias_batch_id"))

    op.drop_table("alias")
    with op.batch_alter_table("affected_group", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_affected_group_batch_id"))

    op.drop_table("affected_group")
    op.drop_table("origin")
    op.drop_table("transition")
    op.drop_table("register")
    op.drop_table("mechanism")
    with op.batch_alter_table("imported_sheet", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_imported_sheet_sha256"))
        batch_op.drop_index(batch_op.f("ix_imported_sheet_batch_id"))

    op.drop_table("imported_sheet")
    op.drop_table("status")
    op.drop_table("state")
    op.drop_table("national_plan")
    op.drop_table("grade")
    op.drop_table("goal")
    op.drop_table("batch")
    op.drop_table("agency")
