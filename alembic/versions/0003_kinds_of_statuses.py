"""what a status says and which percentages it stands for: columns, so that a group's own codes work as well"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_SHIPPED = {
    "not_started": ("not_begun", "0"),
    "planned": ("planned", ""),
    "in_progress": ("under_way", "1-99"),
    "partially_implemented": ("partly_done", ""),
    "implemented": ("done", "100"),
    "ongoing_continuous": ("continuous", ""),
    "not_implemented": ("not_done", ""),
    "not_accepted": ("noted", ""),
    "superseded": ("replaced", ""),
    "out_of_mandate": ("outside", ""),
}
"""The codes that the program knew by name until now; a status of a group's own gets its kind from its file."""


def upgrade() -> None:

    # Not as a batch: a batch writes the table anew, and other tables point to it.
    op.add_column("status", sa.Column("kind", sa.String(), server_default=sa.text("''"), nullable=False))
    op.add_column("status", sa.Column("percent", sa.String(), server_default=sa.text("''"), nullable=False))

    status = sa.table("status", sa.column("code"), sa.column("kind"), sa.column("percent"))
    for code, (kind, percent) in _SHIPPED.items():
        op.execute(status.update().where(status.c.code == code).values(kind=kind, percent=percent))


def downgrade() -> None:

    op.drop_column("status", "percent")
    op.drop_column("status", "kind")
