"""The readers of all kinds of cells, made once for an import from the words of the register."""

from imports.cells.agencies import AgencyReader
from imports.cells.dates import DateReader
from imports.cells.headers import HeaderReader
from imports.cells.lexicon import Lexicon
from imports.cells.position import PositionReader
from imports.cells.states import StateReader
from imports.cells.status import StatusReader
from imports.cells.tags import TagReader


class Readers:
    """One reader for each kind of field."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.headers = HeaderReader(lexicon)
        self.agencies = AgencyReader(lexicon)
        self.states = StateReader(lexicon)
        self.dates = DateReader(lexicon)
        self.status = StatusReader(lexicon)
        self.position = PositionReader(lexicon)
        self.tags = TagReader(lexicon)
