"""Plans the import of a file against the register as it stands now. Changes nothing and asks nobody."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from imports.cells.readers import Readers
from imports.files import Sheet, Workbook, read_workbook
from imports.merging.load_vocabulary import load_vocabulary
from imports.merging.matching import Matcher
from imports.merging.plan import FilePlan, SheetPlan
from imports.merging.records import load_records, places_of_texts, reviews_of_codes
from imports.merging.reviews import ReviewCodes
from imports.reading.context import ContextReader, Hints, Placing
from imports.reading.entries import EntryReader
from imports.reading.entry import Entry, ReadRow, Surroundings
from imports.reading.questions import COLUMN, LEAVE_OPEN, Answers, Question, QuestionBook
from imports.tables.finder import LayoutFinder
from imports.tables.legend import Legend, read_legend
from imports.tables.reshape import upright
from imports.tables.survey import is_example, kind_of
from imports.tables.table import Block
from tracker.errors import BadFile, NotFound
from tracker.folding import fold, tidy
from tracker.models import Batch, ImportedSheet
from tracker.textkey import text_key
from tracker.vocabulary import DateBasis, Outcome, Precision, SheetKind

_LONGEST_HEADING = 140
_LOOKED_THROUGH = 40


class Planner:
    """Makes the plan of one file against the register as it stands now. Changes nothing and asks nobody."""

    def __init__(self, session: Session, answers: Answers, today: date) -> None:
        self._session = session
        self._answers = answers
        self._today = today
        self._vocabulary = load_vocabulary(session)
        if answers.review and answers.review not in self._vocabulary.reviews:
            known = ", ".join(code for code, review in self._vocabulary.reviews.items() if not review.provisional)
            raise NotFound(f"there is no review '{answers.review}'.", remedy=f"Known reviews: {known}.")
        self._columns = {header: self._field(name) for header, name in answers.columns.items()}
        self.readers = Readers(self._vocabulary)
        self._context = ContextReader(self._vocabulary)
        self._beside: list[str] = []
        """The texts of a file that stand on its covers and over its tables."""

    def _field(self, name: str) -> str:
        """A field that a person named for a column."""
        fields = {field for fields in self._vocabulary.words["header"].values() for field in fields}
        if name != LEAVE_OPEN and name not in fields:
            raise NotFound(f"there is no field '{name}'.", remedy=f"Fields: {', '.join(sorted(fields))}.")
        return "ignored" if name == LEAVE_OPEN else name

    def plan(self, path: Path) -> FilePlan:
        """Read a file and say what would become of each row."""
        try:
            return self.plan_book(read_workbook(path), path)
        except BadFile as wrong:
            return FilePlan(path.name, error=wrong)

    def plan_book(self, book: Workbook, path: Path) -> FilePlan:
        """Say what would become of each row of a file that was read. Raises ``BadFile``."""
        sheets = list(self._surveyed(book))
        every = [block for sheet in sheets for block in sheet.blocks]
        plan = FilePlan(book.file, book.sha256, sheets)
        if not every:
            plan.error = _nothing_found(book.file, sheets)
            return plan
        legend = read_legend([sheet.sheet for sheet in sheets], every, self.readers)
        self._beside = [text for sheet in sheets for text in _beside_tables(sheet)]
        read = [(sheet, self._read_sheet(sheet, book, path, legend)) for sheet in sheets if sheet.blocks]
        if all(row.furniture for _, rows in read for row in rows):
            plan.error = BadFile(
                "the table holds no recommendations yet, only its header.",
                where=book.file,
                remedy="Fill it in, or send the sheet that is filled in.",
            )
            return plan
        self._match(plan, read)
        return plan

    def _surveyed(self, book: Workbook) -> Iterator[SheetPlan]:
        """Every sheet with its tables; sheets that stand on their side are turned, examples are left aside."""
        finder = LayoutFinder(self.readers, self._columns)
        found: list[tuple[Sheet, list[Block]]] = []
        before: Block | None = None
        for sheet in book.sheets:
            blocks = finder.blocks(sheet, before)
            if not blocks and (turned := upright(sheet, self.readers)):
                sheet, blocks = turned, finder.blocks(turned)
            blocks = blocks or finder.by_cells(sheet)
            found.append((sheet, blocks))
            before = blocks[-1] if blocks and book.document else None
        filled = [sheet for sheet, blocks in found if blocks and not is_example(sheet, self.readers)]
        for sheet, blocks in found:
            example = bool(blocks) and bool(filled) and is_example(sheet, self.readers)
            plan = SheetPlan(sheet, kind_of(sheet, [] if example else blocks, self.readers), [] if example else blocks)
            if example:
                plan.kind = SheetKind.OTHER
                plan.notes.append("an example of how to fill the sheet in; it was not read")
            plan.notes += sheet.notes
            if sheet.strays:
                plan.notes.append(f"cells far outside the table were not read: {', '.join(sheet.strays[:5])}")
            yield plan

    def _read_sheet(self, plan: SheetPlan, book: Workbook, path: Path, legend: Legend) -> list[ReadRow]:
        rows: list[ReadRow] = []
        questions = QuestionBook(self._answers, self._remembered(plan.blocks))
        for block in plan.blocks:
            around = self._surroundings(block, book, path)
            reader = EntryReader(block, self.readers, self._context, legend, questions, around)
            rows += reader.read()
            plan.notes += reader.notes
            plan.structure.update(reader.structure)
        plan.questions = list(questions.open.values())
        plan.taken = [*questions.taken.values(), *self._said_of_columns(plan.blocks)]
        return _each_once(rows)

    def _said_of_columns(self, blocks: list[Block]) -> Iterator[tuple[Question, str]]:
        """The columns that the person who imports gave a meaning."""
        for header in (header for block in blocks for header in block.headers.values()):
            if field := self._columns.get(fold(header)):
                yield Question(f"{COLUMN}{header}", f"What does the column '{header}' hold?", ()), field

    def _remembered(self, blocks: list[Block]) -> dict[str, str]:
        """The answers that people gave about sheets with this header."""
        saved = {layout.header: layout.answers for layout in self._vocabulary.layouts}
        return {key: value for block in blocks for key, value in saved.get(block.fingerprint, {}).items()}

    def _surroundings(self, block: Block, book: Workbook, path: Path) -> Surroundings:
        """What titles, names and the file say: the nearest text first."""
        texts = [*block.title, block.sheet.name, *block.sheet.context, path.stem.replace("_", " ")]
        hints = Hints()
        for text in texts:
            hints = hints.filled_from(self._context.read(text))
        about = [state for text in texts if (state := self._context.about_state(text))]
        own = self._vocabulary.state
        dated_on, basis = self._sheet_date(block, book, path)
        return Surroundings(
            hints=replace(hints, state=""),
            about=own if own in about else (about[0] if about else ""),
            dated_on=dated_on,
            basis=basis,
            file=book.file,
            default_review=self._answers.review,
            lead=self._lead_around(block),
            theme=self._theme_around(block),
            where=block.sheet.address(max(0, block.header_rows[0] - 1) if block.header_rows else 0, block.left),
        )

    def _lead_around(self, block: Block) -> str:
        """The agency that a title or the sheet's name gives the whole table to."""
        if "lead" in block.columns or any(mark.kind == "agency" for mark in block.marks.values()):
            return ""
        marks = self._vocabulary.row_words("lead_mark")
        for line in block.title:
            head, colon, rest = line.partition(":")
            words = self.readers.headers.best(head) if colon else None
            leads = colon and (fold(head) in marks or (words is not None and words.field == "lead"))
            if leads and (agency := self._only_agency(rest)):
                return agency
        for line in (block.sheet.name, *block.title):
            if len(line) <= _LONGEST_HEADING and (agency := self._only_agency(line)):
                return agency
        return ""

    def _only_agency(self, text: str) -> str:
        """The one agency of a short text; a name that nobody knows beside it makes it none."""
        reading = self.readers.agencies.read(text)
        unknown = [name for name in reading.unknown if len(name.text.split()) > 3]
        return reading.mentions[0].agency if len(reading.mentions) == 1 and not unknown else ""

    def _theme_around(self, block: Block) -> tuple[str, ...]:
        """The theme that a title gives the whole table ("Theme: Right to health")."""
        words = self._vocabulary.row_words("section")
        for line in block.title if "theme" not in block.columns else ():
            head, colon, rest = line.partition(":")
            if colon and fold(head) in words and not self._context.read(line).mechanism:
                return self.readers.tags.read_themes(tidy(rest))
        return ()

    def _sheet_date(self, block: Block, book: Workbook, path: Path) -> tuple[date, DateBasis]:
        """The day a sheet speaks of: its title ("as of ..."), the other sheets' titles, its name, when it was saved."""
        marks = self._vocabulary.row_words("as_at")
        for text in [*block.title, *block.sheet.context, *self._beside]:
            found = self.readers.dates.find(text)
            if found and found <= self._today and any(f" {mark} " in f" {fold(text)} " for mark in marks):
                return found, DateBasis.SHEET
        for text in block.title:
            if signed := self._signed_on(text):
                return signed, DateBasis.SHEET
        for text in (block.sheet.name, path.stem):
            found = self.readers.dates.find(text.replace("_", " "))
            if found and found <= self._today:
                return found, DateBasis.SHEET
        if book.saved_on and book.saved_on <= self._today:
            return book.saved_on, DateBasis.FILE
        return self._today, DateBasis.IMPORT

    def _signed_on(self, line: str) -> date | None:
        """The day behind the place or the agency that a title line names: "Baku, 12 March 2025"."""
        when = self.readers.dates.read(line.rpartition(",")[2].strip())
        hints = self._context.read(line)
        if when is None or when.precision != Precision.DAY or hints.symbol is not None or hints.mechanism:
            return None
        return when.on if when.on is not None and when.on <= self._today else None

    # Matching with the register

    def _match(self, plan: FilePlan, read: list[tuple[SheetPlan, list[ReadRow]]]) -> None:
        reviews = ReviewCodes(self._vocabulary.reviews, self._vocabulary.state, plan)
        entries = [entry for _, rows in read for row in rows for entry in row.entries]
        for number, (_, rows) in enumerate(read):
            for entry in (entry for row in rows for entry in row.entries):
                entry.sheet = number
        self._place_by_text(entries)
        named = [entry.get("code") for entry in entries if entry.get("code")]
        codes = {reviews.code(entry.placing) for entry in entries} | reviews_of_codes(self._session, named)
        records = load_records(self._session, codes)
        Matcher(records, reviews, self.readers, self._answers).match(read)
        self._leave_settled_rows(plan)

    def _leave_settled_rows(self, plan: FilePlan) -> None:
        """A file that was imported before says nothing new, even where the register has moved on since.

        Unless somebody said meanwhile what its columns mean: then it is read anew.
        """
        for sheet_plan in (sheet for sheet in plan.sheets if sheet.blocks):
            open_rows = self._settled_before(plan.sha256, sheet_plan)
            for row in sheet_plan.rows if open_rows is not None else ():
                if row.row not in (open_rows or ()) and row.outcome == Outcome.CHANGED:
                    row.outcome, row.entries = Outcome.SAME, ()

    def _place_by_text(self, entries: list[Entry]) -> None:
        """Rows of which nobody knows the review belong where the register has their very text."""
        lost = [entry for entry in entries if entry.placing.new and entry.placing.new.provisional and entry.get("text")]
        places = places_of_texts(self._session, [text_key(entry.get("text")) for entry in lost]) if lost else {}
        for entry in lost:
            where = set(places.get(text_key(entry.get("text")), []))
            if len(where) == 1:
                entry.placing = Placing(code=where.pop())

    def _settled_before(self, sha256: str, plan: SheetPlan) -> set[int] | None:
        """The rows that waited when this very sheet was imported with these columns; ``None`` if it never was."""
        query = select(ImportedSheet.columns, ImportedSheet.unsettled).join(Batch, Batch.id == ImportedSheet.batch_id)
        query = query.where(
            ImportedSheet.sha256 == sha256, ImportedSheet.sheet == plan.sheet.name, Batch.undone_by.is_(None)
        )
        columns = plan.blocks[0].column_letters()
        before = [set(map(int, rows)) for known, rows in self._session.execute(query) if known == columns]
        return set.intersection(*before) if before else None


def _beside_tables(plan: SheetPlan) -> list[str]:
    """What stands over the tables of a sheet, and what a sheet without any says."""
    if plan.blocks:
        return [line for block in plan.blocks for line in block.title]
    return [cell for row in plan.sheet.rows[:_LOOKED_THROUGH] for cell in row if isinstance(cell, str)]


def _each_once(rows: list[ReadRow]) -> list[ReadRow]:
    """Tables side by side share their rows: such a row is one row, with the entries of all of them."""
    by_row: dict[int, ReadRow] = {}
    for row in rows:
        known = by_row.get(row.row)
        if known is None:
            by_row[row.row] = row
            continue
        for entry in row.entries:
            entry.part += max((other.part for other in known.entries), default=-1) + 1
        known.entries += row.entries
        if known.outcome is not None and row.entries:
            known.outcome, known.cell, known.reason = None, row.cell, ""
    return list(by_row.values())


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
