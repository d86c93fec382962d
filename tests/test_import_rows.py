"""Rows that count although something in them is odd, and rows that are left out or refused with their cell."""

from openpyxl import Workbook
from openpyxl.styles import Font

HEADER = ["No.", "Recommendation", "Lead agency", "Status", "Due date", "Remarks"]
LAWYER = "Ensure access to a lawyer from the outset of detention"
SHELTER = "Open shelters for victims of domestic violence in every region"


def book(desk, rows, struck=()):
    made = Workbook()
    page = made.active
    for row in [HEADER, *rows]:
        page.append(row)
    for cell in struck:
        page[cell].font = Font(strike=True)
    made.save(desk.folder / "rows.xlsx")
    return desk.folder / "rows.xlsx"


def plan(desk, rows, struck=(), yes=True):
    return desk.take(book(desk, rows, struck), review="UPR-3", yes=yes).plans[0].sheets[0]


def test_a_struck_out_row_is_asked_about_once_a_sheet(quick_desk):
    rows = [["140.1", LAWYER, "MOJ"], ["140.2", SHELTER, "MIA"]]
    found = plan(quick_desk, rows, ["B3"], yes=False)
    assert [question.text for question in found.questions] == ["Row 3 is struck out. Leave it out?"]
    assert [(row.outcome.value, row.reason) for row in found.rows] == [("new", ""), ("left_out", "struck out")]


def test_a_value_that_is_struck_out_is_not_taken_and_that_is_said(quick_desk):
    rows = [["140.1", LAWYER, "MOJ", "Implemented"], ["140.2", SHELTER, "MIA", "Planned"]]
    found = plan(quick_desk, rows, ["C3", "D2"])
    values = [(row.entries[0].entry.get("lead"), row.entries[0].entry.get("status")) for row in found.rows]
    assert [(bool(lead), bool(status)) for lead, status in values] == [(True, False), (False, True)]
    assert any("D2, C3" in note for note in found.notes)


def test_an_agency_in_doubt_is_asked_about(quick_desk):
    leads = ["MOJ?", "Ministry of Justice (to be confirmed)", "MOJ?, MIA", "MIA; MOJ (tbc)", "not assigned"]
    rows = [[f"140.{at}", f"{LAWYER} in district {at}", lead] for at, lead in enumerate(leads, 1)]
    found = [row.entries[0].entry for row in plan(quick_desk, rows).rows]
    assert [entry.get("lead") for entry in found] == [None, None, None, "MIA", None]
    assert [[words for _, words, _ in entry.open_values] for entry in found] == [
        ["MOJ?"], ["Ministry of Justice (to be confirmed)"], ["MOJ?"], ["MOJ (tbc)"], []
    ]  # fmt: skip


def test_years_that_head_statuses_are_the_history_of_a_status(quick_desk):
    made = Workbook()
    made.active.append(["No.", "Recommendation", "Lead agency", 2023, 2024, "Budget 2025", 2025])
    made.active.append(["140.1", LAWYER, "MOJ", "Not started", "In progress", 1000, "Implemented"])
    made.active.append(["140.2", SHELTER, "MIA", "Planned", "In progress", 2000, None])
    made.save(quick_desk.folder / "years.xlsx")
    found = quick_desk.take(quick_desk.folder / "years.xlsx", review="UPR-3", yes=True).plans[0].sheets[0]
    assert [row.entries[0].entry.get("status").code for row in found.rows] == ["implemented", "in_progress"]
    assert any("2023 (D), 2024 (E)" in note.replace(" and ", ", ") for note in found.notes)


def test_an_id_that_counts_rows_is_no_number_of_a_recommendation(quick_desk):
    lines = [
        ["Id", "Recommendation", "Lead agency", "Status"],
        [1, LAWYER, "MOJ", "null"],
        [2, SHELTER, "NULL", "Planned"],
    ]
    found = quick_desk.take(quick_desk.sheet(lines), review="UPR-3", yes=True).plans[0].sheets[0]
    entries = [row.entries[0].entry for row in found.rows]
    assert [(entry.get("reference"), entry.open_values) for entry in entries] == [(None, []), (None, [])]


