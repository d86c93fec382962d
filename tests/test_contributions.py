"""The Ombudsperson and civil society speak beside the State's answers: kept whole, shown apart, never counted."""

from datetime import date

import pytest
from docx import Document
from openpyxl import load_workbook

UNIT, OTHER, LAST = "UPR-4/138.2", "CAT-5/13(b)", "CAT-5/21"
SHEET = [
    ["Document", "No.", "Recommendation", "Lead agency", "Status", "Status date", "Measures"],
    [
        "CAT/C/AZE/CO/5",
        "13 (b)",
        "Let every detainee see a lawyer",
        "MOJ",
        "In progress",
        date(2025, 5, 6),
        "Draft law",
    ],
    ["CAT/C/AZE/CO/5", "21", "Investigate every allegation of torture", "PGO", "", "", ""],
]
UPR = [["No.", "Recommendation", "Lead agency"], ["138.2", "Open the prisons to independent visitors", "MOJ"]]
NPM = "Lawyers were called late in three of nine stations."
WATCH = "In four cases our lawyers were turned away."
BY_OMBUDSPERSON = ["--from", "ombudsperson", "--author", "Annual report 2025", "--date", "2026-02-10"]
BY_WATCH = ["--from", "civil_society", "--author", "Prison Watch", "--date", "10.11.2025"]


def lay(desk):
    desk.take(desk.sheet(SHEET), yes=True)
    desk.take(desk.sheet(UPR, "upr.xlsx"), review="UPR-4", yes=True)
    return desk


@pytest.fixture
def laid(desk):
    return lay(desk)


@pytest.fixture
def quick(quick_desk):
    return lay(quick_desk)


def contribute(desk, code=OTHER):
    desk.ok("contribution", "add", code, NPM, *BY_OMBUDSPERSON)
    desk.ok("contribution", "add", code, WATCH, *BY_WATCH)


def listed(desk, *words):
    return desk.run("contribution", "list", "--format", "json", *words).json


def test_contributions_are_kept_in_their_own_words(laid):
    told = laid.did("contribution", "add", "cat-5/13(b)", NPM, *BY_OMBUDSPERSON)
    assert told == f"{OTHER}: kept beside the State's answers (ombudsperson, 2026-02-10)\n"
    laid.ok("contribution", "add", OTHER, WATCH, *BY_WATCH)
    nobody = {"code": OTHER, "agency": None}
    assert listed(laid) == [
        {**nobody, "from": "civil_society", "author": "Prison Watch", "date": "2025-11-10", "text": WATCH},
        {**nobody, "from": "ombudsperson", "author": "Annual report 2025", "date": "2026-02-10", "text": NPM},
    ]


def test_they_are_listed_by_mechanism_and_number_and_by_filter(quick):
    contribute(quick, LAST)
    contribute(quick, OTHER)
    contribute(quick, UNIT)
    assert [row["code"] for row in listed(quick, "--from", "civil_society")] == [UNIT, OTHER, LAST]
    assert [row["code"] for row in listed(quick, "--agency", "PGO")] == [LAST, LAST]
    assert "No contribution yet." in quick.ok("contribution", "list", "--mechanism", "CRC")
    assert "there is no mechanism 'CATS'" in quick.run("contribution", "list", "--mechanism", "CATS").err


def test_a_contribution_replaces_none_and_changes_no_answer_of_the_state(laid):
    laid.ok("status", OTHER, "not_implemented", "--voice", "ombudsperson", "--note", "Nothing seen")
    before = laid.everything()
    contribute(laid)
    laid.ok("contribution", "add", OTHER, "Since January they are called in time.", *BY_WATCH)
    after = laid.everything()
    assert len(listed(laid)) == 3
    touched = {name for name in before if before[name] != after[name]}
    assert touched == {"contribution", "batch"}


@pytest.mark.parametrize("ending", ["json", "csv"])
def test_they_are_never_counted_in_progress_figures(laid, ending):
    def figures(name):
        laid.ok("report", "progress", "--since", "2025-01-01", "-o", laid.folder / f"{name}.{ending}")
        return (laid.folder / f"{name}.{ending}").read_text(encoding="utf-8")

    before = figures("before")
    for code in (UNIT, OTHER, LAST):
        contribute(laid, code)
    assert figures("after") == before
    assert [row["status"] for row in laid.listing()] == [None, "in_progress", None]


def test_they_are_no_evidence_and_no_measure(quick):
    contribute(quick)
    assert quick.run("status", OTHER, "implemented").code == 1
    assert quick.run("status", LAST, "planned", "--due", "2027-01-01").code == 1


def test_show_has_them_apart_under_their_own_heading(quick):
    contribute(quick)
    state, heading, independent = quick.ok("show", OTHER).partition(
        "Contributed independently, beside the State's answers:\n"
    )
    assert heading
    assert "Draft law" in state
    assert (NPM in state, WATCH in state) == (False, False)
    assert independent == (
        f"Civil society, Prison Watch (2025-11-10):\n  {WATCH}\n"
        f"Ombudsperson, Annual report 2025 (2026-02-10):\n  {NPM}\n"
    )
    assert "Contributed independently" not in quick.ok("show", LAST)


