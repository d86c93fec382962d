"""The pack as a workbook: page one with native charts, a sheet for each section, and the codes behind every figure."""

from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path
from typing import Any

from exports.look import Look, page_name
from exports.pack.blocks import Pack, Section, Table
from exports.pack.workbook_figures import FIGURES, FigureLinks, write_figures
from exports.pack.workbook_first import write_first_sheet
from exports.pack.workbook_section import write_section
from tracker.language.texts import marked
from tracker.stamps import REPORT

SUMMARY = marked("Summary")
"""The name of page one."""


def write_workbook(pack: Pack, target: Path) -> None:
    """Write the workbook; ``OSError`` where it cannot be. Texts are text, dates are dates, charts are Excel's own.

    A figure is a number with a link to its row on the last sheet, which lists the codes that it counts.
    """
    import xlsxwriter

    from exports.long_sheet import LongSheet

    with target.open("wb") as file, xlsxwriter.Workbook(file, {"default_date_format": "dd.mm.yyyy"}) as book:
        book.set_properties(_properties(pack))
        look = Look(book)
        names = _names(pack)
        links = FigureLinks(names[-1], look)
        write_first_sheet(book.add_worksheet(names[0]), book, look, pack, links)
        for name, section in zip(names[1:], _sections(pack), strict=False):
            write_section(book.add_worksheet(name, LongSheet), look, pack, section, links)
        if pack.figures:
            write_figures(book.add_worksheet(names[-1]), look, pack)


def _properties(pack: Pack) -> dict[str, Any]:
    return {
        "title": f"{pack.title}, {pack.state}",
        "subject": pack.group,
        "category": REPORT,
        "created": datetime.combine(pack.as_at, time()),
    }


def _sections(pack: Pack) -> Iterator[Section]:
    """The sections with a sheet of their own: those after page one, and before them the tables that page one has."""
    if tables := tuple(block for block in pack.first.blocks if isinstance(block, Table)):
        yield Section(pack.first.key, pack.first.heading, tables)
    yield from pack.sections


def _names(pack: Pack) -> list[str]:
    """The names of all sheets: page one, the sections, the figures. No two are equal, nor differ in large letters alone."""
    names: list[str] = []
    for words in (pack.texts(SUMMARY), *(section.heading for section in _sections(pack)), pack.texts(FIGURES)):
        name, number = page_name(words), 1
        while name.casefold() in map(str.casefold, names):
            number += 1
            name = f"{page_name(words)[:27]} {number}"
        names.append(name)
    return names
