"""How Word documents look: one place for the page, the headings, the tables and the figures at the top."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from tracker.language.texts import Texts

_ACCENT = "1F4E79"
_PALE = "E8EEF5"
_ALARM, _PALE_ALARM = "9C2F2F", "FBEDED"
_GREY = "6B7280"
SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
"""The namespace of a document's own elements."""
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that no Word document can hold."""


def new_document(footer: str, *, wide: bool = False) -> Any:
    """An empty A4 page with the house's fonts and headings; ``wide`` lays it on its side."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm, Pt, RGBColor

    document = docx.Document()
    section = document.sections[0]
    sides = (Cm(29.7), Cm(21)) if wide else (Cm(21), Cm(29.7))
    section.page_width, section.page_height = sides
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin, section.bottom_margin = Cm(1.8), Cm(1.6)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10)
    normal.paragraph_format.space_after = Pt(4)
    for name, size in (("Title", 22), ("Heading 1", 14), ("Heading 2", 11)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.bold = "Calibri", Pt(size), True
        style.font.color.rgb = RGBColor.from_string(_ACCENT)
        _plain_font(style)
    _footer(document, section, footer)
    return document


def _plain_font(style: Any) -> None:
    """Headings take the document's font, not the theme's."""
    from docx.oxml.ns import qn

    fonts = style.element.rPr.rFonts
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)
    fonts.set(qn("w:ascii"), "Calibri")
    fonts.set(qn("w:hAnsi"), "Calibri")


