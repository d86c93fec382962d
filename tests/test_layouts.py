"""How people lay out their tables: headers of several lines, texts that go on below, cards, numbers in two columns."""

import pytest
from desk import outcomes, problems
from docx import Document
from openpyxl import load_workbook
from openpyxl.styles import PatternFill

PROTOCOL = "Ratify the Optional Protocol to the Convention against Torture"
LAW = "Adopt a comprehensive law against discrimination"
SHELTERS = "Strengthen the protection of victims of domestic violence"
HEADER = ["No", "Recommendation", "State", "Lead agency", "Status"]


def test_a_text_that_goes_on_in_the_next_row_is_one_text_and_no_theme(quick_desk):
    rows = [
        ["140.1", "Ensure the independence of the judiciary and of", "Italy", "JLC", "In progress"],
        [None, "lawyers", None, None, None],
        ["140.2", LAW, "Peru", "MOJ", "Planned"],
    ]
    result = quick_desk.take(quick_desk.sheet([HEADER, *rows]), review="UPR-4", yes=True)
    assert "texts that go on with the row above were joined to it: B3" in result.plans[0].sheets[0].notes
    found = {row["code"]: (row["text"], row["themes"]) for row in quick_desk.listing()}
    assert found == {
        "UPR-4/140.1": ("Ensure the independence of the judiciary and of lawyers", []),
        "UPR-4/140.2": (LAW, []),
    }


def test_a_text_goes_on_in_the_next_table_of_a_document(quick_desk):
    document = Document()
    for rows in (
        [HEADER, ["140.1", "Adopt a law against discrimination", "Peru", "MOJ", "Planned"]],
        [HEADER, ["", "that covers all grounds", "", "", ""], ["140.2", PROTOCOL, "Italy", "MOJ", "Planned"]],
    ):
        table = document.add_table(0, len(HEADER))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        document.add_paragraph()
    document.save(quick_desk.folder / "pages.docx")
    quick_desk.take(quick_desk.folder / "pages.docx", review="UPR-4", yes=True)
    assert [row["text"] for row in quick_desk.listing()] == [
        "Adopt a law against discrimination that covers all grounds",
        PROTOCOL,
    ]


def test_items_in_small_letters_are_texts_of_their_own(quick_desk):
    rows = [["12", "The State party should:", "", "MOJ", ""], [None, "ratify the Protocol;", "", "MOJ", ""]]
    rows += [["14", "принять закон", "", "MOJ", ""], [None, "создать орган по правам человека", "", "MOJ", ""]]
    quick_desk.take(quick_desk.sheet([HEADER, *rows]), review="CAT-5", yes=True)
    assert len(quick_desk.listing()) == 4


def test_a_letter_alone_belongs_to_the_paragraph_above(quick_desk):
    rows = [[12, "a", PROTOCOL, "MOJ"], [None, "b", LAW, "MOJ"], [14, None, SHELTERS, "MIA"]]
    quick_desk.take(
        quick_desk.sheet([["Para.", "Sub-para.", "Recommendation", "Lead agency"], *rows]), review="CAT-5", yes=True
    )
    assert [row["reference"] for row in quick_desk.listing()] == ["12(a)", "12(b)", "14"]


@pytest.mark.parametrize(("name", "code"), [("UPR (2).xlsx", "UPR-X1/140.1"), ("CEDAW (2).xlsx", "CEDAW-6/140.1")])
def test_the_number_of_a_copy_is_no_number_of_a_review(quick_desk, name, code):
    rows = [["No", "Recommendation", "Lead agency"], ["140.1", PROTOCOL, "MOJ"]]
    quick_desk.take(quick_desk.sheet(rows, name), yes=True)
    assert [row["code"] for row in quick_desk.listing()] == [code]


