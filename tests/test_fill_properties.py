"""Whatever a workbook looks like: filled in, it differs in the named cells alone, and imports with nothing new."""

import json
import shutil
from datetime import date
from itertools import count

import pytest
from desk import Desk
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Border, Font, PatternFill, Side
from own_book import TITLE, cells, furniture, register_says

TEXTS = (
    "Let independent visitors into all places of detention",
    "Open shelters for victims of violence in all regions",
    "Train every judge in the rights of the child",
    "Adopt a law against all forms of discrimination",
    "Register every birth within a month",
)
STATUSES = ("Not started", "In progress", "Partially implemented", "Implemented", "Not implemented")
EXTRAS = ("Remarks", "Budget", "Contact")
said = st.tuples(
    st.sampled_from(("", *STATUSES)),
    st.sampled_from(("", date(2025, 5, 1), date(2026, 2, 27))),
    st.sampled_from(("", "A plan was drafted", "Law No. 4 was adopted\nIt is in force", "- one course in Ganja")),
)


@st.composite
def books(draw):
    """Columns in any order with others between them, looks anywhere, what stands in them, and what the register says."""
    heads = draw(st.permutations(["No.", "Recommendation", "Status", "Status date", "Measures taken", *EXTRAS]))
    rows = draw(st.lists(said, min_size=2, max_size=len(TEXTS)))
    looks = draw(st.dictionaries(st.tuples(st.integers(3, 8), st.integers(1, 8)), st.integers(0, 2), max_size=12))
    hidden = draw(st.sets(st.integers(3, 7), max_size=2))
    return heads, rows, looks, hidden, draw(st.lists(said, min_size=len(rows), max_size=len(rows)))


def own_workbook(path, heads, rows, looks, hidden):
    book = Workbook()
    page = book.active
    page.append([TITLE])
    page.append(list(heads))
    for number, (status, day, measures) in enumerate(rows):
        values = {"No.": f"140.{number + 31}", "Recommendation": TEXTS[number], "Status": status, "Status date": day}
        values |= {"Measures taken": measures, "Budget": number * 1000.5, "Contact": "012"}
        page.append([values.get(head) or None for head in heads])
    kinds = (
        {"font": Font(bold=True)},
        {"fill": PatternFill("solid", fgColor="FFEEDD")},
        {"border": Border(Side("thin"))},
    )
    for place, kind in looks.items():
        for name, value in kinds[kind].items():
            setattr(page.cell(*place), name, value)
    for row in hidden:
        page.row_dimensions[row].hidden = True
    book.create_sheet("Other")["A1"] = "=1+1"
    book.save(path)
    return path


@pytest.fixture
def fresh_desk(tmp_path, sqlite_template, monkeypatch):
    """Makes a desk with a fresh register each time it is called: one for every example."""
    number = count()
    monkeypatch.setenv("TRACKER_TODAY", "2026-03-02")

    def make() -> Desk:
        folder = tmp_path / f"desk{next(number)}"
        folder.mkdir()
        place = str(shutil.copy(sqlite_template, folder / "register.db"))
        monkeypatch.setenv("TRACKER_DATABASE", place)
        return Desk(place, folder)

    return make


@settings(max_examples=20)
@given(book=books())
def test_the_named_cells_alone_change_and_say_what_the_register_says(fresh_desk, book):
    heads, rows, looks, hidden, later = book
    desk = fresh_desk()
    path = own_workbook(desk.folder / "own.xlsx", heads, rows, looks, hidden)
    desk.ok("import", path, "--yes")
    codes = [f"UPR-3/140.{number + 31}" for number in range(len(rows))]
    register_says(desk, *((code, *row) for code, row in zip(codes, later, strict=True)))
    target = desk.folder / "filled.xlsx"
    lines = json.loads(desk.ok("export", "into", path, "-o", target, "--format", "json"))

    before, after = cells(path), cells(target)
    changed = {place[1] for place in before | after if before.get(place) != after.get(place)}
    assert changed == {line["cell"] for line in lines if line["outcome"] == "written"}
    assert furniture(target) == furniture(path)
    assert [line for line in lines if line["outcome"] == "left"] == []
    again = json.loads(desk.ok("export", "into", target, "-o", desk.folder / "again.xlsx", "--format", "json"))
    assert {line["outcome"] for line in again} <= {"same"}
    told = desk.run("import", target, "--dry-run", "--format", "json").json
    assert [sheet["changes"] for sheet in told["files"][0]["sheets"] if sheet["changes"]] == []
    desk.close()
