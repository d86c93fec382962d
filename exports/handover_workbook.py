"""The handover as a workbook: a sheet for each of its parts, with the texts whole."""

from pathlib import Path
from typing import Any

from exports.handover import Handover, Section
from exports.look import Look, page_name, print_wide, write_table

_LETTERS_A_CENTIMETRE = 7.5
"""Columns are half as wide again as on paper, so that whole texts have room."""


def write_handover_workbook(found: Handover, target: Path) -> None:
    """Write the handover as .xlsx; ``OSError`` where it cannot be."""
    import xlsxwriter

    with target.open("wb") as file, xlsxwriter.Workbook(file) as book:
        look = Look(book)
        for section in found.sections:
            _page(book.add_worksheet(page_name(section.page)), look, found, section)


def _page(page: Any, look: Look, found: Handover, section: Section) -> None:
    page.hide_gridlines(2)
    page.set_row(0, 28)
    page.write_string(0, 0, section.heading, look["title"])
    page.write_string(1, 0, f"{found.title}. {found.subtitle}", look["subtitle"])
    widths = [width * _LETTERS_A_CENTIMETRE for width in section.widths]
    end = write_table(page, look, 3, section.columns, section.rows, section.kinds, widths)
    page.set_row(3, 32)
    page.write_string(end + 1, 0, section.note if section.rows else found.none, look["plain"])
    page.freeze_panes(4, 0)
    print_wide(page, repeat=3, title=f"{found.title}, {found.subtitle}", texts=found.texts)
