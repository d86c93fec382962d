"""``tracker list``: list recommendations."""

from datetime import date
from typing import Any

import click

from tracker.cli.options import (
    as_of_option,
    database_option,
    filter_options,
    format_option,
    reading,
    today,
    wanted_from,
)
from tracker.cli.output import cut, show_json, show_rows, show_table
from tracker.counting import counted

_COLUMNS = {
    "code": "Code",
    "text": "Recommendation",
    "position": "Position",
    "lead": "Lead",
    "status": "Status",
    "due": "Due",
}


@click.command()
@filter_options
@as_of_option
@format_option
@database_option
def command(database: str | None, form: str, as_of: date | None, **options: Any) -> None:
    """List recommendations. Those outside the group's mandate come last, apart, and are never counted with the others.

    Examples: tracker list --agency MOJ --overdue; tracker list --review UPR-3 --status unknown
    """
    from tracker.queries.register import listing

    with reading(database, as_of) as session:
        found = listing(session, wanted_from(session, options), as_of or today())
    rows = [item.as_json() for item in found]
    if form == "json":
        show_json(rows)
    elif form == "csv":
        show_rows(rows, form, _COLUMNS)
    else:
        _show_table(rows)


def _show_table(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        row["text"] = cut(row["text"].replace("\n", " "), 110)
    inside = [row for row in rows if not row["out_of_mandate"]]
    outside = [row for row in rows if row["out_of_mandate"]]
    show_rows(inside, "table", _COLUMNS, empty="No recommendation in the group's mandate matches.")
    if inside:
        click.echo(f"\n{counted(len(inside), 'recommendation')}.")
    if outside:
        click.echo("\nOutside the group's mandate, kept apart and not counted:")
        show_table(outside, {"code": "Code", "text": "Recommendation"})
