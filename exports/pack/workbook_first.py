"""Page one of a pack in a workbook: figures, native charts, the first of each list, on one sheet of paper."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any, TypeVar

from exports.look import ACCENT, INK, LINE, Look, footer, row_height, write_value
from exports.pack.blocks import Chart, Lines, Notes, Pack, Tile, Tiles
from exports.pack.workbook_figures import FigureLinks

_HALF = 6
_LAST = 2 * _HALF
"""Two halves of six columns with a narrow one between them; this is the last column, from 0."""
_WIDTH, _GAP = 12.0, 2.0
_TILES = 3
"""The row of the figures, from 0."""
_CHART_ROWS, _ROW_PIXELS = 14, 20
_DATA, _NAMES = 60, _LAST + 3
"""Where the numbers of the charts stand, beside what is printed."""

_AXIS = {"reverse": True, "line": {"none": True}, "num_font": {"size": 9, "color": INK}, "major_tick_mark": "none"}

BlockT = TypeVar("BlockT")


def write_first_sheet(page: Any, book: Any, look: Look, pack: Pack, links: FigureLinks) -> None:
    """Write the page for the chair: figures, charts two in a line, lists two in a line, notes."""
    page.hide_gridlines(2)
    page.set_column(0, _LAST, _WIDTH)
    page.set_column(_HALF, _HALF, _GAP)
    _headings(page, look, pack)
    _write_tiles(page, look, [tile for block in _of(pack, Tiles) for tile in block.tiles], links)
    row = _write_charts(page, book, _of(pack, Chart), 6)
    for left, right in _pairs(_of(pack, Lines)):
        row = _write_lists(page, look, (left, right), row, links)
    for note in (note for block in _of(pack, Notes) for note in block.notes):
        page.set_row(row, row_height([note], [_LAST * _WIDTH]))
        page.merge_range(row, 0, row, _LAST, note, look["small"])
        row += 1
    _set_up(page, pack, row)


def _of(pack: Pack, kind: type[BlockT]) -> list[BlockT]:
    return [block for block in pack.first.blocks if isinstance(block, kind)]


def _pairs(blocks: Sequence[BlockT]) -> Iterator[tuple[BlockT, BlockT | None]]:
    """Blocks two by two; the last may stand alone."""
    return zip_longest(blocks[::2], blocks[1::2])


def _headings(page: Any, look: Look, pack: Pack) -> None:
    for row, height in enumerate((34, 18, 6)):
        page.set_row(row, height)
    page.merge_range(0, 0, 0, _LAST, pack.title, look["title"])
    page.merge_range(1, 0, 1, _LAST, pack.subtitle, look["subtitle"])


def _set_up(page: Any, pack: Pack, last: int) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.set_margins(left=0.4, right=0.4, top=0.4, bottom=0.5)
    page.fit_to_pages(1, 1)
    page.center_horizontally()
    page.print_area(0, 0, last, _LAST)
    page.set_footer(footer(pack.group, pack.texts.day_in_words(pack.as_at)))
    page.activate()


def _write_tiles(page: Any, look: Look, tiles: Sequence[Tile], links: FigureLinks) -> None:
    page.set_row(_TILES, 34)
    page.set_row(_TILES + 1, 18)
    page.set_row(_TILES + 2, 8)
    wide = max(_LAST // max(len(tiles), 1), 1)
    for at, tile in enumerate(tiles):
        style, left, right = "alarm" if tile.alarm else "figure", _column(at * wide), _column((at + 1) * wide - 1)
        share = f" ({tile.share})" if tile.share else ""
        _merged(page, (_TILES, left, right), look[style])
        links.write(page, (_TILES, left), tile.figure, style)
        _merged(page, (_TILES + 1, left, right), look[f"{style}_name"])
        write_value(page, _TILES + 1, left, f"{tile.label}{share}", look[f"{style}_name"])
    if len(tiles) > 1:
        page.write_blank(_TILES, _HALF, None, look["figure"])
        page.write_blank(_TILES + 1, _HALF, None, look["figure_name"])


def _column(place: int) -> int:
    """The column of one of the twelve places beside the narrow column in the middle."""
    return place + (place >= _HALF)


def _merged(page: Any, place: tuple[int, int, int], style: Any) -> None:
    """Make one cell of a row's cells from a column to a column."""
    row, left, right = place
    if right > left:
        page.merge_range(row, left, row, right, "", style)


