"""The status of a row: words, percentages, codes with a key, ticks under statuses, colours."""

from collections import Counter
from dataclasses import replace
from datetime import date

from imports.cells.date_figures import begins_on
from imports.cells.placeholders import says_none
from imports.cells.status import StatusReading
from imports.cells.status_words import compared
from imports.fields import Reader
from imports.files import is_blank, letters
from imports.files.colours import basic_name
from imports.reading.entry import EARLIER, Earlier, Reading, StatusSays
from imports.reading.fields.asking_columns import AskingColumns
from imports.reading.fields.dated_status import ColumnDates
from imports.reading.fields.dates import DateColumns
from imports.reading.fields.shares import Shares
from imports.reading.questions import Question, about_footnote, as_key
from imports.reading.said import FieldReader, Room, RowCells, Said
from imports.tables.legend import UNKNOWN
from imports.tables.shown import Cell
from imports.tables.status_with_comments import Joint, joint_column, take_apart
from tracker.folding import fold, tidy
from tracker.language.phrase import Phrase
from tracker.vocabulary import DateBasis, StatusKind

_NEAR = 60
"""The first letters of a footnote, in which words about the status stand."""


class Statuses(FieldReader):
    """Reads the status of a row and its date."""

    kind = Reader.STATUS
    ticks = "status"

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._legend = room.legend
        self._around = room.around
        self._statuses = room.readers.vocabulary.statuses
        self._labels = {code: status.label_en for code, status in self._statuses.items()}
        self._colour_names = {word: values[0] for word, values in room.readers.vocabulary.words["colour"].items()}
        self._colour_column = self._column_of_colours()
        self._joint = joint_column(room.table.block, room.readers)
        self._dates = DateColumns(room.table, room.readers, "updated")
        self._columns = ColumnDates(room.table.block.dated, room.around)
        self._heading = next(map(room.table.header, room.table.columns("status")), "")
        self._shares = Shares(room, self._heading)
        self._asking = AskingColumns(room.table, room.readers, self._heading)

    @property
    def without_columns(self) -> bool:
        """Return True if a colour may be a status."""
        return self._colour_column is not None

    def hangs_on_row(self) -> bool:
        """Return True if a colour, or another column that asks for a status, may say the status."""
        return self._colour_column is not None or bool(self._asking)

    def read(self, cells: RowCells, said: Said) -> None:
        """Read the status of a row; a value that cannot be read stays open, as it is written."""
        column, found = next(cells.by_column("status"), (None, None))
        heading = self._heading
        if self._asking:
            found, heading = self._asking.furthest(cells.row, found)
        found = found or self._percent(cells) or self._ticked(cells, said)
        if found is None:
            if not said.open_values:
                self._by_colour(cells, said)
            return
        self._read_one(cells, (column, found), heading, said)
        if "status" in said.values:
            earlier = [(at, cell) for at, cell in cells.by_column("status") if at != column]
            said.put(EARLIER, [old for at, cell in earlier if (old := self._earlier(at, cell, said))], found.address)

    def _earlier(self, column: int, found: Cell, said: Said) -> Earlier | None:
        """The status of an older column, with the column's date; a word that cannot be read stays open."""
        heading = self.table.header(column)
        reading = self._footed(found, heading, said) or self.readers.status.read(found.text, heading)
        code = self._by_key(found.text) or reading.code or self._asked(reading, found, said)
        if code is None and not reading.blank and not reading.position:
            said.open_values.append((EARLIER, found.text, found.address))
        if code is None or code == UNKNOWN or self._statuses[code].kind == StatusKind.OUTSIDE:
            return None
        says = StatusSays(code, tidy(found.text), self._around.dated_on, self._around.basis)
        return Earlier(self._columns.date(column, says), found.address)

    def _read_one(self, cells: RowCells, at: tuple[int | None, Cell], heading: str, said: Said) -> None:
        """Read the newest status of a row, below a heading that may ask for it."""
        column, found = at
        apart = take_apart(found.text, self.readers.dates) if self._joint is not None else None
        found = found.saying(apart.status) if apart else found
        if self._shares.headed and self._by_key(found.text) is None:
            found = self._shares.as_percentage(found)
        reading = self._footed(found, heading, said) or self.readers.status.read(found.text, heading)
        if reading.position:
            said.instead["position"] = Reading(reading.position, found.address)
            said.instead["position_word"] = Reading(tidy(reading.word), found.address)
        self._settle(cells, (column, found), reading, apart, said)

    def _footed(self, found: Cell, heading: str, said: Said) -> StatusReading | None:
        """A status with a footnote, which may take it back or limit it: a person says what is meant."""
        footed = self.footed(found, said)
        if footed is None:
            return None
        plain = self.readers.status.read(footed.text, heading)
        if plain.blank or plain.position:
            return plain
        limited = self.readers.status.read(f"{footed.text} ({footed.words[:_NEAR]})", heading)
        percent = self.readers.status.from_percent(plain.percent) if plain.percent is not None else None
        named = (limited.code, *limited.candidates, self._by_key(footed.text), plain.code, percent, *plain.candidates)
        candidates = tuple(dict.fromkeys(filter(None, named)))
        return StatusReading(found.text, candidates=candidates, rest=plain.rest, footnote=footed.words)

    def _settle(
        self,
        cells: RowCells,
        at: tuple[int | None, Cell],
        reading: StatusReading,
        apart: Joint | None,
        said: Said,
    ) -> None:
        """Set the status by the key, by its word, by the colour of the cell, or by the answer of a person."""
        _, found = at
        code = (
            self._by_key(found.text)
            or reading.code
            or self._of_doubtful(reading, cells.row)
            or self._asked(reading, found, said)
        )
        if code == UNKNOWN:
            return
        if code:
            self._set(code, cells, at, apart, said)
        elif not reading.blank and not reading.position:
            said.open_values.append(("status", found.text, found.address))
        # The text after the status word is a remark; in a column that asks for measures, it is a measure.
        if rest := apart.rest if apart else reading.rest:
            said.behind.append(("measures" if self._joint is not None else "note", Reading(tidy(rest), found.address)))

    def _set(self, code: str, cells: RowCells, at: tuple[int | None, Cell], apart: Joint | None, said: Said) -> None:
        """Set a status, or take the recommendation out of the mandate."""
        column, found = at
        if self._statuses[code].kind == StatusKind.OUTSIDE:
            said.put("out_of_mandate", Phrase("the sheet says '{text}'", text=tidy(found.text)), found.address)
            return
        says = self._says(code, found.text, cells, column, said)
        says = replace(says, dated_on=apart.dated_on, basis=DateBasis.STATED) if apart else says
        said.put("status", says, found.address)

    def _by_key(self, text: str) -> str | None:
        """A sign, a code or a word that the sheet's own key explains."""
        plain = text.strip()
        return (
            self._legend.codes.get(plain)
            or self._legend.codes.get(plain.casefold())
            or self._legend.words.get(fold(plain))
        )

    def _of_doubtful(self, reading: StatusReading, row: int) -> str | None:
        """The status of an ambiguous word ("Ongoing"), if the key gives its colour one of the word's meanings."""
        colour = self.table.fill(row, self._colour_column) if self._colour_column is not None else None
        code = self._legend.status_of_colour(colour) if colour and not reading.footnote else None
        return code if code in reading.candidates else None

    def _asked(self, reading: StatusReading, found: Cell, said: Said) -> str | None:
        """The status by the scale of percentages or the key of colours; else a person is asked."""
        if reading.percent is not None:
            return self._of_percent(reading.percent, found.address, said)
        if reading.blank or reading.position:
            return None
        name = self._colour_names.get(fold(found.text))
        if name and name in self._legend.colours:
            return self._legend.colours[name]
        candidates = reading.candidates or tuple(self._statuses)
        shown = tidy(found.text)
        key, text = f"status:{as_key(compared(shown))}", Phrase("Which status is '{written}'?", written=shown[:60])
        if reading.footnote:
            key = about_footnote("status", shown, reading.footnote)
            text = Phrase(
                "Which status is '{written}'? Its footnote says: '{words}'.", written=shown[:60], words=reading.footnote
            )
        question = Question(
            key,
            text,
            candidates,
            reading.clear,
            self._labels,
            self._statuses,
        )
        return self.ask(said, question, found.address)

    def _percent(self, cells: RowCells) -> Cell | None:
        """A number in a column of percentages: 75, 0.75 and 75 % are the same; where 0.75 stands, 1 is all."""
        found = cells.first("percent")
        return self._shares.as_percentage(found) if found is not None else None

    def _of_percent(self, percent: int, where: str, said: Said) -> str | None:
        """The status of a percentage by the sheet's own scale, or by the usual one if a person agrees."""
        if self._legend.scale:
            return self._legend.status_of_percent(percent)
        question = Question(
            "percentages",
            Phrase("May percentages be read as: {rule}?", rule=self.readers.status.percent_rule()),
            ("yes", "no"),
            clear=True,
        )
        return self.readers.status.from_percent(percent) if self.ask(said, question, where) == "yes" else None

    def _ticked(self, cells: RowCells, said: Said) -> Cell | None:
        """The status whose column is ticked; several ticks stay open."""
        return self.only_ticked(cells, "status", said)

    def _by_colour(self, cells: RowCells, said: Said) -> None:
        """Set the status by the fill of a cell; a person is asked about colours without a key."""
        column = self._colour_column
        colour = self.table.fill(cells.row, column) if column is not None else None
        if colour is None or column is None:
            return
        where = self.table.sheet.address(*self.table.body.place(cells.row, column))
        code = self._legend.status_of_colour(colour)
        if code is None:
            question = Question(
                f"colour:{colour}",
                Phrase(
                    "What does {colour} ({code}) mean in column {column}?",
                    colour=Phrase(basic_name(colour)),
                    code=colour,
                    column=letters(column),
                ),
                tuple(self._labels),
                labels=self._labels,
                others=[UNKNOWN],
            )
            code = self.ask(said, question, where)
        if code in self._statuses:
            said.put("status", self._says(code, f"colour {colour}", cells, column, said), where)
        elif code != UNKNOWN:
            said.open_values.append(("status", f"colour {colour}", where))

    def _says(self, code: str, word: str, cells: RowCells, column: int | None, said: Said) -> StatusSays:
        """A status with its date: the row's own, else that of its column, else the one the sheet or the file gives."""
        for cell in cells.of("updated"):
            on = self._day(cell, said)
            if on is not None:
                says = StatusSays(code, tidy(word), on, DateBasis.STATED)
                if self._columns.may_be_of(column, says):
                    return says
        return self._columns.date(column, StatusSays(code, tidy(word), self._around.dated_on, self._around.basis))

    def _day(self, cell: Cell, said: Said) -> date | None:
        """The day of a status; what is no date, and a day or a period to come, stays open with its cell."""
        when = self._dates.read(cell)
        if when is not None and when.on is not None and (begins_on(when) or when.on) <= self._around.today:
            return min(when.on, self._around.today)
        empty = self._dates.is_blank(cell) and not isinstance(cell.value, str)
        if not empty and not says_none(cell.text, self.readers.vocabulary):
            said.open_values.append(("updated", cell.text, cell.address))
        return None

    def _column_of_colours(self) -> int | None:
        """The column whose fills are statuses: the status column, else the one in the colours of the key."""
        column = self._coloured_status_column()
        return self._column_coloured_by_key() if column is None else column

    def _coloured_status_column(self) -> int | None:
        """The status column with fills, if most of its cells have no words or a key explains colours."""
        block, sheet = self.table.block, self.table.sheet
        rows = range(block.first, block.end)
        for column in block.columns.get("status", []):
            filled = sum(not is_blank(sheet.value(row, column)) for row in rows)
            coloured = any((row, column) in sheet.fills for row in rows)
            if coloured and (filled < 0.5 * len(rows) or self._legend.colours):
                return column
        return None

    def _column_coloured_by_key(self) -> int | None:
        """The column with the most cells in colours of the key, the left one of equals; one such cell is not enough."""
        if not self._legend.colours:
            return None
        block, fills = self.table.block, self.table.sheet.fills
        counted = Counter(
            column
            for row in range(block.first, block.end)
            for column in range(block.left, block.right + 1)
            if fills.get((row, column)) in self._legend.colours
        )
        best = max(counted, key=lambda column: (counted[column], -column), default=None)
        return best if best is not None and counted[best] >= 2 else None
