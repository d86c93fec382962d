"""Word lists filled in: the cells of the assessment column, added where it is missing; every other paragraph as it was."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from own_book import changed_parts, register_says

SHEETS = Path(__file__).parent / "sheets"
LISTS = Path(__file__).parents[2] / "shared" / "data"
CYCLE_2 = SHEETS / "ohchr-list-cycle2" / "UPR16_Azerbaijan_ThematicListRecommendations_E.docx"
CYCLE_4 = SHEETS / "ohchr-list-cycle4" / "UPR44_Azerbaijan_Thematic_List_of_Recommendations_E.docx"


def on_the_desk(desk, path):
    """A list, copied to the desk and imported."""
    copy = Path(shutil.copy(path, desk.folder))
    desk.ok("import", copy, "--yes")
    return copy


def filled(desk, path):
    target = desk.folder / "filled.docx"
    return target, json.loads(desk.ok("export", "into", path, "-o", target, "--format", "json"))


def paragraphs(path):
    """Every paragraph of a document, with its cell where it stands in a table: text and style as they are written."""
    found = {}
    for number, table in enumerate(Document(path).tables):
        for row, line in enumerate(table._tbl.tr_lst):
            for column, cell in enumerate(line.tc_lst):
                found[number, row, column] = [paragraph.xml for paragraph in cell.p_lst]
    body = Document(path).element.body
    return found, [paragraph.xml for paragraph in body.iterchildren(qn("w:p"))]


def texts(path, row):
    """The texts of a row."""
    return [cell.text for cell in Document(path).tables[0].rows[row].cells]


def test_the_empty_column_of_a_list_gets_status_date_and_measures(quick_desk):
    path = on_the_desk(quick_desk, CYCLE_2)
    register_says(quick_desk, ("UPR-2/109.1", "In progress", date(2026, 3, 2), "Draft law sent out\nTwo hearings held"))
    target, lines = filled(quick_desk, path)
    assert [(line["cell"], line["code"], line["outcome"]) for line in lines] == [("D3", "UPR-2/109.1", "written")]
    assert texts(target, 2)[3] == "In progress (as at 2 March 2026)\nDraft law sent out\nTwo hearings held"
    before, outside = paragraphs(path)
    after, outside_after = paragraphs(target)
    assert {place for place in after if after[place] != before[place]} == {(0, 2, 3)}
    assert outside_after == outside
    assert changed_parts(path, target) == {"word/document.xml"}


def test_what_was_filled_in_imports_with_nothing_new(quick_desk):
    path = on_the_desk(quick_desk, CYCLE_2)
    register_says(
        quick_desk,
        ("UPR-2/109.1", "In progress", date(2026, 3, 2), "Draft law sent out"),
        ("UPR-2/109.10", "Implemented", date(2026, 3, 2)),
    )
    target, _ = filled(quick_desk, path)
    told = quick_desk.run("import", target, "--dry-run", "--format", "json").json
    assert told["files"][0]["sheets"][0]["changes"] == []
    again = json.loads(quick_desk.ok("export", "into", target, "--format", "json"))
    assert [line["outcome"] for line in again] == ["same", "same"]


def test_a_list_without_the_column_gets_it_at_the_right(quick_desk):
    path = on_the_desk(quick_desk, CYCLE_4)
    register_says(quick_desk, ("UPR-4/142.31", "Planned", date(2026, 3, 2), "A working group was set up"))
    target, _ = filled(quick_desk, path)
    assert texts(target, 0)[-1] == "Assessment/comments on level of implementation"
    assert texts(target, 5)[-1] == "Planned (as at 2 March 2026)\nA working group was set up"
    before, _ = paragraphs(path)
    after, _ = paragraphs(target)
    assert {place: after[place] for place in before} == before
    assert {column for _, _, column in after.keys() - before.keys()} == {4}


def test_the_added_column_leaves_the_table_on_the_page_and_themes_across_it(quick_desk):
    path = on_the_desk(quick_desk, CYCLE_4)
    register_says(quick_desk, ("UPR-4/142.31", "Planned", date(2026, 3, 2)))
    target, _ = filled(quick_desk, path)
    (before,), (after,) = Document(path).tables, Document(target).tables
    widths = [[int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.gridCol_lst] for table in (before, after)]
    assert (len(widths[0]), len(widths[1])) == (4, 5)
    assert abs(sum(widths[1]) - sum(widths[0])) <= 5
    spans = [sum(cell.grid_span for cell in row.tc_lst) for row in after._tbl.tr_lst]
    assert set(spans) == {5}
    themes = [row for row in after._tbl.tr_lst if len(row.tc_lst) == 1]
    assert len(themes) == len([row for row in before._tbl.tr_lst if len(row.tc_lst) == 1])


def own_table(path, heads, rows, *, styled=False):
    """A document with a table of its own; ``styled`` numbers the texts of its last column in small letters."""
    document = Document()
    document.add_paragraph("UPR of Azerbaijan, third cycle: state of implementation")
    table = document.add_table(rows=1, cols=len(heads))
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        cell.text = head
    for row in rows:
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
        if styled:
            cells[-1].paragraphs[0].style = "List Number"
            for run in cells[-1].paragraphs[0].runs:
                run.font.size = Pt(8)
    document.save(path)
    return path


HEADS = ("No.", "Recommendation", "Status", "Measures taken")
PRISONS = "Let independent visitors into all places of detention"


def test_columns_for_status_and_measures_are_filled_each(quick_desk):
    path = own_table(quick_desk.folder / "own.docx", HEADS, [("140.21", PRISONS, "Planned", "A plan")], styled=True)
    quick_desk.ok("import", path, "--yes")
    register_says(quick_desk, ("UPR-3/140.21", "In progress", "", "Visitors are chosen\nVisits begin"))
    target, _ = filled(quick_desk, path)
    assert texts(target, 1)[2:] == ["In progress", "Visitors are chosen\nVisits begin"]
    cell = Document(target).tables[0].rows[1].cells[3]
    assert [run.font.size for paragraph in cell.paragraphs for run in paragraph.runs] == [Pt(8), Pt(8)]
    assert [paragraph.style.name for paragraph in cell.paragraphs] == ["List Number", "List Number"]
    assert all(paragraph._p.pPr.numPr.numId.val == 0 for paragraph in cell.paragraphs)


def test_a_table_in_azerbaijani_gets_its_column_in_azerbaijani(quick_desk):
    heads = ("Bənd", "Tövsiyənin mətni", "Tövsiyə edən dövlət")
    path = own_table(
        quick_desk.folder / "siyahi.docx", heads, [("140.21", PRISONS, "Norveç"), ("140.22", f"{PRISONS} yenə", "")]
    )
    quick_desk.ok("import", path, "--review", "UPR-3", "--yes")
    register_says(quick_desk, ("UPR-3/140.21", "In progress", date(2026, 3, 2), "Qrup yaradılıb"))
    target, _ = filled(quick_desk, path)
    assert texts(target, 0)[-1] == "İcra səviyyəsi / qeydlər"
    assert texts(target, 1)[-1] == "İcra olunur (02.03.2026)\nQrup yaradılıb"


def in_a_control(path):
    """The document with its table in a content control, and another table in one before it."""
    document = Document(path)
    table = document.tables[0]._tbl
    legend = document.add_table(rows=1, cols=2)._tbl
    for element in (legend, table):
        control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent/></w:sdt>")
        table.getparent().insert(1 if element is legend else 2, control)
        control[1].append(element)
    document.save(path)
    return path


def test_a_table_in_a_content_control_is_read_and_filled(quick_desk):
    path = own_table(quick_desk.folder / "own.docx", HEADS, [("140.21", PRISONS, "Planned", "A plan")])
    quick_desk.ok("import", in_a_control(path), "--yes")
    register_says(quick_desk, ("UPR-3/140.21", "In progress", "", "Visits begin"))
    target, _ = filled(quick_desk, path)
    tables = list(Document(target).element.body.iter(qn("w:tbl")))
    assert [cell.p_lst[0].text for cell in tables[1].tr_lst[1].tc_lst][2:] == ["In progress", "Visits begin"]
    assert [cell.p_lst[0].text for cell in tables[0].tr_lst[0].tc_lst] == ["", ""]


def odd_table(path):
    """Two header rows, a title across the table, a row that ends before the table does, widths in three units."""
    document = Document()
    document.add_paragraph("UPR of Azerbaijan, third cycle: recommendations")
    table = document.add_table(rows=5, cols=3)
    texts = [
        ["No.", "Recommendation", "Recommending State"],
        ["", "", ""],
        ["Theme: Access to justice"] * 3,
        ["140.21", PRISONS, "Norway"],
        ["140.22", f"{PRISONS}, also at night", "Chile"],
    ]
    for row, line in zip(table.rows, texts, strict=True):
        for cell, text in zip(row.cells, line, strict=True):
            cell.text = text
    for column in range(3):
        table.cell(0, column).merge(table.cell(1, column))
    table.cell(2, 0).merge(table.cell(2, 2)).text = "Theme: Access to justice"
    last = table.rows[4]._tr
    last.remove(last.tc_lst[2])
    last.get_or_add_trPr().append(parse_xml(f'<w:gridAfter {nsdecls("w")} w:val="1"/>'))
    share, none = table.rows[3]._tr.tc_lst[0].tcPr, table.rows[3]._tr.tc_lst[2].tcPr
    share.find(qn("w:tcW")).set(qn("w:type"), "pct")
    none.remove(none.find(qn("w:tcW")))
    whole = table._tbl.tblPr.find(qn("w:tblW"))
    whole.set(qn("w:type"), "dxa")
    whole.set(qn("w:w"), "5000")
    document.save(path)
    return path


def test_a_column_is_added_to_an_odd_table_as_well(quick_desk):
    path = odd_table(quick_desk.folder / "odd.docx")
    quick_desk.ok("import", path, "--yes")
    measures = "A group was set up"
    register_says(quick_desk, *((f"UPR-3/140.{item}", "Planned", "", measures) for item in (21, 22)))
    target, lines = filled(quick_desk, path)
    assert [(line["cell"], line["outcome"]) for line in lines] == [("D4", "written"), ("D5", "written")]
    rows = Document(target).tables[0]._tbl.tr_lst
    assert [[cell.grid_span for cell in row.tc_lst] for row in rows] == [[1] * 4, [1] * 4, [4], [1] * 4, [1] * 4]
    assert texts(target, 0)[-1] == texts(target, 1)[-1] == "Assessment/comments on level of implementation"
    assert [row.tc_lst[-1].p_lst[0].text for row in rows[3:]] == ["Planned", "Planned"]
    assert int(Document(target).tables[0]._tbl.tblPr.find(qn("w:tblW")).get(qn("w:w"))) > 5000
    told = quick_desk.run("import", target, "--dry-run", "--format", "json").json
    assert told["files"][0]["sheets"][0]["changes"] == []


@pytest.mark.parametrize(
    ("case", "reason"),
    [
        ("word-two-tables/meeting_2025-03-20_annexes.docx", "holds a form field"),
        ("word-tracked-changes/UPR4_plan_v3_tracked.docx", "holds tracked changes"),
        ("word-nested-tables/MSE_CRC_reply.docx", "holds a table of its own"),
    ],
)
def test_cells_that_hold_more_than_text_are_left_with_the_reason(quick_desk, case, reason):
    path = on_the_desk(quick_desk, SHEETS / case)
    codes = [row["code"] for row in quick_desk.listing()]
    register_says(quick_desk, *((code, "Superseded", date(2026, 3, 2), "Taken over by a newer one") for code in codes))
    target, lines = filled(quick_desk, path)
    left = {line["cell"] for line in lines if line["reason"] == reason}
    assert left
    before, _ = paragraphs(path)
    after, _ = paragraphs(target)
    assert before.keys() == after.keys()


@pytest.mark.skipif(not LISTS.is_dir(), reason="the real lists are not part of the project")
@pytest.mark.parametrize(
    ("name", "review", "rows"),
    [
        ("UPR20__Slovenia_ThematicListRecommendations_E.docx", "UPR-2-SVN", 163),
        ("UPR34_Slovenia_Thematic_list_of_Recommendations.docx", "UPR-3-SVN", 215),
    ],
)
def test_the_real_lists_differ_in_the_written_cells_alone(quick_desk, name, review, rows):
    path = on_the_desk(quick_desk, LISTS / name)
    codes = [row["code"] for row in quick_desk.listing("--review", review)]
    assert len(codes) == rows
    register_says(quick_desk, *((code, "In progress", date(2026, 3, 2), f"Measure for {code}") for code in codes[::2]))
    target, lines = filled(quick_desk, path)
    written = {int(line["cell"][1:]) - 1 for line in lines if line["outcome"] == "written"}
    assert len(written) == len(lines) == len(codes[::2])
    before, outside = paragraphs(path)
    after, outside_after = paragraphs(target)
    assert before.keys() == after.keys()
    assert {place for place in after if after[place] != before[place]} == {(0, row, 3) for row in written}
    assert outside_after == outside
    assert changed_parts(path, target) == {"word/document.xml"}
