"""The plan of a sheet line by line: each value that changes, each thing to decide, each row that stays or is left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from imports.fields import FOLLOWUP
from imports.files import Value, is_blank
from imports.merging.answered import Disagreement
from imports.merging.compare import shown
from imports.merging.plan import FilePlan, PlannedRow, SheetPlan
from imports.reading.entry import EARLIER, Entry
from imports.reading.questions import Question
from imports.run import ImportResult
from tracker.places import row_and_column
from tracker.vocabulary import Clash, Outcome

_LONGEST = 160


class Line(NamedTuple):
    """A line of the plan: the row's number and outcome, the register's value (``old``) and the sheet's (``new``).

    ``clash`` is why a value is not taken as it came; ``reason`` says it in words, of the whole row or of the value.
    ``beside`` are the fields of a new recommendation that the group fills in, with their values. A value that is
    ``left_open`` changes nothing: its words are kept beside the field; ``asked`` says that a question waits for it.
    """

    number: int
    outcome: Outcome
    cell: str
    code: str = ""
    field: str = ""
    old: str = ""
    new: str = ""
    reason: str = ""
    clash: Clash | None = None
    beside: tuple[tuple[str, str], ...] = ()
    left_open: bool = False
    asked: bool = False


@dataclass(frozen=True)
class Asked:
    """A question with where it stands: the file, the sheet, and what a row says that waits for the answer."""

    question: Question
    file: str
    sheet: str
    example: str


def questions_of(result: ImportResult) -> list[Asked]:
    """The questions without an answer, each once, with the first row that waits for it."""
    found: dict[str, Asked] = {}
    for file in result.plans:
        for sheet in file.sheets:
            for question in sheet.questions:
                found.setdefault(question.id, Asked(question, file.file, sheet.sheet.name, _example(sheet, question)))
    return list(found.values())


def assumed(result: ImportResult) -> list[tuple[Question, str]]:
    """What was taken without asking anybody: questions with the answers."""
    taken = (said for file in result.plans for sheet in file.sheets for said in sheet.taken)
    return list({question.id: (question, answer) for question, answer in taken if question.guessed}.values())


def sheets_of(result: ImportResult) -> list[tuple[FilePlan, SheetPlan]]:
    """The sheets that have recommendations, in their order, each with its file."""
    return [(file, sheet) for file in result.plans for sheet in file.sheets if sheet.blocks]


def others_of(result: ImportResult) -> list[tuple[FilePlan, SheetPlan]]:
    """The sheets without recommendations."""
    return [(file, sheet) for file in result.plans for sheet in file.sheets if not sheet.blocks and file.error is None]


def rows_of(sheet: SheetPlan, outcome: str) -> list[PlannedRow]:
    """The rows of a sheet that end with an outcome; all of them if it is blank."""
    return [row for row in sheet.rows if not outcome or row.outcome == outcome]


def lines_of(sheet: SheetPlan, row: PlannedRow) -> Iterator[Line]:
    """The lines of a row: at least one."""
    number, outcome = row.row + 1, row.outcome
    changes = [
        Line(number, outcome, change.cell, code, change.field, *change.shown())
        for code, change in row.changes()
        if change.field != "open"
    ]
    new = [
        Line(
            number,
            outcome,
            entry.entry.cell,
            entry.record.code,
            "text",
            "",
            entry.record.text,
            beside=tuple(_beside(entry.entry)),
        )
        for entry in row.entries
        if entry.outcome == Outcome.NEW
    ]
    clashes = [_clash(number, outcome, code, item) for code, item in _disagreements(row)]
    lines = [*new, *changes, *_left_open(sheet, row), *clashes]
    yield from lines
    if (row.reason and not clashes) or not lines:
        code = row.answer.code if row.answer else next((record.code for _, record in row.met), "")
        yield Line(number, outcome, row.where, code, "", "", _said(sheet, row.row), row.reason)


def _left_open(sheet: SheetPlan, row: PlannedRow) -> Iterator[Line]:
    """The values of a row that stay open, each beside what the register has of its field."""
    for planned in row.entries:
        record, new = planned.record, planned.outcome == Outcome.NEW
        changed = [change.new for change in planned.changes if change.field == "open"]
        for name, text, cell in planned.entry.open_values if new else changed:
            held = "" if new or name == EARLIER else shown(record.held(name))
            asked = any(cell in question.cells for question in sheet.questions)
            yield Line(row.row + 1, row.outcome, cell, record.code, name, held, text, left_open=True, asked=asked)


def _beside(entry: Entry) -> Iterator[tuple[str, str]]:
    for name, value in entry.values.items():
        if name in FOLLOWUP and (told := shown(value.value)) != "-":
            yield name, told


def _disagreements(row: PlannedRow) -> Iterator[tuple[str, Disagreement]]:
    for entry in row.entries:
        yield from ((entry.record.code, item) for item in entry.conflicts)
    if row.answer is not None:
        yield from ((row.answer.code, item) for item in (*row.answer.disagreements, *row.answer.known))


def _clash(number: int, outcome: Outcome, code: str, item: Disagreement) -> Line:
    ways = item.ways
    return Line(number, outcome, item.cell, code, item.field, ways.held, ways.came, item.reason, item.kind)


def _example(sheet: SheetPlan, question: Question) -> str:
    """What the first row says that waits for the answer; nothing where the question is about the whole sheet."""
    cell = question.cells[0] if question.cells else ""
    if not cell or "!" in cell or not cell[-1].isdigit():
        return ""
    row, _ = row_and_column(cell)
    return _said(sheet, row) if any(block.first <= row < block.end for block in sheet.blocks) else ""


def _said(sheet: SheetPlan, row: int) -> str:
    """What stands in a row, in short."""
    cells: Sequence[Value] = sheet.sheet.rows[row] if 0 <= row < len(sheet.sheet.rows) else ()
    told = " · ".join(" ".join(str(value).split()) for value in cells if not is_blank(value))
    return told if len(told) <= _LONGEST else f"{told[: _LONGEST - 1]}…"
