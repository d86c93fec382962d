"""Marks behind statuses, agencies, due dates and positions, and the footnotes that say what they mean."""

import pytest
import xlsxwriter
from desk import questions
from docx import Document

from imports.cells.footnote_marks import is_marked, without_marks
from imports.tables.footnotes import Footnotes

LAWYER = "Ensure access to a lawyer from the outset of detention"
SHELTER = "Open shelters for victims of domestic violence in every region"
HEADER = ["No.", "Recommendation", "Lead agency", "Status", "Due date", "Position"]


def first(desk, rows, **how):
    result = desk.take(desk.sheet([HEADER, *rows]), review="UPR-3", **how)
    return result, result.plans[0].sheets[0].rows[0].entries[0].entry


@pytest.mark.parametrize(
    "line", ["² to be confirmed by the MOJ", "[2] to be confirmed by the MOJ", "2) to be confirmed by the MOJ"]
)
def test_a_status_whose_footnote_speaks_of_it_is_asked_with_its_words(quick_desk, line):
    rows = [["140.1", LAWYER, "MOJ", "Implemented²"], ["140.2", SHELTER, "MIA", "Planned"], [line]]
    result, entry = first(quick_desk, rows, yes=True)
    assert questions(result) == ["Which status is 'Implemented²'? Its footnote says: 'to be confirmed by the MOJ'."]
    assert entry.get("status") is None
    assert entry.get("note") == "Implemented²: to be confirmed by the MOJ"


def test_the_answer_about_a_footnote_is_taken_and_the_next_copy_asks_nothing(quick_desk):
    rows = [["140.1", LAWYER, "MOJ", "Icra olunub*"], [None, "* qismən"]]
    (asked,) = first(quick_desk, rows)[0].questions
    assert asked.candidates[:2] == ("partially_implemented", "implemented")
    _, entry = first(quick_desk, rows, answers={asked.id: "partially_implemented"})
    assert entry.get("status").code == "partially_implemented"
    again = quick_desk.take(quick_desk.folder / "follow-up.xlsx", review="UPR-3")
    assert (again.questions, again.writes) == ([], False)


def test_a_lead_a_due_date_and_a_position_with_a_footnote_are_asked_about(quick_desk):
    rows = [
        ["140.1", LAWYER, "MOJ¹", "Planned", "30.06.2026²", "Supported*"],
        ["¹ until 2025\n² if the law is passed"],
        ["* in part"],
    ]
    result, entry = first(quick_desk, rows, yes=True)
    assert {question.text for question in result.questions} == {
        "'MOJ¹' has a footnote: 'until 2025'. Is it the Ministry of Justice?",
        "The due date '30.06.2026²' has a footnote: 'if the law is passed'. Which date is meant?",
        "What does the position 'Supported*' mean? Its footnote says: 'in part'.",
    }  # fmt: skip
    assert [entry.get(name) for name in ("lead", "due", "position")] == [None, None, None]
    answers = {question.id: question.candidates[0] for question in result.questions}
    _, entry = first(quick_desk, rows, answers=answers)
    assert (entry.get("lead"), entry.get("due")[1]) == ("MOJ", "day")
    assert quick_desk.take(quick_desk.folder / "follow-up.xlsx", review="UPR-3").questions == []


def test_a_footnote_that_names_a_role_gives_it(quick_desk):
    result, entry = first(quick_desk, [["140.1", LAWYER, "MIA; MOJ*"], ["* lead agency"]])
    assert (questions(result), entry.get("lead"), entry.get("contributing")) == ([], "MOJ", ["MIA"])


def test_a_mark_without_a_footnote_is_passed_over_and_that_is_said(quick_desk):
    result, entry = first(quick_desk, [["140.1", LAWYER, "MOJ¹", "Implemented²", "30.06.2026*"]], yes=True)
    assert (questions(result), entry.get("lead"), entry.get("status").code) == ([], "MOJ", "implemented")
    assert str(entry.get("due")[0]) == "2026-06-30"
    assert "values with the mark of a footnote that was not found: MOJ¹, Implemented², 30.06.2026*" in [
        str(note) for note in result.plans[0].sheets[0].notes
    ]


def test_figures_set_above_the_line_are_marks_in_a_workbook(quick_desk):
    path = quick_desk.folder / "raised.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page, above, plain = book.add_worksheet(), book.add_format({"font_script": 1}), book.add_format({"bold": True})
        for column, heading in enumerate(HEADER):
            page.write(0, column, heading)
        page.write_row(1, 0, ["140.1", LAWYER, "MOJ"])
        page.write_rich_string(1, 3, plain, "Implemented", above, "2")
        page.write_rich_string(2, 0, above, "2", plain, " in two regions")
    result = quick_desk.take(path, review="UPR-3", yes=True)
    assert questions(result) == ["Which status is 'Implemented²'? Its footnote says: 'in two regions'."]


def test_footnotes_under_the_last_table_of_a_document_are_read(quick_desk):
    document = Document()
    table = document.add_table(rows=2, cols=4)
    for row, values in zip(table.rows, [HEADER, ["140.1", LAWYER, "MOJ", "Implemented"]], strict=True):
        for cell, value in zip(row.cells, values, strict=False):
            cell.text = value
    table.rows[1].cells[3].paragraphs[0].add_run("1").font.superscript = True
    document.add_paragraph("¹ in two regions")
    document.save(quick_desk.folder / "notes.docx")
    result = quick_desk.take(quick_desk.folder / "notes.docx", review="UPR-3", yes=True)
    assert questions(result) == ["Which status is 'Implemented¹'? Its footnote says: 'in two regions'."]


@pytest.mark.parametrize("text", ["Implemented²", "MOJ*", "2026 [1]", "Выполнено†", "2026¹,²"])
def test_marks_are_told_from_the_value(text):
    assert is_marked(text)
    assert without_marks(text) in ("Implemented", "MOJ", "2026", "Выполнено", "2026,")


@pytest.mark.parametrize("text", ["Implemented (2)", "- Planned", "MOJ", "2 of 10", "[x] Planned", "5*5"])
def test_other_signs_are_no_marks(text):
    assert not is_marked(text)


def test_a_footnote_of_the_sheet_comes_before_those_of_others():
    notes = Footnotes()
    notes.take("Notes", "* until 2025", under_table=False)
    assert notes.of("2024", "MOJ*").words == "until 2025"
    notes.take("2024", "* partly", under_table=True)
    assert notes.of("2024", "MOJ*") == ("MOJ", "partly")
    assert notes.of("2024", "MOJ") is None
