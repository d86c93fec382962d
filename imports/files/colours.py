"""Colours of cells as plain RRGGBB, from all the ways in which files name them."""

import colorsys

from tracker.language.texts import marked

INDEXED = [
    "000000",
    "FFFFFF",
    "FF0000",
    "00FF00",
    "0000FF",
    "FFFF00",
    "FF00FF",
    "00FFFF",
    "000000",
    "FFFFFF",
    "FF0000",
    "00FF00",
    "0000FF",
    "FFFF00",
    "FF00FF",
    "00FFFF",
    "800000",
    "008000",
    "000080",
    "808000",
    "800080",
    "008080",
    "C0C0C0",
    "808080",
    "9999FF",
    "993366",
    "FFFFCC",
    "CCFFFF",
    "660066",
    "FF8080",
    "0066CC",
    "CCCCFF",
    "000080",
    "FF00FF",
    "FFFF00",
    "00FFFF",
    "800080",
    "800000",
    "008080",
    "0000FF",
    "00CCFF",
    "CCFFFF",
    "CCFFCC",
    "FFFF99",
    "99CCFF",
    "FF99CC",
    "CC99FF",
    "FFCC99",
    "3366FF",
    "33CCCC",
    "99CC00",
    "FFCC00",
    "FF9900",
    "FF6600",
    "666699",
    "969696",
    "003366",
    "339966",
    "003300",
    "333300",
    "993300",
    "993366",
    "333399",
    "333333",
]
"""The palette of old workbooks (ECMA-376, part 1, 18.8.27)."""

_RED = marked("red")
_HUES = (
    (15, _RED),
    (40, marked("orange")),
    (70, marked("yellow")),
    (170, marked("green")),
    (260, marked("blue")),
    (330, marked("purple")),
    (361, _RED),
)


def tinted(colour: str, tint: float) -> str:
    """A colour made lighter (tint above 0) or darker (below 0), as Excel does for theme colours."""
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light + (1 - light) * tint
    return "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, min(1, max(0, light)), saturation))


def basic_name(colour: str) -> str:
    """The colour as a person would call it: red, orange, yellow, green, blue, purple, grey or white."""
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    if light > 0.97:
        return marked("white")
    if saturation < 0.15 or light < 0.08:
        return marked("grey")
    return next(name for limit, name in _HUES if hue * 360 < limit)
