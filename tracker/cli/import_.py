"""``tracker import``: import sheets; show the plan, ask what only a person can know, apply, report what did not go in."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.ask import ask_all
from tracker.cli.files import a_workbook, free_name, writing
from tracker.cli.options import database_option, language_option, person_option
from tracker.cli.output import show_json, tell_waiting
from tracker.cli.plan_shown import tell_plan
from tracker.counting import counted
from tracker.door import acting, now, texts_of

if TYPE_CHECKING:
    from imports.reading.questions import Answers
    from imports.run import ImportResult, Progress, Stage
    from tracker.language.texts import Texts


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--review", metavar="CODE", default="", help="The review of rows that do not name their review, such as UPR-3."
)
@click.option(
    "--column",
    "columns",
    nargs=2,
    multiple=True,
    metavar="HEADER FIELD",
    help="Set the field of a column, such as: --column 'How far are we' status; '-' leaves it out. Remembered.",
)
@click.option(
    "--from",
    "speaker",
    metavar="AGENCY",
    default="",
    help="The agency that wrote the sheets, such as MOJ; 'group' for the group itself. Default: by the letterhead or title.",
)
@click.option("--dry-run", is_flag=True, help="Show the plan and change nothing.")
@click.option(
    "--yes", is_flag=True, help="Do not ask. Take the best answer where it is clear, and leave the rest open."
)
@click.option(
    "--answers",
    "answers_file",
    type=click.Path(path_type=Path),
    help="Read the answers from a JSON or CSV file; see above.",
)
@click.option(
    "--mend",
    "mend_file",
    type=click.Path(path_type=Path),
    callback=a_workbook,
    help="The file for the rows that are not imported in full. Default: beside the first file.",
)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="The form of the plan.")
@language_option
@database_option
@person_option
def command(
    files: tuple[Path, ...],
    review: str,
    columns: tuple[tuple[str, str], ...],
    speaker: str,
    dry_run: bool,
    yes: bool,
    answers_file: Path | None,
    mend_file: Path | None,
    form: str,
    language: str,
    database: str | None,
    who: str,
) -> None:
    """Import sheets: .xlsx, .xls, .ods, .csv, .json or Word tables (.docx).

    Every row ends with one outcome: new, changed, same, conflict, refused or left out. Rows that are refused or in
    conflict are written to a workbook with an Error column. Correct them there and import that workbook.

    On a terminal the command asks what is not clear. A file of answers (--answers) has the identifier of each question
    and its answer: {"agency:min. of sport": "MYS"} in JSON, or a CSV with the columns question and answer. The
    identifiers are in the plan of --dry-run --format json ("id" of each question). An answer is one of the keys or
    names, or what the question asks for, such as a date. '-' leaves the value as it is written, and new:MOT adds an
    agency or a review with this key. A question without an answer stays open. Where you break off on a terminal, your
    answers are saved as such a file.
    """
    from imports.plan_json import as_json
    from imports.reading.questions import Answers

    answers = Answers(given=_given(answers_file, columns), yes=yes, review=review, speaker=speaker)
    ask = sys.stdin.isatty() and form == "table" and not (yes or dry_run)
    result, applied = _run(files, answers, database, who, dry_run=dry_run, ask=ask)
    if form == "json":
        show_json(as_json(result, applied=applied))
    else:
        if not ask:
            tell_plan(result)
        _tell_end(result, applied=applied, dry_run=dry_run)
    if applied:
        texts = texts_of(language, database)
        _write_mend(result, mend_file or _mend_beside(files[0], texts), texts, tell=form != "json")
    if result.failed or (not applied and not dry_run):
        sys.exit(1)


def _given(answers_file: Path | None, columns: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """The answers of a file, and the fields that the options give to columns."""
    from imports.reading.questions import COLUMN, read_answers

    given = read_answers(answers_file) if answers_file else {}
    return given | {f"{COLUMN}{header}": field for header, field in columns}


def _run(
    files: tuple[Path, ...], answers: "Answers", database: str | None, who: str, *, dry_run: bool, ask: bool
) -> "tuple[ImportResult, bool]":
    """Plan and apply; where people can be asked, they answer and confirm a plan that is not in the register yet.

    Nothing is locked while a person thinks: what was confirmed is planned anew, and shown again if it is another plan.
    """
    if not ask:
        result, kept = _attempt(files, answers, database, who, keep=lambda _: not dry_run)
        return result, kept and result.read
    from imports.plan_json import same_plan

    while True:
        planned, _ = _attempt(files, answers, database, who, keep=lambda _: False, show=True)
        if planned.questions:
            answers.given |= ask_all(planned.questions, files[0])
            continue
        tell_plan(planned)
        if planned.writes and not click.confirm("\nPut this into the register?", default=True):
            return planned, False
        result, kept = _attempt(files, answers, database, who, keep=partial(same_plan, planned))
        if kept:
            return result, result.read
        click.echo("\nThe register was changed in the meantime. The new plan:")


def _attempt(
    files: tuple[Path, ...],
    answers: "Answers",
    database: str | None,
    who: str,
    *,
    keep: "Callable[[ImportResult], bool]",
    show: bool = False,
) -> "tuple[ImportResult, bool]":
    """Plan and apply in one transaction; whether it was kept: if ``keep`` says so, and nothing has to be asked."""
    from imports.attempt import attempt

    with acting(database) as session, _progress(show=show) as progress:
        return attempt(session, files, answers, who, now(), keep, progress)


@contextmanager
def _progress(*, show: bool) -> "Iterator[Progress | None]":
    """A progress bar for large sheets, on a terminal only."""
    if not (show or sys.stderr.isatty()):
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed} rows"),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        tasks: dict[str, Any] = {}

        def step(stage: "Stage", file: str, rows: int) -> None:
            told = f"{file}: {stage}"
            if told not in tasks:
                tasks[told] = bar.add_task(told, total=None)
            bar.advance(tasks[told], rows)

        yield step


def _mend_beside(file: Path, texts: "Texts") -> Path:
    """A free name beside a file for the rows of it that were not imported."""
    from imports.merging.corrected import mend_name

    return free_name(file.with_name(mend_name(file.name, texts)))


def _write_mend(result: "ImportResult", target: Path, texts: "Texts", *, tell: bool) -> None:
    from imports.not_imported import stuck_rows, write_mend

    with writing(target):
        written = write_mend(result.plans, target, texts)
    if written and tell:
        click.echo(f"{_what_is_stuck(*stuck_rows(result.plans))}; correct them and import this file: {target}")


def _what_is_stuck(whole: int, in_part: int) -> str:
    """What a workbook of rows to correct has: rows of which nothing was taken, or all but a value."""
    if not in_part:
        return "Rows that were not imported"
    if not whole:
        return "Rows with something to mend: what could be taken was taken"
    return f"Rows that were not imported ({whole}), and rows of which what could be taken was taken ({in_part})"


def _tell_end(result: "ImportResult", *, applied: bool, dry_run: bool) -> None:
    click.echo()
    if applied and result.batch is not None:
        click.echo(f"Done: batch {result.batch}. To undo it: tracker undo {result.batch}")
        if any(row.kept for plan in result.plans for sheet in plan.sheets for row in sheet.rows):
            click.echo("Some values wait for a decision. See them: tracker conflicts")
        if result.questions:
            click.echo("To answer what is open: import the same file again, without --yes.")
        tell_waiting(sum(plan.waiting for plan in result.plans))
    elif applied:
        click.echo(_why_nothing_came(result))
    elif dry_run:
        click.echo("This was a dry run: nothing was changed.")
    elif result.questions:
        click.echo(
            "Nothing was changed: the questions above need an answer. Run the command in a terminal to be asked,"
        )
        click.echo("give the answers with --answers FILE, or use --yes to leave open what is not clear.")
    else:
        click.echo("Nothing was changed.")


def _why_nothing_came(result: "ImportResult") -> str:
    """Why an import that was carried out brought nothing new."""
    if result.failed:
        return "Nothing was imported. The reasons are above."
    if result.left_out:
        return f"Nothing was imported: all {counted(result.left_out, 'row')} were left out, for the reasons above."
    return "Nothing to do: all of this is in the register already."
