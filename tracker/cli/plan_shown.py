"""How the plan of an import is told: by sheet, with changes, problems and open questions; or as JSON for programs."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from tracker.counting import counted

if TYPE_CHECKING:
    from imports.merging.plan import FilePlan, PlannedRow, SheetPlan
    from imports.reading.questions import Question
    from imports.run import ImportResult

_NAMED = 6
"""New recommendations that are named on a line; the list has them all."""

_DAY_FROM = {
    "sheet": "the day that the sheet or its file names.",
    "file": "the day of saving: the sheet names no day, so this is not sure.",
    "import": "today: neither the sheet nor the file names a day, so this is not sure.",
}
"""Where the day of a sheet comes from."""


def as_json(result: "ImportResult", *, applied: bool) -> dict[str, Any]:
    """The plan and what became of it, for other programs."""
    return {"files": [_file_json(plan) for plan in result.plans], "applied": applied, "batch": result.batch}


def _file_json(plan: "FilePlan") -> dict[str, Any]:
    shown: dict[str, Any] = {
        "file": plan.file,
        "sheets": [_sheet_json(sheet) for sheet in plan.sheets],
        "new_agencies": plan.new_agencies,
        "new_reviews": [
            {"review": code, "symbol": new.symbol, "waits": new.provisional}
            for code, new in plan.reviews_to_add.items()
        ],
    }
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
        "speaker": sheet.speaker,
        "as_of": {"day": sheet.as_of[0].isoformat(), "from": sheet.as_of[1].value} if sheet.as_of else None,
        "new": list(_new_codes(sheet)),
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
                "new": question.new,
                "cells": question.cells,
            }
            for question in sheet.questions
        ],
        "answered": [
            {"id": question.id, "text": question.text, "answer": answer, "guessed": question.guessed}
            for question, answer in sheet.taken
        ],
        "notes": sheet.notes,
        "structure": dict(sheet.structure),
    }


def _changes_json(row: "PlannedRow") -> "Iterator[dict[str, Any]]":
    for code, change in row.changes():
        old, new = change.shown()
        yield {"code": code, "field": change.field, "old": old, "new": new, "cell": change.cell}


def tell_plan(result: "ImportResult") -> None:
    """Tell what becomes of the rows of every file."""
    for plan in result.plans:
        _tell_file(plan)


def _tell_file(plan: "FilePlan") -> None:
    click.echo()
    click.secho(plan.file, bold=True)
    if plan.error is not None:
        click.echo(f"  Error: {plan.error.message}", err=True)
        return
    for key, names in plan.new_agencies.items():
        click.echo(f"  New agency: {key} {', also '.join(names)}")
    for code, new in plan.reviews_to_add.items():
        click.echo(f"  New review: {code}{f' ({new.symbol})' if new.symbol else ''}")
    for sheet in plan.sheets:
        _tell_sheet(sheet)
    for code, new in plan.new_reviews.items():
        told = "rows that wait for their review" if new.provisional else new.symbol or "no document named"
        click.echo(f"  New review {code}: {told}")


def _new_codes(sheet: "SheetPlan") -> "Iterator[str]":
    """The codes of the recommendations that a sheet adds."""
    for row in sheet.rows:
        yield from (entry.record.code for entry in row.entries if entry.outcome == "new")


def _tell_new(sheet: "SheetPlan") -> None:
    codes = list(_new_codes(sheet))
    if codes:
        more = f" and {len(codes) - _NAMED} more" if len(codes) > _NAMED else ""
        click.echo(f"    New: {', '.join(codes[:_NAMED])}{more}")


def _tell_sheet(sheet: "SheetPlan") -> None:
    if not sheet.blocks:
        click.echo(f"  Sheet '{sheet.sheet.name}': {sheet.kind.value}, no recommendations")
        return
    counts = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in sheet.outcomes().items() if count)
    click.echo(f"  Sheet '{sheet.sheet.name}': {counted(len(sheet.rows), 'row')}: {counts or 'none'}")
    _tell_whose_and_when(sheet)
    _tell_new(sheet)
    for note in sheet.notes:
        click.echo(f"    Note: {note}")
    for row in sheet.rows:
        if row.writes:
            _tell_changes(row)
    _tell_problems(sheet)
    for question, answer in sheet.taken:
        if question.guessed:
            click.echo(f"    Assumed without asking: {_guess(question, answer)} ({_places(question.cells)})")
    for question in sheet.questions:
        likely = [question.named(candidate) for candidate in question.candidates[:3]]
        proposals = f" Likely: {', '.join(likely)}." if likely else ""
        if question.new:
            proposals += f" To add it: {question.new}."
        click.echo(f"    Open: {question.text} ({_places(question.cells)}){proposals}")


def _tell_whose_and_when(sheet: "SheetPlan") -> None:
    """Tell who speaks in a sheet and, where it replaces values, as of which day."""
    if sheet.speaker:
        click.echo(
            f"    {sheet.speaker} wrote this sheet: its statuses are claims, its due dates and agencies are proposals."
        )
    if sheet.as_of is not None and _replaces(sheet):
        day, basis = sheet.as_of
        click.echo(f"    Its values count as of {day}, {_DAY_FROM[basis]}")


def _replaces(sheet: "SheetPlan") -> bool:
    """Return True if values without a stamp take the place of others, for which the day of the sheet decides."""
    entries = (entry for row in sheet.rows for entry in row.entries if not entry.entry.stamp)
    return any(change.old for entry in entries for change in entry.changes)


def _tell_changes(row: "PlannedRow") -> None:
    for code, change in row.changes():
        old, new = change.shown()
        click.echo(f"    {change.cell} {code}: {change.label} {old} -> {new}")


def _tell_problems(sheet: "SheetPlan") -> None:
    """Problems with their cells; many of one reason are told together."""
    kinds = {reason: reason.partition("(")[0] for reason in {row.reason for row in sheet.rows}}
    problems = [(row, (row.outcome, kinds[row.reason])) for row in sheet.rows if row.reason]
    times = Counter(key for _, key in problems)
    told: Counter[tuple[Any, str]] = Counter()
    ended: set[tuple[Any, str]] = set()
    for row, key in problems:
        if key in ended:
            continue
        told[key] += 1
        if times[key] <= 5 or told[key] <= 2:
            click.echo(f"    {row.where} {row.outcome.value.replace('_', ' ')}: {row.reason}")
        else:
            click.echo(f"    ... and {times[key] - 2} more rows like these")
            ended.add(key)


def _guess(question: "Question", answer: str) -> str:
    """What was taken: "'Min. of Justise' is MOJ Ministry of Justice", or the question with its answer."""
    label = question.labels.get(answer, "")
    named = question.named(answer) if question.of_column else " ".join(filter(None, (answer, label)))
    return f"{question.subject} is {named}" if question.subject else f"{question.text} {named}"


def _places(cells: list[str]) -> str:
    return ", ".join(cells[:4]) + (f" and {len(cells) - 4} more" if len(cells) > 4 else "")
