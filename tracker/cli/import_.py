"""``tracker import``: import sheets; show the plan, ask what only a person can know, apply, report what did not go in."""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.options import acting, database_option, now, person_option
from tracker.cli.output import show_json

if TYPE_CHECKING:
    from imports.plan.plan import FilePlan, PlannedRow, SheetPlan
    from imports.rows.questions import Answers, Question
    from imports.run import ImportResult, Progress


class _NotKept(Exception):
    """Raised to roll an import back: a dry run, or questions that are still open."""


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--review", metavar="CODE", default="", help="The review of rows that do not say it themselves, such as UPR-3."
)
@click.option(
    "--column",
    "columns",
    nargs=2,
    multiple=True,
    metavar="HEADER FIELD",
    help="Say which field a column holds, such as: --column 'How far are we' status; '-' to leave it out. Remembered.",
)
@click.option("--dry-run", is_flag=True, help="Show the plan and change nothing.")
@click.option("--yes", is_flag=True, help="Do not ask: take the best answer where it is clear, leave the rest open.")
@click.option("--answers", "answers_file", type=click.Path(path_type=Path), help="Answers from a JSON or CSV file.")
@click.option(
    "--mend",
    "mend_file",
    type=click.Path(path_type=Path),
    help="Where to write the rows that did not go in. Default: beside the first file.",
)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="How to show the plan.")
@database_option
@person_option
def command(
    files: tuple[Path, ...],
    review: str,
    columns: tuple[tuple[str, str], ...],
    dry_run: bool,
    yes: bool,
    answers_file: Path | None,
    mend_file: Path | None,
    form: str,
    database: str | None,
    who: str,
) -> None:
    """Import sheets: .xlsx, .xls, .ods, .csv or Word tables (.docx).

    Every row ends with one outcome: new, changed, same, conflict, refused or left out. Rows that are refused or in
    conflict come back as a workbook with an Error column, to be mended and imported again.
    """
    from imports.rows.questions import COLUMN, Answers, read_answers

    given = read_answers(answers_file) if answers_file else {}
    given |= {f"{COLUMN}{header}": field for header, field in columns}
    answers = Answers(given=given, yes=yes, review=review)
    terminal = sys.stdin.isatty() and form == "table"
    result, applied = _run(files, answers, database, who, dry_run=dry_run, ask=terminal and not yes)
    mended = _write_mend(result, mend_file, files) if applied else None
    if form == "json":
        show_json(_as_json(result, applied=applied))
    else:
        _tell(result, applied=applied, dry_run=dry_run, mended=mended)
    if result.failed or (not applied and not dry_run):
        sys.exit(1)


def _run(
    files: tuple[Path, ...], answers: "Answers", database: str | None, who: str, *, dry_run: bool, ask: bool
) -> "tuple[ImportResult, bool]":
    """Plan and apply; where people can be asked, ask and plan again with their answers."""
    while True:
        result, applied = _attempt(files, answers, database, who, dry_run=dry_run, confirm=ask)
        if applied or dry_run or not ask or not result.questions:
            return result, applied
        for question in result.questions:
            answers.given[question.id] = _ask(question)


def _attempt(
    files: tuple[Path, ...], answers: "Answers", database: str | None, who: str, *, dry_run: bool, confirm: bool
) -> "tuple[ImportResult, bool]":
    from imports.run import import_files

    result: ImportResult | None = None
    try:
        with acting(database) as session:
            with _progress(show=confirm) as progress:
                result = import_files(session, files, answers, who, now(), progress)
            if dry_run or (result.questions and not answers.yes):
                raise _NotKept
            if confirm and not _confirmed(result):
                raise _NotKept
    except _NotKept:
        assert result is not None  # noqa: S101 - raised only after the run
        result.batch = None
        return result, False
    return result, any(plan.error is None for plan in result.plans)


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

        def step(file: str, rows: int) -> None:
            if file not in tasks:
                tasks[file] = bar.add_task(file, total=None)
            bar.advance(tasks[file], rows)

        yield step


def _confirmed(result: "ImportResult") -> bool:
    for plan in result.plans:
        _tell_file(plan)
    if result.batch is None:
        return True
    return click.confirm("\nPut this into the register?", default=True)


def _ask(question: "Question") -> str:
    """Ask a person on the terminal; an empty answer leaves the value as it is written."""
    click.echo()
    click.secho(question.text, bold=True)
    for number, candidate in enumerate(question.candidates, start=1):
        label = question.labels.get(candidate, "")
        click.echo(f"  {number}  {candidate}{f'  {label}' if label and label != candidate else ''}")
    click.echo("  -  leave it as it is written")
    where = ", ".join(question.cells[:6])
    click.echo(f"  (in {where}{' ...' if len(question.cells) > 6 else ''})")
    default = "1" if question.clear else "-"
    said = click.prompt("Number, another code, or -", default=default).strip()
    if said.isdigit() and 1 <= int(said) <= len(question.candidates):
        return question.candidates[int(said) - 1]
    return str(said)


def _write_mend(result: "ImportResult", mend_file: Path | None, files: tuple[Path, ...]) -> Path | None:
    from imports.mend import write_mend

    target = mend_file or files[0].with_name(f"{files[0].stem} - to mend.xlsx")
    return target if write_mend(result.plans, target) else None


