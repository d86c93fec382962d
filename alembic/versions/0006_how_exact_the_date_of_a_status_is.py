"""how exactly the date of a status is known: a sheet with a column a year names no day"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:

    # Not as a batch: a batch writes the table anew, and other tables point to it.
    op.add_column(
        "assessment", sa.Column("date_precision", sa.String(), server_default=sa.text("'day'"), nullable=False)
    )


def downgrade() -> None:

    op.drop_column("assessment", "date_precision")
