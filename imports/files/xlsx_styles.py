"""The styles of an .xlsx workbook: what the look of a cell tells a person."""

import re
from dataclasses import dataclass
from typing import TypeVar

from lxml import etree

from imports.files.colours import INDEXED, tinted
from imports.files.sheet import Place, Sheet
from imports.files.ticks import as_seen, is_picture_font

_M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_BUILT_IN = {1: "0", 2: "0.00", 9: "0%", 10: "0.00%", 49: "@"}


@dataclass(frozen=True)
class Font:
    """What the font of a cell tells: ``pictures`` names a font whose letters are ticks and boxes."""

    bold: bool = False
    struck: bool = False
    pictures: str = ""


@dataclass(frozen=True)
class Style:
    """What the style of a cell tells."""

    fill: str | None
    number_format: str
    bold: bool
    struck: bool
    pictures: str

    def tells(self) -> bool:
        """Return True if a cell of this style differs from a plain one."""
        return bool(self.fill or self.number_format or self.bold or self.struck or self.pictures)


def read_styles(styles: etree._Element | None, theme: etree._Element | None) -> dict[str, Style]:
    """The styles that tell something, by their number."""
    if styles is None:
        return {}
    colours = _colours(theme)
    formats = dict(_BUILT_IN)
    formats.update({int(item.get("numFmtId", 0)): item.get("formatCode", "") for item in styles.iter(f"{_M}numFmt")})
    fills = [_fill(item, colours) for item in styles.iterfind(f"{_M}fills/{_M}fill")]
    fonts = [_font(item) for item in styles.iterfind(f"{_M}fonts/{_M}font")]
    found = {}
    for number, item in enumerate(styles.iterfind(f"{_M}cellXfs/{_M}xf")):
        font = _nth(fonts, item.get("fontId", "0"), Font())
        style = Style(
            fill=_nth(fills, item.get("fillId", "0"), None),
            number_format=formats.get(int(item.get("numFmtId", 0)), ""),
            bold=font.bold,
            struck=font.struck,
            pictures=font.pictures,
        )
        if style.tells():
            found[str(number)] = style
    return found


def apply(style: Style, sheet: Sheet, place: Place) -> None:
    """Mark a cell with what its style tells; a number format tells nothing of a text."""
    if style.fill:
        sheet.fills[place] = style.fill
    if style.bold:
        sheet.bold.add(place)
    if style.struck:
        sheet.struck.add(place)
    if style.number_format or style.pictures:
        value = sheet.value(*place)
        if not isinstance(value, str):
            if style.number_format and value is not None:
                sheet.formats[place] = style.number_format
        elif style.pictures:
            sheet.rows[place[0]][place[1]] = as_seen(value, style.pictures)


def _font(item: etree._Element) -> Font:
    name = item.find(f"{_M}name")
    font = name.get("val", "") if name is not None else ""
    return Font(
        bold=is_on(item.find(f"{_M}b")),
        struck=is_on(item.find(f"{_M}strike")),
        pictures=font if is_picture_font(font) else "",
    )


def is_on(item: etree._Element | None) -> bool:
    """Return True if a property of a font is there and not switched off."""
    return item is not None and item.get("val", "1") not in ("0", "false")


def _colours(theme: etree._Element | None) -> list[str]:
    """The theme's colours in the order in which styles count them (light and dark change places)."""
    scheme = theme.find(f".//{_A}clrScheme") if theme is not None else None
    colours = []
    for item in scheme if scheme is not None else []:
        colour = item[0] if len(item) else None
        colours.append((colour.get("lastClr") or colour.get("val") or "FFFFFF") if colour is not None else "FFFFFF")
    if len(colours) >= 4:
        colours[0], colours[1], colours[2], colours[3] = colours[1], colours[0], colours[3], colours[2]
    return colours


def _fill(item: etree._Element, theme: list[str]) -> str | None:
    pattern = item.find(f"{_M}patternFill")
    if pattern is None or pattern.get("patternType", "none") == "none":
        return None
    colour = pattern.find(f"{_M}fgColor")
    if colour is None:
        return None
    plain = _colour(colour, theme)
    return None if plain in (None, "FFFFFF") else plain


def _colour(colour: etree._Element, theme: list[str]) -> str | None:
    plain: str | None = None
    if rgb := colour.get("rgb"):
        plain = rgb[-6:].upper()
    elif (number := colour.get("theme")) is not None and int(number) < len(theme):
        plain = theme[int(number)].upper()
    elif (number := colour.get("indexed")) is not None and int(number) < len(INDEXED):
        plain = INDEXED[int(number)]
    if plain is None or not re.fullmatch("[0-9A-F]{6}", plain):
        return None
    tint = float(colour.get("tint", 0))
    return tinted(plain, tint) if tint else plain


_T = TypeVar("_T")


def _nth(items: list[_T], number: str, default: _T) -> _T:
    return items[int(number)] if int(number) < len(items) else default
