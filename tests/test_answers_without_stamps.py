"""Reply sheets that lost their hidden column, hidden row or title, or that were pasted into Word: nothing gets lost."""

import pytest
from desk import outcomes, problems
from docx import Document
from openpyxl import load_workbook
from rounds import FIRST, SECOND, THIRD, answers_of, fields_of, file_of, open_round, with_recommendations

SAID = {"status": "Implemented", "dated": "01.03.2026", "measures": "Visits are let in"}


@pytest.fixture
def sent(quick_desk):
    """The workbook of MOJ as it was sent, and the desk."""
    with_recommendations(quick_desk)
    return quick_desk, file_of(open_round(quick_desk), "MOJ", "lead.xlsx")


def filled(path, **said):
    """The workbook with the first row filled in, and its columns."""
    book = load_workbook(path)
    page, at = book.worksheets[1], fields_of(answers_of(path))
    for name, value in said.items():
        page.cell(6, at[name]).value = value
    return book, page, at


def claimed(desk, code=FIRST):
    """What MOJ claims and says, and what the group has as its own measures."""
    found = desk.run("show", code, "--format", "json").json
    own = {measure["agency"]: measure["text"] for measure in found["measures"]}
    return (found["voices"].get("agency") or {}).get("status"), own


def without_stamps(page):
    page.delete_cols(1)
    page.delete_rows(5)
    page.cell(1, 1).value = page.cell(2, 1).value = None


def test_a_sheet_without_its_hidden_column_is_known_by_its_codes(sent):
    desk, path = sent
    book, page, _ = filled(path, **SAID)
    page.delete_cols(1)
    book.save(desk.folder / "reply.xlsx")
    assert outcomes(desk.take(desk.folder / "reply.xlsx")) == {"changed": 1, "same": 1}
    assert claimed(desk) == ("implemented", {None: "Draft rules on visits", "MOJ": "Visits are let in"})


def test_the_instructions_tell_whose_reply_a_sheet_without_stamps_is(sent):
    desk, path = sent
    book, page, _ = filled(path, **SAID)
    without_stamps(page)
    book.save(desk.folder / "reply.xlsx")
    assert outcomes(desk.take(desk.folder / "reply.xlsx")) == {"changed": 1, "same": 1}
    assert claimed(desk)[0] == "implemented"


def test_a_workbook_without_the_rows_of_the_round_says_so(sent):
    desk, path = sent
    book, page, _ = filled(path)
    book.remove(page)
    book.save(desk.folder / "reply.xlsx")
    (plan,) = desk.take(desk.folder / "reply.xlsx").plans
    assert "the reply has no rows of the round." in str(plan.error)


@pytest.mark.parametrize("reference", [True, False])
def test_a_table_pasted_into_word_mixes_nothing_of_the_groups_in(sent, reference):
    desk, path = sent
    _, page, _ = filled(path, **SAID)
    document = Document()
    document.add_paragraph("Ədliyyə Nazirliyinin cavabı")
    if reference:
        document.add_paragraph(page["B2"].value)
    rows = [[str(value or "") for value in row[1:]] for row in page.iter_rows(min_row=4, values_only=True)]
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in (rows[0], *rows[2:]):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(desk.folder / "MOJ cavab.docx")
    result = desk.take(desk.folder / "MOJ cavab.docx")
    assert (outcomes(result), result.questions) == ({"changed": 1, "same": 1}, [])
    assert claimed(desk) == ("implemented", {None: "Draft rules on visits", "MOJ": "Visits are let in"})


def test_a_row_that_the_agency_added_by_its_code_needs_no_other_cell(sent):
    desk, path = sent
    book, page, at = filled(path)
    for name, value in {"code": SECOND, "status": "Implemented", "measures": "Cameras were bought"}.items():
        page.cell(8, at[name]).value = value
    book.save(desk.folder / "reply.xlsx")
    assert outcomes(desk.take(desk.folder / "reply.xlsx")) == {"changed": 1, "same": 2}
    assert claimed(desk, SECOND)[0] == "implemented"


def test_a_row_that_the_agency_was_never_asked_is_refused(quick_desk):
    with_recommendations(quick_desk)
    path = file_of(open_round(quick_desk), "MIA", "lead.xlsx")
    book, page, at = filled(path, measures="Cameras were bought")
    for name, value in {"code": THIRD, "status": "Implemented"}.items():
        page.cell(7, at[name]).value = value
    book.save(quick_desk.folder / "reply.xlsx")
    result = quick_desk.take(quick_desk.folder / "reply.xlsx")
    assert outcomes(result) == {"changed": 1, "refused": 1}
    assert "nobody was asked for it" in problems(result)["B7"]
