"""``tracker conflicts``: values of sheets that wait for a person."""

from typing import Any

import click

from tracker.cli.filters import filter_options, wanted_with_waiting
from tracker.cli.options import database_option, format_option
from tracker.cli.output import cut, show_rows
from tracker.door import reading, today
from tracker.language.texts import Texts

_COLUMNS = {
    "number": "No.",
    "code": "Code",
    "agency": "Agency",
    "field": "Field",
    "what": "Why",
    "sent": "Was",
    "came": "Sheet says",
    "held": "Register holds",
    "held_by": "Entered by",
}


@click.command()
@click.option("--request", type=int, help="Only those of this round.")
@click.option("--all", "settled", is_flag=True, help="Also those that were resolved.")
@filter_options
@format_option
@database_option
def command(request: int | None, form: str, database: str | None, *, settled: bool, **options: Any) -> None:
    """List the conflicts: the author's value, the sheet's value and the register's value, with who and when.

    Resolve them with: tracker resolve
    """
    from imports.fields import plain_label
    from tracker.queries.conflicts import conflicts, with_labels
    from tracker.queries.reference import status_words

    with reading(database) as session:
        rows = conflicts(session, wanted_with_waiting(session, options), today(), request=request, settled=settled)
        statuses = status_words(session, Texts())
    if form == "table":
        rows = [{**row, **{name: cut(text, 60) for name, text in with_labels(row, statuses).items()}} for row in rows]
        rows = [{**row, "field": plain_label(row["field"]), "settled": _settled(row)} for row in rows]
    columns = _COLUMNS | ({"settled": "Resolved"} if settled else {})
    show_rows(rows, form, columns, empty="No conflicts." if settled else "There are no open conflicts.")


def _settled(row: dict[str, Any]) -> str:
    """How a conflict was resolved, and by whom; "open" if it was not."""
    return f"{cut(row['settled'], 60)} ({row['settled_by']})" if row["settled"] else "open"
