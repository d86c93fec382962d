"""The status of a row: words, percentages, codes with a key, ticks under statuses, colours."""

from dataclasses import replace

from imports.cells.readers import Readers
from imports.cells.status import StatusReading
from imports.files import is_blank, letters
from imports.files.colours import basic_name
from imports.reading.entry import Entry, StatusSays, Surroundings
from imports.reading.questions import Question, QuestionBook
from imports.tables.legend import UNKNOWN, Legend
from imports.tables.shown import Cell, ShownTable
from imports.tables.status_with_comments import joint_column, take_apart
from tracker.folding import fold, tidy
from tracker.vocabulary import DateBasis, StatusKind


class StatusFields:
    """Reads the status of a row and its date."""

    def __init__(
        self, table: ShownTable, readers: Readers, legend: Legend, book: QuestionBook, around: Surroundings
    ) -> None:
        self._table = table
        self._readers = readers
        self._legend = legend
        self._book = book
        self._around = around
        self._statuses = readers.vocabulary.statuses
        self._labels = {code: status.label_en for code, status in self._statuses.items()}
        self._colour_names = {word: values[0] for word, values in readers.vocabulary.words["colour"].items()}
        self._colour_column = self._where_colours_speak()
        self._joint = joint_column(table.block, readers)

    @property
    def colours(self) -> bool:
        """Whether a colour may be a status."""
        return self._colour_column is not None

    def fill(self, entry: Entry, row: int) -> None:
        """Read the status of a row; what cannot be read stays open, as it is written."""
        found = self._table.field("status", row) or self._percent(row) or self._ticked(row)
        if found is None:
            self._by_colour(entry, row)
            return
        apart = take_apart(found.text, self._readers.dates) if self._joint is not None else None
        found = found._replace(text=apart.status) if apart else found
        reading = self._readers.status.read(found.text, self._heading(row))
        if reading.position and "position" not in entry.values:
            entry.put("position", reading.position, found.address)
            entry.put("position_word", tidy(reading.word), found.address)
        if reading.code and self._statuses[reading.code].kind == StatusKind.OUTSIDE:
            entry.put("out_of_mandate", f"the sheet says '{tidy(found.text)}'", found.address)
            return
        code = (
            self._by_key(found.text) or reading.code or self._of_doubtful(reading, row) or self._settled(reading, found)
        )
        if code == UNKNOWN:
            return
        if code:
            says = self._says(code, found.text, row)
            says = replace(says, dated_on=apart.dated_on, basis=DateBasis.STATED) if apart else says
            entry.put("status", says, found.address)
        elif not reading.blank and not reading.position:
            entry.open_values.append(("status", found.text, found.address))
        self._keep_rest(entry, apart.rest if apart else reading.rest, found.address)

    def _heading(self, row: int) -> str:
        """The heading over the status of a row."""
        filled = [column for column in self._table.columns("status") if self._table.cell(row, column)]
        return self._table.header(filled[0]) if filled else ""

    def _keep_rest(self, entry: Entry, rest: str, where: str) -> None:
        """What stood behind the status word goes to the remarks of the row; where measures are asked for, to these."""
        name = "measures" if self._joint is not None else "note"
        if rest:
            known = entry.values.get(name)
            text = f"{known.value}\n{tidy(rest)}" if known else tidy(rest)
            entry.put(name, text, known.cell if known else where)

    def _by_key(self, text: str) -> str | None:
        """A sign, a code or a word that the sheet's own key explains."""
        plain = text.strip()
        return (
            self._legend.codes.get(plain)
            or self._legend.codes.get(plain.casefold())
            or self._legend.words.get(fold(plain))
        )

    def _of_doubtful(self, reading: StatusReading, row: int) -> str | None:
        """A doubtful word ("Ongoing") in a cell whose colour the key explains with one of its meanings."""
        colour = self._table.fill(row, self._colour_column) if self._colour_column is not None else None
        code = self._legend.status_of_colour(colour) if colour else None
        return code if code in reading.candidates else None

    def _settled(self, reading: StatusReading, found: Cell) -> str | None:
        if reading.percent is not None:
            return self._of_percent(reading.percent, found.address)
        if reading.blank or reading.position:
            return None
        name = self._colour_names.get(fold(found.text))
        if name and name in self._legend.colours:
            return self._legend.colours[name]
        candidates = reading.candidates or tuple(self._statuses)
        labels = {code: label for code, label in self._labels.items() if code in candidates}
        shown = tidy(found.text)
        question = Question(
            f"status:{fold(shown)[:80] or shown}",
            f"Which status is '{shown[:60]}'?",
            candidates,
            reading.clear,
            labels,
            self._statuses,
        )
        return self._book.ask(question, found.address)

    def _percent(self, row: int) -> Cell | None:
        """A number in a column of percentages: 75, 0.75 and 75 % are the same."""
        found = self._table.field("percent", row)
        if found is None:
            return None
        try:
            number = float(found.text.strip().rstrip("%").replace(",", "."))
        except ValueError:
            return found
        share = number * 100 if 0 < number <= 1 and "%" not in found.text and "." in found.text else number
        return Cell(f"{share:.0f}%", found.address)

    def _of_percent(self, percent: int, where: str) -> str | None:
        if self._legend.scale:
            return self._legend.status_of_percent(percent)
        question = Question(
            "percentages",
            f"May percentages be read as: {self._readers.status.percent_rule()}?",
            ("yes", "no"),
            clear=True,
        )
        return self._readers.status.from_percent(percent) if self._book.ask(question, where) == "yes" else None

    def _ticked(self, row: int) -> Cell | None:
        """The status whose column is ticked; none when several are."""
        ticked = [
            Cell(mark.value, cell.address)
            for column, mark in self._table.block.marks.items()
            if mark.kind == "status" and (cell := self._table.tick(row, column))
        ]
        return ticked[0] if len(ticked) == 1 else None

    def _by_colour(self, entry: Entry, row: int) -> None:
        colour = self._table.fill(row, self._colour_column) if self._colour_column is not None else None
        if colour is None or self._colour_column is None:
            return
        where = self._table.sheet.address(*self._table.body.place(row, self._colour_column))
        code = self._legend.status_of_colour(colour)
        if code is None:
            question = Question(
                f"colour:{colour}",
                f"What does {basic_name(colour)} ({colour}) mean in column {letters(self._colour_column)}?",
                tuple(self._labels),
                labels=self._labels,
                others=[UNKNOWN],
            )
            code = self._book.ask(question, where)
        if code == UNKNOWN:
            return
        if code in self._statuses:
            entry.put("status", self._says(code, f"colour {colour}", row), where)
        else:
            entry.open_values.append(("status", f"colour {colour}", where))

    def _says(self, code: str, word: str, row: int) -> StatusSays:
        """A status with its date: the row's own, else the one the sheet or the file gives."""
        for column in self._table.columns("updated"):
            value, number_format, _ = self._table.raw(row, column)
            when = self._readers.dates.read(value, number_format)
            if when is not None and when.on is not None:
                return StatusSays(code, tidy(word), when.on, DateBasis.STATED)
        return StatusSays(code, tidy(word), self._around.dated_on, self._around.basis)

    def _where_colours_speak(self) -> int | None:
        """The column whose fills are statuses: the status column where it has no words, else any coloured by the key."""
        block, sheet = self._table.block, self._table.sheet
        rows = range(block.first, block.end)
        for column in block.columns.get("status", []):
            filled = sum(not is_blank(sheet.value(row, column)) for row in rows)
            coloured = sum((row, column) in sheet.fills for row in rows)
            if coloured > 0 and (filled < 0.5 * len(rows) or self._legend.colours):
                return column
        counted: dict[int, int] = {}
        for row in rows if self._legend.colours else ():
            for column in range(block.left, block.right + 1):
                if sheet.fills.get((row, column)) in self._legend.colours:
                    counted[column] = counted.get(column, 0) + 1
        best = max(counted, key=lambda column: (counted[column], -column), default=None)
        return best if best is not None and counted[best] >= 2 else None
