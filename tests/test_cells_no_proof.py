"""Cells that are as good as blank, where something else would count as proof: dashes, "n/a", "yes" as evidence."""

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl import load_workbook

from imports.cells.placeholders import proves_nothing, says_none
from imports.tables.shown import shown

LAWYER = "Ensure access to a lawyer from the outset of detention"
HEADER = ["No.", "Recommendation", "Status", "Measures taken", "Evidence"]


def entry(desk, *values):
    result = desk.take(desk.sheet([HEADER, ["140.1", LAWYER, *values]]), review="UPR-3", yes=True)
    return result.plans[0].sheets[0].rows[0].entries[0].entry


@pytest.mark.parametrize("text", ["–", "--", "n/a", "yoxdur", "нет данных", "néant", "no hay información", "No"])
def test_a_dash_and_words_for_nothing_are_no_evidence_and_no_measure(quick_desk, vocabulary, text):
    found = entry(quick_desk, "Implemented", text, text)
    assert says_none(text, vocabulary)
    assert (found.get("measures"), found.get("evidence"), found.open_values) == (None, None, [])


@pytest.mark.parametrize("text", ["yes", "Bəli", "да", "✓", "+"])
def test_yes_proves_nothing_and_stays_open(quick_desk, text):
    found = entry(quick_desk, "Implemented", "Law adopted", f"Law No. 5\n{text}")
    assert (found.get("evidence"), found.open_values) == ([("Law No. 5", None)], [("evidence", text, "E2")])


PROMISES = [
    *("to be provided", "To be sent.", "will be provided in May 2027", "Documents to be sent", "Təqdim ediləcək"),
    *("veriləcək", "Sübut təqdim ediləcək", "будет представлено", "будет предоставлено", "à venir", "Sera fourni"),
    *("por enviar", "Se enviará", "se enviará en marzo"),
]


@pytest.mark.parametrize("text", PROMISES)
def test_what_is_to_come_is_no_evidence_and_stays_open(quick_desk, text):
    found = entry(quick_desk, "Implemented", "Law adopted", f"Law No. 5\n{text}")
    assert (found.get("evidence"), found.open_values) == ([("Law No. 5", None)], [("evidence", text, "E2")])


@pytest.mark.parametrize("text", ["Order No. 5 of 2026, to be sent", "Law on the bar", "Decree 12, pending"])
def test_an_act_that_is_named_is_evidence_though_its_copy_is_to_come(vocabulary, text):
    assert not proves_nothing(text, vocabulary)


def test_only_the_pieces_that_say_something_are_evidence(quick_desk):
    found = entry(quick_desk, "Implemented", "0", "Law No. 5\nn/a\n–\nsee annex 2")
    assert found.get("evidence") == [("Law No. 5", None), ("see annex 2", None)]
    assert found.get("measures") == "0"


def test_the_address_of_a_link_is_kept():
    assert shown('<a href="https://e-qanun.az/5">Law</a>') == "Law (https://e-qanun.az/5)"
    assert shown("<p><a href=https://e-qanun.az/5>https://e-qanun.az/5</a></p>").strip() == "https://e-qanun.az/5"


def test_the_address_that_a_cell_leads_to_is_evidence(quick_desk):
    rows = [
        ["140.1", LAWYER, "Implemented", "", "Law"],
        ["140.2", "Open shelters in every region", "Planned", "", "Law"],
    ]
    path = quick_desk.sheet([HEADER, *rows, ["140.3", "Train the police", "Planned", "", "www.e-qanun.az/a b"]])
    book = load_workbook(path)
    book.active["E2"].hyperlink = "https://e-qanun.az/5"
    book.active["E4"].hyperlink = "http://www.e-qanun.az/a%20b"
    book.save(path)
    rows = quick_desk.take(path, review="UPR-3", yes=True).plans[0].sheets[0].rows
    found = [row.entries[0].entry.get("evidence") for row in rows]
    assert found == [[("Law", None), ("https://e-qanun.az/5", None)], [("Law", None)], [("www.e-qanun.az/a b", None)]]


def test_the_address_that_a_word_of_a_document_leads_to_is_evidence(quick_desk):
    document = Document()
    table = document.add_table(rows=2, cols=len(HEADER))
    for row, values in zip(table.rows, [HEADER, ["140.1", LAWYER, "Implemented", "", "See "]], strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    paragraph = table.rows[1].cells[4].paragraphs[0]
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), document.part.relate_to("https://e-qanun.az/5", RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    link.append(paragraph.add_run("the law")._r)
    paragraph._p.append(link)
    document.save(quick_desk.folder / "links.docx")
    rows = quick_desk.take(quick_desk.folder / "links.docx", review="UPR-3", yes=True).plans[0].sheets[0].rows
    assert rows[0].entries[0].entry.get("evidence") == [("See the law", None), ("https://e-qanun.az/5", None)]