def _footer(document: Any, section: Any, text: str) -> None:
    """The words at the left, the number of the page at the right edge of the text."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.oxml import parse_xml
    from docx.shared import Pt

    style = document.styles["Footer"]
    style.font.size = Pt(8)
    style.paragraph_format.tab_stops.clear_all()
    width = section.page_width - section.left_margin - section.right_margin
    style.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    paragraph = section.footer.paragraphs[0]
    paragraph.text = f"{text}\t"
    paragraph._p.append(parse_xml(f'<w:fldSimple {SPACE} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'))


def tiles(document: Any, figures: Sequence[tuple[str, int, bool]], texts: Texts) -> None:
    """The figures at the top: name, number, and whether it is one to worry about."""
    table = document.add_table(rows=1, cols=len(figures))
    for cell, (name, value, alarm) in zip(table.rows[0].cells, figures, strict=True):
        _tile(cell, name, texts.number(value), alarm=alarm and value > 0)
    document.add_paragraph().paragraph_format.space_after = 0


def _tile(cell: Any, name: str, value: str, *, alarm: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt, RGBColor

    _narrow(cell)
    _shade(cell, _PALE_ALARM if alarm else _PALE)
    number = cell.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = number.add_run(value)
    run.bold, run.font.size = True, Pt(20)
    run.font.color.rgb = RGBColor.from_string(_ALARM if alarm else _ACCENT)
    label = cell.add_paragraph(name)
    label.alignment = WD_ALIGN_PARAGRAPH.CENTER
    label.runs[0].font.size = Pt(8)
    label.paragraph_format.space_after = Pt(2)


def bullets(document: Any, lines: Sequence[str]) -> None:
    """A list with a dot before each line."""
    from docx.shared import Pt

    for line in lines:
        document.add_paragraph(legal(line), style="List Bullet").paragraph_format.space_after = Pt(1)


def small(document: Any, text: str) -> Any:
    """A line in small grey letters; gives its paragraph."""
    from docx.shared import Pt, RGBColor

    paragraph = document.add_paragraph()
    run = paragraph.add_run(legal(text))
    run.font.size, run.font.color.rgb = Pt(8.5), RGBColor.from_string(_GREY)
    return paragraph


class Marked(NamedTuple):
    """A cell that stands out: in bold letters, at the right, a link to a bookmark, with an edge in a colour (RRGGBB)."""

    text: str
    bold: bool = False
    right: bool = False
    anchor: str = ""
    edge: str = ""


def write_table(
    document: Any,
    headings: Sequence[str],
    rows: Sequence[Sequence[Any]],
    widths: Sequence[float],
    *,
    compact: bool = False,
) -> None:
    """A table with a repeated header at the end of a document. ``widths`` are in centimetres."""
    from docx.oxml import parse_xml

    table = parse_xml(table_xml(headings, rows, widths, compact=compact))
    document.element.body.insert_element_before(table, "w:sectPr")
    document.add_paragraph()


def table_xml(
    headings: Sequence[str | Marked],
    rows: Sequence[Sequence[Any]],
    widths: Sequence[float],
    *,
    total: Sequence[Any] = (),
    compact: bool = False,
) -> str:
    """Return a table with a repeated header as the XML of a document: thousands of cells in a moment.

    ``widths`` are in centimetres; ``total`` is a last row that stands out; ``compact`` takes smaller letters.
    """
    size = 16 if compact else 18
    narrow = '<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>'
    grid = "".join(f'<w:gridCol w:w="{round(width * 567)}"/>' for width in widths)
    heading = _row(headings, widths, _look(size - 2 if compact else size, colour="FFFFFF", bold=True), _ACCENT)
    body = "".join(_row(row, widths, _look(size)) for row in rows)
    last = _row(total, widths, _look(size, bold=True), _PALE) if total else ""
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:color="C9D3E0"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f"<w:tbl {SPACE}><w:tblPr>"
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>{narrow}<w:tblLook w:firstRow="1"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{heading}{body}{last}</w:tbl>"
    )


def _row(values: Sequence[Any], widths: Sequence[float], look: str, fill: str = "") -> str:
    cells = "".join(_cell(value, width, look, fill) for value, width in zip(values, widths, strict=True))
    marks = "<w:trPr><w:cantSplit/>" + ("<w:tblHeader/>" if fill == _ACCENT else "") + "</w:trPr>"
    return f"<w:tr>{marks}{cells}</w:tr>"


def _look(size: int, *, colour: str = "1F2A44", bold: bool = False) -> str:
    """The letters of a cell; ``size`` is in half points."""
    return f'{"<w:b/>" if bold else ""}<w:color w:val="{colour}"/><w:sz w:val="{size}"/>'


def _cell(value: Any, width: float, look: str, fill: str) -> str:
    cell = value if isinstance(value, Marked) else _plain(value)
    run = run_xml(cell.text, f"<w:b/>{look.removeprefix('<w:b/>')}" if cell.bold else look)
    if cell.anchor:
        run = f'<w:hyperlink w:anchor="{cell.anchor}" w:history="1">{run}</w:hyperlink>'
    edge = f'<w:tcBorders><w:left w:val="single" w:sz="36" w:color="{cell.edge}"/></w:tcBorders>' if cell.edge else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    align = '<w:jc w:val="right"/>' if cell.right else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{round(width * 567)}" w:type="dxa"/>{edge}{shade}</w:tcPr>'
        f'<w:p><w:pPr><w:spacing w:before="20" w:after="20"/>{align}</w:pPr>{run}</w:p></w:tc>'
    )


def _plain(value: Any) -> Marked:
    missing = value is None or value != value  # noqa: PLR0124 - pandas' missing value
    text = "" if missing else str(value)
    return Marked(text, right=isinstance(value, int) or text == "–")


def run_xml(text: str, look: str = "") -> str:
    """Return a text with its line breaks as the XML of a run; ``look`` is that of its letters."""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in legal(text).split("\n"))
    return f"<w:r><w:rPr>{look}</w:rPr>{lines}</w:r>"


def _narrow(cell: Any) -> None:
    """Take the side margins out of a cell, so that its label stays on one line."""
    from docx.oxml import parse_xml

    cell._tc.get_or_add_tcPr().append(
        parse_xml(f'<w:tcMar {SPACE}><w:left w:w="30" w:type="dxa"/><w:right w:w="30" w:type="dxa"/></w:tcMar>')
    )


def _shade(cell: Any, colour: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:color"), "auto")
    shade.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(shade)


def legal(text: str) -> str:
    """Return a text without the characters that no Word document can hold."""
    return _NOT_IN_XML.sub("", text)
