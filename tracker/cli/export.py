"""``tracker export``: the register as sheets that people work in, and in sheets that they have."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.files import a_new_file, a_workbook, a_workbook_or_document, force_option, free_name, writing
from tracker.cli.filters import filter_options, wanted_from
from tracker.cli.options import database_option, format_option, language_option
from tracker.cli.output import cut, show_rows, tell_waiting
from tracker.counting import counted
from tracker.door import reading, texts_of, today

if TYPE_CHECKING:
    from exports.fill import Line
    from tracker.places import Grid, Places

_MOST_LINES = 200


@click.group()
def command() -> None:
    """Write recommendations to sheets, to work in and to import again."""


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
@force_option
@language_option
@filter_options
@database_option
def sheet_command(target: Path, language: str, database: str | None, **options: Any) -> None:
    """Write a tracking sheet of all recommendations or of a filter. Edit it in Excel and import it again."""
    from exports.sheet import export_sheet
    from tracker.queries.filter import count_waiting

    with reading(database) as session, writing(target):
        wanted = wanted_from(session, options)
        count = export_sheet(session, wanted, target, today(), texts_of(language, database))
        waiting = count_waiting(session, wanted, today())
    click.echo(f"Tracking sheet with {counted(count, 'recommendation')}: {target}")
    tell_waiting(waiting)


@command.command("contributions")
@click.option(
    "-o",
    "--output",
    "target",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    callback=a_workbook_or_document,
    help="The file to write: .xlsx or .docx.",
)
@force_option
@language_option
@filter_options
@database_option
def contributions_command(target: Path, language: str, database: str | None, **options: Any) -> None:
    """Write a table for a parallel report: the State, the Ombudsperson and civil society side by side.

    It has the recommendations with a contribution, by mechanism and number.
    """
    from exports.contributions import parallel_table, write_contributions_document, write_contributions_workbook

    texts = texts_of(language, database)
    with reading(database) as session:
        table = parallel_table(session, wanted_from(session, options), today(), texts)
    write = write_contributions_workbook if target.suffix.lower() == ".xlsx" else write_contributions_document
    with writing(target):
        write(table, target)
    click.echo(f"Contributions to {counted(len(table.rows), 'recommendation')}: {target}")


@command.command("into")
@click.argument("source", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    callback=a_new_file,
    help="The name of the copy. Default: 'NAME - filled.xlsx', beside the file.",
)
@force_option
@click.option(
    "--review", metavar="CODE", default="", help="The review of rows that do not name their review, such as UPR-3."
)
@format_option
@database_option
def into_command(source: Path, target: Path | None, review: str, form: str, database: str | None) -> None:
    """Fill in a workbook (.xlsx) or a Word list (.docx) of your own from the register.

    The command writes a copy. It updates the columns for the status, its date, the measures and the due date. Formats,
    formulas, comments, lists, other columns and other sheets stay as they are. A Word table without such a column gets
    one on the right. The command lists every cell that it changed and every cell that it could not fill in.
    """
    from exports.fill import fill
    from imports.locate.file import locate
    from imports.reading.questions import Answers

    target = target or free_name(source.with_name(f"{source.stem} - filled{source.suffix}"))
    with reading(database) as session:
        # nothing is stored of what is assumed here: it only tells which cells say already what the register says
        places = locate(session, source, Answers(yes=True, review=review), today())
        with writing(target):
            lines = fill(session, places, source, target)
    if form != "table":
        show_rows([line.__dict__ for line in lines], form, {})
        return
    for grid in places.grids:
        cells = {(place.field, place.cell) for place in grid.places}
        _tell_grid(grid, [line for line in lines if line.sheet == grid.sheet and (line.field, line.cell) in cells])
    click.echo(_told_end(places, lines, target))


def _tell_grid(grid: "Grid", lines: "Sequence[Line]") -> None:
    """What became of the cells of a table: each that was written or left, and the rows that the register does not have."""
    from exports.fill import stale_colours

    cells = {name: sum(line.outcome == name for line in lines) for name in ("written", "same", "left")}
    click.echo(
        f"Sheet '{grid.sheet}': {counted(grid.rows, 'row')} found in the register; "
        f"{counted(cells['written'], 'cell')} written, {cells['same']} right already, {cells['left']} left as they were"
    )
    _tell_some(
        f"{line.cell} {line.code}: {_brief(line.old)} -> {_brief(line.new)}"
        for line in lines
        if line.outcome == "written"
    )
    _tell_some(f"{line.cell} left as it is: {line.reason}" for line in lines if line.outcome == "left")
    for note in grid.notes:
        click.echo(f"  Note: {note}")
    if stale := stale_colours(grid, lines):
        click.echo(f"  Note: colours are not changed; check those of {', '.join(stale)}")
    _tell_some(f"{cell} not filled in: {reason}" for cell, reason in grid.strangers)


def _tell_some(told: "Iterable[str]") -> None:
    """Lines, cut where nobody would read on."""
    lines = list(told)
    for line in lines[:_MOST_LINES]:
        click.echo(f"  {line}")
    if len(lines) > _MOST_LINES:
        click.echo(f"  ... and {len(lines) - _MOST_LINES} more; all of them: --format csv")


def _brief(text: str) -> str:
    return cut(" ".join(text.split()), 70) or "-"


def _told_end(places: "Places", lines: "Sequence[Line]", target: Path) -> str:
    if not any(grid.columns for grid in places.grids):
        return (
            "No table has a column for a status, measures or a date: add one with the heading 'Status'. "
            f"A copy without changes: {target}"
        )
    written = sum(line.outcome == "written" for line in lines)
    if not written:
        return f"Nothing to write; the copy is the same as the original: {target}"
    return f"Filled in, {counted(written, 'cell')}: {target}"
