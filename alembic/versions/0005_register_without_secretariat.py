"""a register of a group that has not named its secretariat yet"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:

    # Written anew on SQLite, which no other table hinders: none points to it.
    with op.batch_alter_table("register", schema=None) as batch_op:
        batch_op.alter_column("secretariat", existing_type=sa.String(), nullable=True)


def downgrade() -> None:

    # The older program cannot do without: any agency serves until the group names one again.
    op.execute("UPDATE register SET secretariat = (SELECT min(key) FROM agency) WHERE secretariat IS NULL")
    with op.batch_alter_table("register", schema=None) as batch_op:
        batch_op.alter_column("secretariat", existing_type=sa.String(), nullable=False)
