"""What a sheet is when it holds no recommendations: a cover, a key, a list of values, or something else."""

from imports.cells.readers import Readers
from imports.files import Sheet, is_blank
from imports.tables.table import Block
from tracker.folding import fold
from tracker.vocabulary import SheetKind

_TITLES = 12
_LONGEST_COVER = 60


def kind_of(sheet: Sheet, blocks: list[Block], readers: Readers) -> SheetKind:
    """The kind of a sheet."""
    if blocks:
        return SheetKind.RECOMMENDATIONS
    texts = [str(value).strip() for row in sheet.rows for value in row if not is_blank(value)]
    if not texts:
        return SheetKind.EMPTY
    statuses = sum(map(readers.status.is_status, texts))
    if _is_legend(sheet, texts, statuses, readers):
        return SheetKind.LEGEND
    if _is_lookup(texts, statuses, readers):
        return SheetKind.LOOKUP
    return SheetKind.COVER if _is_cover(sheet) else SheetKind.OTHER


def _is_legend(sheet: Sheet, texts: list[str], statuses: int, readers: Readers) -> bool:
    """Return True for a key to colours and statuses: by its fills, or by its title."""
    words = readers.vocabulary.row_words("legend")
    titled = any(fold(text) in words for text in [sheet.name, *texts[:_TITLES]])
    return (bool(sheet.fills) and statuses >= 2) or (titled and statuses > 0)


def _is_cover(sheet: Sheet) -> bool:
    """Return True for a page of single lines."""
    lines = [count for row in sheet.rows if (count := sum(not is_blank(value) for value in row))]
    return len(lines) <= _LONGEST_COVER and sum(count <= 2 for count in lines) >= 0.8 * len(lines)


def is_example(sheet: Sheet, readers: Readers) -> bool:
    """Whether a sheet only shows how to fill in another one, by its name or its first line."""
    words = readers.vocabulary.row_words("example")
    first = next((str(value) for row in sheet.rows[:3] for value in row if not is_blank(value)), "")
    for text in (sheet.name, first):
        tokens = fold(text).split()
        if tokens and len(text) < 120 and (tokens[0] in words or " ".join(tokens) in words):
            return True
    return False


def _is_lookup(texts: list[str], statuses: int, readers: Readers) -> bool:
    """Columns of short values: statuses, positions, agencies, themes."""
    if len(texts) > 600 or any(len(text) > 120 for text in texts):
        return False
    known = statuses
    known += sum(readers.position.is_position(text) for text in texts)
    known += sum(readers.agencies.is_agency(text) for text in texts)
    known += sum(readers.tags.knows_theme(text) for text in texts)
    return known >= max(2, 0.4 * len(texts))
