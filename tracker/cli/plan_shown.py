"""How the plan of an import is told: by sheet, with changes, problems and open questions; or as JSON for programs."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from tracker.counting import counted

if TYPE_CHECKING:
    from imports.merging.compare import FieldChange
    from imports.merging.plan import FilePlan, PlannedEntry, PlannedRow, SheetPlan
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


def tell_plan(result: "ImportResult") -> None:
    """Tell what becomes of the rows of every file."""
    for plan in result.plans:
        _tell_file(plan, result.statuses)


def _tell_file(plan: "FilePlan", statuses: Mapping[str, str]) -> None:
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
        _tell_sheet(sheet, statuses)
    for code, new in plan.new_reviews.items():
        told = "rows that wait for their review" if new.provisional else new.symbol or "no document named"
        click.echo(f"  New review {code}: {told}")


def _tell_new(sheet: "SheetPlan") -> None:
    codes = sheet.new_codes
    if codes:
        more = f" and {len(codes) - _NAMED} more" if len(codes) > _NAMED else ""
        click.echo(f"    New: {', '.join(codes[:_NAMED])}{more}")


def _tell_sheet(sheet: "SheetPlan", statuses: Mapping[str, str]) -> None:
    if not sheet.blocks:
        click.echo(f"  Sheet '{sheet.sheet.name}': {sheet.kind.value}, no recommendations")
        return
    counts = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in sheet.outcomes().items() if count)
    click.echo(f"  Sheet '{sheet.sheet.name}': {counted(len(sheet.rows), 'row')}: {counts or 'none'}")
    _tell_whose_and_when(sheet)
    _tell_new(sheet)
    _tell_left_open(sheet)
    for note in sheet.notes:
        click.echo(f"    Note: {note}")
    for row in sheet.rows:
        if row.writes:
            _tell_changes(row, statuses)
    _tell_problems(sheet, statuses)
    _tell_questions(sheet)


def _tell_questions(sheet: "SheetPlan") -> None:
    """Tell what was assumed without asking, and which questions are open, with what is likely."""
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
            f"    {sheet.speaker} wrote this sheet: its statuses are claims; agencies, and due dates where the register has "
            "another one, are proposals."
        )
    if sheet.as_of is not None and _replaces(sheet):
        day, basis = sheet.as_of
        click.echo(f"    Its values count as of {day}, {_DAY_FROM[basis]}")


def _replaces(sheet: "SheetPlan") -> bool:
    """Return True if values without a stamp take the place of others, for which the day of the sheet decides."""
    entries = (entry for row in sheet.rows for entry in row.entries if not entry.entry.stamp)
    return any(change.old for entry in entries for change in entry.changes)


def _tell_left_open(sheet: "SheetPlan") -> None:
    """What new recommendations keep only in words, because nobody can read it; the same words of many are told once.

    What a question is open about is told with the question.
    """
    asked = {cell for question in sheet.questions for cell in question.cells}
    places: dict[str, list[str]] = {}
    for row in sheet.rows:
        for planned in (planned for planned in row.entries if planned.outcome == "new"):
            for told, cell in _in_words_only(planned):
                if cell in asked:
                    continue
                places.setdefault(told, []).append(f"{cell} {planned.record.code}")
    for told, cells in places.items():
        click.echo(f"    {_places(cells)}: {told}")


def _in_words_only(planned: "PlannedEntry") -> "Iterator[tuple[str, str]]":
    """What a row has of a new recommendation that is kept only in words, each with its cell."""
    yield from ((_left_open(name, text), cell) for name, text, cell in planned.entry.open_values)
    due = planned.entry.values.get("due")
    if due is not None and due.value[0] is None:
        yield f"due date kept in words: '{due.value[2]}' is not a date", planned.entry.cell_of("due")


def _left_open(name: str, text: str) -> str:
    from imports.fields import plain_label

    return f"{plain_label(name)} left open, kept as written: '{text}'"


def _tell_changes(row: "PlannedRow", statuses: Mapping[str, str]) -> None:
    for code, change in row.changes():
        click.echo(f"    {change.cell} {code}: {_change(change, statuses)}")


def _change(change: "FieldChange", statuses: Mapping[str, str]) -> str:
    """A change in words: "due date 2026 -> 2027"."""
    if change.field == "open":
        return _left_open(*change.new[:2])
    old, new = change.shown()
    if "status" in change.field.partition(" by ")[0]:
        from tracker.queries.reference import worded

        old, new = worded(old, statuses), worded(new, statuses)
    return f"{change.label} {old} -> {new}"


def _tell_problems(sheet: "SheetPlan", statuses: Mapping[str, str]) -> None:
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
            click.echo(f"    {row.where} {row.outcome.value.replace('_', ' ')}: {_reason(row.reason, statuses)}")
        else:
            click.echo(f"    ... and {times[key] - 2} more rows like these")
            ended.add(key)


def _reason(reason: str, statuses: Mapping[str, str]) -> str:
    """Why a row did not go in; of a status with the labels of its values."""
    from tracker.queries.reference import worded

    return worded(reason, statuses) if reason.startswith("status: ") else reason


def _guess(question: "Question", answer: str) -> str:
    """What was taken: "'Min. of Justise' is MOJ Ministry of Justice", or the question with what was taken."""
    label = question.labels.get(answer, "")
    named = question.named(answer) if question.of_column else " ".join(filter(None, (answer, label)))
    return f"{question.subject} is {named}" if question.subject else f"{question.text} Taken: {named}"


def _places(cells: list[str]) -> str:
    return ", ".join(cells[:4]) + (f" and {len(cells) - 4} more" if len(cells) > 4 else "")
