"""The register, or a filter of it, as a tracking sheet that people edit in Excel and that imports back with no changes."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from exports.look import Look, print_wide, row_height, write_value
from exports.register_frame import agency_names, due_of
from tracker.language.texts import Texts, marked
from tracker.models import (
    AffectedGroup,
    Agency,
    Assessment,
    Evidence,
    Measure,
    Recommendation,
    RecommendationGoal,
    RecommendationGroup,
    Register,
    Review,
    Status,
    Translation,
)
from tracker.queries.as_of import last_batch, register_mark
from tracker.queries.filter import Filter
from tracker.queries.order import NATURAL, Order
from tracker.queries.pieces import pieces
from tracker.queries.reference import position_word, status_words
from tracker.queries.register import Listed, listing
from tracker.stamps import state_stamp
from tracker.vocabulary import Position, Voice

_POSITION, _LEAD, _STATUS = marked("Position"), marked("Lead agency"), marked("Status")
_COLUMNS: tuple[tuple[str, float, str], ...] = (
    (marked("Code"), 15, "un"),
    (marked("Mechanism"), 10, "un"),
    (marked("Document"), 17, "un"),
    (marked("Paragraph"), 10, "un"),
    (marked("Opening words"), 22, "un, if any"),
    (marked("Recommendation"), 50, "un"),
    (marked("Translation"), 40, "group, if any"),
    (marked("Recommending States"), 16, "un"),
    (_POSITION, 11, "group"),
    (_LEAD, 22, "group"),
    (marked("Contributing agencies"), 22, "group"),
    (_STATUS, 16, "group"),
    (marked("Status date"), 11, "group"),
    (marked("Due"), 11, "group"),
    (marked("Measures taken"), 36, "group"),
    (marked("Evidence"), 26, "group"),
    (marked("Note"), 22, "group"),
    (marked("Themes"), 22, "group"),
    (marked("Affected persons"), 20, "group, if any"),
    (marked("SDGs"), 8, "group, if any"),
)
"""Heading, width, and whose the column is: the UN document's (grey) or the group's to fill in (blue)."""

_STAMP = marked("Tracker key")
"""Heading of the hidden last column: what each row was when the sheet was written, so that only edits count later."""

_HEADER_ROW = 3
_INSIDE = marked("Register")
_OUTSIDE = marked("Outside the mandate")
_LISTS = marked("Lists")


def export_sheet(
    session: Session, wanted: Filter, target: Path, today: date, texts: Texts, order: Order = NATURAL
) -> int:
    """Write the tracking sheet; returns the number of recommendations. Raises ``OSError``."""
    import xlsxwriter

    found = listing(session, wanted, today, order=order)
    values = _Values(session, [item.id for item in found], texts)
    register = session.scalars(select(Register)).one()
    with target.open("wb") as file, xlsxwriter.Workbook(file) as book:
        look = Look(book)
        lists = _Lists(session, texts)
        inside = [item for item in found if not item.out_of_mandate]
        outside = [item for item in found if item.out_of_mandate]
        day = texts.day_in_words(today)
        title = texts("Register of recommendations, {state}, as at {day}", state=texts(register.state_name), day=day)
        _page(book, look, _INSIDE, title, inside, values, lists)
        if outside:
            apart = texts("outside the group's mandate")
            _page(book, look, _OUTSIDE, f"{title}: {apart}", outside, values, lists)
        lists.write(book, look)
    return len(found)


class _Lists:
    """The values that cells may take, for the drop-downs."""

    def __init__(self, session: Session, texts: Texts) -> None:
        self._texts = texts
        inside = select(Status).where(Status.standing != "outside").order_by(Status.place)
        active = select(Agency).where(Agency.closed_on.is_(None)).order_by(Agency.place)
        self._values = {
            _STATUS: [texts.label(status, "label") for status in session.scalars(inside)],
            _LEAD: [texts.label(agency, "name") for agency in session.scalars(active)],
            _POSITION: [position_word(position, texts) for position in Position],
        }

    def write(self, book: Any, look: Look) -> None:
        """A sheet with the values, at the end of the workbook."""
        texts = self._texts
        page = book.add_worksheet(texts(_LISTS))
        for column, (name, values) in enumerate(self._values.items()):
            heading = texts(name)
            page.write_string(0, column, heading, look["header"])
            for row, value in enumerate(values, start=1):
                page.write_string(row, column, value, look["plain"])
            page.set_column(column, column, max(map(len, (heading, *values))) + 2)
        print_wide(page, repeat=0, title=texts(_LISTS), texts=texts)
        page.set_portrait()

    def ranges(self) -> dict[str, str]:
        """Heading of a column, then the cells that hold its values."""
        return {
            heading: f"='{self._texts(_LISTS)}'!${column}$2:${column}${len(values) + 1}"
            for column, (heading, values) in zip("ABC", self._values.items(), strict=True)
        }


class _Values:
    """What the sheet shows beside the listing, read in a few queries."""

    def __init__(self, session: Session, ids: Sequence[int], texts: Texts) -> None:
        self.texts = texts
        self.agencies = agency_names(session, texts)
        self.statuses = status_words(session, texts)
        self.documents = dict(session.execute(select(Review.code, Review.symbol)).all())
        self.items: dict[int, Recommendation] = {}
        self.views: dict[int, Assessment] = {}
        self.lines: dict[str, dict[int, list[str]]] = {
            name: {} for name in ("measure", "evidence", "group", "goal", "translation")
        }
        self._register, self._batch = register_mark(session), last_batch(session)
        for some in pieces(list(ids)):
            self._load(session, some)

    def stamp(self, key: int) -> str:
        """The stamp of a recommendation's row."""
        return state_stamp(self._register, self._batch, key)

    def _load(self, session: Session, some: Sequence[int]) -> None:
        for item in session.scalars(select(Recommendation).where(Recommendation.id.in_(some))):
            self.items[item.id] = item
        views = select(Assessment).where(Assessment.recommendation_id.in_(some), Assessment.voice == Voice.SECRETARIAT)
        for view in session.scalars(views.order_by(Assessment.dated_on, Assessment.id)):
            self.views[view.recommendation_id] = view
        measure = select(Measure.recommendation_id, Measure.text).where(
            Measure.agency_key.is_(None), Measure.plan_key.is_(None)
        )
        self._lines(session, "measure", measure.where(Measure.recommendation_id.in_(some)).order_by(Measure.id))
        proof = select(Evidence.recommendation_id, Evidence.text).where(Evidence.recommendation_id.in_(some))
        self._lines(session, "evidence", proof.order_by(Evidence.id))
        group = select(RecommendationGroup.recommendation_id, AffectedGroup.label).join(AffectedGroup)
        self._lines(
            session,
            "group",
            group.where(RecommendationGroup.recommendation_id.in_(some)).order_by(RecommendationGroup.place),
        )
        goal = select(RecommendationGoal.recommendation_id, RecommendationGoal.target, RecommendationGoal.goal_number)
        goal = goal.where(RecommendationGoal.recommendation_id.in_(some)).order_by(RecommendationGoal.goal_number)
        for key, target, number in session.execute(goal):
            self.lines["goal"].setdefault(key, []).append(target or str(number))
        translated = select(Translation.recommendation_id, Translation.text).where(
            Translation.recommendation_id.in_(some)
        )
        self._lines(session, "translation", translated.order_by(Translation.id))

    def _lines(self, session: Session, name: str, query: Any) -> None:
        for key, text in session.execute(query):
            self.lines[name].setdefault(key, []).append(text)

    def joined(self, name: str, key: int, joint: str = "\n") -> str:
        """The lines of a recommendation in one cell."""
        return joint.join(self.lines[name].get(key, []))


