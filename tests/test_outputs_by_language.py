"""Outputs in Azerbaijani: nothing stays English in them, and the sheets that people fill in come back as English ones do."""

import csv
import json
import re

import pytest
from desk import outcomes, problems
from openpyxl import load_workbook
from returned import HEADINGS, exported, opened
from rounds import FIRST, SECOND, THIRD, open_round, with_recommendations, words_of

from tracker.language.catalogue import HERE, read_catalogue
from tracker.language.texts import Texts

HEADER = [
    *(
        "Mechanism",
        "Document",
        "No.",
        "Opening words",
        "Recommendation",
        "Recommending States",
        "Position",
        "Lead agency",
    ),
    *(
        "Contributing agencies",
        "Status",
        "Date",
        "Due",
        "Measures",
        "Evidence",
        "Remarks",
        "Themes",
        "Affected persons",
    ),
    "SDGs",
]
FULL = [
    *("UPR", "A/HRC/39/14", "140.2", "", "Ensure inclusive education for all children", "Chile; Türkiye", "Supported"),
    *(
        "MSE",
        "MOH; MLSPP",
        "In progress",
        "2025-11-03",
        "2026-12-31",
        "A concept was adopted",
        "Law No. 12, 12.02.2025",
    ),
    *("Ask in May", "Right to education", "Children", "4"),
]
NOTED = [
    *("UPR", "A/HRC/39/14", "140.10", "", "Lift the limits on peaceful assembly", "France", "Noted", "MIA"),
    *("", "", "", "2026-Q3", "", "", "", "", "", ""),
]
UNIT = [
    *("CAT", "CAT/C/AZE/CO/5", "13(b)", "The State party should:", "Investigate every allegation of torture", "", ""),
    *("PGO", "MIA", "Implemented", "2025-06-01", "", "", "Order No. 4, 01.06.2025", "", "Torture", "", "16.3"),
]
OUTSIDE = ["Special procedures", "A/HRC/36/1", "5", "", "Adopt a strategy for housing", *[""] * 13]


@pytest.fixture
def filled(desk):
    desk.take(desk.sheet([HEADER, FULL, NOTED, UNIT, OUTSIDE]), yes=True)
    return desk


def english():
    """The texts of the catalogue that are others in Azerbaijani."""
    return {
        text
        for message in read_catalogue(HERE / "az.po", "az")
        for text in (message.id if isinstance(message.id, tuple) else (message.id,))
        if text and message.string != text
    }


def cells(path):
    return [str(cell.value) for page in load_workbook(path) for row in page.iter_rows() for cell in row if cell.value]


# Sheets that come back


def test_an_azerbaijani_sheet_that_comes_back_as_it_was_says_nothing_new(filled):
    sheet = exported(filled, language="az")
    before = filled.everything()
    assert outcomes(filled.take(sheet)) == {"same": 4}
    assert filled.everything() == before


def test_its_headings_lists_and_values_are_azerbaijani(filled):
    book = load_workbook(exported(filled, language="az"))
    page = book["Reyestr"]
    row = {heading.value: cell.value for heading, cell in zip(page[4], page[5], strict=True)}
    assert page["A1"].value == "Tövsiyələrin reyestri, Azərbaycan Respublikası, 2 mart 2026-cı il tarixinə"
    assert row["İcra vəziyyəti"] == "İcra olunur"
    assert row["Mövqe"] == "Dəstəklənib"
    assert row["Əsas icraçı"] == "Elm və Təhsil Nazirliyi"
    assert row["Birgə icraçılar"] == "Səhiyyə Nazirliyi; Əmək və Əhalinin Sosial Müdafiəsi Nazirliyi"
    assert "Qismən dəstəklənib" in [cell.value for cell in book["Siyahılar"]["C"]]
    sources = {check.formula1 for check in page.data_validations.dataValidation}
    assert all(source.startswith("'Siyahılar'!") for source in sources)
    assert book["Səlahiyyətə aid olmayanlar"]["A5"].value == "SP-1/5"


@pytest.mark.parametrize("stamped", [True, False])
def test_every_column_of_an_azerbaijani_sheet_is_understood_with_and_without_its_keys(filled, stamped):
    sheet = opened(exported(filled, language="az"))
    assert set(sheet.headings) >= set(HEADINGS) - {"Translation"}
    if not stamped:
        for code in sheet.rows:
            sheet.cell(code, "Tracker key").value = None
    path = sheet.save(filled.folder / "back.xlsx")
    told = filled.run("import", path, "--dry-run", "--yes")
    assert "ignored" not in told.out
    before = filled.everything()
    assert outcomes(filled.take(path)) == {"same": 4}
    after = filled.everything()
    assert {name for name in before if before[name] != after[name]} <= {"batch", "imported_sheet", "layout"}


