"""The plan of an import: every row that was read ends with exactly one outcome, and the counts add up to the rows."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process
from sqlalchemy import select
from sqlalchemy.orm import Session

from imports.compare import FieldChange, compare, other_language, same_text
from imports.context import ContextReader, Hints, NewReview, Placing
from imports.entries import Entry, EntryReader, ReadRow, Surroundings
from imports.layout import Block, LayoutFinder
from imports.legend import Legend, read_legend
from imports.lexicon import load_lexicon
from imports.questions import Answers, Question, QuestionBook
from imports.readers import Readers
from imports.records import Record, Records, load_records, places_of_texts, reviews_of_codes
from imports.sheets import Sheet, Workbook, address, read_workbook
from imports.survey import kind_of
from tracker.errors import BadFile, NotFound, TrackerError
from tracker.models import Batch, ImportedSheet
from tracker.textkey import compared, text_key
from tracker.vocabulary import DateBasis, Outcome, SheetKind

NEAR = 88
"""Likeness (per cent) from which a text without a number may be one that the register has: a person is asked."""

_FIRST_CYCLE = "1"


@dataclass
class PlannedEntry:
    """One unit with what becomes of it: a new record, changes of one, or nothing."""

    entry: Entry
    record: Record
    outcome: Outcome
    changes: list[FieldChange] = field(default_factory=list)
    settled: list[int] = field(default_factory=list)
    """Open values of the register that this row settles."""


@dataclass
class PlannedRow:
    """A row with its outcome; reason and cell where it is a conflict, refused or left out."""

    row: int
    outcome: Outcome
    cell: str = ""
    reason: str = ""
    entries: list[PlannedEntry] = field(default_factory=list)


@dataclass
class SheetPlan:
    """What was found on a sheet and what becomes of its rows."""

    sheet: Sheet
    kind: SheetKind
    blocks: list[Block] = field(default_factory=list)
    rows: list[PlannedRow] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    taken: list[tuple[Question, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    structure: Counter[str] = field(default_factory=Counter)

    def outcomes(self) -> dict[str, int]:
        """Rows by outcome; the sum is the number of rows."""
        counted = Counter(row.outcome for row in self.rows)
        return {outcome.value: counted[outcome] for outcome in Outcome}


@dataclass
class FilePlan:
    """What becomes of a file; ``error`` when it could not be read."""

    file: str
    sha256: str = ""
    sheets: list[SheetPlan] = field(default_factory=list)
    new_reviews: dict[str, NewReview] = field(default_factory=dict)
    error: TrackerError | None = None

    @property
    def open_questions(self) -> list[Question]:
        """The questions that nobody has answered yet."""
        return [question for sheet in self.sheets for question in sheet.questions]


class Planner:
    """Makes the plan of one file against the register as it stands now. Changes nothing and asks nobody."""

    def __init__(self, session: Session, answers: Answers, today: date) -> None:
        self._session = session
        self._answers = answers
        self._today = today
        self._lexicon = load_lexicon(session)
        if answers.review and answers.review not in self._lexicon.reviews:
            known = ", ".join(code for code, review in self._lexicon.reviews.items() if not review.provisional)
            raise NotFound(f"there is no review '{answers.review}'.", remedy=f"Known reviews: {known}.")
        self._readers = Readers(self._lexicon)
        self._context = ContextReader(self._lexicon)

    def plan(self, path: Path) -> FilePlan:
        """Read a file and say what would become of each row."""
        try:
            book = read_workbook(path)
            return self._plan_book(book, path)
        except BadFile as wrong:
            return FilePlan(path.name, error=wrong)

    def _plan_book(self, book: Workbook, path: Path) -> FilePlan:
        finder = LayoutFinder(self._readers)
        blocks = {id(sheet): finder.blocks(sheet) for sheet in book.sheets}
        every = [block for found in blocks.values() for block in found]
        if not every:
            looked = [SheetPlan(sheet, kind_of(sheet, [], self._readers)) for sheet in book.sheets]
            return FilePlan(book.file, book.sha256, looked, error=_nothing_found(book.file, looked))
        legend = read_legend(book.sheets, every, self._readers)
        plan = FilePlan(book.file, book.sha256)
        read: list[tuple[SheetPlan, list[ReadRow]]] = []
        for sheet in book.sheets:
            sheet_plan = SheetPlan(sheet, kind_of(sheet, blocks[id(sheet)], self._readers), blocks[id(sheet)])
            plan.sheets.append(sheet_plan)
            if sheet.strays:
                sheet_plan.notes.append(f"cells far outside the table were not read: {', '.join(sheet.strays[:5])}")
            if blocks[id(sheet)]:
                read.append((sheet_plan, self._read_sheet(sheet_plan, book, path, legend)))
        self._match(plan, read)
        return plan

    def _read_sheet(self, plan: SheetPlan, book: Workbook, path: Path, legend: Legend) -> list[ReadRow]:
        rows: list[ReadRow] = []
        questions = QuestionBook(self._answers, self._remembered(plan.blocks))
        for block in plan.blocks:
            around = self._surroundings(block, book, path)
            reader = EntryReader(block, self._readers, self._context, legend, questions, around)
            rows += reader.read()
            plan.notes += reader.notes
            plan.structure.update(reader.structure)
        plan.questions = list(questions.open.values())
        plan.taken = list(questions.taken.values())
        return rows

    def _remembered(self, blocks: list[Block]) -> dict[str, str]:
        """The answers that people gave about sheets with this header."""
        saved = {layout.header: layout.answers for layout in self._lexicon.layouts}
        return {key: value for block in blocks for key, value in saved.get(block.fingerprint, {}).items()}

    def _surroundings(self, block: Block, book: Workbook, path: Path) -> Surroundings:
        """What titles, names and the file say: the nearest text first."""
        texts = [*block.title, block.sheet.name, *block.sheet.context, path.stem.replace("_", " ")]
        hints = Hints()
        for text in texts:
            hints = hints.filled_from(self._context.read(text))
        about = [state for text in texts if (state := self._context.about_state(text))]
        own = self._lexicon.state
        dated_on, basis = self._sheet_date(block, book, path)
        return Surroundings(
            hints=replace(hints, state=""),
            about=own if own in about else (about[0] if about else ""),
            dated_on=dated_on,
            basis=basis,
            file=book.file,
            default_review=self._answers.review,
        )

    def _sheet_date(self, block: Block, book: Workbook, path: Path) -> tuple[date, DateBasis]:
        """The day a sheet speaks of: its title ("as of ..."), the other sheets' titles, its name, when it was saved."""
        marks = self._lexicon.row_words("as_at")
        from tracker.folding import fold

        covers = [
            str(cell)
            for sheet in book.sheets
            if sheet is not block.sheet
            for row in sheet.rows[:40]
            for cell in row
            if isinstance(cell, str)
        ]
        for text in [*block.title, *block.sheet.context, *covers]:
            found = self._readers.dates.find(text)
            if found and found <= self._today and any(f" {mark} " in f" {fold(text)} " for mark in marks):
                return found, DateBasis.SHEET
        for text in (block.sheet.name, path.stem):
            found = self._readers.dates.find(text.replace("_", " "))
            if found and found <= self._today:
                return found, DateBasis.SHEET
        if book.saved_on and book.saved_on <= self._today:
            return book.saved_on, DateBasis.FILE
        return self._today, DateBasis.IMPORT

    # Matching with the register

    def _match(self, plan: FilePlan, read: list[tuple[SheetPlan, list[ReadRow]]]) -> None:
        shelf = ReviewShelf(self._lexicon.reviews, plan)
        entries = [entry for _, rows in read for row in rows for entry in row.entries]
        for number, (_, rows) in enumerate(read):
            for entry in (entry for row in rows for entry in row.entries):
                entry.sheet = number
        self._place_by_text(entries)
        named = [entry.get("code") for entry in entries if entry.get("code")]
        reviews = {shelf.code(entry.placing) for entry in entries} | reviews_of_codes(self._session, named)
        records = load_records(self._session, reviews)
        Matcher(records, shelf, self._readers, self._answers).match(read)
        self._leave_settled_rows(plan)

    def _leave_settled_rows(self, plan: FilePlan) -> None:
        """A file that was imported before says nothing new, even where the register has moved on since."""
        settled = self._settled_before(plan.sha256)
        for sheet_plan in plan.sheets:
            open_rows = settled.get(sheet_plan.sheet.name)
            for row in sheet_plan.rows if open_rows is not None else []:
                if row.row not in open_rows and row.outcome == Outcome.CHANGED:
                    row.outcome, row.entries = Outcome.SAME, []

    def _place_by_text(self, entries: list[Entry]) -> None:
        """Rows of which nobody knows the review belong where the register has their very text."""
        lost = [entry for entry in entries if entry.placing.new and entry.placing.new.provisional and entry.get("text")]
        places = places_of_texts(self._session, [text_key(entry.get("text")) for entry in lost]) if lost else {}
        for entry in lost:
            where = set(places.get(text_key(entry.get("text")), []))
            if len(where) == 1:
                entry.placing = Placing(code=where.pop())

    def _settled_before(self, sha256: str) -> dict[str, set[int]]:
        """Sheets of this very file that were imported before: rows that were settled then have nothing new to say."""
        query = select(ImportedSheet.sheet, ImportedSheet.unsettled).join(Batch, Batch.id == ImportedSheet.batch_id)
        found: dict[str, set[int]] = {}
        for sheet, unsettled in self._session.execute(
            query.where(ImportedSheet.sha256 == sha256, Batch.undone_by.is_(None))
        ).tuples():
            open_rows = {int(row) for row in unsettled}
            found[sheet] = open_rows & found[sheet] if sheet in found else open_rows
        return found


