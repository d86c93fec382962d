"""Bad input: one clear message with place and remedy, nothing is written, no traceback."""

import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

TEXT = "Let journalists work without being registered by the State"
SHEETS = Path(__file__).parent / "sheets"


def empty(desk):
    return written(desk, "empty.xlsx", b"")


def truncated(desk):
    whole = desk.sheet([["No.", "Recommendation", "Status"], ["140.1", TEXT, "Planned"]], "truncated.xlsx")
    return written(desk, "truncated.xlsx", whole.read_bytes()[:3000])


def csv_named_xlsx(desk):
    return written(desk, "list.xlsx", b"No.;Recommendation;Status\n140.1;Let the press work;Planned\n")


def lock_file(desk):
    return written(desk, "~$follow-up.xlsx", b"\x05Leyla" + b" " * 159)


def without_recommendations(desk):
    rows = [["Item", "Price", "Quantity"], ["Paper", 4.5, 100], ["Toner", 89, 3], ["Chairs", 120, 12]]
    return desk.sheet(rows, "purchases.xlsx")


def password_protected(desk):
    source = next((SHEETS / "bad-password-xlsx").glob("*.xlsx"))
    return written(desk, "protected.xlsx", source.read_bytes())


def cell_bomb(desk):
    """A workbook of some kilobytes whose sheet unpacks to 200 MB."""
    path = desk.sheet([["No.", "Recommendation", "Status"], ["140.1", TEXT, "Planned"]], "bomb.xlsx")
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    cell = b'<c r="A%d" t="inlineStr"><is><t>' + b"x" * 32_000 + b"</t></is></c>"
    rows = b"".join(b'<row r="%d">%s</row>' % (row, cell % row) for row in range(3, 6_600))
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b"</sheetData>", rows + b"</sheetData>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, part in parts.items():
            book.writestr(name, part)
    assert len(parts[sheet]) > 200_000_000 > 100 * path.stat().st_size
    return path


def picture(desk):
    return written(desk, "scan.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 100)


def not_there(desk):
    return desk.folder / "gone.xlsx"


def folder(desk):
    path = desk.folder / "replies.xlsx"
    path.mkdir()
    return path


def header_only(desk):
    return desk.sheet([["No.", "Recommendation", "Status"]], "form.xlsx")


def written(desk, name, content):
    path = desk.folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (empty, ["empty"]),
        (truncated, ["damaged", "Excel"]),
        (csv_named_xlsx, ["CSV", ".csv"]),
        (lock_file, ["lock"]),
        (without_recommendations, ["no recommendations were found", "header row"]),
        (password_protected, ["password"]),
        (cell_bomb, ["unzips", "new workbook"]),
        (picture, [".xlsx"]),
        (not_there, ["no such file"]),
        (folder, ["folder"]),
        (header_only, ["header"]),
    ],
)
def test_a_bad_file_gives_one_clear_message_and_writes_nothing(desk, make, says):
    path = make(desk)
    before = desk.everything()
    told = desk.run("import", path, "--review", "UPR-3", "--yes")
    assert told.code == 1
    (line,) = [line for line in told.err.splitlines() if line.strip()]
    assert path.name in line
    assert [word for word in says if word.casefold() not in line.casefold()] == []
    assert "Traceback" not in told.out + told.err
    assert desk.everything() == before


def test_two_rows_with_one_reference_and_different_texts_are_named_by_cell(desk):
    rows = [["No.", "Recommendation"], ["140.1", TEXT], ["140.1", "Open shelters in every region of the country"]]
    before = desk.everything()
    told = desk.run("import", desk.sheet(rows), "--review", "UPR-3")
    assert told.code == 1
    assert [line.split()[:2] for line in told.out.splitlines() if "conflict:" in line] == [
        ["B2", "conflict:"],
        ["B3", "conflict:"],
    ]
    assert desk.everything() == before


def test_a_formula_as_text_is_refused_with_its_cell(desk):
    book = Workbook()
    book.active.append(["No.", "Recommendation"])
    book.active.append(["140.1", "=VLOOKUP(A2,Texts!A:B,2,FALSE)"])
    path = desk.folder / "formulas.xlsx"
    book.save(path)
    before = desk.everything()
    told = desk.run("import", path, "--review", "UPR-3", "--format", "json")
    (problem,) = told.json["files"][0]["sheets"][0]["problems"]
    assert (told.code, problem["cell"], problem["outcome"]) == (1, "B2", "refused")
    assert "formula" in problem["reason"]
    assert desk.everything() == before


def test_bad_usage_is_exit_code_2(desk):
    assert desk.run("import").code == 2
    assert desk.run("import", "x.xlsx", "--format", "pdf").code == 2


def test_the_others_go_on_and_the_exit_code_is_1_at_the_end(desk):
    good = desk.sheet([["No.", "Recommendation"], ["140.1", TEXT]])
    told = desk.run("import", empty(desk), good, lock_file(desk), "--review", "UPR-3", "--format", "json")
    assert told.code == 1
    assert ["error" in file for file in told.json["files"]] == [True, False, True]
    assert (told.json["applied"], desk.one("UPR-3/140.1")["text"]) == (True, TEXT)


def test_a_cell_of_dashes_only_is_no_text(desk):
    rows = [["No.", "Recommendation", "Status"], ["140.1", TEXT, "Planned"], ["140.2", "- " * 20, "Planned"]]
    assert (
        "the row gives no text for a new one" in desk.run("import", desk.sheet(rows), "--review", "UPR-3", "--yes").out
    )
    assert [row["reference"] for row in desk.listing()] == ["140.1"]


def test_thousands_of_columns_with_the_same_heading_are_read_soon(desk):
    rows = [
        ["No.", "Recommendation", *["Status", "Remarks"] * 400],
        ["140.1", TEXT, *["Planned", "see the minutes"] * 400],
    ]
    assert desk.run("import", desk.sheet(rows), "--review", "UPR-3", "--yes").code == 0
    assert [row["status"] for row in desk.listing()] == ["planned"]
