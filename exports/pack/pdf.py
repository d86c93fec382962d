"""The pack as a PDF that screen readers can read too (PDF/UA), laid out by `templates/pack.typ`."""

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from exports.pack.blocks import Cell, Chart, Figure, Pack, Section, Table
from exports.pack.chart import FONTS, drawn
from exports.pack.codes import grouped
from exports.pack.shown import CODES, CODES_NOTE, anchor, laid_out, mark, shown
from exports.template import own_or_shipped
from exports.texts import Period
from tracker.errors import BadFile
from tracker.language.texts import Texts

TEMPLATE = "pack.typ"
"""The file that says where things stand on the pages. It gets texts, numbers and lists: nothing that it could run."""


_ESCAPES = re.compile(r"\\(?:u00[01][0-9a-f]|.)")
"""How JSON writes control characters and other signs."""


def write_pdf(pack: Pack, target: Path, folder: Path | None = None) -> None:
    """Write a pack as PDF; a template in ``folder`` stands before the shipped one.

    Raises ``BadFile`` where the template cannot be used, ``OSError`` where the file cannot be written.
    """
    import typst

    template = own_or_shipped(TEMPLATE, folder)
    content = json.dumps(_content(pack), ensure_ascii=False, default=_plain(pack.texts))
    try:
        target.write_bytes(_typeset(template, _ESCAPES.sub(_without_control, content)))
    except typst.TypstError as wrong:
        raise BadFile(f"the template cannot be used: {wrong.message}.", where=str(template)) from wrong


def _typeset(template: Path, content: str) -> bytes:
    """The document; not by the standard only where no font of the computer has one of its letters."""
    import typst

    try:
        return typst.compile(template, sys_inputs={"pack": content}, pdf_standards=["ua-1"])
    except typst.TypstError:
        return typst.compile(template, sys_inputs={"pack": content})


def _without_control(escape: re.Match[str]) -> str:
    return "" if escape[0].startswith("\\u") else escape[0]


def _content(pack: Pack) -> dict[str, Any]:
    texts = pack.texts
    return {
        "language": texts.language,
        "fonts": FONTS,
        "title": pack.title,
        "subtitle": pack.subtitle,
        "group": pack.group,
        "day": texts.day_in_words(pack.as_at),
        "date": (pack.as_at.year, pack.as_at.month, pack.as_at.day),
        "page": texts("Page {page} of {pages}"),
        "none": texts("None."),
        "colours": pack.colours,
        "first": pack.first,
        "sections": pack.sections,
        "codes": {
            "heading": texts(CODES),
            "note": texts(CODES_NOTE),
            "entries": [(figure, grouped(figure.rows)) for figure in pack.figures],
        },
    }


def _said(cell: Cell) -> Cell:
    """A cell with a period in words; what is no text is made plain later."""
    return cell.words if isinstance(cell, Period) else cell


def _plain(texts: Texts) -> Callable[[Any], Any]:
    """What the template is given of a part of the pack; every part says of which ``kind`` it is."""

    def plain(part: Any) -> Any:
        match part:
            case date():
                return texts.day_in_words(part)
            case Table():
                return {"kind": "table", **vars(part), "rows": [list(map(_said, row)) for row in part.rows]}
            case Figure():
                told = {"value": shown(part, texts), "number": texts.number(part.value), "count": part.value}
                return {"name": part.name, "mark": mark(part), "anchor": anchor(part), **told}
            case Chart():
                return {"title": part.title, "words": part.words, "svg": drawn(part)}
            case Section():
                return {"key": part.key, "heading": part.heading, "blocks": list(laid_out(part.blocks))}
        return {"kind": type(part).__name__.lower(), **vars(part)}

    return plain