def test_only_the_edited_cells_of_an_azerbaijani_sheet_count(filled):
    sheet = exported(filled, language="az")
    filled.ok("assign", "UPR-3/140.2", "--lead", "PGO", "--as", "Rauf")
    edits = {"Status": "Qismən icra olunub", "Due": "31 mart 2027-ci il", "Note": "İyunda soruşmalı"}
    opened(sheet).fill("UPR-3/140.2", **edits).fill("UPR-3/140.10", Lead_agency="Səhiyyə Nazirliyi").save(sheet)
    assert outcomes(filled.take(sheet)) == {"changed": 2, "same": 2}
    first = filled.one("UPR-3/140.2")
    assert (first["lead"], first["status"], first["due"]) == ("PGO", "partially_implemented", "2027-03-31")
    assert filled.one("UPR-3/140.10")["lead"] == "MOH"


def test_a_due_date_that_both_changed_waits(filled):
    sheet = exported(filled, language="az")
    filled.ok("due", "UPR-3/140.2", "--to", "2027-01-31")
    opened(sheet).fill("UPR-3/140.2", Due="30.06.2027").save(sheet)
    assert outcomes(filled.take(sheet)) == {"conflict": 1, "same": 3}
    assert [row["came"] for row in filled.run("conflicts", "--format", "json").json] == ["2027-06-30"]


# Rows that were not imported

LAW = ["140.1", "Adopt a law on domestic violence", "MOJ", "Planned", "2026-05-31"]
SCHOOL = ["140.2", "Ensure inclusive education for all children", "MSE", "Planned", "2026-Q3"]
OTHER = ["140.2", "Close every boarding school in the country", "MSE", "Planned", ""]
UNREAD = ["?!", "", "MSE", "Planned", ""]


def test_rows_that_were_not_imported_come_back_in_azerbaijani_and_are_corrected_there(desk):
    header = ["No.", "Recommendation", "Lead agency", "Status", "Due"]
    sheet = desk.sheet([["Recommendations of UPR-3"], header, LAW, SCHOOL, OTHER, UNREAD])
    desk.run("import", sheet, "--review", "UPR-3", "--language", "az")
    path = desk.folder / "follow-up - düzəldilməli.xlsx"
    book = load_workbook(path)
    title, headings, *rows = ([cell.value for cell in row] for row in book.active)
    assert title[0].startswith("Düzəldilməli sətirlər, fayl: follow-up.xlsx")
    assert headings == ["Xəta", "Fayldakı sətir", *header]
    assert rows[0][0] == (
        "B4: 140.2 nömrəsi fərqli mətnlərlə iki dəfə yazılıb (həmçinin: 5 nömrəli sətir); nömrəni və ya mətni düzəldin"
    )
    assert [row[1] for row in rows] == [4, 5, *([6] if len(rows) > 2 else [])]
    book.active["C4"] = "140.3"
    for row in range(book.active.max_row, 4, -1):
        book.active.delete_rows(row)
    book.save(path)
    assert outcomes(desk.take(path, review="UPR-3")) == {"new": 2}
    assert [row["code"] for row in desk.listing()] == ["UPR-3/140.1", "UPR-3/140.2", "UPR-3/140.3"]


def test_a_reply_that_was_corrected_in_azerbaijani_is_the_same_agency_s(desk):
    from reply import reply_of

    with_recommendations(desk)
    open_round(desk)
    reply = reply_of(desk, "MOJ").fill(THIRD, measures="A concept is drafted", status="Bizim işimiz deyil")
    desk.run("import", reply.save(desk.folder, "answer.xlsx"), "--yes", "--language", "az")
    (path,) = desk.folder.glob("* - düzəldilməli.xlsx")
    heading = [cell.value for cell in load_workbook(path).active[2]]
    assert heading[:2] == ["Xəta", "Fayldakı sətir"]
    result = desk.take(path)
    assert not any("own; it is kept" in note for plan in result.plans for sheet in plan.sheets for note in sheet.notes)
    assert set(outcomes(result)) <= {"conflict", "same"}, problems(result)


# Documents

WATCH = ("--author", "Prison Watch", "--date", "2026-01-10")