def _write_charts(page: Any, book: Any, charts: Sequence[Chart], row: int) -> int:
    """Write charts two in a line and give the row under them."""
    data = _DATA
    for pair in _pairs(charts):
        for column, chart in zip((0, _HALF + 1), pair, strict=True):
            if chart is not None:
                page.insert_chart(row, column, _native(page, book, chart, data), {"x_offset": 2, "object_position": 1})
                data += len(chart.bars) + 2
        row += _CHART_ROWS + 1
    return row


def _native(page: Any, book: Any, chart: Chart, data: int) -> Any:
    """A chart of Excel's own over its numbers, which are written from a row on beside what is printed."""
    native = book.add_chart({"type": "bar", **({"subtype": "stacked"} if len(chart.series) > 1 else {})})
    for row, name in enumerate(chart.bars, start=data + 1):
        write_value(page, row, _NAMES, name, None)
    last = data + max(len(chart.bars), 1)
    for column, series in enumerate(chart.series, start=_NAMES + 1):
        write_value(page, data, column, series.label, None)
        for row, value in enumerate(series.values, start=data + 1):
            page.write_number(row, column, value)
        native.add_series(
            {
                "name": [page.name, data, column],
                "categories": [page.name, data + 1, _NAMES, last, _NAMES],
                "values": [page.name, data + 1, column, last, column],
                "fill": {"color": f"#{series.colour}"},
                "gap": 40,
                **({"data_labels": _LABELS} if len(chart.series) == 1 else {}),
            }
        )
    _finish(native, chart)
    return native


_LABELS = {"value": True, "font": {"color": INK, "size": 9}}


def _finish(native: Any, chart: Chart) -> None:
    font = {"size": 12, "color": ACCENT, "bold": True}
    place = {"x": 0.02, "y": 0.02}
    native.set_title({"name": chart.title, "name_font": font, "overlay": False, "layout": place})
    native.set_y_axis(_AXIS)
    native.set_x_axis({"visible": False, "min": 0, "major_gridlines": {"visible": False}})
    several = len(chart.series) > 1
    native.set_legend({"position": "bottom", "font": {"size": 8, "color": INK}} if several else {"none": True})
    native.set_chartarea({"border": {"color": LINE}})
    native.set_size({"width": 530, "height": _CHART_ROWS * _ROW_PIXELS})


def _write_lists(page: Any, look: Look, pair: tuple[Lines, Lines | None], top: int, links: FigureLinks) -> int:
    """Write two lists side by side, or one over the whole width, and give the row under them."""
    left, right = pair
    parts = [(left, 0, _HALF - 1), (right, _HALF + 1, _LAST)] if right else [(left, 0, _LAST)]
    page.set_row(top, 20)
    for block, first, last in parts:
        _write_heading(page, look, block, (top, first, last), links)
    row = top + 1
    for texts in zip_longest(*(_lines(block) for block, _, _ in parts), fillvalue=("", "line")):
        page.set_row(
            row, row_height([text for text, _ in texts], [_WIDTH * (last - first + 1) for _, first, last in parts])
        )
        for (text, style), (_, first, last) in zip(texts, parts, strict=True):
            _merged(page, (row, first, last), look[style])
            write_value(page, row, first, text, look[style])
        row += 1
    return row + 1


def _lines(block: Lines) -> list[tuple[str, str]]:
    """The lines of a list with their styles."""
    return [*((line, "line") for line in block.lines), *([(block.rest, "small")] if block.rest else [])]


def _write_heading(page: Any, look: Look, block: Lines, place: tuple[int, int, int], links: FigureLinks) -> None:
    """The name of a list, and at its right end how many there are."""
    row, first, last = place
    _merged(page, (row, first, last - 1), look["heading"])
    page.write_string(row, first, block.heading, look["heading"])
    if block.figure is None:
        page.write_blank(row, last, None, look["heading"])
    else:
        links.write(page, (row, last), block.figure, "heading_figure")
