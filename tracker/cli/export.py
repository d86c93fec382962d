"""``tracker export``: the register as sheets that people work in."""

from pathlib import Path
from typing import Any

import click

from tracker.cli.options import database_option, filter_options, reading, today, wanted_from
from tracker.cli.output import a_workbook, writing


@click.group()
def command() -> None:
    """Write the register as sheets that people work in."""


@command.command("sheet")
@click.option(
    "-o",
    "--output",
    "target",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    callback=a_workbook,
    help="The .xlsx file to write.",
)
@filter_options
@database_option
def sheet_command(target: Path, database: str | None, **options: Any) -> None:
    """Write the register, or a filter of it, as a tracking sheet. Edit it in Excel and import it again."""
    from exports.sheet import export_sheet

    with reading(database) as session, writing(target):
        count = export_sheet(session, wanted_from(options), target, today())
    click.echo(f"Tracking sheet with {count} recommendations: {target}")