def test_history_tells_of_them_and_undo_takes_them_back(laid):
    before = laid.everything()["contribution"]
    contribute(laid)
    events = laid.run("history", OTHER, "--format", "json").json
    assert [event["new"] for event in events if event["what"] == "contribution"] == [
        f"OMBUDS: {NPM}",
        f"Prison Watch: {WATCH}",
    ]
    for batch in laid.run("batches", "--last", "2", "--format", "json").json:
        laid.ok("undo", str(batch["batch"]))
    assert laid.everything()["contribution"] == before


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        ("  ", BY_WATCH, "a contribution needs its text"),
        (WATCH, ["--from", "civil_society", "--date", "2025-11-10"], "Add --author NAME"),
        (WATCH, ["--from", "ombudsperson", "--date", "2026-03-03"], "2026-03-03 is in the future"),
        (f" {WATCH.upper()} ", BY_WATCH, f"this is kept for {OTHER} already"),
    ],
)
def test_what_cannot_be_kept_is_told_and_nothing_is_written(quick, text, words, said):
    contribute(quick)
    before = quick.everything()
    told = quick.run("contribution", "add", OTHER, text, *words)
    assert (told.code, said in told.err) == (1, True), told.err
    assert quick.everything() == before


def test_an_agency_does_not_speak_as_one_of_them(quick):
    told = quick.run("contribution", "add", OTHER, "All is done", "--from", "agency", "--date", "2026-01-10")
    assert told.code == 2


def exported(desk, ending, *words):
    target = desk.folder / f"parallel.{ending}"
    desk.ok("export", "contributions", "-o", target, *words)
    return target


def table_of(workbook):
    (page,) = load_workbook(workbook).worksheets
    return [list(row) for row in page.iter_rows(min_row=4, values_only=True)]


def test_the_table_for_a_parallel_report_has_each_voice_for_itself(laid):
    contribute(laid)
    contribute(laid, UNIT)
    laid.ok("status", OTHER, "not_implemented", "--voice", "ombudsperson", "--date", "2026-01-20", "--note", "Too late")
    headings, first, second = table_of(exported(laid, "xlsx"))
    assert headings == [
        *("Code", "Recommendation", "The group's status", "As at"),
        *("Measures, as the State says", "Ombudsperson", "Civil society"),
    ]
    ombudsperson, watch = f"2026-02-10, Annual report 2025: {NPM}", f"2025-11-10, Prison Watch: {WATCH}"
    assert first[0] == UNIT
    assert first[2:] == ["No status", None, None, ombudsperson, watch]
    assert second[1] == "Let every detainee see a lawyer\n(CAT/C/AZE/CO/5, para. 13(b))"
    assert (second[2], second[4]) == ("In progress", "Draft law")
    assert second[5:] == [f"2026-01-20: Not implemented. Too late\n\n{ombudsperson}", watch]
    assert second[3].date() == date(2025, 5, 6)


def test_a_view_without_further_words_is_in_the_table(quick):
    quick.ok("status", LAST, "not_implemented", "--voice", "ombudsperson", "--date", "2026-01-20")
    _, row = table_of(exported(quick, "xlsx"))
    assert (row[0], row[5], row[6]) == (LAST, "2026-01-20: Not implemented", None)


def test_the_word_document_says_the_same_in_azerbaijani(quick):
    contribute(quick)
    document = Document(str(exported(quick, "docx", "--language", "az")))
    (table,) = document.tables
    headings, row = ([cell.text for cell in row.cells] for row in table.rows)
    assert headings == [
        *("Kod", "Tövsiyə", "Qrupun qiymətləndirməsi", "Hansı tarixə"),
        *("Tədbirlər (dövlətin məlumatı)", "Ombudsman", "Vətəndaş cəmiyyəti"),
    ]
    assert row[2:5] == ["İcra olunur", "2025-05-06", "Draft law"]
    assert document.paragraphs[0].text == "BMT tövsiyələri üzrə müstəqil rəylər"


def test_words_like_formulas_leave_as_text(quick):
    quick.ok("contribution", "add", OTHER, "=HYPERLINK(1)", "--from", "ombudsperson", "--date", "2026-02-10")
    _, row = table_of(exported(quick, "xlsx"))
    assert row[5] == "2026-02-10: =HYPERLINK(1)"


def test_without_anything_to_tell_no_file_is_written(quick):
    told = quick.run("export", "contributions", "-o", quick.folder / "parallel.docx")
    assert (told.code, "tracker contribution add" in told.err) == (1, True)
    assert not (quick.folder / "parallel.docx").exists()


def test_the_ending_says_the_form(quick):
    told = quick.run("export", "contributions", "-o", quick.folder / "parallel.pdf")
    assert (told.code, ".xlsx (Excel) or .docx (Word)" in told.err) == (2, True)
