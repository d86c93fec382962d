"""Turns sheets upright: fields that stand down the side, one recommendation a column or one card below the other."""

from collections import Counter

from imports.cells.headers import SURE
from imports.cells.readers import Readers
from imports.files import Sheet, Value, is_blank
from tracker.folding import fold

_LONGEST_LABEL = 60
_LEAST_FIELDS = 3


def upright(sheet: Sheet, readers: Readers) -> Sheet | None:
    """The sheet with its fields across the top; ``None`` when they do not stand down the side.

    Every cell keeps the name it has in the file.
    """
    sheet = _without_colons(sheet, readers) or sheet
    column = _label_column(sheet, readers)
    if column is None:
        return None
    labels = [(row, _label(sheet, row, column)) for row in range(len(sheet.rows))]
    fields = {row: text for row, text in labels if text and _field(text, readers)}
    if "text" not in {_field(text, readers) for text in fields.values()}:
        return None
    turned = _turned(sheet, column, fields)
    return turned if len(turned.rows) > 1 else None


def _without_colons(sheet: Sheet, readers: Readers) -> Sheet | None:
    """A sheet of one column of lines such as "Status: in progress", with the labels apart from their values.

    A line without a label goes on with the value above it.
    """
    if sheet.width != 1:
        return None
    split = Sheet(name=sheet.name, rows=[], visible=sheet.visible, context=sheet.context)
    for row in range(len(sheet.rows)):
        text = "" if is_blank(value := sheet.value(row, 0)) else str(value).strip()
        cells = _labelled(text, readers)
        if text and len(cells) == 1 and split.rows and len(split.rows[-1]) > 1:
            split.rows[-1][1] = "\n".join(filter(None, (str(split.rows[-1][1] or ""), text)))
            continue
        split.rows.append(cells)
        split.addresses |= {(len(split.rows) - 1, at): sheet.address(row, 0) for at in range(2)}
    return split


def _labelled(text: str, readers: Readers) -> list[Value]:
    """The label and the value of a line; the line alone where it has no label."""
    label, colon, rest = text.partition(":")
    return [label.strip(), rest.strip() or None] if colon and _field(label.strip(), readers) else [text or None]


def _turned(sheet: Sheet, column: int, fields: dict[int, str]) -> Sheet:
    """The sheet with the labels of a column as its header, and a row for each card and each column of values."""
    turned = Sheet(name=sheet.name, rows=[list(dict.fromkeys(fields.values()))], visible=sheet.visible)
    turned.context = [*_lines_without_label(sheet, fields), *sheet.context]
    turned.below = [*turned.context, *sheet.below]
    places = {label: at for at, label in enumerate(turned.rows[0]) if isinstance(label, str)}
    first = min(fields)
    turned.addresses = {(0, at): sheet.address(first, column) for at in places.values()}
    for card in _cards(fields):
        for value_column in range(column + 1, sheet.width):
            _add_card(sheet, turned, card, value_column, places)
    return turned


def _label_column(sheet: Sheet, readers: Readers) -> int | None:
    """The column, of the first three, in which most fields are named one below the other."""
    counted = Counter(
        {
            column: len(
                {name for row in range(len(sheet.rows)) if (name := _field(_label(sheet, row, column), readers))}
            )
            for column in range(min(3, sheet.width))
        }
    )
    best = counted.most_common(1)
    return best[0][0] if best and best[0][1] >= _LEAST_FIELDS else None


def _label(sheet: Sheet, row: int, column: int) -> str:
    value = sheet.value(row, column)
    return value.strip().rstrip(":").strip() if isinstance(value, str) and len(value) <= _LONGEST_LABEL else ""


def _field(text: str, readers: Readers) -> str:
    best = readers.headers.best(text) if text else None
    return best.field if best is not None and (best.score >= SURE or (best.weak and best.score >= 0.65)) else ""


def _cards(fields: dict[int, str]) -> list[dict[int, str]]:
    """Rows of labels, cut where the first label comes again."""
    cards: list[dict[int, str]] = []
    for row, label in sorted(fields.items()):
        if not cards or fold(label) in {fold(known) for known in cards[-1].values()}:
            cards.append({})
        cards[-1][row] = label
    return cards


def _add_card(sheet: Sheet, turned: Sheet, card: dict[int, str], column: int, places: dict[str, int]) -> None:
    cells: list[Value] = [None] * len(places)
    number = len(turned.rows)
    held = {row: _holder(sheet, row, column) for row in card}
    named = {(number, places[label]): sheet.address(row, held[row]) for row, label in card.items()}
    for row, label in card.items():
        place = row, held[row]
        value = sheet.value(*place)
        if is_blank(value):
            continue
        at = places[label]
        cells[at] = value
        for old, new in ((sheet.fills, turned.fills), (sheet.formats, turned.formats), (sheet.faults, turned.faults)):
            if place in old:
                new[number, at] = old[place]
    if any(value is not None for value in cells):
        turned.rows.append(cells)
        turned.addresses |= named


def _holder(sheet: Sheet, row: int, column: int) -> int:
    """The column that holds the value of a cell: the first of those that are merged across it."""
    return next((area.left for area in sheet.merged if area.top == row and area.left <= column <= area.right), column)


def _lines_without_label(sheet: Sheet, fields: dict[int, str]) -> list[str]:
    """What stands beside the fields: titles that may name the review."""
    lines = []
    for row, cells in enumerate(sheet.rows):
        if row not in fields:
            lines += [str(value).strip() for value in cells if not is_blank(value)]
    return lines[:12]
