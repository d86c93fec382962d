"""Charts as SVG: horizontal bars with their numbers. One drawing for the page, the PDF and, as a picture, Word."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import accumulate
from zlib import crc32

from exports.look import GREY, INK, readable
from exports.pack.blocks import Chart, Series
from exports.texts import shortened

FONTS = ("Calibri", "Carlito", "Segoe UI", "Liberation Sans", "Arial", "DejaVu Sans")
"""The first of these that a computer has; others follow where it has none."""

_SIZE = 11
_SMALL = 10
_WIDE = frozenset("mwMWƏШЩЖЮФМшщжюфм@%—")
_NARROW = frozenset("iıİIljtfr.,:;'|!()[] ")
_BAR, _STEP = 18, 25
_PAGE = b"""
#set page(width: float(sys.inputs.width) * 1cm, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%)
"""
"""The page of a picture."""
_GAP = 8
_LINE = 16
_LABELS = 0.48
"""The most that the names of the bars take of the width."""
_PAD = 3
"""Room at either side of a number in its segment."""


def drawn(chart: Chart, width: float = 340, fonts: Sequence[str] = FONTS) -> str:
    """Return a chart as SVG without its title, which stands above it; ``width`` is in units of which a letter has 11.

    Bars of one part are as long as their numbers. Bars of several parts all have the full length, so that they show how
    each one is divided; the whole number stands at the end. A part is at least as wide as its number.
    """
    series = [one for one in chart.series if any(one.values)]
    names = _key(series, width) if _divided(series) else []
    under = len(chart.bars) * _STEP + 2
    height = under + (_GAP + _LINE * (names[-1][1] + 1) if names else 0)
    key = (part for name in names for part in _entry(*name, top=under + _GAP))
    return _svg(chart, [*_bars(chart, series, width), *key], (width, height), fonts)


def picture(svg: str, width: float) -> bytes:
    """Return a drawing as PNG, ``width`` centimetres wide, fine enough for print."""
    import typst

    return typst.compile(_PAGE, format="png", ppi=220, sys_inputs={"svg": svg, "width": f"{width}"})


def _svg(chart: Chart, parts: Iterable[str], size: tuple[float, float], fonts: Sequence[str]) -> str:
    width, height = size
    name = f"chart{crc32(f'{chart.title} {chart.words}'.encode()):x}"
    families = ", ".join(f"'{font}'" for font in fonts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" role="img" aria-labelledby="{name}-title {name}-words" font-family="{families}, sans-serif" '
        f'font-size="{_SIZE}" fill="{INK}"><title id="{name}-title">{escape(chart.title)}</title>'
        f'<desc id="{name}-words">{escape(chart.words)}</desc>{"".join(parts)}</svg>'
    )


def _divided(series: Sequence[Series]) -> bool:
    """Return True if a bar has several parts."""
    return any(sum(map(bool, values)) > 1 for values in _of_bars(series))


def _of_bars(series: Sequence[Series]) -> Iterator[tuple[int, ...]]:
    return zip(*(one.values for one in series), strict=True)


def _bars(chart: Chart, series: Sequence[Series], width: float) -> Iterator[str]:
    labels = min(max(map(_room, chart.bars), default=0), width * _LABELS)
    totals = [sum(values) for values in _of_bars(series)] or [0] * len(chart.bars)
    divided = _divided(series)
    room = width - labels - 2 * _GAP - max((_room(str(total)) for total in totals), default=0)
    for at, (name, total) in enumerate(zip(chart.bars, totals, strict=True)):
        top = at * _STEP + 2
        yield _words(_fitting(name, labels), labels, top, anchor="end")
        long = room if divided else room * total / max(*totals, 1)
        parts = [(one.values[at], one.colour) for one in series if one.values[at]]
        yield from _bar(parts, (labels + _GAP, top, long), numbers=divided)
        yield _words(str(total), labels + _GAP + (long + _PAD if total else 0), top, bold=True)


def _bar(parts: Sequence[tuple[int, str]], place: tuple[float, float, float], *, numbers: bool) -> Iterator[str]:
    """The parts of a bar side by side, with their numbers where it is divided. The place is left, top and length."""
    left, top, long = place
    widths = widths_of([value for value, _ in parts], long) if len(parts) > 1 else [long]
    for start, wide, (value, colour) in zip(accumulate(widths, initial=left), widths, parts, strict=False):
        yield _segment(start, top, max(wide - 1, 1), colour)
        if numbers:
            yield _words(str(value), start + (wide - 1) / 2, top, anchor="middle", colour=readable(colour))


def widths_of(values: Sequence[int], room: float) -> list[float]:
    """Return how wide each segment of a full bar is: at least as its number, the others by their part of what is left."""
    least = [_room(str(value)) + 2 * _PAD + 1 for value in values]
    fixed: set[int] = set()
    while True:
        left = room - sum(least[at] for at in fixed)
        rest = sum(value for at, value in enumerate(values) if at not in fixed)
        widths = [least[at] if at in fixed else left * value / rest for at, value in enumerate(values)]
        narrow = {at for at, wide in enumerate(widths) if wide < least[at]}
        if not narrow:
            return widths
        fixed |= narrow


def _segment(left: float, top: float, width: float, colour: str, height: float = _BAR) -> str:
    """A part of a bar; light ones have an edge, so that they stand out from the paper."""
    edge = f' stroke="{GREY}" stroke-width="0.4"' if readable(colour) == INK else ""
    return f'<rect x="{left:.1f}" y="{top:g}" width="{width:.1f}" height="{height}" fill="#{colour}"{edge}/>'


def _words(
    text: str,
    left: float,
    top: float,
    *,
    anchor: str = "start",
    colour: str = INK,
    bold: bool = False,
    size: int = _SIZE,
) -> str:
    """Words in the middle of the height of a bar."""
    look = (
        (f' text-anchor="{anchor}"' if anchor != "start" else "")
        + (f' fill="{colour}"' if colour != INK else "")
        + (' font-weight="bold"' if bold else "")
        + (f' font-size="{size}"' if size != _SIZE else "")
    )
    return f'<text x="{left:.1f}" y="{top + _BAR / 2 + 4:g}"{look}>{escape(text)}</text>'


def _key(series: Sequence[Series], width: float) -> list[tuple[Series, int, float]]:
    """Each series with its line and its place on it: what the colours mean, in as many lines as it takes."""
    places, line, left = [], 0, 0.0
    for one in series:
        wide = 14 + _room(one.label) * _SMALL / _SIZE + 10
        if left and left + wide - 10 > width:
            line, left = line + 1, 0.0
        places.append((one, line, left))
        left += wide
    return places


def _entry(series: Series, line: int, left: float, *, top: float) -> Iterator[str]:
    under = top + line * _LINE
    yield _segment(left, under + 2, 10, series.colour, 10)
    yield _words(series.label, left + 14, under - 2, colour=GREY, size=_SMALL)


def _room(text: str) -> float:
    """About how wide a text is; the fonts differ by a tenth."""
    return sum(0.9 if letter in _WIDE else 0.32 if letter in _NARROW else 0.57 for letter in text) * _SIZE


def _fitting(text: str, width: float) -> str:
    """A text cut to a width with a mark that it goes on."""
    length = len(text)
    while length > 1 and _room(shortened(text, length)) > width + 0.1:
        length -= 1
    return shortened(text, length)
