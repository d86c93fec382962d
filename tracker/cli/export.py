"""``tracker export``: the register as sheets that people work in."""

from pathlib import Path
from typing import Any

import click

from tracker.cli.options import database_option, filter_options, reading, today, wanted_from


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
    help="The .xlsx file to write.",
)
@filter_options
@database_option
def sheet_command(target: Path, database: str | None, **options: Any) -> None:
    """Write the register, or a filter of it, as a tracking sheet. Edit it in Excel and import it again."""
    if target.suffix.lower() != ".xlsx":
        raise click.UsageError("The tracking sheet is an Excel workbook: let the name end in .xlsx.")
    from exports.sheet import export_sheet
    from tracker.errors import TrackerError

    try:
        with reading(database) as session:
            count = export_sheet(session, wanted_from(options), target, today())
    except OSError as wrong:
        raise TrackerError(
            f"the file cannot be written ({wrong.strerror or wrong}).",
            where=str(target),
            remedy="Close it in other programs, or choose another place.",
        ) from wrong
    click.echo(f"Tracking sheet with {count} recommendations: {target}")
