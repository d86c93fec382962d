"""The parts of a pack that a Word template cannot lay out itself, as the XML of a document."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from exports.look import ACCENT, ALARM, GREY, INK, PALE, PALE_ALARM
from exports.pack.blocks import Cell, Chart, Figure, Kind, Table, Tile, Tiles
from exports.pack.chart import drawn, picture
from exports.pack.codes import grouped
from exports.pack.shown import anchor, mark, shown
from exports.word import Marked, run_xml, table_xml
from tracker.language.texts import Texts

PAGE = 17.0
"""Centimetres between the margins."""
_PICTURE = 8.1
"""The width of one of two charts side by side, in centimetres."""
_FIRST_PICTURE = 900
"""The number of the first picture, behind those that a template may have."""
_BETWEEN = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/></w:pPr></w:p>'
"""The space behind a table, without which Word would join it to the next one."""


def table(block: Table, colours: dict[str, str], texts: Texts, *, compact: bool = False) -> str:
    """A table, its figures as links to the codes behind them."""
    kinds = [column.kind for column in block.columns]

    def row(cells: Sequence[Cell]) -> list[Marked]:
        return [_cell(cell, kind, colours, texts) for cell, kind in zip(cells, kinds, strict=True)]

    made = table_xml(
        [Marked(column.heading, right=column.kind == Kind.FIGURE) for column in block.columns],
        [row(cells) for cells in block.rows],
        [column.width for column in block.columns],
        total=row(block.total) if block.total else (),
        compact=compact,
    )
    return f"{made}{_BETWEEN}"


def _cell(cell: Cell, kind: Kind, colours: dict[str, str], texts: Texts) -> Marked:
    text = shown(cell, texts)
    if isinstance(cell, Figure):
        return Marked(text, right=True, anchor=anchor(cell))
    return Marked(
        text, kind == Kind.CODE, kind == Kind.FIGURE, edge=colours.get(text, "") if kind == Kind.STATUS else ""
    )


def tiles(block: Tiles, texts: Texts) -> str:
    """The figures at the top of the first page."""
    width = PAGE / max(len(block.tiles), 1)
    return _side_by_side([(_tile(tile, texts), PALE_ALARM if _warns(tile) else PALE) for tile in block.tiles], width)


def _warns(tile: Tile) -> bool:
    return tile.alarm and tile.figure.value > 0


def _tile(tile: Tile, texts: Texts) -> str:
    colour = ALARM if _warns(tile) else ACCENT
    figure = tile.figure
    number = _linked(run_xml(texts.number(figure.value), _letters(20, colour, bold=True)), figure)
    share = f" ({tile.share})" if tile.share and figure.value else ""
    label = run_xml(f"{tile.label}{share}", _letters(8, ALARM if _warns(tile) else INK))
    lines = (number, label, _linked(run_xml(mark(figure), _letters(7, GREY)), figure))
    return "".join(
        f'<w:p><w:pPr><w:spacing w:before="0" w:after="0"/><w:jc w:val="center"/></w:pPr>{line}</w:p>' for line in lines
    )


def charts(block: Sequence[Chart], document: Any, number: int) -> str:
    """Charts side by side with their titles; ``number`` tells the pictures of a document apart."""
    cells = [(_chart(chart, document, _FIRST_PICTURE + 2 * number + at), "") for at, chart in enumerate(block)]
    return _side_by_side([*cells, ("<w:p/>", "")][:2], PAGE / 2)


def _chart(chart: Chart, document: Any, number: int) -> str:
    from docx.shared import Cm

    inline = document.docx.part.new_pic_inline(BytesIO(picture(drawn(chart), _PICTURE)), width=Cm(_PICTURE))
    inline.docPr.set("id", str(number))
    inline.docPr.set("name", chart.title)
    inline.docPr.set("descr", chart.words)
    title = run_xml(chart.title, _letters(9, ACCENT, bold=True))
    return (
        f'<w:p><w:pPr><w:keepNext/><w:spacing w:before="80" w:after="40"/></w:pPr>{title}</w:p>'
        f'<w:p><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr><w:r><w:drawing>{inline.xml}</w:drawing></w:r></w:p>'
    )


def entries(figures: Sequence[Figure], texts: Texts) -> str:
    """The codes behind the figures: a paragraph each, in the template's style Codes."""
    return "".join(
        f'<w:p><w:pPr><w:pStyle w:val="Codes"/></w:pPr><w:bookmarkStart w:id="{figure.number}" w:name="{anchor(figure)}"/>'
        f"{run_xml(f'{mark(figure)} {figure.name}: {texts.number(figure.value)}', '<w:b/>')}"
        f'<w:bookmarkEnd w:id="{figure.number}"/><w:r><w:br/></w:r>{run_xml(grouped(figure.rows))}</w:p>'
        for figure in figures
    )


def _side_by_side(cells: Sequence[tuple[str, str]], width: float) -> str:
    """Cells without lines between them, each with its paragraphs and its ground."""
    wide = round(width * 567)
    grid = f'<w:gridCol w:w="{wide}"/>' * len(cells)
    white = '<w:tblBorders><w:insideV w:val="single" w:sz="24" w:color="FFFFFF"/></w:tblBorders>'
    inside = '<w:tblCellMar><w:left w:w="30" w:type="dxa"/><w:right w:w="30" w:type="dxa"/></w:tblCellMar>'
    row = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/>{_ground(fill)}</w:tcPr>{paragraphs}</w:tc>'
        for paragraphs, fill in cells
    )
    return (
        f'<w:tbl><w:tblPr>{white}<w:tblLayout w:type="fixed"/>{inside}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{row}</w:tr></w:tbl>{_BETWEEN}"
    )


def _ground(fill: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill.removeprefix("#")}"/>' if fill else ""


def _letters(size: float, colour: str, *, bold: bool = False) -> str:
    return f'{"<w:b/>" if bold else ""}<w:color w:val="{colour.removeprefix("#")}"/><w:sz w:val="{round(size * 2)}"/>'


def _linked(run: str, figure: Figure) -> str:
    name = anchor(figure)
    return f'<w:hyperlink w:anchor="{name}" w:history="1">{run}</w:hyperlink>' if name else run