def test_a_remark_that_begins_like_a_formula_does_not_refuse_its_row(quick_desk):
    found = plan(quick_desk, [["140.1", LAWYER, "MOJ", None, None, " = see the minutes"]])
    assert [row.outcome.value for row in found.rows] == ["new"]


def test_words_typed_behind_an_equals_sign_are_no_formula(quick_desk):
    rows = [["140.1", LAWYER, "MOJ", None, None, "=see annex 2"], ["140.2", SHELTER, "MIA", None, None, "=B3&B2"]]
    first, second = plan(quick_desk, rows).rows
    assert (first.outcome.value, first.entries[0].entry.get("note")) == ("new", "=see annex 2")
    assert (second.outcome.value, "F3" in second.cell, "formula" in second.reason) == ("refused", True, True)


def test_a_letter_before_a_number_is_read(quick_desk):
    found = plan(quick_desk, [["A - 140.1", LAWYER, "MOJ"]]).rows[0].entries[0].entry
    assert (found.get("reference"), found.open_values) == (("140.1", 0), [])


def test_the_next_item_of_a_paragraph_needs_no_number(quick_desk):
    rows = [["13 (a)", LAWYER, "MOJ"], [None, f"(b) {SHELTER}", "MIA"], [None, f"(e) {LAWYER} at once", "MIA"]]
    found = plan(quick_desk, rows).rows
    assert [row.entries[0].entry.get("reference") for row in found] == [("13(a)", 0), ("13(b)", 0), None]


def test_percentages_beside_statuses_are_said_not_to_count(quick_desk):
    made = Workbook()
    made.active.append([*HEADER, "Progress (%)"])
    made.active.append(["140.1", LAWYER, "MOJ", "Not started", None, None, 100])
    made.save(quick_desk.folder / "percent.xlsx")
    found = quick_desk.take(quick_desk.folder / "percent.xlsx", review="UPR-3", yes=True).plans[0].sheets[0]
    assert any("Progress (%)" in note for note in found.notes)


def test_prompts_of_a_form_are_blank_cells(quick_desk):
    found = plan(quick_desk, [["140.1", LAWYER, "Choose an item.", "Select", "Click or tap to enter a date."]])
    entry = found.rows[0].entries[0].entry
    assert (entry.get("lead"), entry.get("status"), entry.get("due"), entry.open_values) == (None, None, None, [])


def test_a_due_date_that_is_none_stays_open_as_written(quick_desk):
    found = plan(quick_desk, [["140.1", LAWYER, "MOJ", None, "when the law is adopted"]])
    entry = found.rows[0].entries[0].entry
    assert (entry.get("due"), entry.open_values) == (None, [("due", "when the law is adopted", "E2")])


def test_one_question_names_all_cells_that_ask_it(quick_desk):
    rows = [[f"140.{number}", f"{LAWYER} in district {number}", "Ministry of Ponds"] for number in (1, 2, 3)]
    found = plan(quick_desk, rows, yes=False)
    assert [question.cells for question in found.questions] == [["C2", "C3", "C4"]]


def test_a_list_of_numbers_and_statuses_reports_on_known_recommendations(quick_desk):
    plan(quick_desk, [["140.1", LAWYER, "MOJ"], ["140.2", SHELTER, "MIA"]])
    sheet = quick_desk.sheet([["No.", "Status"], ["140.1", "Planned"], ["140.2", "Implemented"], ["140.9", "Planned"]])
    found = quick_desk.take(sheet, review="UPR-3", yes=True).plans[0].sheets[0]
    assert [row.outcome.value for row in found.rows] == ["changed", "changed", "refused"]
    assert [row["status"] for row in quick_desk.listing()] == ["planned", "implemented"]


def test_words_that_put_two_agencies_in_doubt_are_left_open_once(quick_desk):
    plan(quick_desk, [["140.1", LAWYER, "MIA -> MOJ"]])
    assert quick_desk.ok("show", "UPR-3/140.1").count("Left open:") == 1
