"""Reads the texts around a table: titles, names and dates that give the review, agency, theme and day of its rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from imports.cells.readers import Readers
from imports.reading.context import ContextReader, Hints
from imports.reading.entry import Surroundings
from imports.reading.sheet_day import DayFinder, Saved
from imports.reading.speaker import NOBODY, Grounds, Said, SpeakerFinder, texts_of
from imports.tables.find import SheetTables
from imports.tables.table import Block
from tracker.folding import fold, tidy

_LONGEST_HEADING = 140
_LOOKED_THROUGH = 40

_COPY = re.compile(r"(?<=\w)\s*\(\d{1,2}\)$")


@dataclass(frozen=True)
class File:
    """The file that is read: its name, when it was saved, the day of the import, and the review named for its rows."""

    name: str
    saved_on: date | None
    today: date
    review: str = ""

    @property
    def stem(self) -> str:
        """The name in words, without its ending and the number of a copy."""
        return _uncopied(self.name.rpartition(".")[0].replace("_", " ")) or self.name


class Around:
    """Looks around the tables of a file."""

    def __init__(self, file: File, sheets: Sequence[SheetTables], readers: Readers, context: ContextReader) -> None:
        self._file = file
        self._readers = readers
        self._context = context
        self._words = readers.vocabulary.row_words
        self._speakers = SpeakerFinder(readers)
        beside = [text for sheet in sheets for text in _beside_tables(sheet)]
        names = [sheet.sheet.name.replace("_", " ") for sheet in sheets if sheet.blocks]
        self._days = DayFinder(Saved(file.stem, file.saved_on, file.today), readers, context, beside, names)
        blocks = [block for sheet in sheets for block in sheet.blocks]
        self._by_agency = len({name for block in blocks for name in self._names(block)}) > 1

    def of(self, block: Block) -> Surroundings:
        """What titles, sheet name and file say about a table; the nearest text comes first."""
        texts = [*block.title, _uncopied(block.sheet.name), *block.sheet.context, self._file.stem]
        hints = Hints()
        for text in texts:
            hints = hints.filled_from(self._context.read(text))
        about = [state for text in texts if (state := self._context.about_state(text))]
        own = self._readers.vocabulary.state
        dated_on, basis = self._days.of(block)
        speaker = self._speaker(block)
        return Surroundings(
            hints=replace(hints, state=""),
            about=own if own in about else (about[0] if about else ""),
            dated_on=dated_on,
            basis=basis,
            file=self._file.name,
            default_review=self._file.review,
            today=self._file.today,
            lead="" if speaker.sure else self._lead(block),
            speaker=speaker,
            theme=self._themes(block),
            where=block.sheet.address(max(0, block.header_rows[0] - 1) if block.header_rows else 0, block.left),
        )

    def _speaker(self, block: Block) -> Said:
        """Who speaks; in a workbook with a sheet for each agency, a name alone says whose recommendations they are."""
        headings = [block.headers.get(column, "") for column in block.columns.get("status", ())]
        said = self._speakers.find(texts_of(block, self._file.stem), headings)
        is_list = self._by_agency or any(self._marked_lead(line) for line in block.title)
        return NOBODY if said.grounds is Grounds.NAME and is_list else said

    def _names(self, block: Block) -> set[str]:
        """The agencies that a table is about by its titles and the name of its sheet."""
        marked = {agency for line in block.title if (agency := self._marked_lead(line))}
        return marked or self._speakers.names((*block.title, block.sheet.name))

    def _marked_lead(self, line: str) -> str:
        """The agency of a title such as "Lead agency: Ministry of Justice"."""
        head, colon, rest = line.partition(":")
        return self._only_agency(rest) if colon and self._names_lead(head) else ""

    def _lead(self, block: Block) -> str:
        """The lead agency of the whole table, by a title or by the sheet's name."""
        if "lead" in block.columns or any(mark.kind == "agency" for mark in block.marks.values()):
            return ""
        for line in block.title:
            if agency := self._marked_lead(line):
                return agency
        for line in (block.sheet.name, *block.title):
            if len(line) <= _LONGEST_HEADING and (agency := self._only_agency(line)):
                return agency
        return ""

    def _names_lead(self, head: str) -> bool:
        words = self._readers.headers.best(head)
        return fold(head) in self._words("lead_mark") or (words is not None and words.field == "lead")

    def _only_agency(self, text: str) -> str:
        """The agency that a short text names, if it is the only name in it."""
        reading = self._readers.agencies.read(text)
        unknown = [name for name in reading.unknown if len(name.text.split()) > 3]
        return reading.mentions[0].agency if len(reading.mentions) == 1 and not unknown else ""

    def _themes(self, block: Block) -> tuple[str, ...]:
        """The themes of the whole table by a title ("Theme: Right to health")."""
        for line in block.title if "theme" not in block.columns else ():
            head, colon, rest = line.partition(":")
            if colon and fold(head) in self._words("section") and not self._context.read(line).mechanism:
                return self._readers.tags.read_themes(tidy(rest))
        return ()


def _uncopied(name: str) -> str:
    """A name without the number of a copy: "CEDAW (2)" is a second sheet or file of CEDAW, not its second review."""
    return _COPY.sub("", name)


def _beside_tables(found: SheetTables) -> list[str]:
    """The titles of the tables of a sheet; the first texts of a sheet without tables."""
    if found.blocks:
        return [line for block in found.blocks for line in block.title]
    return [cell for row in found.sheet.rows[:_LOOKED_THROUGH] for cell in row if isinstance(cell, str)]
