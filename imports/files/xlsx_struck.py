"""Words that are struck through inside the text of an .xlsx cell."""

from collections.abc import Iterable

from lxml import etree

from imports.files.sheet import Place, Sheet, note_struck_words
from imports.files.xlsx_styles import is_on

_M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def left_of(text: etree._Element) -> str | None:
    """What is left of a text of several looks without its struck words; ``None`` for a text without such words."""
    runs = [(run.findtext(f"{_M}t") or "", is_on(run.find(f"{_M}rPr/{_M}strike"))) for run in text.iter(f"{_M}r")]
    if not any(struck for _, struck in runs):
        return None
    return "".join(words for words, struck in runs if not struck)


def leave_struck_words(sheet: Sheet, cells: Iterable[tuple[Place, str]]) -> None:
    """Take struck words out of their cells and say so; a cell with nothing else is one that is struck out."""
    told = []
    for place, left in cells:
        if left.strip(" ,;.\n"):
            sheet.put(place, left.strip(" ,;\n"))
            told.append(sheet.address(*place))
        else:
            sheet.struck.add(place)
    sheet.notes += note_struck_words(told)
