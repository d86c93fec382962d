"""``tracker batches``: what was done, and can be undone."""

import click

from tracker.cli.options import database_option, format_option
from tracker.cli.output import show_rows
from tracker.door import reading

_COLUMNS = {"batch": "Batch", "at": "When", "who": "Who", "what": "What", "undone_by": "Undone by"}


@click.command()
@click.option("--last", type=click.IntRange(1), default=30, show_default=True, help="How many to show.")
@format_option
@database_option
def command(last: int, form: str, database: str | None) -> None:
    """List the imports and commands, also those that were undone; the newest first."""
    from tracker.queries.reference import batches

    with reading(database) as session:
        show_rows(batches(session, last), form, _COLUMNS)
