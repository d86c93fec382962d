"""The table for a parallel report: what the State says, then the Ombudsperson, then civil society, each for itself."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from exports.look import Look, page_name, print_wide, write_table
from exports.word import new_document, small
from exports.word import write_table as write_word_table
from tracker.errors import NotFound
from tracker.language.texts import Texts, marked
from tracker.models import Assessment, Contribution, Measure, Register, Review, Status
from tracker.queries.contributions import INDEPENDENT
from tracker.queries.current import current
from tracker.queries.filter import Filter
from tracker.queries.pieces import pieces
from tracker.queries.register import Listed, listing
from tracker.vocabulary import Speaker, Voice

_HEADINGS = (
    marked("Code"),
    marked("Recommendation"),
    marked("The group's status"),
    marked("As at"),
    marked("Measures, as the State says"),
    marked("Ombudsperson"),
    marked("Civil society"),
)
_WIDTHS = (15.0, 46.0, 16.0, 11.0, 38.0, 42.0, 42.0)
_CENTIMETRES = (2.4, 5.7, 2.3, 1.9, 4.4, 4.5, 4.5)


@dataclass(frozen=True)
class ParallelTable:
    """The table with its headings in one language, a row for each recommendation that somebody spoke of."""

    texts: Texts
    name: str
    title: str
    subtitle: str
    about: str
    group: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Any]]


def parallel_table(session: Session, wanted: Filter, today: date, texts: Texts) -> ParallelTable:
    """The recommendations of a filter that the Ombudsperson or civil society spoke of, by mechanism and number.

    Raises ``NotFound`` where nobody did.
    """
    found = listing(session, wanted, today)
    said = _Said(session, [item.id for item in found], texts)
    rows = [said.row(item) for item in found if item.id in said.independent]
    if not rows:
        raise NotFound(
            "there are no contributions to these recommendations.",
            remedy="Add one with: tracker contribution add",
        )
    register = session.scalars(select(Register)).one()
    state = texts(register.state_name)
    return ParallelTable(
        texts,
        texts("Contributions"),
        texts("Independent contributions on UN recommendations"),
        texts("{state}, as at {day}", state=state, day=texts.day(today)),
        texts(
            "The Ombudsperson and civil society speak for themselves, beside the State's answers. What they say "
            "is not counted in progress reports."
        ),
        texts(register.group_name),
        [texts(heading) for heading in _HEADINGS],
        rows,
    )


class _Said:
    """What each side says of recommendations, read in a few queries."""

    def __init__(self, session: Session, ids: Sequence[int], texts: Texts) -> None:
        self._texts = texts
        self._labels = {row.code: texts.label(row, "label") for row in session.scalars(select(Status))}
        self._documents = dict(session.execute(select(Review.code, Review.symbol)).all())
        self._group = current(session, ids)
        self._measures: dict[int, list[str]] = defaultdict(list)
        self.independent: dict[int, dict[str, list[tuple[date, str]]]] = defaultdict(lambda: defaultdict(list))
        for some in pieces(ids):
            self._load(session, some)

    def _load(self, session: Session, some: Sequence[int]) -> None:
        for measure in session.scalars(select(Measure).where(Measure.recommendation_id.in_(some)).order_by(Measure.id)):
            speaker = f"{measure.agency_key}: " if measure.agency_key else ""
            self._measures[measure.recommendation_id].append(f"{speaker}{measure.text}")
        views = select(Assessment).where(Assessment.recommendation_id.in_(some), Assessment.voice == Voice.OMBUDSPERSON)
        for view in session.scalars(views.order_by(Assessment.id)):
            told = ". ".join(part for part in (self._labels.get(view.status_code or "", ""), view.note) if part)
            self._hear(
                view.recommendation_id,
                Speaker.OMBUDSPERSON,
                view.dated_on,
                f"{self._texts.short_day(view.dated_on)}: {told}",
            )
        words = select(Contribution).where(
            Contribution.recommendation_id.in_(some), Contribution.speaker.in_(INDEPENDENT)
        )
        for word in session.scalars(words.order_by(Contribution.dated_on, Contribution.id)):
            author = f", {word.author}" if word.author else ""
            told = f"{self._texts.short_day(word.dated_on)}{author}: {word.text}"
            self._hear(word.recommendation_id, word.speaker, word.dated_on, told)

    def _hear(self, key: int, speaker: str, on: date, told: str) -> None:
        self.independent[key][speaker].append((on, told))

    def row(self, item: Listed) -> list[Any]:
        """A row of the table; each voice in the order of its days."""
        known = self._group[item.id]
        voices = self.independent[item.id]
        return [
            item.code,
            f"{item.text}\n({self._source(item)})",
            self._labels[known.status] if known.status else self._texts("No status"),
            known.dated_on,
            "\n".join(self._measures[item.id]),
            *("\n\n".join(told for _, told in sorted(voices[name], key=lambda said: said[0])) for name in INDEPENDENT),
        ]

    def _source(self, item: Listed) -> str:
        """The document and the paragraph, as a report cites them."""
        document = item.document or self._documents.get(item.review) or item.review
        return (
            f"{document}, {self._texts('para. {reference}', reference=item.reference)}" if item.reference else document
        )


def write_contributions_workbook(table: ParallelTable, target: Path) -> None:
    """Write the table as .xlsx; ``OSError`` where it cannot be."""
    import xlsxwriter

    with target.open("wb") as file, xlsxwriter.Workbook(file) as book:
        look = Look(book)
        page = book.add_worksheet(page_name(table.name))
        page.hide_gridlines(2)
        page.set_row(0, 28)
        page.write_string(0, 0, table.title, look["title"])
        page.write_string(1, 0, f"{table.subtitle}. {table.about}", look["subtitle"])
        kinds = ["cell", "text", "text", "date", "text", "text", "text"]
        end = write_table(page, look, 3, table.headings, table.rows, kinds, _WIDTHS)
        page.set_row(3, 32)
        page.freeze_panes(4, 1)
        page.autofilter(3, 0, end - 1, len(_HEADINGS) - 1)
        print_wide(page, repeat=3, title=f"{table.title}, {table.subtitle}", texts=table.texts)


def write_contributions_document(table: ParallelTable, target: Path) -> None:
    """Write the table as .docx; ``OSError`` where it cannot be."""
    document = new_document(table.group, wide=True)
    document.add_paragraph(table.title, style="Title")
    document.add_paragraph(table.subtitle)
    small(document, table.about)
    write_word_table(document, table.headings, table.rows, _CENTIMETRES, compact=True)
    document.save(str(target))
