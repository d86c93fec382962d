"""Tables that hold no recommendations: nothing is taken from them."""

import random

import pytest
from changed_headings import layout_of
from heading_ways import invented
from openpyxl import Workbook as NewWorkbook
from other_tables import other_tables

TABLES = other_tables()
FORMS = [name for name in TABLES if name.startswith("form ")]
FOUND_AND_REFUSED = {"form not filled in with hints"}
"""Found as a table, and refused because no row of it is filled in."""


def test_there_are_sixty_at_least():
    assert len(TABLES) >= 60


@pytest.mark.parametrize("name", sorted(set(TABLES) - FOUND_AND_REFUSED))
def test_other_table(readers, name):
    found = [table for page in layout_of(TABLES[name], readers) for table in page]
    assert [table.fields for table in found] == []


@pytest.mark.parametrize("name", sorted(set(TABLES) - FOUND_AND_REFUSED))
def test_other_table_with_unknown_headings(readers, name):
    chance = random.Random(name)
    book = other_tables()[name]
    rows = book.sheets[0].rows
    head = next(at for at, row in enumerate(rows) if sum(value is not None for value in row) > 1)
    rows[head] = [invented(chance) for _ in rows[head]]
    found = [table for page in layout_of(book, readers) for table in page]
    assert [table.fields for table in found] == []


@pytest.mark.parametrize("name", FORMS)
def test_a_form_that_is_not_filled_in_is_refused(quick_desk, name):
    book = NewWorkbook()
    for row in TABLES[name].sheets[0].rows:
        book.active.append(row)
    book.save(quick_desk.folder / "form.xlsx")
    assert quick_desk.run("import", quick_desk.folder / "form.xlsx", "--yes").code != 0
    assert quick_desk.listing() == []
