"""Boxes to tick in a cell: only what is ticked counts, in every field, and other marks are another question."""

import pytest
from desk import questions

TEXTS = (
    "Ratify the Optional Protocol to the Convention against Torture",
    "Adopt a comprehensive law against discrimination",
    "Let independent visitors into all places of detention",
)


def sheet(desk, heading, *cells):
    rows = [[f"140.{at}", text, cell] for at, (text, cell) in enumerate(zip(TEXTS, cells, strict=False), 1)]
    return desk.sheet([["No.", "Recommendation", heading], *rows])


def read(desk, heading, *cells):
    """The rows of the register after an import of a column, and what the import said."""
    told = desk.run("import", sheet(desk, heading, *cells), "--yes", "--review", "UPR-4")
    return desk.listing(), told.out


@pytest.mark.parametrize(
    ("cell", "position"),
    [
        ("☒ Supported ☐ Noted", "supported"),
        ("☐ Supported ☒ Noted", "noted"),
        ("Supported ☐ Noted ☒", "noted"),
        ("State's position: ☐ Supported ☒ Noted", "noted"),
        ("✓ Supported ✗ Noted", "supported"),
        ("✗ Supported ☐ Noted", "supported"),
        ("☐ Поддержана ☒ Принята к сведению", "noted"),
        ("[ ] Supported [ ] Noted", None),
        ("○ Supported ○ Noted", None),
    ],
)
def test_the_position_whose_box_is_ticked(quick_desk, cell, position):
    found, told = read(quick_desk, "Position", cell)
    assert found[0]["position"] == position
    assert "left open" not in told


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("☒ Supported ☒ Noted", "Supported + Noted"),
        ("✗ Supported", "✗ Supported"),
        ("Supported ☒ Noted ☐ (see addendum)", "Supported ☒ Noted ☐ (see addendum)"),
    ],
)
def test_a_position_of_which_nobody_can_tell_what_is_ticked_is_left_open(quick_desk, cell, shown):
    found, told = read(quick_desk, "Position", cell)
    assert found[0]["position"] is None
    assert f"C2 UPR-4/140.1: State's position left open, kept as written: '{shown}'" in told


def test_the_agency_whose_box_is_ticked_leads(quick_desk):
    found, told = read(quick_desk, "Lead agency", "☐ MOJ ☒ MIA ☐ MOH", "☐ MOJ ☐ MIA ☐ MOH", "☒ MOJ ☒ MIA ☐ MOH")
    assert [(row["lead"], row["contributing"]) for row in found] == [("MIA", []), (None, []), (None, [])]
    assert "C4 UPR-4/140.3: lead agency left open, kept as written: 'MOJ + MIA'" in told


def test_signs_before_each_line_may_be_those_of_a_list(quick_desk):
    found, _ = read(quick_desk, "Contributing agencies", "■ MOJ\n■ MIA", "○ MOJ\n○ MOH", "☐ MOJ\n☒ MOH")
    assert [row["contributing"] for row in found] == [["MOJ", "MIA"], ["MOJ", "MOH"], ["MOH"]]


def test_of_two_deadlines_the_ticked_one_is_due(quick_desk):
    found, told = read(quick_desk, "Deadline", "☒ 2026 ☐ 2027", "☐ 2026 ☐ 2027", "☒ 2026 ☒ 2027")
    assert [row["due"] for row in found] == ["2026", None, None]
    assert "C4 UPR-4/140.3: due date left open, kept as written: '2026 + 2027'" in told


@pytest.mark.parametrize(
    ("heading", "cell", "shown"),
    [
        ("SDG", "☒ 5 ☐ 16", "SDGs:           5 Gender Equality\n"),
        ("Theme", "☐ Torture\n☒ Right to health", "Themes:         Right to health\n"),
        ("Affected persons", "☐ Children\n☒ Women", "Affected:       Women\n"),
        ("Recommending State", "☐ Italy\n☒ France", "States:         France\n"),
    ],
)
def test_only_what_is_ticked_counts_in_every_field(quick_desk, heading, cell, shown):
    read(quick_desk, heading, cell)
    assert shown in quick_desk.ok("show", "UPR-4/140.1")


def test_words_before_the_boxes_of_a_status_are_none_of_them(quick_desk):
    found, _ = read(quick_desk, "Status", "Status: ☐ Implemented ☒ In progress")
    assert found[0]["status"] == "in_progress"


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Status", ["Yes ☒ No ☐", "Yes ☐ No ☒"]),
        ("Status", ["X", "(x)", "x?"]),
        ("Status", ["☒ In progress ☒ Implemented ☐ Planned", "☒ In progress ☐ Implemented ☒ Planned"]),
        ("Position", ["X", "(x)", "x?"]),
    ],
)
def test_cells_with_other_marks_are_other_questions(quick_desk, heading, cells):
    result = quick_desk.take(sheet(quick_desk, heading, *cells), review="UPR-4")
    assert len(set(questions(result))) == len(cells)