class ReviewShelf:
    """Codes of reviews: known ones, and those that the import would add."""

    def __init__(self, known: dict[str, Any], plan: FilePlan) -> None:
        self._known = known
        self._plan = plan
        self._codes: dict[NewReview, str] = {}

    def code(self, placing: Placing) -> str:
        """The code of the review a row belongs to."""
        if placing.code:
            return placing.code
        new = placing.new or NewReview("TBC", provisional=True)
        if new not in self._codes:
            code = self._existing(new) or self._free(new)
            self._codes[new] = code
            if code not in self._known:
                self._plan.new_reviews[code] = new
        return self._codes[new]

    def mechanism(self, code: str) -> str:
        """The mechanism of a review."""
        known = self._known.get(code)
        return known.mechanism if known else self._plan.new_reviews[code].mechanism

    def cycle(self, code: str) -> str:
        """The cycle of a review."""
        known = self._known.get(code)
        return known.cycle if known else self._plan.new_reviews[code].cycle

    def _existing(self, new: NewReview) -> str | None:
        for review in self._known.values():
            same = review.mechanism == new.mechanism and review.state == new.state
            if same and (
                new.found_in and review.found_in == new.found_in or new.symbol and new.symbol in review.symbols
            ):
                return str(review.code)
        return None

    def _free(self, new: NewReview) -> str:
        abroad = f"-{new.state}" if new.state and new.cycle and self._is_foreign(new) else ""
        if new.cycle and not new.provisional:
            code = f"{new.mechanism}-{new.cycle}{abroad}"
            if code not in self._known and code not in self._plan.new_reviews:
                return code
        letter = "X" if new.provisional or not new.symbol else ""
        abroad = f"-{new.state}" if self._is_foreign(new) else ""
        number = 1
        while f"{new.mechanism}-{letter}{number}{abroad}" in {*self._known, *self._plan.new_reviews}:
            number += 1
        return f"{new.mechanism}-{letter}{number}{abroad}"

    def _is_foreign(self, new: NewReview) -> bool:
        own = next((review.state for review in self._known.values()), new.state)
        return new.state not in ("", own)


