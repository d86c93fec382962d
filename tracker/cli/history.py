"""``tracker history``: what happened to a recommendation."""

import click

from tracker.cli.options import database_option, format_option
from tracker.cli.output import show_rows
from tracker.door import reading

_COLUMNS = {"at": "When", "who": "Who", "what": "What", "old": "Old", "new": "New", "source": "From", "batch": "Batch"}


@click.command()
@click.argument("code")
@format_option
@database_option
def command(code: str, form: str, database: str | None) -> None:
    """Show the history of a recommendation: who changed what, when, and from which cell."""
    from tracker.queries.find import find_recommendation
    from tracker.queries.history import history

    with reading(database) as session:
        events = history(session, find_recommendation(session, code))
    rows = [event.as_json() for event in events]
    if form == "table":
        for row in rows:
            row["what"] += " (undone)" if row["undone"] else ""
    show_rows(rows, form, _COLUMNS)