@pytest.fixture
def reported(quick_desk):
    with_recommendations(quick_desk)
    quick_desk.ok("status", THIRD, "in_progress", "--note", "By telephone", "--date", "2026-02-20")
    quick_desk.ok("contribution", "add", FIRST, "Visits fail.", "--from", "civil_society", *WATCH)
    return quick_desk


@pytest.mark.parametrize(
    "words",
    [
        ("report", "progress", "--since", "2026-01-01"),
        ("report", "progress", "--review", "UPR-1"),
        ("export", "sheet"),
        ("handover", "MOJ"),
        ("export", "contributions"),
    ],
)
def test_no_text_of_the_catalogue_stays_english_in_a_workbook(reported, words):
    path = reported.folder / "az.xlsx"
    reported.ok(*words, "-o", path, "--language", "az")
    told = cells(path)
    assert set(told) & english() == set()
    assert [text for text in told if re.search(r"\{\w+\}", text)] == []
    assert not any(name in english() for name in load_workbook(path).sheetnames)


@pytest.mark.parametrize(
    "words",
    [("report", "progress", "--since", "2026-01-01"), ("handover", "MOJ"), ("export", "contributions")],
)
def test_no_text_of_the_catalogue_stays_english_in_a_document(reported, words):
    path = reported.folder / "az.docx"
    reported.ok(*words, "-o", path, "--language", "az")
    lines = [part.strip() for line in words_of(path).splitlines() for part in line.split(" | ")]
    assert set(lines) & english() == set()
    assert "{" not in words_of(path)


def test_a_report_says_its_days_numbers_and_names_in_azerbaijani(reported):
    path = reported.folder / "az.docx"
    reported.ok("report", "progress", "--since", "2026-01-01", "--agency", "MOJ", "-o", path, "--language", "az")
    told = words_of(path)
    for part in (
        "BMT tövsiyələrinin icra vəziyyəti",
        "Azərbaycan Respublikası, 2 mart 2026-cı il tarixinə; 1 yanvar 2026-cı il tarixindən etibarən dəyişikliklər; "
        "qurum: MOJ",
        "Məlumat verməyənlər (2)",
        "Daxili İşlər Nazirliyi: 1 açıq tövsiyədən 1, hələ məlumat yoxdur",
        "1 yanvar 2026-cı il tarixindən etibarən ilk dəfə göstərilmiş və sonra dəyişməmiş vəziyyətlər "
        "(dəyişiklik sayılmır): 3.",
        "Qurum | Açıq tövsiyələr | Məlumat verilməyib | Son məlumat",
    ):
        assert part in told


def test_the_json_of_a_report_has_the_same_names_in_both_languages(reported):
    content = {}
    for language in ("en", "az"):
        path = reported.folder / f"{language}.json"
        reported.ok("report", "progress", "--since", "2026-01-01", "-o", path, "--language", language)
        content[language] = json.loads(path.read_text(encoding="utf-8"))
    ours, theirs = content["en"], content["az"]
    assert list(ours) == list(theirs)
    assert ours["figures"] == theirs["figures"]
    codes = [[row["status_code"] for row in found["recommendations"]] for found in (ours, theirs)]
    assert codes[0] == codes[1]
    assert theirs["by_status"] == {"İcra olunur": 2, "Planlaşdırılır": 1}
    assert [list(row) for row in ours["has_not_reported"]] == [list(row) for row in theirs["has_not_reported"]]


# Lists, and what needs attention


def test_a_list_in_azerbaijani_has_words_for_codes(reported):
    told = reported.ok("list", "--language", "az")
    heading, first, *_ = told.splitlines()
    assert heading.split() == ["Kod", "Tövsiyə", "Mövqe", "Əsas", "icraçı", "İcra", "vəziyyəti", "Son", "tarix"]
    assert "İcra olunur" in first
    assert first.rstrip().endswith("31.12.2026")
    assert told.rstrip().endswith("3 tövsiyə.")
    assert "In progress" in reported.ok("list")
    assert reported.ok("list", "--review", "UPR-1", "--language", "az").startswith("Qrupun səlahiyyətinə aid heç bir")


def test_lists_for_programs_are_the_same_in_every_language(reported):
    for words in (("list", "--format", "json"), ("list", "--format", "csv")):
        assert reported.ok(*words, "--language", "az") == reported.ok(*words)


