"""what each row of a sheet said, and who spoke in it: the base of the next copy of the sheet"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:

    # Not as a batch: a batch writes the table anew, and other tables point to it.
    op.add_column("imported_sheet", sa.Column("speaker", sa.String(), server_default=sa.text("''"), nullable=False))
    op.add_column("imported_sheet", sa.Column("said", sa.String(), server_default=sa.text("'{}'"), nullable=False))


def downgrade() -> None:

    op.drop_column("imported_sheet", "said")
    op.drop_column("imported_sheet", "speaker")
