"""``tracker conflicts``: values of sheets that wait for a person."""

from typing import Any

import click

from tracker.cli.options import database_option, filter_options, format_option, reading, today, wanted_with_waiting
from tracker.cli.output import cut, show_rows

_COLUMNS = {
    "number": "No.",
    "code": "Code",
    "agency": "Agency",
    "field": "Field",
    "what": "Why",
    "sent": "Was",
    "came": "Sheet says",
    "held": "Register holds",
    "held_by": "since",
}


@click.command()
@click.option("--request", type=int, help="Only of this round.")
@click.option("--all", "settled", is_flag=True, help="Also those that were settled.")
@filter_options
@format_option
@database_option
def command(request: int | None, form: str, database: str | None, *, settled: bool, **options: Any) -> None:
    """List the conflicts: what the author had, what the sheet says, and what the register holds, with who and when.

    Settle them with: tracker resolve
    """
    from tracker.queries.conflicts import conflicts

    with reading(database) as session:
        rows = conflicts(session, wanted_with_waiting(session, options), today(), request=request, settled=settled)
    if form == "table":
        rows = [{**row, **{name: cut(row[name], 60) for name in ("sent", "came", "held")}} for row in rows]
        rows = [{**row, "settled": _settled(row)} for row in rows]
    columns = _COLUMNS | ({"settled": "Settled"} if settled else {})
    show_rows(rows, form, columns, empty="No conflicts." if settled else "No conflicts wait.")


def _settled(row: dict[str, Any]) -> str:
    """How a conflict was settled, and by whom; an open one waits."""
    return f"{cut(row['settled'], 60)} ({row['settled_by']})" if row["settled"] else "waits"
