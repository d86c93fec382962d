"""``tracker history``: what happened to a recommendation."""

from collections.abc import Mapping
from typing import Any

import click

from tracker.cli.options import database_option, format_option
from tracker.cli.output import show_rows
from tracker.door import reading
from tracker.language.texts import Texts

_COLUMNS = {"at": "When", "who": "Who", "what": "What", "old": "Old", "new": "New", "source": "From", "batch": "Batch"}


@click.command()
@click.argument("code")
@format_option
@database_option
def command(code: str, form: str, database: str | None) -> None:
    """Show the history of a recommendation: who changed what, when, and from which cell."""
    from tracker.queries.find import find_recommendation
    from tracker.queries.history import history
    from tracker.queries.reference import status_words

    with reading(database) as session:
        events = history(session, find_recommendation(session, code))
        statuses = status_words(session, Texts())
    rows = [event.as_json() for event in events]
    if form == "table":
        rows = [_in_words(row, statuses) for row in rows]
    show_rows(rows, form, _COLUMNS)


def _in_words(row: dict[str, Any], statuses: Mapping[str, str]) -> dict[str, Any]:
    """A row for people, with the labels of statuses."""
    from tracker.queries.reference import worded

    told = {**row, "what": row["what"] + (" (undone)" if row["undone"] else "")}
    if row["what"].startswith("status") or row["new"].startswith("status:"):
        told |= {name: worded(row[name], statuses) for name in ("old", "new")}
    return told
