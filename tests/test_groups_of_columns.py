"""Headings of two rows: what stands over a group of columns says whose values and of when they are."""

import csv

import pytest
from openpyxl import load_workbook

TEXTS = [
    "Ratify the Optional Protocol to the Convention against Torture",
    "Adopt a comprehensive law against discrimination",
    "Strengthen the independence of the judiciary",
]
OLD, NEW = ["Not started", "Planned", "Planned"], ["In progress", "Implemented", "Planned"]
MOJ, MIA = ["MOJ"] * 3, ["MIA"] * 3


def take(desk, merged, *groups):
    """Import texts with columns in groups: each group has its heading, and the heading and the values of each column."""
    top, low, columns = ["No.", "Recommendation"], ["", ""], [["140.1", "140.2", "140.3"], TEXTS]
    for group, *parts in groups:
        top += [group, *[""] * (len(parts) - 1)]
        low += [heading for heading, _ in parts]
        columns += [values for _, values in parts]
    rows = [top, low, *map(list, zip(*columns, strict=True))]
    if not merged:
        file = desk.folder / "groups.csv"
        with file.open("w", encoding="utf-8", newline="") as lines:
            csv.writer(lines).writerows(rows)
    else:
        file = desk.sheet([[cell or None for cell in row] for row in rows], "groups.xlsx")
        book = load_workbook(file)
        at = 3
        for _, *parts in groups:
            book.active.merge_cells(start_row=1, end_row=1, start_column=at, end_column=at + len(parts) - 1)
            at += len(parts)
        book.save(file)
    return desk.take(file, review="UPR-4", yes=True)


@pytest.mark.parametrize("merged", [True, False])
def test_of_years_below_status_the_newest_counts(quick_desk, merged):
    take(quick_desk, merged, ("Status", ("2024", OLD), ("2025", OLD), ("2026", NEW)))
    assert [row["status"] for row in quick_desk.listing()] == ["in_progress", "implemented", "planned"]


@pytest.mark.parametrize("merged", [True, False])
def test_old_and_new_values_below_one_heading_are_told_apart(quick_desk, merged):
    days = [["2025-06-30"] * 3, ["2027-06-30"] * 3]
    take(
        quick_desk,
        merged,
        ("Deadline", ("Initial", days[0]), ("Extended", days[1])),
        ("Status", ("Old", OLD), ("New", NEW)),
    )
    assert [row["status"] for row in quick_desk.listing()] == ["in_progress", "implemented", "planned"]
    assert {row["due"] for row in quick_desk.listing()} == {"2027-06-30"}


@pytest.mark.parametrize("merged", [True, False])
def test_the_lead_of_the_previous_cycle_does_not_lead(quick_desk, merged):
    groups = ("Previous cycle", ("Status", OLD), ("Lead", MIA)), ("Current cycle", ("Status", NEW), ("Lead", MOJ))
    take(quick_desk, merged, *groups)
    assert {(row["lead"], tuple(row["contributing"])) for row in quick_desk.listing()} == {("MOJ", ())}
    assert [row["status"] for row in quick_desk.listing()] == ["in_progress", "implemented", "planned"]


@pytest.mark.parametrize("merged", [True, False])
@pytest.mark.parametrize("of_others", ["NGO coalition", "Law"])
def test_what_others_say_or_what_is_said_of_something_else_is_kept_apart(quick_desk, merged, of_others):
    other = (of_others, ("Status", OLD), ("Comments", ["Nothing was done"] * 3))
    take(quick_desk, merged, other, ("Government", ("Status", NEW), ("Comments", ["A draft was written"] * 3)))
    assert [row["status"] for row in quick_desk.listing()] == ["in_progress", "implemented", "planned"]
    if of_others != "Law":
        assert "Nothing was done" not in quick_desk.ok("show", "UPR-4/140.1")