RowKey = tuple[int, int]
"""Number of the sheet among those with recommendations, and row."""


class Matcher:
    """Matches the rows of a file with records: by code, by (review, number), then by text; a near match is a question."""

    def __init__(self, records: Records, shelf: ReviewShelf, readers: Readers, answers: Answers) -> None:
        self._records = records
        self._shelf = shelf
        self._identity = readers.states.identity
        self._questions = QuestionBook(answers, {})
        self._numbers: Counter[str] = Counter()
        self._planned: dict[RowKey, PlannedRow] = {}
        self._names: list[str] = []

    def match(self, read: list[tuple[SheetPlan, list[ReadRow]]]) -> None:
        """Give every row of every sheet its outcome."""
        self._names = [plan.sheet.name for plan, _ in read]
        for number, (plan, rows) in enumerate(read):
            plan.rows = [PlannedRow(row.row, row.outcome or Outcome.SAME, row.cell, row.reason) for row in rows]
            self._planned |= {(number, row.row): row for row in plan.rows}
        for group in list(self._grouped(entry for _, rows in read for row in rows for entry in row.entries)):
            self._plan_group(group)
        if read:
            read[0][0].questions += list(self._questions.open.values())
            read[0][0].taken += list(self._questions.taken.values())

    def _row(self, entry: Entry) -> PlannedRow:
        return self._planned[entry.sheet, entry.row]

    def _end(self, entry: Entry, outcome: Outcome, reason: str, cell: str = "") -> None:
        row = self._row(entry)
        row.outcome, row.cell, row.reason = outcome, cell or entry.cell, reason

    def _where(self, entry: Entry, seen_from: Entry) -> str:
        """A row in words, with its sheet where that is another."""
        sheet = "" if entry.sheet == seen_from.sheet else f" of sheet '{self._names[entry.sheet]}'"
        return f"row {entry.row + 1}{sheet}"

    # Rows that speak of the same unit are taken together

    def _grouped(self, entries: Iterable[Entry]) -> Iterator[list[Entry]]:
        groups: dict[object, list[Entry]] = {}
        for entry in entries:
            groups.setdefault(self._group_key(entry), []).append(entry)
        for group in groups.values():
            yield from self._with_one_text(group)

    def _group_key(self, entry: Entry) -> object:
        code = entry.get("code")
        if code:
            return code
        review = self._shelf.code(entry.placing)
        number = entry.get("reference")
        if number is not None:
            return (review, number)
        if entry.key is not None:
            return (review, entry.sheet, entry.key, entry.part)
        states = frozenset(map(self._identity, entry.get("states") or []))
        return (review, text_key(entry.get("text") or ""), states)

    def _with_one_text(self, group: list[Entry]) -> Iterator[list[Entry]]:
        """Rows of one number with different texts: bundled recommendations of the first UPR cycle, or a conflict."""
        first = group[0]
        told = [entry for entry in group if entry.get("text")]
        if all(same_text(told[0].get("text"), entry.get("text")) for entry in told[1:]):
            yield group
            return
        if any(other_language(told[0].get("text"), entry.get("text")) for entry in told[1:]):
            yield _translated(group)
            return
        review = self._shelf.code(first.placing)
        if self._shelf.mechanism(review) == "UPR" and self._shelf.cycle(review) == _FIRST_CYCLE:
            yield from self._bundle(group)
            return
        number = first.get("code") or first.get("reference")[0]
        for entry in group:
            other = next(row for row in group if row is not entry)
            where = self._where(other, entry)
            reason = (
                f"number {number} stands twice with different texts (also in {where}); correct the number or the text"
            )
            self._end(entry, Outcome.CONFLICT, reason)

    def _bundle(self, group: list[Entry]) -> Iterator[list[Entry]]:
        texts: dict[str, list[Entry]] = defaultdict(list)
        for entry in group:
            texts[text_key(entry.get("text") or "")].append(entry)
        for sub, same in enumerate(texts.values(), start=1):
            for entry in same:
                reading = entry.values["reference"]
                entry.values["reference"] = replace(reading, value=(reading.value[0], reading.value[1] or sub))
            yield same

    # One unit

    def _plan_group(self, group: list[Entry]) -> None:
        whole, clashes = _joined(group, self._names)
        for entry, status in clashes:
            reason = f"the unit has two statuses: {status} in {self._where(group[0], entry)}, {status_of(entry)} here"
            self._end(entry, Outcome.CONFLICT, reason)
        record, problem = self._find(whole)
        if problem is not None:
            for entry in group:
                self._end(entry, *problem)
        elif record is None:
            self._plan_new(whole, group)
        else:
            self._plan_known(whole, record, group)

    def _find(self, entry: Entry) -> tuple[Record | None, tuple[Outcome, str] | None]:
        code = entry.get("code")
        if code and (record := self._records.by_code.get(code)):
            return record, None
        review = self._shelf.code(entry.placing)
        number = entry.get("reference")
        text = entry.get("text")
        if number is not None and (record := self._by_number(review, number, text)):
            return record, None
        if code and text is None:
            return None, (
                Outcome.REFUSED,
                f"the register has no recommendation {code}; correct the code or add the text",
            )
        if text is None:
            shown = number[0] if number else "this number"
            return None, (
                Outcome.REFUSED,
                f"the register has no recommendation {shown} in {review}, and the row gives no text for a new one",
            )
        if record := self._by_text(review, entry):
            return record, None
        return self._near_match(review, entry)

    def _by_number(self, review: str, number: tuple[str, int], text: str | None) -> Record | None:
        record = self._records.by_number.get((review, number[0], number[1]))
        if record is None and number[1] == 0 and text:
            bundled = [
                item for item in self._records.by_text.get((review, text_key(text)), []) if item.reference == number[0]
            ]
            record = bundled[0] if bundled else None
        return record

    def _by_text(self, review: str, entry: Entry) -> Record | None:
        """The record of exactly this text; among several, the one of these States."""
        number = entry.get("reference")
        found = self._records.by_text.get((review, text_key(entry.get("text"))), [])
        found = [record for record in found if number is None or record.reference is None]
        states = {self._identity(name) for name in entry.get("states") or []}
        if states:
            found = [
                record
                for record in found
                if not record.states or {self._identity(name) for name in record.states} == states
            ]
        return found[0] if len(found) == 1 or (found and number is None and not states) else None

    def _near_match(self, review: str, entry: Entry) -> tuple[Record | None, tuple[Outcome, str] | None]:
        """A text nearly like one of the register, where numbers cannot tell: a question, never a silent merge."""
        number = entry.get("reference")
        near = self._nearest(review, entry, numbered=number is not None)
        if near is None:
            return None, None
        question = Question(
            f"same:{review}/{text_key(entry.get('text'))}",
            f"Is the recommendation in {entry.cell} the same as {near.code} ('{near.text[:70]}')?",
            (near.code, "new"),
        )
        answer = self._questions.ask(question, entry.cell)
        if answer == near.code:
            return near, None
        if answer == "new":
            return None, None
        return None, (Outcome.CONFLICT, f"nearly the same as {near.code}: say whether it is the same or a new one")

    def _nearest(self, review: str, entry: Entry, *, numbered: bool) -> Record | None:
        pool = {
            number: record
            for number, record in enumerate(self._records.of_review.get(review, []))
            if record.id and (record.reference is None or not numbered)
        }
        states = {self._identity(name) for name in entry.get("states") or []}
        texts = {
            number: compared(record.text)
            for number, record in pool.items()
            if not states or not record.states or {self._identity(name) for name in record.states} == states
        }
        found = process.extractOne(compared(entry.get("text")), texts, scorer=fuzz.ratio, score_cutoff=NEAR)
        return pool[found[2]] if found else None

    def _plan_new(self, whole: Entry, group: list[Entry]) -> None:
        record = self._virtual(whole, self._shelf.code(whole.placing))
        self._records.add(record)
        row = self._row(group[0])
        row.entries.append(PlannedEntry(whole, record, Outcome.NEW))
        row.outcome = Outcome.NEW
        self._plan_repeats(group)

    def _plan_repeats(self, group: list[Entry]) -> None:
        """Further rows of a unit: one that adds something is a change, one that adds nothing repeats the first."""
        for entry in group[1:]:
            row = self._row(entry)
            if row.outcome != Outcome.SAME or row.entries:
                continue
            if not _adds(entry, group[0]):
                self._end(entry, Outcome.LEFT_OUT, f"repeats {self._where(group[0], entry)}")
            elif self._row(group[0]).outcome == Outcome.NEW:
                row.outcome = Outcome.CHANGED

    def _virtual(self, entry: Entry, review: str) -> Record:
        number = entry.get("reference")
        if number is None:
            self._numbers[review] = self._numbers[review] or _last_unnumbered(self._records.of_review.get(review, []))
            self._numbers[review] += 1
            code = f"{review}/U{self._numbers[review]}"
        else:
            code = f"{review}/{number[0]}" + (f"#{number[1]}" if number[1] else "")
        text = entry.get("text")
        record = Record(
            0, code, review, number[0] if number else None, number[1] if number else 0, text, text_key(text)
        )
        record.states = list(entry.get("states") or [])
        return record

    def _plan_known(self, whole: Entry, record: Record, group: list[Entry]) -> None:
        by_code = bool(whole.get("code")) and whole.get("code") == record.code
        found = compare(whole, record, self._identity, whole=by_code)
        settled = _settled_values(whole, record, {change.field for change in found.changes})
        for clash in found.clashes:
            self._end(self._speaker(clash.cell, group), Outcome.CONFLICT, clash.reason, clash.cell)
        first = self._row(group[0])
        if first.outcome == Outcome.CONFLICT:
            return
        if found.changes or settled:
            first.entries.append(PlannedEntry(whole, record, Outcome.CHANGED, found.changes, settled))
            speakers = [self._row(self._speaker(change.cell, group)) for change in found.changes] or [first]
            for row in speakers:
                row.outcome = Outcome.CHANGED if row.outcome == Outcome.SAME else row.outcome
        self._plan_repeats(group)

    def _speaker(self, cell: str, group: list[Entry]) -> Entry:
        """The row of a group in which a cell stands."""
        sheet, _, place = cell.rpartition("!")
        number = int("".join(filter(str.isdigit, place)) or 0) - 1
        return next(
            (entry for entry in group if entry.row == number and (not sheet or self._names[entry.sheet] == sheet)),
            group[0],
        )


