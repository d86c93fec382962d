"""Text tables: letters of any encoding, marks that nobody sees, rows that slid out of their columns."""

import pytest
from desk import outcomes, problems

from imports.files import read_workbook

FRENCH = "No;Recommandation;Etat\n1;Créer un mécanisme où les élèves sont protégés à l'école;Réalisé\n"
SPANISH = "No;Recomendación;País\n1;Continuar la educación de los niños y señalar más avances;España\n"
RUSSIAN = "No;Рекомендация;Статус\n1;Обеспечить доступ всех детей к образованию;Выполнено\n"
TURKISH = "No;Tavsiye;Durum\n1;Çocukların eğitime erişimini sağlayın;Işık açıldı\n"


def read(folder, data, name="plan.csv"):
    """The sheet of a text table."""
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_workbook(path).sheets[0]


def cells(text):
    return [line.split(";") for line in text.splitlines()]


@pytest.mark.parametrize(
    ("text", "encoding", "note"),
    [
        (FRENCH, "cp1252", ""),
        (TURKISH, "cp1254", ""),
        (RUSSIAN, "cp1251", ""),
        (RUSSIAN, "utf-16", ""),
        (FRENCH, "mac_roman", "Mac Roman"),
        (SPANISH, "mac_roman", "Mac Roman"),
        (RUSSIAN, "mac_cyrillic", "Mac Cyrillic"),
        (RUSSIAN, "cp866", "DOS"),
        (RUSSIAN, "koi8_r", "KOI8-R"),
        (SPANISH, "cp850", "DOS"),
        (FRENCH, "cp437", "DOS"),
    ],
)
def test_letters_are_read_in_the_encoding_that_makes_words_of_them(tmp_path, text, encoding, note):
    sheet = read(tmp_path, text.encode(encoding))
    assert sheet.rows == cells(text)
    assert [note in told for told in sheet.notes] == ([True] if note else [])


@pytest.mark.parametrize("page", ["cp1252", "latin-1", "cp1254"])
@pytest.mark.parametrize("text", [FRENCH, SPANISH])
def test_letters_encoded_twice_are_put_right_where_it_is_certain(tmp_path, text, page):
    sheet = read(tmp_path, text.encode().decode(page, errors="ignore").encode())
    assert sheet.rows == cells(text)
    assert "encoded twice" in sheet.notes[0]


def test_letters_encoded_twice_in_a_part_of_the_file_are_left_and_told_of(tmp_path):
    broken = "2;Protéger les élèves;Réalisé\n".encode().decode("cp1252")
    sheet = read(tmp_path, RUSSIAN + broken)
    assert sheet.rows == cells(RUSSIAN + broken)
    assert "left as they are" in sheet.notes[0]


def test_wrong_bytes_in_a_long_table_are_named_and_the_rest_is_read(tmp_path):
    lines = [f"{number};Обеспечить доступ к воде в районе {number};Выполнено\n".encode() for number in range(1, 10_001)]
    lines[4000] = lines[4000][:20] + b"\xff" + lines[4000][22:]
    sheet = read(tmp_path, "№;Рекомендация;Статус\n".encode() + b"".join(lines))
    assert sheet.rows[9999][1] == "Обеспечить доступ к воде в районе 9999"
    assert sheet.notes == ["letters that cannot be read are in B4002; correct them in the file"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("140\u200b.2", "140.2"),
        ("\ufeff140.2", "140.2"),
        ("140.\u00a02", "140.2"),
        ("140.2\u00a0", "140.2"),
        ("\u200e140.2\u200f", "140.2"),
        ("co\u00adoperate", "cooperate"),
        ("12\u00a0000", "12000"),
        ("140.2\u00a0140.3", "140.2\u00a0140.3"),
        ("12\u00a0March", "12\u00a0March"),
    ],
)
def test_marks_that_nobody_sees_are_left_out(tmp_path, written, shown):
    from openpyxl import Workbook

    rows = [["No.", "Recommendation"], [written, "Ratify"]]
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "marks.xlsx")
    assert read(tmp_path, "\n".join(map(";".join, rows))).value(1, 0) == shown
    assert read_workbook(tmp_path / "marks.xlsx").sheets[0].value(1, 0) == shown


@pytest.mark.parametrize("end", [b"\x1a", b"\x1a" * 90, b"\x1a\x00\x00\x00"])
def test_the_end_mark_of_dos_is_no_row(tmp_path, end):
    assert len(read(tmp_path, b"No.;Recommendation\r\n1;Ratify\r\n" + end).rows) == 2


HEADER = "No.,Recommendation,Agency,Status\n"
GOOD = "1,Adopt a law on bail,MOJ,Planned\n2,Train judges,MOJ,Planned\n"


