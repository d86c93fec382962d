"""why the secretariat did not confirm a claim"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:

    # Not as a batch: a batch writes the table anew, and other tables point to it.
    op.add_column("assessment", sa.Column("refusal", sa.String(), server_default=sa.text("''"), nullable=False))


def downgrade() -> None:

    op.drop_column("assessment", "refusal")