def _translated(group: list[Entry]) -> list[Entry]:
    """Rows of one number in two languages: the first text stands, the other becomes its translation."""
    first = next(entry for entry in group if entry.get("text"))
    for entry in group:
        text = entry.values.get("text")
        if text is not None and entry is not first and not same_text(first.get("text"), text.value):
            entry.values["translation"] = text
            del entry.values["text"]
    return group


def _joined(group: list[Entry], names: list[str]) -> tuple[Entry, list[tuple[Entry, str]]]:
    """One entry that says all that the rows of a unit say; and the rows whose status contradicts the first, with that."""
    first = group[0]
    whole = replace(
        first,
        values=dict(first.values),
        remarks=list(first.remarks),
        open_values=list(first.open_values),
        others=dict(first.others),
    )
    clashes = []
    for entry in group[1:]:
        status, stated = status_of(entry), status_of(whole)
        if status is not None and stated is not None and status != stated:
            clashes.append((entry, stated))
            continue
        _join(whole, entry, f"{names[entry.sheet]}!" if entry.sheet != first.sheet else "")
    if whole.get("lead") in (whole.get("contributing") or []):
        reading = whole.values["contributing"]
        whole.values["contributing"] = replace(
            reading, value=[key for key in reading.value if key != whole.get("lead")]
        )
    return whole, clashes