def _page(
    book: Any, look: Look, name: str, title: str, found: Sequence[Listed], values: _Values, lists: _Lists
) -> None:
    texts = values.texts
    page = book.add_worksheet(texts(name))
    rows = [_row(item, values) for item in found]
    shown = [
        at for at, (_, _, kind) in enumerate(_COLUMNS) if not kind.endswith("if any") or any(row[at] for row in rows)
    ]
    _write_headings(page, title, shown, look, texts)
    _write_rows(page, [[row[at] for at in shown] for row in rows], [_COLUMNS[at][1] for at in shown], look)
    _write_stamps(page, len(shown), [values.stamp(item.id) for item in found], look, texts)
    last = _HEADER_ROW + max(len(found), 1)
    headings = [_COLUMNS[at][0] for at in shown]
    for heading, source in lists.ranges().items():
        column = headings.index(heading)
        page.data_validation(
            _HEADER_ROW + 1, column, last + 200, column, {"validate": "list", "source": source, "error_type": "warning"}
        )
    page.set_row(0, 26)
    page.set_row(_HEADER_ROW, 32)
    page.freeze_panes(_HEADER_ROW + 1, 1)
    page.autofilter(_HEADER_ROW, 0, last, len(shown))  # with the stamps: they have to be sorted with their rows
    print_wide(page, repeat=_HEADER_ROW, title=title, texts=texts)