@pytest.mark.parametrize(
    ("line", "faulty"),
    [
        ("3,Protect women, girls and boys,MOJ,Planned\n", {4: "E5"}),
        ("3,Protect women, girls, boys,MOJ,Planned\n", {4: "F5"}),
        ('3,"Protect women, girls and boys",MOJ,Planned\n', {}),
        ("3,Protect women,MOJ,Planned,\n", {}),
        ("3,Protect women\n", {}),
        ("3,Protect women\nand girls,MOJ,Planned\n", {4: "B5", 5: "B5"}),
        ("C. Education\n", {}),
    ],
)
def test_a_row_out_of_its_columns_is_named(tmp_path, line, faulty):
    found = read(tmp_path, "Plan of the CRC\n" + HEADER + GOOD + line).row_faults
    assert set(found) == set(faulty)
    assert [place for row, place in faulty.items() if place not in found[row]] == []


def test_a_table_with_remarks_behind_the_last_column_of_a_grid_has_no_faults(tmp_path):
    rows = [
        row + ("," if row != "2,Train judges,MOJ,Planned" else ",see minutes") for row in (HEADER + GOOD).splitlines()
    ]
    assert read(tmp_path, "\n".join(rows)).row_faults == {}


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_any_separator_is_found_and_the_others_stand_in_cells(tmp_path, separator):
    others = " ".join(one for one in ";,|" if one != separator)
    rows = [
        ["No.", "Recommendation", "States"],
        ["1", f"Adopt {others} laws", f"Chile{others[0]}Peru"],
        ["2", "Ratify", ""],
    ]
    text = "\r\n".join(map(separator.join, rows))
    assert read(tmp_path, text).rows == [*rows[:2], ["2", "Ratify", None]]
    assert read(tmp_path, f"sep={separator}\r\n{text}").rows[1:] == [*rows[:2], ["2", "Ratify", None]]


def test_values_between_bars_in_a_table_with_commas_stay_together(tmp_path):
    text = "Ref,States,Agencies,Themes\n1,Chile|Peru|Oman,MOJ|MIA,A|B|C\n2,Cuba|Fiji,MOH|MOJ,C|D\n"
    assert read(tmp_path, text).rows[1] == ["1", "Chile|Peru|Oman", "MOJ|MIA", "A|B|C"]


def test_letters_that_a_program_lost_refuse_their_rows(quick_desk):
    path = quick_desk.folder / "lost.csv"
    path.write_text(
        "No.,Recommendation,Remarks\n138.1,U?aqlara qar?? zorak?l?q hallar? bar?d? vahid baza yarad?ls?n,\n"
        "138.2,Build a school in every village,Is it done? See https://x.az/?id=3\n",
        encoding="utf-8",
    )
    result = quick_desk.take(path, review="UPR-4", yes=True)
    assert outcomes(result) == {"refused": 1, "new": 1}
    assert "lost letters when the file was saved; save the table as 'CSV UTF-8'" in problems(result)["B2"]


def test_letters_that_were_lost_before_a_workbook_was_made_refuse_their_rows(quick_desk):
    rows = [["No.", "Recommendation"], ["138.1", "U?aqlara qar?? zorak?l?q hallar? üzr? baza yarad?ls?n"]]
    result = quick_desk.take(quick_desk.sheet([*rows, ["138.2", "Build a school in every village"]]), review="UPR-4")
    assert outcomes(result) == {"refused": 1, "new": 1}
    assert "type them anew" in problems(result)["B2"]


@pytest.mark.parametrize(
    ("header", "line", "cell"),
    [
        ("No.;Recommendation;Measures;Lead", "140.2;Strengthen the courts; and of lawyers;Training", "C2"),
        ("№;Рекомендация;Государство;Позиция", "140.2;Обеспечить независимость судей; и нотариата;Куба", "C2"),
        ("No.,Tövsiyə,Ölkə,Mövqe", "140.1,Tədbirlər görsün, qanun qəbul etsin,Çili,Dəstəklənib", "C2"),
        ("Lead,No.,Recommendation", "MOJ,140.1,Take measures, including laws", "D2"),
    ],
)
def test_a_text_that_goes_on_in_the_next_cell_refuses_its_row(tmp_path, header, line, cell):
    faults = read(tmp_path, f"{header}\n{line}\n{line}\n").row_faults
    assert [f"cut before {cell.replace('2', str(row + 1))} (" in fault for row, fault in faults.items()] == [True, True]


def test_a_blank_before_every_cell_is_a_habit(tmp_path):
    assert (
        read(tmp_path, "No., Recommendation, lead\n140.1, Ratify the Protocol, ministry of justice\n").row_faults == {}
    )


def test_a_short_line_with_its_own_number_goes_on_with_no_other(tmp_path):
    assert read(tmp_path, HEADER + GOOD + "3,Protect women,MOJ\n4,Train judges\n").row_faults == {}


@pytest.mark.parametrize("end", [b"\x00\x00\x1a", b"\r\n\x00\x00\x1a"])
def test_zeros_at_the_end_are_no_letters_of_two_bytes(tmp_path, end):
    assert len(read(tmp_path, b"No.;Recommendation;Status\r\n140.1;Ratify;Planned\r\n" + end).rows[0]) == 3


def test_lines_between_quotation_marks_are_taken_apart_by_any_separator(tmp_path):
    assert read(tmp_path, '"No.;Recommendation;Status"\n"140.1;Ratify;Planned"\n').rows[1] == [
        "140.1",
        "Ratify",
        "Planned",
    ]