def _join(whole: Entry, entry: Entry, sheet: str) -> None:
    """Add what a further row says; cells of another sheet are named with it."""
    for name, found in entry.values.items():
        reading = replace(found, cell=sheet + found.cell)
        have = whole.values.get(name)
        if have is None:
            whole.values[name] = reading
        elif name == "lead" and reading.value != have.value:
            others = whole.get("contributing") or []
            whole.values["contributing"] = replace(reading, value=list(dict.fromkeys([*others, reading.value])))
        elif isinstance(have.value, list):
            new = [item for item in reading.value if item not in have.value]
            whole.values[name] = replace(have, value=[*have.value, *new])
        elif name in ("measures", "note") and reading.value not in have.value:
            whole.values[name] = replace(have, value=f"{have.value}\n{reading.value}")
        elif name == "due" and reading.value[0] and (have.value[0] is None or reading.value[0] > have.value[0]):
            whole.values[name] = reading
    whole.remarks += [(sheet + cell, author, text) for cell, author, text in entry.remarks]
    known = {value[:2] for value in whole.open_values}
    whole.open_values += [
        (name, text, sheet + cell) for name, text, cell in entry.open_values if (name, text) not in known
    ]
    whole.others |= {name: text for name, text in entry.others.items() if name not in whole.others}


