"""Finds the cells of a table for the fields of a recommendation, and reads what they say now."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from imports.cells.date_figures import begins_on
from imports.cells.readers import Readers
from imports.files import Place as Spot
from imports.files import is_blank
from imports.files.drop_downs import DropDown
from imports.locate.columns import ASSESSMENT
from imports.locate.wording import Wording
from imports.reading.entry import Entry
from imports.tables.shown import ShownTable
from tracker.dates import shown_date
from tracker.folding import fold, tidy
from tracker.places import Column, Place, Span, row_and_column
from tracker.vocabulary import Precision

_FORMS = (
    (re.compile(r"^\d{4}-\d\d-\d\d"), "%Y-%m-%d"),
    (re.compile(r"^\d{1,2}/\d{1,2}/\d{4}"), "%d/%m/%Y"),
)
_BY_COLOUR = "colour "
_DATES = ("updated", "due")


@dataclass
class Unit:
    """Recommendations of the register with their rows in a table."""

    ids: tuple[int, ...]
    rows: list[int] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)


class TableCells:
    """Finds the cells of the fields of a table."""

    def __init__(
        self,
        table: ShownTable,
        readers: Readers,
        wording: Wording,
        columns: dict[str, list[int]],
        lists: Sequence[DropDown],
    ) -> None:
        self._table = table
        self._sheet = table.sheet
        self._readers = readers
        self._wording = wording
        self._columns = columns
        self._lists = lists
        self._known: dict[str, str] = {}
        self._used: Counter[str] = Counter()

    def learn(self, units: Sequence[Unit]) -> None:
        """Take in the words that the table uses for statuses."""
        for entry in (entry for unit in units for entry in unit.entries):
            if (says := entry.get("status")) is None or says.word.startswith(_BY_COLOUR):
                continue
            reading = self._readers.status.read(says.word)
            if not reading.rest and reading.percent is None and len(says.word) <= 60:
                self._used[says.word] += 1
                self._known[fold(says.word) or says.word] = says.code

    def unworded(self, units: Sequence[Unit]) -> str:
        """Why the status column cannot be filled with words: its statuses are colours or percentages alone."""
        said = [says for unit in units for entry in unit.entries if (says := entry.get("status"))]
        if not said or self._used:
            return ""
        if any(says.word.startswith(_BY_COLOUR) for says in said):
            return "colours"
        return "percentages" if any("%" in says.word for says in said) else ""

    def places(self, units: Sequence[Unit]) -> list[Place]:
        """The cells of all fields. A cell that several recommendations share is one place for all of them."""
        found: dict[tuple[str, str], Place] = {}
        for unit in units:
            for name in self._columns:
                place = self._place(name, unit)
                if place is None:
                    continue
                key = name, place.cell
                known = found.get(key)
                ids = tuple(dict.fromkeys((*known.ids, *place.ids))) if known else place.ids
                found[key] = Place(**{**place.__dict__, "ids": ids})
        return list(found.values())

    def column(self, name: str) -> Column:
        """How a column writes its field."""
        used = [word for word, _ in self._used.most_common()]
        values = [self._sheet.value(row, self._columns[name][0]) for row in self._rows()]
        texts = [value.strip() for value in values if isinstance(value, str)]
        forms = [form for pattern, form in _FORMS if any(pattern.match(text) for text in texts)]
        return Column(
            language=self._wording.language(self._table.block.headers.values(), used if name == "status" else ()),
            words=self._wording.words(used, self._known) if name == "status" else {},
            date_form=(*forms, "%d.%m.%Y")[0],
            sample=self._sample(name),
            span=self._span(self._columns[name][0]) if name == "status" else None,
        )

    def _span(self, column: int) -> Span | None:
        """The day or period that the heading of a status column names."""
        when = self._table.block.dated.get(column)
        if when is None or when.on is None:
            return None
        begins = None if when.precision == Precision.DAY else begins_on(when)
        return Span(begins, when.on, shown_date(when.on, when.precision) or "")

    def _rows(self) -> range:
        return range(self._table.block.first, self._table.block.end)

    def _sample(self, name: str) -> str:
        column = self._columns[name][0]
        dated = (row for row in self._rows() if isinstance(self._sheet.value(row, column), date))
        return next((self._sheet.address(row, column) for row in dated), "")

    def _place(self, name: str, unit: Unit) -> Place | None:
        columns = self._columns[name]
        spots = dict.fromkeys(self._table.body.place(row, column) for row in unit.rows for column in columns)
        filled = [spot for spot in spots if not is_blank(self._sheet.value(*spot))]
        target = next(iter((*filled, *spots)))
        if self._sheet.addresses and target not in self._sheet.addresses:
            return None
        cell = self._sheet.address(*target)
        read = filled if name in _DATES and filled else [target]
        return Place(
            field=name,
            cell=cell,
            ids=unit.ids,
            shown=self._shown(target),
            says=tuple(says for spot in read for says in self._says(name, unit, spot)),
            spread=self._spread(filled),
            choices=self._choices(cell) if name == "status" else None,
            colour=self._sheet.fills.get(target, ""),
        )

    def _spread(self, filled: Sequence[Spot]) -> tuple[str, ...]:
        """The addresses of the cells over which a value is spread; none where it has one cell."""
        return tuple(self._sheet.address(*spot) for spot in filled) if len(filled) > 1 else ()

    def _shown(self, spot: Spot) -> str:
        value = self._sheet.value(*spot)
        return "" if is_blank(value) else f"{value:%Y-%m-%d}" if isinstance(value, date) else str(value).strip()

    def _says(self, name: str, unit: Unit, spot: Spot) -> Iterator[str]:
        """What a cell means, read as an import reads it."""
        value, number_format, where = self._table.raw(*spot)
        if where != self._sheet.address(*spot):
            return  # a ditto mark: the cell above may be overwritten, so this one needs a value of its own
        shown = self._shown(spot)
        if name == "status":
            said = [entry for entry in unit.entries if "status" in entry.values]
            codes = [entry.get("status").code for entry in said if entry.cell_of("status") == where]
            yield from codes or self._wording.meanings(shown)
        elif name in _DATES:
            when = self._readers.dates.read(value, number_format)
            yield (when.iso if when is not None else None) or tidy(shown)
        elif name == ASSESSMENT:
            yield tidy(shown)
        else:
            yield _joined(unit.entries)

    def _choices(self, cell: str) -> dict[str, str] | None:
        covering = [one.words for one in self._lists if one.covers(*row_and_column(cell))]
        return self._wording.words(covering[0], self._known) if covering else None


def _joined(entries: Sequence[Entry]) -> str:
    """The measures of all rows of a unit, joined as an import joins them."""
    text = ""
    for said in (entry.get("measures") for entry in entries):
        if said and said not in text:
            text = f"{text}\n{said}" if text else said
    return text