def _write_headings(page: Any, title: str, shown: Sequence[int], look: Look, texts: Texts) -> None:
    page.write_string(0, 0, title, look["title"])
    page.write_string(
        1,
        0,
        texts(
            "Blue columns are the group's to fill in; grey ones come from the UN documents. "
            "Import the sheet to bring the changes in."
        ),
        look["subtitle"],
    )
    for column, at in enumerate(shown):
        heading, width, kind = _COLUMNS[at]
        page.write_string(
            _HEADER_ROW, column, texts(heading), look["header_locked" if kind.startswith("un") else "header"]
        )
        page.set_column(column, column, width)


def _write_rows(page: Any, rows: Sequence[Sequence[Any]], widths: Sequence[float], look: Look) -> None:
    for number, cells in enumerate(rows, start=_HEADER_ROW + 1):
        page.set_row(number, row_height(cells, widths))
        for column, value in enumerate(cells):
            write_value(page, number, column, value, look["date" if isinstance(value, date) else "text"])


def _write_stamps(page: Any, column: int, stamps: Sequence[str], look: Look, texts: Texts) -> None:
    page.write_string(_HEADER_ROW, column, texts(_STAMP), look["header_locked"])
    for number, stamp in enumerate(stamps, start=_HEADER_ROW + 1):
        page.write_string(number, column, stamp, look["text"])
    page.set_column(column, column, 16, None, {"hidden": True})


def _position(record: Recommendation, item: Listed, texts: Texts) -> str:
    """The position in the words of its source, which are English; in another language in that language."""
    label = position_word(item.position, texts)
    return (record.position_word or label) if texts.language == "en" else label


def _row(item: Listed, values: _Values) -> list[Any]:
    record = values.items[item.id]
    view = values.views.get(item.id)
    translation = values.lines["translation"].get(item.id, [])
    return [
        item.code,
        item.mechanism,
        item.document or values.documents.get(item.review) or "",
        item.reference or "",
        item.lead_in,
        item.text,
        translation[0] if translation else "",
        "; ".join(item.states),
        _position(record, item, values.texts),
        values.agencies[item.lead] if item.lead else "",
        "; ".join(values.agencies[key] for key in item.contributing),
        values.statuses[item.status] if item.status else "",
        view.dated_on if view else "",
        due_of(item.due_on, item.due, item.due_text),
        values.joined("measure", item.id),
        values.joined("evidence", item.id),
        record.note,
        "\n".join(item.themes),
        values.joined("group", item.id),
        values.joined("goal", item.id, "; "),
    ]
