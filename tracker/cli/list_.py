"""``tracker list``: list recommendations."""

from dataclasses import replace
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
    wanted_with_waiting,
)
from tracker.cli.output import cut, show_json, show_rows, show_table, tell_waiting
from tracker.counting import counted

_COLUMNS = {
    "code": "Code",
    "text": "Recommendation",
    "position": "Position",
    "lead": "Lead",
    "status": "Status",
    "due": "Due",
}


_WAITING = {"code": "Code", "text": "Recommendation", "lead": "Lead", "from": "From"}


@click.command()
@filter_options
@click.option("--waiting", is_flag=True, help="Only those that wait for somebody to say of which review they are.")
@as_of_option
@format_option
@database_option
def command(database: str | None, form: str, as_of: date | None, *, waiting: bool, **options: Any) -> None:
    """List recommendations. Those outside the group's mandate come last, apart, and are never counted with the others.

    Rows of sheets that did not say their review wait and are in no total; programs see them with "waiting".

    Examples: tracker list --agency MOJ --overdue; tracker list --review UPR-3 --status unknown
    """
    from tracker.queries.register import listing

    with reading(database, as_of) as session:
        wanted = wanted_with_waiting(session, options)
        wanted = replace(wanted, waiting=True) if waiting else wanted
        found = listing(session, wanted, as_of or today())
    rows = [item.as_json() for item in found]
    if form == "json":
        show_json(rows)
    elif form == "csv":
        show_rows(rows, form, _COLUMNS)
    else:
        _show_table(rows, asked=waiting or bool(rows and wanted.review and rows[0]["waiting"]))


def _show_table(rows: list[dict[str, Any]], *, asked: bool) -> None:
    """Show a table for people; rows that wait only where they were ``asked`` for."""
    for row in rows:
        row["text"] = cut(row["text"].replace("\n", " "), 110)
    waiting = [row for row in rows if row["waiting"] and not row["out_of_mandate"]]
    if asked:
        _show_waiting(waiting)
        return
    inside = [row for row in rows if not row["out_of_mandate"] and not row["waiting"]]
    outside = [row for row in rows if row["out_of_mandate"]]
    show_rows(inside, "table", _COLUMNS, empty="No recommendation in the group's mandate matches.")
    if inside:
        click.echo(f"\n{counted(len(inside), 'recommendation')}.")
    tell_waiting(len(waiting))
    if outside:
        click.echo("\nOutside the group's mandate, kept apart and not counted:")
        show_table(outside, {"code": "Code", "text": "Recommendation"})


def _show_waiting(rows: list[dict[str, Any]]) -> None:
    """Show rows that wait, with the sheets that they come from, and how to place them."""
    for row in rows:
        row["from"] = " / ".join(filter(None, (row["source"]["file"], row["source"]["sheet"], row["source"]["cell"])))
    show_rows(rows, "table", _WAITING, empty="No recommendation waits for its review.")
    if rows:
        click.echo(f"\n{counted(len(rows), 'recommendation')}, not counted with the others. To place them:")
        for review in dict.fromkeys(row["review"] for row in rows):
            click.echo(f"  all of {review}: tracker reviews --place {review} REVIEW")
        click.echo("  some: tracker recommendation place CODE... REVIEW")
