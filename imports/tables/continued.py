"""Texts that go on in the next row or on the next page: such a row is joined to the one that it goes on with."""

from collections.abc import Iterator

from imports.cells.readers import Readers
from imports.fields import CODE, REFERENCE, TEXT
from imports.files import Value, is_blank
from imports.tables.table import Block
from tracker.folding import fold
from tracker.language.phrase import Phrase

_ENDS = frozenset('.:;!?…)”»"')
_MOST_NAMED = 20


def join_continued(block: Block, before: Block | None, readers: Readers) -> list[str]:
    """Join the rows without a number whose text begins in the middle of a sentence; gives the note on them.

    The first row may go on with the last one of ``before``, the table before in the same document.
    """
    texts = _Texts(block, readers)
    joined = []
    for row in texts.without_number():
        there, above = texts, texts.last(row)
        if above is None and before is not None and before.columns == block.columns:
            there = _Texts(before, readers)
            above = there.last(before.end)
        if above is not None and texts.goes_on(row, there.text(above)):
            texts.move(row, there, above)
            joined.append(block.sheet.address(row, texts.column))
    if not joined:
        return []
    named = Phrase.first(joined, _MOST_NAMED)
    return [Phrase("texts that go on with the row above were joined to it: {cells}", cells=named)]


class _Texts:
    """The texts of a table and the numbers beside them."""

    def __init__(self, block: Block, readers: Readers) -> None:
        self.block = block
        self._readers = readers
        self.column = (block.columns.get(TEXT) or [-1])[0]
        self._number = (block.columns.get(REFERENCE) or block.columns.get(CODE) or [-1])[0]

    def without_number(self) -> Iterator[int]:
        """The rows with a text and no number, if the table has a column of each."""
        if -1 in (self.column, self._number) or self.column == self._number:
            return
        for row, cells in enumerate(self.block.sheet.rows[self.block.first : self.block.end], self.block.first):
            number = cells[self._number] if self._number < len(cells) else None
            if is_blank(number) and self.text(row):
                yield row

    def text(self, row: int) -> str:
        """The text of a row; "" for a row without one."""
        value = self.block.sheet.value(row, self.column)
        return value.strip() if isinstance(value, str) else ""

    def last(self, end: int) -> int | None:
        """The last row with a text before a row, leaving out headings that are printed again."""
        heading = fold(self.block.headers.get(self.column, ""))
        rows = range(end - 1, self.block.first - 1, -1)
        return next((row for row in rows if (text := self.text(row)) and fold(text) != heading), None)

    def goes_on(self, row: int, above: str) -> bool:
        """Return True if the text of a row goes on with the one above, which begins a sentence and does not end it."""
        text = self.text(row)
        if above[-1] in _ENDS or above[0].islower() or self._readers.tags.knows_theme(text):
            return False
        hangs = fold(above.rpartition(" ")[2]) in self._readers.vocabulary.row_words("filler")
        plain = (row, self.column) not in self.block.sheet.bold
        return plain and (hangs or text[0].islower()) and all(isinstance(value, str) for _, value in self._cells(row))

    def move(self, row: int, there: "_Texts", above: int) -> None:
        """Put the cells of a row behind those of the row above."""
        for column, value in self._cells(row):
            before = there.block.sheet.value(above, column)
            there.block.sheet.put((above, column), value if is_blank(before) else f"{before} {value}")
            self.block.sheet.put((row, column), None)

    def _cells(self, row: int) -> list[tuple[int, Value]]:
        """The filled cells of a row."""
        columns = range(self.block.left, self.block.right + 1)
        cells = ((column, self.block.sheet.value(row, column)) for column in columns)
        return [(column, value) for column, value in cells if not is_blank(value)]
