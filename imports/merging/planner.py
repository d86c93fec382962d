"""Plans the import of a file against the register as it stands now. Changes nothing and asks nobody."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from imports.cells.readers import Readers
from imports.files import Workbook, read_workbook
from imports.merging.agency_rows import AgencyMatcher
from imports.merging.bases import Bases, stamps_of
from imports.merging.former import FormerOnes
from imports.merging.lineage import Lineage
from imports.merging.load_vocabulary import load_vocabulary
from imports.merging.matching import Made, Matcher
from imports.merging.older import hold_back
from imports.merging.plan import FilePlan, SheetPlan
from imports.merging.records import (
    Records,
    load_records,
    places_of_numbers,
    places_of_texts,
    reviews_of_codes,
    reviews_of_rows,
)
from imports.merging.reviews import ReviewCodes
from imports.merging.spoken import AgencySpeaks
from imports.reading.context import NewReview, Placing
from imports.reading.entry import Entry, ReadRow
from imports.reading.placing import WEIGHED
from imports.reading.questions import LEAVE_OPEN, Answers, Question
from imports.reading.read import SheetReading, read
from imports.reading.surroundings import File
from imports.reading.whose_words import GROUP
from imports.tables.find import SheetTables, find_tables
from tracker.errors import BadFile, NotFound
from tracker.folding import fold
from tracker.language.phrase import Phrase
from tracker.language.texts import marked
from tracker.models import Batch, ImportedSheet
from tracker.queries.find import find_agency
from tracker.textkey import text_key
from tracker.vocabulary import Outcome, SheetKind

_REVIEW = "review:"

Read = list[tuple[SheetPlan, list[ReadRow]]]
"""The sheets of a file with the rows that were read."""

_KINDS = {
    SheetKind.RECOMMENDATIONS: marked("recommendations"),
    SheetKind.ANSWER: marked("answer"),
    SheetKind.COVER: marked("cover"),
    SheetKind.LEGEND: marked("legend"),
    SheetKind.LOOKUP: marked("lookup"),
    SheetKind.EMPTY: marked("empty"),
    SheetKind.OTHER: marked("other"),
}
"""What a sheet of a workbook is, in words."""


class Planner:
    """Makes the plan of one file against the register as it stands now. Changes nothing and asks nobody."""

    def __init__(self, session: Session, answers: Answers, today: date) -> None:
        self._session = session
        self._answers = answers
        self._today = today
        self._vocabulary = load_vocabulary(session)
        if answers.review and answers.review not in self._vocabulary.reviews:
            known = ", ".join(code for code, review in self._vocabulary.reviews.items() if not review.provisional)
            add = "To add one: tracker reviews add CCPR 5"
            raise NotFound(f"there is no review '{answers.review}'.", remedy=f"Known reviews: {known}. {add}")
        if answers.speaker:
            answers.speaker = self._speaker(answers.speaker)
        self._columns = {header: self._field(name) for header, name in answers.columns.items()}
        self.readers = Readers(self._vocabulary, today)

    def _speaker(self, name: str) -> str:
        """The agency that a person named, or "group". Raises ``NotFound``."""
        key = GROUP if fold(name) == GROUP else find_agency(self._session, name)
        return GROUP if key == self._vocabulary.secretariat else key

    def _field(self, name: str) -> str:
        """The field that a person named for a column, or "ignored". Raises ``NotFound``."""
        fields = {field for fields in self._vocabulary.words["header"].values() for field in fields}
        if name != LEAVE_OPEN and name not in fields:
            raise NotFound(f"there is no field '{name}'.", remedy=f"Fields: {', '.join(sorted(fields))}.")
        return "ignored" if name == LEAVE_OPEN else name

    def plan(self, path: Path) -> FilePlan:
        """Read a file and plan the outcome of each row."""
        try:
            return self.plan_book(read_workbook(path))
        except BadFile as wrong:
            return FilePlan(path.name, error=wrong)

    def plan_book(self, book: Workbook, progress: Callable[[int], None] | None = None) -> FilePlan:
        """Plan the outcome of each row of a file that was read; ``progress`` is told of its rows. Raises ``BadFile``."""
        found = find_tables(book, self.readers, self._columns)
        plan = FilePlan(book.file, book.sha256, [_sheet_plan(tables) for tables in found])
        if not any(tables.blocks for tables in found):
            plan.error = _nothing_found(book.file, plan.sheets)
            return plan
        file = File(book.file, book.saved_on, self._today, self._answers.review)
        readings = read(found, file, self.readers, self._answers, progress)
        if all(row.furniture for reading in readings for row in reading.rows):
            plan.error = BadFile(
                marked("the table has a header, but no recommendations yet."),
                where=book.file,
                remedy=marked("Fill it in, or send the sheet that is filled in."),
            )
            return plan
        with_tables = [sheet for sheet in plan.sheets if sheet.blocks]
        for sheet, reading in zip(with_tables, readings, strict=True):
            _take(reading, sheet)
        self._match(plan, [(sheet, reading.rows) for sheet, reading in zip(with_tables, readings, strict=True)])
        return plan

    # Matching with the register

    def _match(self, plan: FilePlan, read: Read) -> None:
        reviews = ReviewCodes(self._vocabulary.reviews, self._vocabulary.state, plan)
        entries = [entry for _, rows in read for row in rows for entry in row.entries]
        self._place_lost(entries)
        _drop_settled_questions([sheet for sheet, _ in read], entries)
        records, bases = self._known(plan.file, entries, reviews)
        former, lineage = FormerOnes(self._session), Lineage(self._session, plan.file, plan.sha256)
        made: Made = {}  # the group's sheets come first: what agencies say of their recommendations is put beside it
        known = records, reviews, self.readers, self._answers, bases, made, former, lineage
        for agency in sorted(dict.fromkeys(sheet.speaker for sheet, _ in read), key=bool):
            own = [(sheet, rows) for sheet, rows in read if sheet.speaker == agency]
            _number(own)
            if agency:
                speaks = AgencySpeaks(self._session, agency, records.all())
                AgencyMatcher(*known, speaks=speaks).match(own)
            else:
                Matcher(*known).match(own)
                hold_back(self._session, plan.file, [sheet for sheet, _ in own], bases, self._answers)
        self._leave_settled_rows(plan)

    def _known(self, file: str, entries: list[Entry], reviews: ReviewCodes) -> tuple[Records, Bases]:
        """The records of the reviews in a file, and those of stamped rows as their authors had them."""
        named = [entry.get("code") for entry in entries if entry.get("code")]
        stamps = stamps_of(self._session, entries)
        codes = {reviews.code(entry.placing) for entry in entries} | reviews_of_codes(self._session, named)
        codes |= reviews_of_rows(self._session, [stamp.row for stamp in stamps.values()])
        records = load_records(self._session, codes)
        return records, Bases(self._session, file, stamps, records, self._today)

    def _leave_settled_rows(self, plan: FilePlan) -> None:
        """A file that was imported before changes nothing, even if the register has changed since.

        If somebody has said meanwhile what its columns mean, it is read again.
        """
        for sheet_plan in (sheet for sheet in plan.sheets if sheet.blocks):
            open_rows = self._settled_before(plan.sha256, sheet_plan)
            for row in sheet_plan.rows if open_rows is not None else ():
                if row.row not in (open_rows or ()) and row.outcome == Outcome.CHANGED:
                    row.outcome, row.entries = Outcome.SAME, ()

    def _place_lost(self, entries: list[Entry]) -> None:
        """Find the review of rows that do not name it: the only one in which the register has their text or number."""
        lost = [(entry, mechanism) for entry in entries if (mechanism := self._lost(entry)) is not None]
        if not lost:
            return
        by_text = places_of_texts(self._session, _texts(entry for entry, _ in lost))
        by_number = places_of_numbers(self._session, _numbers(entry for entry, _ in lost))
        for entry, mechanism in lost:
            text = entry.get("text")
            where = set(by_text.get(text_key(text), [])) if text else set()
            if len(where) != 1 and (not text or entry.placing.short):
                where = by_number.get(entry.get("reference"), {}).get(mechanism, set())
            _place(entry, where)

    def _lost(self, entry: Entry) -> str | None:
        """The mechanism of a row whose review is not known, or only guessed for its number; ``None`` for other rows."""
        if (new := _waiting(entry)) is not None:
            return new.mechanism
        guessed = entry.placing.short and entry.placing.guessed
        return self._vocabulary.reviews[entry.placing.code].mechanism if guessed else None

    def _settled_before(self, sha256: str, plan: SheetPlan) -> set[int] | None:
        """The rows that waited when this very sheet was imported with these columns; ``None`` if it never was."""
        query = select(ImportedSheet.columns, ImportedSheet.unsettled).join(Batch, Batch.id == ImportedSheet.batch_id)
        query = query.where(
            ImportedSheet.sha256 == sha256, ImportedSheet.sheet == plan.sheet.name, Batch.undone_by.is_(None)
        )
        columns = plan.blocks[0].column_letters()
        before = [set(map(int, rows)) for known, rows in self._session.execute(query) if known == columns]
        return set.intersection(*before) if before else None


def _place(entry: Entry, where: set[str]) -> None:
    """Place a row in the only review that has it; of a short reference all reviews that have it are candidates."""
    if len(where) == 1:
        entry.placing = Placing(code=next(iter(where)))
    elif entry.placing.short:
        entry.placing = replace(entry.placing, candidates=tuple(sorted(where)))


def _number(read: Read) -> None:
    """Tell each entry the number of its sheet."""
    for number, (_, rows) in enumerate(read):
        for entry in (entry for row in rows for entry in row.entries):
            entry.sheet = number


def _texts(entries: Iterable[Entry]) -> list[str]:
    return [text_key(text) for entry in entries if (text := entry.get("text"))]


def _numbers(entries: Iterable[Entry]) -> list[str]:
    """The numbers of rows without a text, and of those whose number names the committee."""
    lone = (entry for entry in entries if entry.placing.short or not entry.get("text"))
    return [number[0] for entry in lone if (number := entry.get("reference"))]


def _waiting(entry: Entry) -> NewReview | None:
    """The review under which a row waits that names none."""
    return entry.placing.new if entry.placing.new is not None and entry.placing.new.provisional else None


def _drop_settled_questions(sheets: Sequence[SheetPlan], entries: Iterable[Entry]) -> None:
    """Take back the questions for the review of a sheet whose rows were all found in the register.

    Those of rows that are kept apart, as another State's, stay.
    """
    lost = {new.found_in for entry in entries if (new := entry.placing.new) is not None and new.found_in}
    for sheet in sheets:
        sheet.questions = [
            question
            for question in sheet.questions
            if not _asks_for_review(question) or any(question.id.startswith(f"{_REVIEW}{name}") for name in lost)
        ]


def _asks_for_review(question: Question) -> bool:
    """Return True for the question to which review the rows of a sheet belong, and not for others about reviews."""
    return question.id.startswith(_REVIEW) and not question.id.endswith(WEIGHED)


def _sheet_plan(tables: SheetTables) -> SheetPlan:
    return SheetPlan(tables.sheet, tables.kind, tables.blocks, notes=list(tables.notes))


def _take(reading: SheetReading, plan: SheetPlan) -> None:
    """Put what was read on a sheet into its plan."""
    plan.questions, plan.taken, plan.as_of = reading.questions, reading.taken, reading.as_of
    plan.speaker = reading.speaker
    plan.notes += reading.notes
    plan.structure.update(reading.structure)


def _nothing_found(file: str, sheets: list[SheetPlan]) -> BadFile:
    if not sheets:
        return BadFile(
            marked("the document has no table."),
            where=file,
            remedy=marked("Send the table itself, as .docx, .xlsx or .csv."),
        )
    looked = Phrase.joined(
        (Phrase("'{sheet}' ({kind})", sheet=plan.sheet.name, kind=Phrase(_KINDS[plan.kind])) for plan in sheets), ", "
    )
    return BadFile(
        Phrase("no recommendations were found. Sheets: {sheets}.", sheets=looked),
        where=file,
        remedy=marked(
            "A table needs a header row with a column 'Recommendation' (and a number, a document or a status)."
        ),
    )
