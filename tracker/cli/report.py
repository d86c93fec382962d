"""``tracker report``: reports for meetings."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from tracker.cli.files import a_new_file, force_option, writing
from tracker.cli.filters import filter_options, wanted_from
from tracker.cli.options import a_date, as_of_option, database_option, language_option, reading, texts_of, today
from tracker.cli.output import tell_waiting
from tracker.counting import counted

_ENDINGS = (".xlsx", ".docx", ".csv", ".json")


@click.group()
def command() -> None:
    """Write reports for meetings."""


@command.command("progress")
@click.option(
    "-o",
    "--output",
    "target",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    callback=a_new_file,
    help="The file to write: .xlsx, .docx, .csv or .json.",
)
@force_option
@click.option(
    "--since", metavar="DATE", callback=a_date, help="Show what changed since this day. Default: the last meeting."
)
@language_option
@filter_options
@as_of_option
@database_option
def progress_command(
    target: Path, since: date | None, as_of: date | None, language: str, database: str | None, **options: Any
) -> None:
    """Write a progress report. The ending of the file name sets the format.

    The first page has what a meeting needs: totals by status, changes, overdue recommendations, agencies without a
    report.
    """
    if target.suffix.lower() not in _ENDINGS:
        raise click.UsageError(f"The ending '{target.suffix}' is not known. Use one of: {', '.join(_ENDINGS)}.")
    from exports.progress import progress
    from tracker.queries.filter import count_waiting
    from tracker.queries.meetings import last_meeting

    day, texts = as_of or today(), texts_of(language, database)
    with reading(database, as_of) as session:
        wanted = wanted_from(session, options)
        if since is None and (meeting := last_meeting(session, day)) is not None:
            since = meeting.held_on
        report = progress(session, wanted, day, since, texts)
        waiting = count_waiting(session, wanted, day)
    _write(report, target)
    click.echo(f"Progress report on {counted(report.figures['Recommendations'], 'recommendation')}: {target}")
    tell_waiting(waiting)


def _write(report: Any, target: Path) -> None:
    match target.suffix.lower():
        case ".xlsx":
            from exports.progress_workbook import write_progress_workbook as write
        case ".docx":
            from exports.progress_document import write_progress_document as write
        case ".json":
            from exports.progress_plain import write_progress_json as write
        case _:
            from exports.progress_plain import write_progress_csv as write
    with writing(target):
        write(report, target)