def _adds(entry: Entry, first: Entry) -> bool:
    """Whether a further row of a unit says something that the first row does not."""
    for name, reading in entry.values.items():
        if name in ("text", "reference", "code", "lead_in"):
            continue
        have = first.values.get(name)
        if have is None or have.value != reading.value:
            return True
    return bool(entry.remarks) or any(value not in first.open_values for value in entry.open_values)


def _settled_values(entry: Entry, record: Record, changed: set[str]) -> list[int]:
    """Open values of the record whose field the row now fills with something else."""
    waiting = {(name, text) for name, text, _ in entry.open_values}
    return [
        row_id for (name, text), row_id in record.open_values.items() if name in changed and (name, text) not in waiting
    ]


def _last_unnumbered(records: Iterable[Record]) -> int:
    numbers = [
        int(record.code.rpartition("/U")[2]) for record in records if record.reference is None and "/U" in record.code
    ]
    return max(numbers, default=0)


def _nothing_found(file: str, sheets: list[SheetPlan]) -> BadFile:
    if not sheets:
        return BadFile(
            "the document has no table.", where=file, remedy="Send the table itself, as .docx, .xlsx or .csv."
        )
    looked = ", ".join(f"'{plan.sheet.name}' ({plan.kind})" for plan in sheets)
    return BadFile(
        f"no sheet holds recommendations; looked at {looked}.",
        where=file,
        remedy="A table needs a header row with a column 'Recommendation' (and a number, a document or a status).",
    )


def first_cell(row: PlannedRow) -> str:
    """The cell to show for a row."""
    return row.cell or address(row.row, 0)


def status_of(entry: Entry) -> str | None:
    """The code of the status that an entry states."""
    says = entry.get("status")
    return says.code if says is not None else None
