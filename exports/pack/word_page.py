"""Page one of a Word document stays one page: its letters are as large as there is room for.

Word alone knows where a page ends, so heights are estimated here, in points.
"""

import re
from collections.abc import Iterator, Sequence
from math import ceil
from typing import Any

from exports.template import number_of_place
from exports.word import SPACE

SIZES = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7)
"""By how much the letters of the page may get smaller."""

_LINE = 1.22
"""The height of a line of Calibri, by that of its letters."""
_LETTER = 0.49
"""The width of its letters on average; those of Cyrillic are wider by a tenth."""
_SPARE = 0.97
"""The part of the page that is used: the estimate may be wrong by little."""
_EMU = 12700
"""Word's units of length in a point."""
_PICTURE = re.compile(r'<wp:extent cx="\d+" cy="(\d+)"')
_UNSAID = 10.0
"""The size of letters where no style says it."""
_AROUND, _ROW = 30, 14
"""Above and under a part, with the title of a picture; and a line of a table."""


def fit_first_page(document: Any, ready: Sequence[str]) -> None:
    """Make the letters before the first page break as much smaller as it takes; ``ready`` are the parts put in later.

    What does not fit with the smallest letters either keeps its own.
    """
    page = list(_first_page(document))
    section = document.sections[0]
    width = (section.page_width - section.left_margin - section.right_margin) / _EMU
    room = (section.page_height - section.top_margin - section.bottom_margin) / _EMU * _SPARE
    sizes = (size for size in SIZES if _height(page, ready, width, size) <= room)
    size = next(sizes, 1.0)
    if size < 1:
        for part in page:
            if not isinstance(part, int):
                _resize(part, size)


def _first_page(document: Any) -> Iterator[Any]:
    """The paragraphs before the first page break, and the numbers of the parts between them."""
    from docx.oxml.text.paragraph import CT_P
    from docx.text.paragraph import Paragraph

    for element in document.element.body:
        if (number := number_of_place(element)) is not None:
            yield number
        elif isinstance(element, CT_P):
            paragraph = Paragraph(element, document)
            if paragraph.paragraph_format.page_break_before or element.xpath("./w:pPr/w:sectPr"):
                return
            yield paragraph


def _height(page: Sequence[Any], ready: Sequence[str], width: float, size: float) -> float:
    return sum(_of_part(ready[part]) if isinstance(part, int) else _of(part, width, size) for part in page)


def _of_part(xml: str) -> float:
    """The height of a table, of tiles or of pictures side by side."""
    pictures = [int(height) / _EMU + _AROUND for height in _PICTURE.findall(xml)]
    lines = sum(map(_lines, xml.split("</w:tr>")[:-1]))
    return max(pictures, default=lines * _ROW + _AROUND)


def _lines(row: str) -> int:
    """How many lines a row of a table has; a long text is taken for one."""
    return max(row.count("<w:p>") // max(row.count("<w:tc>"), 1), row.count("<w:br/>") + 1)


def _of(paragraph: Any, width: float, size: float) -> float:
    style = paragraph.style
    letters = _size(style) * size
    wider = sum(0.1 for letter in paragraph.text if "\u0400" <= letter <= "\u04ff")
    lines = max(1, ceil((len(paragraph.text) + wider) * _LETTER * letters / width))
    shape = style.paragraph_format
    around: float = sum(space.pt for space in (shape.space_before, shape.space_after) if space is not None)
    return lines * letters * _LINE + around * size


def _size(style: Any) -> float:
    """The size of the letters of a style, or of the one that it is based on."""
    if style is None:
        return _UNSAID
    return float(style.font.size.pt) if style.font.size is not None else _size(style.base_style)


def _resize(paragraph: Any, size: float) -> None:
    """Make the letters of a paragraph smaller, and its dot in a list."""
    from docx.oxml import parse_xml
    from docx.shared import Pt

    style, letters = paragraph.style.paragraph_format, round(_size(paragraph.style) * size * 2)
    for run in paragraph.runs:
        run.font.size = Pt(letters / 2)
    paragraph._p.get_or_add_pPr().append(parse_xml(f'<w:rPr {SPACE}><w:sz w:val="{letters}"/></w:rPr>'))
    for name in ("space_before", "space_after"):
        space = getattr(style, name)
        if space is not None:
            setattr(paragraph.paragraph_format, name, Pt(space.pt * size))
