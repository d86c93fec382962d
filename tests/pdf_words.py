"""The words of a PDF, and what it says of itself to those who cannot see it."""

import re
from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String, parse_content_stream

_PAIRS = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>")


def words_of(page: Page) -> str:
    """The text of a page in the order of its content, each run of letters on a line of its own."""
    fonts = {name: _letters(font) for name, font in page.Resources.get("/Font", {}).items()}
    lines, font = [], {}
    for step in parse_content_stream(page):
        if str(step.operator) == "Tf":
            font = fonts[str(step.operands[0])]
        elif str(step.operator) == "TJ":
            lines.append("".join(font[glyph] for glyph in _glyphs(step.operands[0])))
    return "\n".join(lines)


def _glyphs(shown: Array) -> Iterator[bytes]:
    for part in shown:
        if isinstance(part, String):
            data = bytes(part)
            yield from (data[at : at + 2] for at in range(0, len(data), 2))


def _letters(font: Object) -> dict[bytes, str]:
    """The letters of each glyph."""
    table = font.ToUnicode.read_bytes()
    return {
        bytes.fromhex(glyph.decode()): bytes.fromhex(letters.decode()).decode("utf-16-be")
        for glyph, letters in _PAIRS.findall(table)
    }


def elements(pdf: Pdf, kind: str) -> list[Any]:
    """The parts of a PDF's structure of a kind: H1, Figure, TH."""
    return [part for part in _parts(pdf.Root.StructTreeRoot) if part.get("/S") == Name(f"/{kind}")]


def _parts(part: Any) -> Iterator[Any]:
    children = part.get("/K", [])
    for child in children if isinstance(children, Array) else [children]:
        if isinstance(child, Dictionary) and "/S" in child:
            yield child
            yield from _parts(child)
