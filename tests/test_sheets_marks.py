"""What stands beside the values of an .xlsx sheet, however the program that wrote it orders the parts of a cell."""

import re
import zipfile

from docx import Document
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill

from imports.files import read_workbook


def test_a_style_behind_the_type_of_a_cell_is_seen(tmp_path):
    """Some libraries write ``<c r="A2" t="n" s="1">``, most ``<c r="A2" s="1" t="n">``."""
    book = Workbook()
    page = book.active
    page.append(["Recommendation", "No."])
    page.append(["Ratify", 1.5])
    page["A2"].fill = PatternFill("solid", fgColor="FF0000")
    page["B2"].number_format = "0.00"
    book.save(tmp_path / "usual.xlsx")
    with zipfile.ZipFile(tmp_path / "usual.xlsx") as usual, zipfile.ZipFile(tmp_path / "other.xlsx", "w") as other:
        for name in usual.namelist():
            other.writestr(name, re.sub(rb' s="(\d+)" t="(\w+)"', rb' t="\2" s="\1"', usual.read(name)))

    for name in ("usual.xlsx", "other.xlsx"):
        sheet = read_workbook(tmp_path / name).sheets[0]
        assert (sheet.fills, sheet.formats) == ({(1, 0): "FF0000"}, {(1, 1): "0.00"})


def test_struck_cells_and_ticks_of_picture_fonts_are_seen(tmp_path):
    book = Workbook()
    page = book.active
    page.append(["Recommendation", "Done", "Note"])
    page.append(["Ratify", "ü", "ü"])
    page.append(["Repeal", "o", 7])
    page["A3"].font = Font(strike=True)
    page["B2"].font = page["B3"].font = page["C3"].font = Font(name="Wingdings")
    book.save(tmp_path / "ticks.xlsx")
    sheet = read_workbook(tmp_path / "ticks.xlsx").sheets[0]
    assert sheet.struck == {(2, 0)}
    assert sheet.rows[1:] == [["Ratify", "✓", "ü"], ["Repeal", "☐", 7]]


def test_a_number_format_of_a_text_or_a_blank_cell_is_no_mark(tmp_path):
    book = Workbook()
    page = book.active
    page.append(["140.10", 140.1, None])
    for cell in page[1]:
        cell.number_format = "0.00"
    page["C1"].font = Font(bold=False)
    book.save(tmp_path / "formats.xlsx")
    assert read_workbook(tmp_path / "formats.xlsx").sheets[0].formats == {(0, 1): "0.00"}


def test_struck_cells_of_libreoffice_are_seen(tmp_path):
    """A style of the document, as LibreOffice writes it for a struck-out cell."""
    names = ["office:1.0", "table:1.0", "text:1.0", "style:1.0"]
    spaces = " ".join(
        f'xmlns:{name.partition(":")[0]}="urn:oasis:names:tc:opendocument:xmlns:{name}"' for name in names
    )
    cell = '<table:table-cell {} office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>"
        '<style:style style:name="ce1"><style:text-properties style:text-line-through-style="solid"/></style:style>'
        "</office:automatic-styles><office:body><office:spreadsheet><table:table table:name='Plan'><table:table-row>"
        f"{cell.format('', 'Ratify')}{cell.format('table:style-name=' + repr('ce1'), 'Repeal')}"
        "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    with zipfile.ZipFile(tmp_path / "plan.ods", "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("META-INF/manifest.xml", manifest)
        book.writestr("content.xml", content)
    sheet = read_workbook(tmp_path / "plan.ods").sheets[0]
    assert (sheet.rows, sheet.struck) == ([["Ratify", "Repeal"]], {(0, 1)})


RUNS = "<r><rPr><strike/></rPr><t>MOJ</t></r><r><t>; JLC</t></r>"


def test_words_that_are_struck_out_inside_a_cell_are_not_taken_and_that_is_said(tmp_path):
    book = Workbook()
    book.active.append(["Ratify", CellRichText(TextBlock(InlineFont(strike=True), "Planned"), " Done")])
    book.save(tmp_path / "struck.xlsx")
    sheet = read_workbook(tmp_path / "struck.xlsx").sheets[0]
    assert (sheet.rows, sheet.struck) == ([["Ratify", "Done"]], set())
    assert sheet.notes == ["words that are struck out were not taken: B1"]


def test_they_are_seen_where_excel_keeps_the_texts_of_all_cells_in_one_list(tmp_path):
    book = Workbook()
    book.active.append(["Ratify", 0])
    book.save(tmp_path / "usual.xlsx")
    with zipfile.ZipFile(tmp_path / "usual.xlsx") as usual, zipfile.ZipFile(tmp_path / "struck.xlsx", "w") as struck:
        for name in usual.namelist():
            struck.writestr(name, re.sub(rb'<c r="B1"[^>]*>', b'<c r="B1" t="s">', usual.read(name)))
        names = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        struck.writestr("xl/sharedStrings.xml", f'<sst xmlns="{names}"><si>{RUNS}</si></sst>')
    assert read_workbook(tmp_path / "struck.xlsx").sheets[0].rows == [["Ratify", "JLC"]]


def test_words_that_are_struck_out_in_a_word_cell_are_not_taken(tmp_path):
    document = Document()
    cells = document.add_table(1, 2).rows[0].cells
    cells[0].paragraphs[0].add_run("Planned").font.strike = True
    cells[0].paragraphs[0].add_run(" Done")
    cells[1].paragraphs[0].add_run("Planned").font.strike = True
    document.save(tmp_path / "struck.docx")
    sheet = read_workbook(tmp_path / "struck.docx").sheets[0]
    assert (sheet.rows, sheet.struck) == ([["Done", "Planned"]], {(0, 1)})
    assert sheet.notes == ["words that are struck out were not taken: A1"]


def test_a_number_of_ods_that_is_shown_as_it_is_stored_has_no_decimals_of_its_own(tmp_path):
    import pandas

    file = tmp_path / "numbers.ods"
    pandas.DataFrame({"No.": [140.8, 140.9, 140.1]}).to_excel(file, engine="odf", index=False)
    assert read_workbook(file).sheets[0].formats == {}