# What is shown


def _as_json(result: "ImportResult", *, applied: bool) -> dict[str, Any]:
    return {"files": [_file_json(plan) for plan in result.plans], "applied": applied, "batch": result.batch}


def _file_json(plan: "FilePlan") -> dict[str, Any]:
    shown: dict[str, Any] = {"file": plan.file, "sheets": [_sheet_json(sheet) for sheet in plan.sheets]}
    if plan.error is not None:
        shown["error"] = plan.error.message
    return shown


def _sheet_json(sheet: "SheetPlan") -> dict[str, Any]:
    blocks = sheet.blocks
    columns: dict[str, str] = {}
    for block in blocks[:1]:
        columns = block.shown_columns()
    return {
        "name": sheet.sheet.name,
        "kind": sheet.kind.value,
        "format": (blocks[0].known_as or "tracking sheet") if blocks else None,
        "header_rows": [row + 1 for block in blocks for row in block.header_rows],
        "columns": columns,
        "rows": len(sheet.rows),
        "outcomes": sheet.outcomes(),
        "problems": [
            {"cell": row.where, "outcome": row.outcome.value, "reason": row.reason} for row in sheet.rows if row.reason
        ],
        "changes": [change for row in sheet.rows for change in _changes_json(row)],
        "questions": [
            {
                "id": question.id,
                "text": question.text,
                "candidates": list(question.candidates),
                "labels": dict(question.labels),
                "cells": question.cells,
            }
            for question in sheet.questions
        ],
        "answered": [{"id": question.id, "text": question.text, "answer": answer} for question, answer in sheet.taken],
        "notes": sheet.notes,
        "structure": dict(sheet.structure),
    }


def _changes_json(row: "PlannedRow") -> "Iterator[dict[str, Any]]":
    for planned in row.entries:
        for change in planned.changes:
            old, new = change.shown()
            yield {"code": planned.record.code, "field": change.field, "old": old, "new": new, "cell": change.cell}


def _tell(result: "ImportResult", *, applied: bool, dry_run: bool, mended: Path | None) -> None:
    for plan in result.plans:
        _tell_file(plan)
    click.echo()
    if applied and result.batch is not None:
        click.echo(f"Done: batch {result.batch}. To take it back: tracker undo {result.batch}")
    elif applied:
        click.echo("Nothing to do: the register knows all of this already.")
    elif dry_run:
        click.echo("This was a dry run: nothing was changed.")
    elif result.questions:
        click.echo(
            "Nothing was changed: the questions above need an answer. Run the command in a terminal to be asked,"
        )
        click.echo("give the answers with --answers FILE, or use --yes to leave open what is not clear.")
    else:
        click.echo("Nothing was changed.")
    if mended is not None:
        click.echo(f"Rows that did not go in, to be mended and imported: {mended}")


def _tell_file(plan: "FilePlan") -> None:
    click.echo()
    click.secho(plan.file, bold=True)
    if plan.error is not None:
        click.echo(f"  Error: {plan.error.message}", err=True)
        return
    for sheet in plan.sheets:
        _tell_sheet(sheet)


def _tell_sheet(sheet: "SheetPlan") -> None:
    if not sheet.blocks:
        click.echo(f"  Sheet '{sheet.sheet.name}': {sheet.kind.value}, no recommendations")
        return
    counts = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in sheet.outcomes().items() if count)
    click.echo(f"  Sheet '{sheet.sheet.name}': {len(sheet.rows)} rows: {counts or 'none'}")
    for note in sheet.notes:
        click.echo(f"    Note: {note}")
    for row in sheet.rows:
        _tell_changes(row)
    _tell_problems(sheet)
    for question in sheet.questions:
        proposals = f" Likely: {', '.join(question.candidates[:3])}." if question.candidates else ""
        click.echo(f"    Open: {question.text} ({_places(question.cells)}){proposals}")


def _tell_changes(row: "PlannedRow") -> None:
    for planned in row.entries:
        for change in planned.changes:
            old, new = change.shown()
            click.echo(f"    {change.cell} {planned.record.code}: {change.field} {old} -> {new}")


def _tell_problems(sheet: "SheetPlan") -> None:
    """Problems with their cells; many of one reason are told together."""
    times = Counter((row.outcome, _kind_of_reason(row.reason)) for row in sheet.rows if row.reason)
    told: Counter[tuple[Any, str]] = Counter()
    for row in sheet.rows:
        key = (row.outcome, _kind_of_reason(row.reason))
        if not row.reason:
            continue
        told[key] += 1
        if times[key] <= 5 or told[key] <= 2:
            click.echo(f"    {row.where} {row.outcome.value.replace('_', ' ')}: {row.reason}")
        elif told[key] == 3:
            click.echo(f"    ... and {times[key] - 2} more rows like these")


def _kind_of_reason(reason: str) -> str:
    return reason.partition("(")[0]


def _places(cells: list[str]) -> str:
    return ", ".join(cells[:4]) + (f" and {len(cells) - 4} more" if len(cells) > 4 else "")
