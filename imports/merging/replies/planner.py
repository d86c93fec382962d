"""Plans the import of a reply sheet: compares it with what was sent and with the register. Changes nothing, asks nobody."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from imports.cells.readers import Readers
from imports.files import Sheet, Workbook, is_blank, letters
from imports.merging.answered import AnsweredRow
from imports.merging.corrected import original, own_headings
from imports.merging.plan import FilePlan, PlannedRow, SheetPlan, row_in_words
from imports.merging.replies.asked import AskedRow, Known, load_asked, load_known, not_returned
from imports.merging.replies.columns import Columns, complete
from imports.merging.replies.decide import Decision, decide
from imports.merging.replies.received import CellReading, Received, shown
from imports.merging.replies.sections import Section, sections
from imports.merging.replies.stamped import StampedSheet, reference, stamped
from imports.reading.questions import COLUMN, Answers, Question, QuestionBook
from imports.tables.table import Block
from tracker.errors import BadFile
from tracker.language.phrase import Phrase
from tracker.language.texts import marked
from tracker.queries.reply_sheet import fields_asked
from tracker.stamps import Stamp
from tracker.vocabulary import Outcome, Role, SheetKind

OTHER = "other:"
"""The prefix, among the values of a reply, for a column that the agency added."""


_MOST_NAMED = 12
"""Codes that a note names; the standing of the round has them all."""

_Part = tuple[StampedSheet, list[Section]]
"""A sheet, and its rows under their headers."""


@dataclass
class FoundRow:
    """A row that was recognised as one of the round, with its cells by field."""

    sheet: SheetPlan
    planned: PlannedRow
    asked: AskedRow
    came: dict[str, Received] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)
    remarks: list[tuple[str, str, str]] = field(default_factory=list)


class AnswerPlanner:
    """Makes the plan of one workbook that came back."""

    def __init__(self, session: Session, answers: Answers, today: date, readers: Readers) -> None:
        self._session = session
        self._answers = answers
        self._today = today
        self._readers = readers

    def plan(self, book: Workbook) -> FilePlan:
        """Plan the outcome of each row."""
        plan = FilePlan(book.file, book.sha256)
        found = [stamped(sheet) for sheet in book.sheets]
        whole = _whole_stamp(found)
        parts = [
            (item, sections(item, self._answers.columns, whole) if item.rows or item.sheets or whole else [])
            for item in found
        ]
        asked = self._asked(whole, found, parts)
        rows: list[FoundRow] = []
        for item, its in parts:
            sheet = SheetPlan(item.sheet, SheetKind.ANSWER if its else SheetKind.COVER)
            plan.sheets.append(sheet)
            questions = QuestionBook(self._answers, {})
            for section in its:
                rows += self._read(sheet, section, asked, questions, item)
            sheet.questions = list(questions.open.values())
            sheet.taken = list(questions.taken.values())
        self._decide(rows)
        self._note_missing(rows, plan)
        if not any(sheet.rows for sheet in plan.sheets):
            plan.error = BadFile(
                marked("the reply has no rows of the round."),
                where=book.file,
                remedy=marked("Copy the replies into the workbook of the round, with its headings and codes."),
            )
        return plan

    def _asked(self, whole: Stamp | None, found: Sequence[StampedSheet], parts: Sequence[_Part]) -> "_Asked":
        """What was asked in the rows of a workbook; of whole sheets too, where rows have lost their identity."""
        stamps = {stamp for item in found for stamp in item.rows.values()}
        keys = {stamp.text for stamp in stamps if stamp.genuine}
        lost = any(stamp is None for _, its in parts for section in its for _, stamp in section.rows)
        return _Asked(load_asked(self._session, keys, _genuine_sheets(found, whole) if lost else set()), stamps)

    def _read(
        self, plan: SheetPlan, section: Section, asked: "_Asked", questions: QuestionBook, item: StampedSheet
    ) -> Iterator[FoundRow]:
        """Read the rows of a section; rows that are not of the round get their outcome here."""
        sheet = plan.sheet
        reading = CellReading(self._readers, questions, self._today)
        ours = {column for column, text in section.columns.headers.items() if text in own_headings()} | item.columns
        own = {row: asked.by_key[stamp.text] for row, stamp in section.rows if stamp and stamp.text in asked.by_key}
        sent = {row: known.sent for row, known in own.items()}
        complete(section.columns, sheet, sent, reading.same, self._readers)
        _ask_columns(section.columns, sheet, own, ours, questions)
        plan.blocks.append(_block(sheet, section, item.columns))
        _note_added(plan, section.columns, ours)
        promised: dict[str, list[str]] = defaultdict(list)
        for row, stamp in section.rows:
            planned = PlannedRow(row, Outcome.SAME, sheet.address(row, 0))
            plan.rows.append(planned)
            if (known := own.get(row) or asked.of_code(sheet, row, section, stamp)) is None:
                _end_stranger(planned, sheet, row, stamp.text if stamp else "")
                continue
            found = FoundRow(plan, planned, known)
            self._cells(found, section.columns, reading, ours)
            _keep_promised(found, promised)
            yield found
        plan.notes += [_no_evidence(text, cells) for text, cells in promised.items()]

    def _cells(self, found: FoundRow, columns: Columns, reading: CellReading, ignored: Iterable[int]) -> None:
        sheet, row = found.sheet.sheet, found.planned.row
        for name, column in columns.fields.items():
            found.came[name] = reading.read(name, sheet.value(row, column), sheet.address(row, column))
        known = {*columns.fields.values(), *ignored}
        for column, value in enumerate(sheet.rows[row]):
            if column not in known and not is_blank(value):
                found.others[columns.headers.get(column) or f"column {letters(column)}"] = shown(value)
        for (at, column), comment in sheet.comments.items():
            if at == row:
                found.remarks.append((sheet.address(at, column), comment.author, comment.text))

    def _note_missing(self, rows: Sequence[FoundRow], plan: FilePlan) -> None:
        """Note what was asked beside the rows of a workbook; one of rows to correct has only these."""
        if not rows or original(plan.file) != plan.file:
            return
        if codes := not_returned(self._session, [row.asked for row in rows]):
            named = Phrase.first(codes, _MOST_NAMED)
            rows[0].sheet.notes.append(Phrase("asked in the round, but not in this workbook: {codes}", codes=named))

    def _decide(self, rows: Sequence[FoundRow]) -> None:
        """Merge the rows of each unit with what was sent and what the register holds."""
        groups: dict[int, list[FoundRow]] = defaultdict(list)
        for row in rows:
            groups[row.asked.id].append(row)
        known = load_known(self._session, [group[0].asked for group in groups.values()])
        for group in groups.values():
            self._decide_unit(group, known)

    def _decide_unit(self, group: Sequence[FoundRow], known: Known) -> None:
        asked = group[0].asked
        decisions = decide(asked, [row.came for row in group], known, self._session, self._readers.dates)
        for row, decision in zip(group, decisions, strict=True):
            row.planned.answer = self._answered(row, decision, known, first=row is group[0])
            _set_outcome(row, group[0], decision)

    def _answered(self, row: FoundRow, decision: Decision, known: Known, *, first: bool) -> AnsweredRow:
        asked = row.asked
        came = {name: row.came[name].text for name in fields_asked(asked.role) if name in row.came}
        came |= {f"{OTHER}{name}": text for name, text in row.others.items()}
        last = known.last.get(asked.id)
        return AnsweredRow(
            code=asked.code,
            asked_id=asked.id,
            recommendation_id=asked.recommendation_id,
            agency=asked.agency,
            request_id=asked.request_id,
            came=came,
            news=first and (last is None or any(last.get(name) != text for name, text in came.items())),
            takes=decision.takes,
            disagreements=decision.disagreements,
            known=decision.known,
            remarks=[remark for remark in row.remarks if remark[1:] not in known.remarks[asked.recommendation_id]],
            cells={name: reading.cell for name, reading in row.came.items()},
            others=row.others,
        )


class _Asked:
    """What was asked, by the identities of rows and, for rows that lost theirs, by code."""

    def __init__(self, rows: Sequence[AskedRow], stamps: Iterable[object]) -> None:
        self.by_key: Mapping[str, AskedRow] = {row.key: row for row in rows}
        present = {getattr(stamp, "text", "") for stamp in stamps}
        self._missing: dict[tuple[int, str, str], AskedRow] = {
            (row.number, row.agency, row.code): row for row in rows if row.key not in present
        }

    def of_code(self, sheet: Sheet, row: int, section: Section, stamp: Stamp | None) -> AskedRow | None:
        """The row of the round that lost its stamp, by its code and the reference of the sheet."""
        column = section.columns.fields.get("code")
        if stamp is not None or column is None or section.stamp is None or not section.stamp.genuine:
            return None
        code = shown(sheet.value(row, column))
        return self._missing.get((section.stamp.request, section.stamp.agency, code))


def _whole_stamp(found: Sequence[StampedSheet]) -> Stamp | None:
    """The stamp of a workbook in which there is only one, whichever of its sheets have it."""
    known = [*(stamp for item in found for stamp in item.sheets.values()), *(reference(item.sheet) for item in found)]
    stamps = {stamp.text: stamp for stamp in known if stamp is not None and stamp.genuine}
    return next(iter(stamps.values())) if len(stamps) == 1 else None


def _genuine_sheets(found: Sequence[StampedSheet], whole: Stamp | None) -> set[tuple[int, str]]:
    """The requests and agencies of the sheets that were sent."""
    stamps = [*(stamp for item in found for stamp in item.sheets.values()), *([whole] if whole else [])]
    return {(stamp.request, stamp.agency) for stamp in stamps if stamp.genuine}


def _ask_columns(
    columns: Columns, sheet: Sheet, own: Mapping[int, AskedRow], ignored: Iterable[int], questions: QuestionBook
) -> None:
    """Ask a person which of the unknown columns is one that was sent but is not found."""
    for column, heading in columns.others(ignored).items():
        missing = [name for name in fields_asked(Role.LEAD) if name not in columns.fields]
        if not missing or all(is_blank(sheet.value(row, column)) for row in own):
            continue
        question = Question(
            f"{COLUMN}{heading}", Phrase("What does the column '{heading}' hold?", heading=heading), tuple(missing)
        )
        answer = questions.ask(question, sheet.address(columns.header_row or 0, column))
        if answer in missing:
            columns.fields[answer] = column


def _block(sheet: Sheet, section: Section, identities: Iterable[int]) -> Block:
    columns = section.columns
    rows = [row for row, _ in section.rows]
    return Block(
        sheet,
        [] if columns.header_row is None else [columns.header_row],
        rows[0],
        rows[-1] + 1,
        {name: [column] for name, column in columns.fields.items()},
        columns.headers,
        known_as="reply sheet",
        unread=sorted(identities),
    )


def _note_added(plan: SheetPlan, columns: Columns, ignored: Iterable[int]) -> None:
    for column, heading in columns.others(ignored).items():
        plan.notes.append(
            Phrase(
                "column {column} ('{heading}') is the agency's own; it is kept with the reply",
                column=letters(column),
                heading=heading,
            )
        )


def _keep_promised(found: FoundRow, promised: dict[str, list[str]]) -> None:
    """Keep what stands in place of evidence with the reply, as the agency's own columns are kept."""
    evidence = found.came.get("evidence")
    if evidence is not None and evidence.promised:
        found.others["evidence"] = evidence.promised
        promised[evidence.promised].append(evidence.cell)


