"""The plan of an import: every row that was read ends with exactly one outcome, and the counts add up to the rows."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from imports.files import Sheet, address
from imports.merging.answered import AnsweredRow, Claim, Disagreement
from imports.merging.compare import FieldChange
from imports.merging.records import Record
from imports.reading.context import NewReview
from imports.reading.entry import Entry
from imports.reading.questions import NEW, Question
from imports.tables.table import Block
from tracker.errors import TrackerError
from tracker.language.phrase import Phrase
from tracker.vocabulary import DateBasis, Outcome, SheetKind


def row_in_words(row: int, sheet: str = "") -> Phrase:
    """A row by its number in the spreadsheet; with the name of its sheet, where that is another one."""
    if not sheet:
        return Phrase("row {number}", number=row + 1)
    return Phrase("row {number} of sheet '{sheet}'", number=row + 1, sheet=sheet)


@dataclass(slots=True)
class PlannedEntry:
    """One recommendation and its outcome: a new record, changes of a record, or nothing."""

    entry: Entry
    record: Record
    outcome: Outcome
    changes: Sequence[FieldChange] = ()
    settled: Sequence[int] = ()
    """Open values of the register that this row resolves."""
    conflicts: Sequence[Disagreement] = ()
    """What the row says that a person has to decide."""
    claims: Sequence[Claim] = ()
    """What the row says as the words of an agency."""
    based: Collection[str] = ()
    """The changed fields of which it is known what the author had before."""


@dataclass(slots=True)
class PlannedRow:
    """A row with its outcome; reason and cell where it is a conflict, refused or left out.

    ``met`` are the units of the row that the register has, each with its record, whether or not anything changes.
    """

    row: int
    outcome: Outcome
    cell: str = ""
    reason: str = ""
    entries: Sequence[PlannedEntry] = ()
    met: Sequence[tuple[Entry, Record]] = ()
    answer: AnsweredRow | None = None
    kept: bool = False
    """True if what stands in the way is kept in the register as a conflict, to be resolved there."""

    @property
    def writes(self) -> bool:
        """Return True if the row changes the register."""
        return bool(self.entries) or (self.answer is not None and self.answer.writes)

    def changes(self) -> Iterator[tuple[str, FieldChange]]:
        """The values that the row changes, each with the code of its recommendation."""
        for planned in self.entries:
            yield from ((planned.record.code, change) for change in planned.changes)
            yield from ((planned.record.code, claim.change) for claim in planned.claims)
        if self.answer is not None:
            yield from ((self.answer.code, change) for change in self.answer.changes)

    @property
    def where(self) -> str:
        """The cell to show for the row."""
        return self.cell or address(self.row, 0)


@dataclass
class SheetPlan:
    """What was found on a sheet, and the outcome of its rows."""

    sheet: Sheet
    kind: SheetKind
    blocks: list[Block] = field(default_factory=list)
    rows: list[PlannedRow] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    taken: list[tuple[Question, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    structure: Counter[str] = field(default_factory=Counter)
    speaker: str = ""
    """The agency that speaks in the sheet; empty for the group itself."""

    as_of: tuple[date, DateBasis] | None = None
    """The day that the sheet speaks of, and where that day comes from."""

    said: list[tuple[Record, Entry]] = field(default_factory=list)
    """The recommendations that its rows speak of, and what they say: the base of the sheet's next copy."""

    @property
    def new_codes(self) -> list[str]:
        """The codes of the recommendations that the sheet adds."""
        planned = (entry for row in self.rows for entry in row.entries)
        return [entry.record.code for entry in planned if entry.outcome == Outcome.NEW]

    def outcomes(self) -> dict[str, int]:
        """Rows by outcome; the sum is the number of rows."""
        outcomes = [row.outcome for row in self.rows]  # counting them in a list is quicker than by a dictionary
        return {outcome.value: outcomes.count(outcome) for outcome in Outcome}


@dataclass
class FilePlan:
    """The plan of a file; ``error`` if it could not be read."""

    file: str
    sha256: str = ""
    sheets: list[SheetPlan] = field(default_factory=list)
    new_reviews: dict[str, NewReview] = field(default_factory=dict)
    error: TrackerError | None = None

    @property
    def of_a_round(self) -> bool:
        """Return True if the file is a reply of a round."""
        return any(sheet.kind == SheetKind.ANSWER for sheet in self.sheets)

    @property
    def waiting(self) -> int:
        """How many new recommendations wait for somebody to say of which review they are."""
        planned = (entry for sheet in self.sheets for row in sheet.rows for entry in row.entries)
        return sum(item.outcome == Outcome.NEW and item.entry.placing.waits for item in planned)

    @property
    def new_agencies(self) -> dict[str, list[str]]:
        """The agencies that a person added in answers: key, then the names that the sheets have for it."""
        found: dict[str, list[str]] = {}
        for question, answer in (said for sheet in self.sheets for said in sheet.taken):
            if answer.startswith(NEW) and question.addition and question.addition.what == "agency":
                names = found.setdefault(answer.removeprefix(NEW), [])
                if question.addition.name not in names:
                    names.append(question.addition.name)
        return found

    @property
    def reviews_to_add(self) -> dict[str, NewReview]:
        """The new reviews that new records go to, and those under which rows wait for their review."""
        wanted = {
            planned.record.review
            for sheet in self.sheets
            for row in sheet.rows
            for planned in row.entries
            if planned.outcome == Outcome.NEW
        }
        reviews = self.new_reviews.items()
        return {code: new for code, new in reviews if code in wanted}

    @property
    def open_questions(self) -> list[Question]:
        """The questions without an answer."""
        return [question for sheet in self.sheets for question in sheet.questions]