def test_what_needs_attention_is_told_in_azerbaijani(reported):
    claim = ("--voice", "agency", "--agency", "MIA", "--date", "2026-01-15", "--note", "By letter")
    reported.ok("status", SECOND, "in_progress", *claim)
    told = reported.ok("check", "--language", "az")
    assert "Bir-birinə zidd qiymətləndirmələr: 1" in told
    assert f"{SECOND:<20} MIA: 'İcra olunur' (15.01.2026), qrup: 'Planlaşdırılır'" in told
    assert f"{SECOND:<20} MIA says 'In progress' (2026-01-15), the group 'Planned'" in reported.ok("check")
    names = [list(row) for row in reported.run("check", "--format", "json", "--language", "az").json]
    assert all(name == ["kind", "code", "what", "count"] for name in names)


def test_an_office_sets_its_language_once(reported, monkeypatch):
    monkeypatch.setenv("TRACKER_LANGUAGE", "az")
    assert reported.ok("list").splitlines()[0].startswith("Kod")
    assert reported.ok("list", "--language", "en").splitlines()[0].startswith("Code")
    path = reported.folder / "sheet.xlsx"
    reported.ok("export", "sheet", "-o", path)
    assert load_workbook(path).sheetnames == ["Reyestr", "Siyahılar"]
    letters = open_round(reported)
    assert any("Ədliyyə Nazirliyi" in folder.name for folder in letters.iterdir())


def test_a_language_that_there_is_not_is_one_message(reported, monkeypatch):
    monkeypatch.setenv("TRACKER_LANGUAGE", "fr")
    told = reported.run("list")
    assert told.code == 2
    assert "'fr' is not one of 'en', 'az'" in told.err


# Files for Excel


@pytest.mark.parametrize("language", ["en", "az"])
def test_a_csv_file_begins_with_the_mark_by_which_excel_reads_its_letters(reported, language):
    for words in (("list",), ("report", "progress")):
        path = reported.folder / f"{words[0]}.csv"
        reported.ok(*words, "-o", path, "--force", "--language", language)
        data = path.read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        assert not data[3:].startswith(b"\xef\xbb\xbf")
    assert not reported.ok("list", "--format", "csv", "--language", language).startswith("\ufeff")


def test_a_list_as_a_file_has_what_the_list_has(reported):
    path = reported.folder / "list.csv"
    assert reported.ok("list", "-o", path, "--agency", "MOJ") == f"3 recommendations: {path}\n"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["code"] for row in rows] == [FIRST, SECOND, THIRD]
    assert [row["status"] for row in rows] == ["in_progress", "planned", "in_progress"]
    path = reported.folder / "list.json"
    reported.ok("list", "-o", path)
    assert json.loads(path.read_text(encoding="utf-8")) == reported.listing()


def test_an_azerbaijani_list_as_a_file_has_azerbaijani_headings_and_words(reported):
    path = reported.folder / "list.csv"
    reported.ok("list", "-o", path, "--language", "az")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert set(rows[0]) & english() == set()
    assert [row["İcra vəziyyəti"] for row in rows] == ["İcra olunur", "Planlaşdırılır", "İcra olunur"]


def test_an_azerbaijani_report_as_csv_has_azerbaijani_headings_and_words(reported):
    path = reported.folder / "report.csv"
    reported.ok("report", "progress", "-o", path, "--language", "az")
    with path.open(encoding="utf-8-sig", newline="") as file:
        heading, first, *_ = csv.reader(file, delimiter=";")
    row = dict(zip(heading, first, strict=True))
    assert set(heading) & english() == set()
    assert (row["Əsas icraçı"], row["Gecikən"], row["İcra vəziyyəti"]) == ("Ədliyyə Nazirliyi", "xeyr", "İcra olunur")


def test_a_list_is_not_written_over_a_file_or_in_a_form_that_is_not_known(reported):
    path = reported.folder / "list.csv"
    path.write_text("mine")
    assert "already. Choose another" in reported.run("list", "-o", path).err
    assert "must end in .csv, .docx or .json" in reported.run("list", "-o", reported.folder / "list.pdf").err
    assert path.read_text() == "mine"


def test_words_of_the_group_s_own_are_in_reports_too(reported):
    folder = reported.folder.parent / "templates"
    folder.mkdir()
    (folder / "az.po").write_text('msgid "Overdue"\nmsgstr "Müddəti keçmiş"\n', encoding="utf-8")
    path = reported.folder / "az.docx"
    reported.ok("report", "progress", "-o", path, "--language", "az")
    assert "Müddəti keçmiş (0)" in words_of(path)
    assert Texts("az")("Overdue") == "Gecikən"
