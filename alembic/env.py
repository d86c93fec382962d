"""Runs the migrations on the connection that was passed in, or on the register that ``tracker where`` names."""

from alembic import context

from tracker.database import default_location, engine_for
from tracker.models import Base


def migrate(connection):
    """Run the migrations inside the caller's transaction."""
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


if (given := context.config.attributes.get("connection")) is not None:
    migrate(given)
else:
    with engine_for(default_location()).begin() as opened:
        migrate(opened)
