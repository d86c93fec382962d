"""Tables of Word documents, wherever in the document they stand, and the ticks in them."""

import zipfile

import pytest

from imports.files import read_workbook

NAMES = " ".join(
    f'xmlns:{name}="{address}"'
    for name, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)


def read(folder, body):
    """The sheets of a document with this body."""
    path = folder / "plan.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {NAMES}><w:body>{body}</w:body></w:document>")
    return read_workbook(path).sheets


def run(text, look=""):
    return f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>"


def paragraph(inner):
    return f"<w:p>{inner}</w:p>"


def cell(inner):
    return f"<w:tc>{paragraph(inner)}</w:tc>"


def row(*cells):
    return f"<w:tr>{''.join(cells)}</w:tr>"


def control(inner, properties=""):
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def table(*rows):
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


HEADER = row(cell(run("No.")), cell(run("Recommendation")))
LAW = row(cell(run("7")), cell(run("Adopt the law on bail")))
ROWS = [["No.", "Recommendation"], ["7", "Adopt the law on bail"]]


@pytest.mark.parametrize(
    "body",
    [
        control(table(HEADER, LAW)),
        control(control(paragraph("") + table(HEADER, LAW))),
        table(HEADER, control(LAW)),
        table(HEADER, control(control(LAW))),
        table(HEADER, row(control(cell(run("7"))), cell(control(run("Adopt the law on bail"))))),
    ],
)
def test_a_table_in_content_controls_is_read(tmp_path, body):
    assert [sheet.rows for sheet in read(tmp_path, body)] == [ROWS]


def test_a_control_that_nobody_filled_shows_its_hint(tmp_path):
    hint = control(run("Choose an item."), "<w:showingPlcHdr/>")
    assert read(tmp_path, table(HEADER, row(cell(run("8")), cell(hint))))[0].value(1, 1) == "Choose an item."


@pytest.mark.parametrize(
    "box",
    [
        "<w:drawing><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></w:drawing>",
        "<w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict>",
        "<mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></mc:Choice>"
        "<mc:Fallback><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></mc:Fallback></mc:AlternateContent>",
    ],
)
def test_a_table_in_a_text_box_is_read_once(tmp_path, box):
    inside = box.format(paragraph(run("Plan of the CRC")) + table(HEADER, LAW))
    sheets = read(tmp_path, paragraph(f"<w:r>{inside}</w:r>") + table(HEADER))
    assert [sheet.rows for sheet in sheets] == [ROWS, ROWS[:1]]
    assert sheets[0].context[0] == "Plan of the CRC"


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        (control(run("☐"), '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>') + run(" done"), "☒ done"),
        (control(run("x"), '<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>') + run(" done"), "☐ done"),
        ("<w:r><w:fldChar><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>", "☒"),
        ('<w:r><w:fldChar><w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData></w:fldChar></w:r>', "☐"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + run(" done"), "☑ done"),
        ('<w:r><w:sym w:font="Wingdings" w:char="00A8"/></w:r>', "☐"),
        ('<w:r><w:sym w:font="Wingdings 2" w:char="F050"/></w:r>', "✓"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>', "•"),
        (run("ü", '<w:rFonts w:ascii="Wingdings"/>'), "✓"),
        (run("þ", '<w:rFonts w:ascii="Wingdings"/>') + run(" yes"), "☑ yes"),
        (run("o", '<w:rFonts w:ascii="Wingdings"/>') + run(" no"), "☐ no"),
        (run("o", '<w:rFonts w:ascii="Arial"/>'), "o"),
        (run("over", '<w:rFonts w:ascii="Wingdings"/>'), "over"),
    ],
)
def test_boxes_and_ticks_are_read_as_they_are_seen(tmp_path, inner, shown):
    assert read(tmp_path, table(row(cell(inner))))[0].value(0, 0) == shown


@pytest.mark.parametrize(
    ("inner", "struck"),
    [
        (run("withdrawn", "<w:strike/>"), {(0, 0)}),
        (run("with", "<w:dstrike/>") + run(" ") + run("drawn", "<w:strike/>"), {(0, 0)}),
        (run("with", "<w:strike/>") + run("drawn"), set()),
        (run("kept", '<w:strike w:val="false"/>'), set()),
        ("", set()),
    ],
)
def test_struck_cells_are_told_from_others(tmp_path, inner, struck):
    assert read(tmp_path, table(row(cell(inner))))[0].struck == struck
