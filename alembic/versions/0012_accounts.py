"""accounts of an office server"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("agency_key", sa.String(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("id", _ID, autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("origin_id", _ID, nullable=True),
        sa.CheckConstraint("(role = 'agency') = (agency_key IS NOT NULL)", name=op.f("ck_account_agency_of_its_role")),
        sa.ForeignKeyConstraint(["agency_key"], ["agency.key"], name=op.f("fk_account_agency_key_agency")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_account_batch_id_batch")),
        sa.ForeignKeyConstraint(["origin_id"], ["origin.id"], name=op.f("fk_account_origin_id_origin")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("folded", name=op.f("uq_account_folded")),
    )
    op.create_table(
        "credential",
        sa.Column("account_id", _ID, nullable=False),
        sa.Column("password", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("code_expires", _INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_credential_account_id_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_credential")),
    )
    op.create_table(
        "sign_on",
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("account_id", _ID, nullable=False),
        sa.Column("began", _INSTANT, nullable=False),
        sa.Column("seen", _INSTANT, nullable=False),
        sa.Column("expires", _INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_sign_on_account_id_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_sign_on")),
    )
    op.create_index(op.f("ix_sign_on_account_id"), "sign_on", ["account_id"], unique=False)


def downgrade() -> None:
    op.drop_table("sign_on")
    op.drop_table("credential")
    op.drop_table("account")