def test_a_header_of_three_lines_with_years_over_statuses_and_measures(quick_desk):
    rows = [
        ["Para.", "Recommendation", "Institutions", None, "State of implementation", None, None, None],
        [None, None, "Lead", "Support", "2024", None, "2025", None],
        [None, None, None, None, "Status", "Measures", "Status", "Measures"],
        ["12", PROTOCOL, "MOJ", "MFA", "Planned", "none", "In progress", "Draft sent"],
        ["14", LAW, "MIA", "MOH", "In progress", "Roadmap", "Implemented", "Law adopted"],
    ]
    path = quick_desk.sheet(rows)
    book = load_workbook(path)
    for area in ("A1:A3", "B1:B3", "C1:D1", "E1:H1", "E2:F2", "G2:H2", "C2:C3", "D2:D3"):
        book.active.merge_cells(area)
    book.save(path)
    result = quick_desk.take(path, review="CAT-5", yes=True)
    assert (outcomes(result), result.questions) == ({"new": 2}, [])
    row = quick_desk.one("CAT-5/12")
    assert (row["lead"], row["contributing"], row["status"]) == ("MOJ", ["MFA"], "in_progress")


def test_cards_of_lines_in_one_column(quick_desk):
    lines = [
        [line]
        for at, text in enumerate((PROTOCOL, LAW), 1)
        for line in (
            f"No.: 140.{at}",
            f"Recommendation: {text}",
            "Lead agency: MOJ",
            "Measures:",
            "A draft",
            "",
            f"Fiche {at + 1}",
        )
    ]
    quick_desk.take(quick_desk.sheet(lines), review="UPR-4", yes=True)
    assert {row["code"]: (row["text"], row["lead"]) for row in quick_desk.listing()} == {
        "UPR-4/140.1": (PROTOCOL, "MOJ"),
        "UPR-4/140.2": (LAW, "MOJ"),
    }
    assert "A draft" in quick_desk.ok("show", "UPR-4/140.1")


def test_one_cell_that_reads_as_a_status_tells_nothing_against_its_heading(quick_desk):
    rows = [
        ["No", "Recommendation", "Measures taken 2024", "Measures taken 2025"],
        ["140.1", PROTOCOL, "In progress", "The draft was sent to the Cabinet"],
        ["140.2", LAW, None, "A working group was set up"],
    ]
    quick_desk.take(quick_desk.sheet(rows), review="UPR-4", yes=True)
    assert quick_desk.one("UPR-4/140.1")["status"] is None


def test_a_number_behind_a_typed_apostrophe_is_a_number(quick_desk):
    quick_desk.take(
        quick_desk.sheet([["No", "Recommendation", "Lead agency"], ["'140.1", PROTOCOL, "MOJ"]]),
        review="UPR-4",
        yes=True,
    )
    assert quick_desk.one("UPR-4/140.1")["text"] == PROTOCOL


def test_a_response_in_the_row_below_is_no_theme_and_that_is_said(quick_desk):
    rows = [
        ["No", "Recommendation / Response", "Lead agency"],
        ["140.1", PROTOCOL, "MOJ"],
        [None, "Response: The draft law was sent to the Cabinet of Ministers in March 2025.", None],
        ["140.2", LAW, "MOJ"],
    ]
    result = quick_desk.take(quick_desk.sheet(rows), review="UPR-4", yes=True)
    assert quick_desk.one("UPR-4/140.2")["themes"] == []
    assert problems(result) == {"B3": "a remark ('Response: The draft law was sent to the ')"}


def test_colours_of_rows_without_a_key_are_named(quick_desk):
    path = quick_desk.sheet(
        [["No", "Recommendation", "Lead agency"], ["140.1", PROTOCOL, "MOJ"], ["140.2", LAW, "MIA"]]
    )
    book = load_workbook(path)
    for cell, colour in (("A2", "00B050"), ("A3", "FF0000")):
        book.active[cell].fill = PatternFill("solid", fgColor=colour)
    book.save(path)
    (note,) = quick_desk.take(path, review="UPR-4", yes=True).plans[0].sheets[0].notes
    assert note.startswith("cells of column A are green and red, and no key says what that means")