def _no_evidence(text: str, cells: Sequence[str]) -> Phrase:
    return Phrase(
        "'{text}' is not evidence; it is kept with the reply ({cells})",
        text=" ".join(text.split())[:60],
        cells=Phrase.first(cells, 4) if len(cells) > 4 else Phrase.joined(cells, ", "),
    )


def _end_stranger(planned: PlannedRow, sheet: Sheet, row: int, identity: str) -> None:
    filled = [column for column, value in enumerate(sheet.rows[row]) if not is_blank(value)]
    planned.cell = sheet.address(row, filled[0])
    if identity:
        planned.outcome = Outcome.REFUSED
        planned.reason = Phrase(
            "the identity {identity} is not one that was sent; copy it again from the workbook of the round",
            identity=identity,
        )
    elif len(filled) == 1:
        planned.outcome, planned.reason = Outcome.LEFT_OUT, Phrase("a line of text outside the rows of the round")
    else:
        planned.outcome = Outcome.REFUSED
        planned.reason = Phrase(
            "the row has no identity of the round, so nobody was asked for it; "
            "a new recommendation goes in by a sheet of its own"
        )


def _set_outcome(row: FoundRow, first: FoundRow, decision: Decision) -> None:
    planned = row.planned
    stuck = [*decision.disagreements, *decision.known]
    if stuck:
        planned.outcome = Outcome.CONFLICT
        planned.cell = stuck[0].cell
        planned.reason = Phrase.joined(item.words for item in stuck)
    elif decision.takes:
        planned.outcome = Outcome.CHANGED
    elif row is not first:
        planned.outcome = Outcome.LEFT_OUT
        sheet = "" if row.sheet is first.sheet else first.sheet.sheet.name
        planned.reason = Phrase("repeats {row}", row=row_in_words(first.planned.row, sheet))
