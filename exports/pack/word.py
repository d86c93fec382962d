"""The pack as a Word document, written from a template that the group owns and can edit."""

from pathlib import Path
from typing import Any

from exports.pack.blocks import ANNEX, Block, Chart, Lines, Notes, Pack, Section, Table, Tiles
from exports.pack.shown import CODES, CODES_NOTE, NO_CODES, laid_out, mark
from exports.pack.word_page import fit_first_page
from exports.pack.word_parts import charts, entries, table, tiles
from exports.template import filled, keep, own_or_shipped, place_of
from tracker.language.texts import Texts
from tracker.stamps import REPORT

TEMPLATE = "pack.docx"
"""The template; docs/letter-templates.md names what it can show."""

_SPELLING = {"en": "en-GB", "az": "az-Latn-AZ"}
"""The language in which Word checks and reads a document."""

Part = Block | list[Chart]


def write_word(pack: Pack, target: Path, folder: Path | None = None) -> None:
    """Write a pack as .docx; a template in ``folder`` stands before the shipped one.

    Raises ``BadFile`` where the template cannot be used, ``OSError`` where the document cannot be written.
    """
    parts: list[Part] = []
    document = filled(own_or_shipped(TEMPLATE, folder), _words(pack, parts))
    ready = [_xml(part, pack, document, number) for number, part in enumerate(parts)]
    _describe(document.docx, pack)
    fit_first_page(document.docx, ready)
    keep(document, target, [*ready, entries(pack.figures, pack.texts)])


def _words(pack: Pack, parts: list[Part]) -> dict[str, Any]:
    """What the template can show. Tables, charts and tiles go to ``parts``, their places to the template."""
    texts = pack.texts
    first, *others = (_section(section, parts, texts) for section in (pack.first, *pack.sections))
    for at, (section, told) in enumerate(zip(pack.sections, others, strict=True)):
        told["new_page"] = at == 0 or section.key == ANNEX
    heading = "" if pack.first.heading == pack.title else pack.first.heading
    return {
        "title": pack.title,
        "subtitle": pack.subtitle,
        "state": pack.state,
        "group": pack.group,
        "day": texts.day_in_words(pack.as_at),
        "nothing": texts("None."),
        "sections": [{**first, "heading": heading, "new_page": False}, *others],
        "codes": {
            "heading": texts(CODES),
            "note": texts(CODES_NOTE if pack.figures else NO_CODES),
            "entries": place_of(len(parts)),
        },
    }


def _section(section: Section, parts: list[Part], texts: Texts) -> dict[str, Any]:
    return {"heading": section.heading, "blocks": [_block(block, parts, texts) for block in laid_out(section.blocks)]}


def _block(block: Part, parts: list[Part], texts: Texts) -> dict[str, Any]:
    match block:
        case Lines(heading, figure, lines, rest):
            count = f" ({texts.number(figure.value)}) {mark(figure)}".rstrip() if figure else ""
            return {"kind": "lines", "heading": f"{heading}{count}", "lines": lines, "rest": rest}
        case Notes(notes):
            return {"kind": "notes", "notes": notes}
        case Table(rows=()):
            return {"kind": "empty"}
    parts.append(block)
    return {"kind": "ready", "xml": place_of(len(parts) - 1)}


def _xml(part: Part, pack: Pack, document: Any, number: int) -> str:
    match part:
        case Tiles():
            return tiles(part, pack.texts)
        case Table(key=key):
            return table(part, pack.colours, pack.texts, compact=key == ANNEX)
        case list():
            return charts(part, document, number)
    raise TypeError(part)


def _describe(document: Any, pack: Pack) -> None:
    """Set the properties by which Word, screen readers and an import know the document."""
    from docx.oxml.ns import qn

    about = document.core_properties
    about.title, about.author, about.category = pack.title, pack.group[:255], REPORT
    about.language = _SPELLING[pack.texts.language]
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), about.language)
