"""The handover as a Word document: a few pages to read on the first day in office."""

from pathlib import Path
from typing import Any

from exports.handover import Handover
from exports.word import new_document, small, tiles, write_table

_LONGEST = 260


def write_handover_document(found: Handover, target: Path) -> None:
    """Write the handover as .docx; ``OSError`` where it cannot be."""
    from docx.shared import Pt

    document = new_document(found.group)
    document.add_paragraph(found.title, style="Title")
    document.add_paragraph(found.subtitle)
    tiles(document, found.figures, found.texts)
    told = ""
    for section in found.sections:
        document.add_heading(section.heading, 1).paragraph_format.space_before = Pt(8)
        if section.rows and section.note and section.note != told:
            told = section.note
            small(document, told).paragraph_format.keep_with_next = True
        if section.rows:
            rows = [[_short(value) for value in row] for row in section.rows]
            write_table(document, section.columns, rows, section.widths, compact=True)
        else:
            document.add_paragraph(found.none)
    if any(_short(value) != value for section in found.sections for row in section.rows for value in row):
        small(document, found.cut)
    document.save(str(target))


def _short(value: Any) -> Any:
    if not isinstance(value, str) or len(value) <= _LONGEST:
        return value
    return f"{value[: _LONGEST - 1].rstrip()}…"
