"""The readers of all kinds of cells, made once for an import from the words of the register."""

from datetime import date

from imports.cells.agencies import AgencyReader
from imports.cells.dates import DateReader
from imports.cells.headers import HeaderReader
from imports.cells.position import PositionReader
from imports.cells.short_references import ShortReferences
from imports.cells.states import StateReader
from imports.cells.status import StatusReader
from imports.cells.tags import TagReader
from imports.cells.vocabulary import Vocabulary


class Readers:
    """One reader for each kind of field; ``today`` is the day of the import, after which nothing can be done yet."""

    def __init__(self, vocabulary: Vocabulary, today: date | None = None) -> None:
        self.vocabulary = vocabulary
        self.agencies = AgencyReader(vocabulary)
        self.states = StateReader(vocabulary)
        self.dates = DateReader(vocabulary)
        self.status = StatusReader(vocabulary, today)
        self.headers = HeaderReader(vocabulary, self.status.asked)
        self.position = PositionReader(vocabulary)
        self.tags = TagReader(vocabulary)
        self.short_references = ShortReferences(vocabulary)