def test_what_people_write_into_cells_for_nothing_is_no_evidence_no_theme_and_no_measure(quick_desk):
    header = ["No", "Recommendation", "Status", "Due date", "Evidence", "Measures", "Theme", "Persons affected"]
    rows = [
        ["140.1", PROTOCOL, "Implemented", "—", "n/a", "-", "n/a", "none"],
        ["140.2", LAW, "Implemented", "N/A", "нет", "...", "—", "-"],
        ["140.3", SHELTERS, "Implemented", "2027", "Law 5 of 2024", "Two opened", "Women", "Women"],
    ]
    quick_desk.take(quick_desk.sheet([header, *rows]), review="UPR-4", yes=True)
    for code in ("UPR-4/140.1", "UPR-4/140.2"):
        told = quick_desk.run("show", code, "--format", "json").json
        names = ("due", "evidence", "measures", "themes", "affected", "open")
        assert {name: told[name] for name in names if told[name]} == {}


def test_a_number_in_two_columns_of_paragraph_and_item(quick_desk):
    rows = [[140, 1, PROTOCOL, "MOJ"], [140, 2, LAW, "MOJ"], [140, 10, SHELTERS, "MIA"]]
    quick_desk.take(
        quick_desk.sheet([["Para", "Item", "Recommendation", "Lead agency"], *rows]), review="UPR-4", yes=True
    )
    assert [row["reference"] for row in quick_desk.listing()] == ["140.1", "140.2", "140.10"]


def test_a_recommendation_in_two_languages_below_one_heading(quick_desk):
    rows = [["No", "Recommendation", None], [None, "EN", "AZ"], ["140.1", PROTOCOL, "Protokolu tam icra etmək"]]
    path = quick_desk.sheet([*rows, ["140.2", LAW, "Ayrı-seçkiliyə qarşı qanun qəbul etmək"]])
    book = load_workbook(path)
    for area in ("A1:A2", "B1:C1"):
        book.active.merge_cells(area)
    book.save(path)
    quick_desk.take(path, review="UPR-4", yes=True)
    told = quick_desk.run("show", "UPR-4/140.1", "--format", "json").json
    assert (told["text"], told["translations"]) == (PROTOCOL, ["Protokolu tam icra etmək"])


def test_a_line_of_dashes_below_the_header_is_no_theme_and_a_count_is_no_part_of_one(quick_desk):
    rows = [["---"] * 3, ["Torture (1)", None, None], ["140.1", PROTOCOL, "MOJ"], ["140.2", LAW, "MOJ"]]
    quick_desk.take(quick_desk.sheet([["No", "Recommendation", "Lead agency"], *rows]), review="UPR-4", yes=True)
    assert [row["themes"] for row in quick_desk.listing()] == [["Torture"], ["Torture"]]


def test_an_item_in_the_number_column_belongs_to_the_paragraph_above(quick_desk):
    rows = [
        ["15", "The State party should:", None],
        ["(a)", PROTOCOL, "MOJ"],
        ["(b)", LAW, "MOJ"],
        ["17", SHELTERS, "MIA"],
    ]
    quick_desk.take(quick_desk.sheet([["Para.", "Recommendation", "Lead agency"], *rows]), review="CAT-5", yes=True)
    assert [row["reference"] for row in quick_desk.listing()] == ["15(a)", "15(b)", "17"]


def test_what_was_reported_in_a_year_is_kept_and_is_no_document(quick_desk):
    rows = [
        ["No", "Recommendation", "2024 report", "2025 report", "Status"],
        [
            "140.1",
            PROTOCOL,
            "The draft was prepared by the ministry",
            "The draft was sent to the Cabinet",
            "In progress",
        ],
        ["140.2", LAW, "A concept was prepared and discussed", "A working group was set up by an order", "Planned"],
    ]
    result = quick_desk.take(quick_desk.sheet(rows), review="UPR-4", yes=True)
    (note,) = (note for note in result.plans[0].sheets[0].notes if "kept" in note)
    assert note.endswith("2024 report, 2025 report")
    assert result.questions == []
