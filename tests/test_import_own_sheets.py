"""Sheets as people make them: titles, two header rows, merged cells, sections, colours, comments, hidden rows, totals."""

import subprocess
import sys
from pathlib import Path

import pytest
from desk import outcomes, problems, questions
from openpyxl import load_workbook

EXAMPLES = Path(__file__).parent.parent / "examples"

TORTURE = "Prohibition of torture & ill-treatment (including cruel, inhuman or degrading treatment)"
WOMEN, SCHOOL, UNIONS = "Violence against women", "Right to education", "Freedom of association"
NAMES = "Rights related to name, identity & nationality"

UPR = [
    # number, States, position, lead, contributing, status, due, theme
    ("138.1", ["Chile", "Czechia"], "supported", "MOJ", ["OMBUDS"], "in_progress", "2025-12-31", TORTURE),
    ("138.2", ["Denmark"], "supported", "MIA", ["PGO", "MOJ"], "partially_implemented", "2025-Q4", TORTURE),
    ("138.3", ["Norway"], "noted", "MOJ", ["MOH"], "not_started", None, TORTURE),
    ("138.10", ["Switzerland", "Portugal", "Uruguay"], "supported", "JLC", ["PGO"], "implemented", "2024", TORTURE),
    ("138.21", ["Italy", "Spain"], "noted", "SCFWCA", ["MM"], "not_started", None, WOMEN),
    ("138.22", ["Canada", "Ireland", "New Zealand"], "supported", "SCFWCA", ["MLSPP", "MOF"], "in_progress", "2026-12-31",
     WOMEN),
    ("138.23", ["Austria"], "supported", "SCFWCA", ["SSC", "MIA"], "partially_implemented", "2025-03-31", WOMEN),
    ("138.24", ["Iceland", "Malta"], "supported", "SCFWCA", [], "implemented", None, WOMEN),
    ("138.35", ["Bulgaria", "Maldives"], "supported", "MSE", ["MLSPP", "MOH"], "in_progress", "2027-09-01", SCHOOL),
    ("138.36", ["Türkiye"], "supported", "MSE", ["OMBUDS"], "implemented", None, SCHOOL),
    ("138.37", ["Kazakhstan"], "supported", "MSE", [], "not_started", "2025-01-01", SCHOOL),
    ("138.48", ["Germany", "Netherlands (Kingdom of the)"], "noted", "MOJ", [], "not_started", None, UNIONS),
    ("138.49", ["Lithuania"], "partially_supported", "MOJ", ["NGOC"], "in_progress", "2025-04-30", UNIONS),
    ("138.55", ["Sierra Leone"], "supported", "MOJ", ["SMS", "MOH"], "implemented", "2024", NAMES),
    ("138.56", ["Ecuador", "Philippines"], "supported", "SMS", ["MIA"], "in_progress", "2026-05", NAMES),
]  # fmt: skip

BODIES = [
    ("CAT-5/13(b)", "MIA", ["MOH"], "in_progress", "2025-06"),
    ("CAT-5/17(a)", "PGO", ["MIA", "MOJ"], "in_progress", "2025-06"),
    ("CAT-5/21", "MOJ", ["MOF"], "partially_implemented", "2025-06-30"),
    ("CCPR-4/37", "MIA", ["MOJ"], None, None),
    ("CEDAW-6/19(a)", "SCFWCA", ["MM"], "planned", "2026-06-30"),
    ("CEDAW-6/23(c)", "MLSPP", ["SCFWCA"], "implemented", "2024-12-31"),
    ("CERD-10-12/15(b)", "MFA", ["PGO", "SSC"], "not_started", "2025-05-31"),
    ("CESCR-4/29(b)", "MLSPP", ["MOEC", "ATUC"], "implemented", None),
    ("CMW-3/31", "SMS", ["MLSPP", "MFA"], "implemented", None),
    ("CRC-5-6/21", "SCFWCA", ["MSE", "MOJ"], "in_progress", "2025-02-28"),
    ("CRC-5-6/34", "MSE", ["SCFWCA", "MLSPP"], "partially_implemented", None),
    ("CRPD-2-3/12", "MLSPP", ["MOJ", "MOH"], "not_started", "2026-12-31"),
]

AZERBAIJANI = [
    ("22(a)", "SCFWCA", ["MIA", "SSC"], "in_progress", "2025-12-31"),
    ("22(b)", "SCFWCA", ["MDDT"], "implemented", None),
    ("23", "MSE", ["MOF"], "partially_implemented", "2025-Q4"),
    ("29(c)", "SCFWCA", ["MLSPP", "MSE"], "not_implemented", "2024-12-31"),
    ("29(d)", "MLSPP", ["SCFWCA"], "in_progress", "2026-03-31"),
    ("30", "JLC", ["MOJ"], "not_started", None),
]

FIELDS = ("states", "position", "lead", "contributing", "status", "due", "themes")


@pytest.fixture
def english(desk):
    """The English sample, imported; the one thing it does not say is who 'Trade Unions Confederation' is."""
    path = EXAMPLES / "followup-2025.xlsx"
    desk.result = desk.take(path, answers={"agency:trade unions confederation": "ATUC"})
    return desk


@pytest.fixture
def azerbaijani(desk):
    desk.result = desk.take(EXAMPLES / "icra-veziyyeti-2025.xlsx")
    return desk


def test_the_english_sheet_asks_only_what_it_does_not_say(desk):
    asked = questions(desk.take(EXAMPLES / "followup-2025.xlsx"))
    assert asked == ["Is 'Trade Unions Confederation' the Azerbaijan Trade Unions Confederation?"]


def test_every_row_of_the_english_workbook_is_accounted_for(english):
    sheets = english.result.plans[0].sheets
    assert [(sheet.sheet.name, sheet.kind.value, len(sheet.rows)) for sheet in sheets] == [
        ("Read me", "cover", 0),
        ("UPR 4th cycle", "recommendations", 16),
        ("Treaty bodies", "recommendations", 12),
        ("Key", "legend", 0),
    ]
    assert outcomes(english.result) == {"new": 27, "left_out": 1}
    assert problems(english.result) == {"A26": "a total row ('Total')"}
    assert sheets[1].notes == ["hidden rows were read: 9"]
    assert [block.header_rows for block in sheets[1].blocks] == [[3, 4]]


def test_the_english_columns_are_known(english):
    upr, bodies = (sheet.blocks[0].shown_columns() for sheet in english.result.plans[0].sheets[1:3])
    assert upr == {
        "reference": "A", "text": "B", "states": "C", "position": "D", "lead": "E", "contributing": "F",
        "status": "G", "measures": "H", "evidence": "I", "due": "J",
    }  # fmt: skip
    assert bodies == {
        "document": "A", "reference": "B", "text": "C", "lead": "D", "contributing": "E", "status": "F",
        "measures": "G", "evidence": "H", "due": "I",
    }  # fmt: skip


def test_every_field_of_the_english_sheet_is_right(english):
    rows = english.listing("--review", "UPR-4")
    found = [(row["reference"], *(row[name] for name in FIELDS)) for row in rows]
    assert found == [(*expected[:-1], [expected[-1]]) for expected in UPR]


def test_every_field_of_the_treaty_bodies_is_right(english):
    rows = [row for row in english.listing() if row["mechanism"] != "UPR"]
    found = sorted((row["code"], row["lead"], row["contributing"], row["status"], row["due"]) for row in rows)
    assert found == BODIES


def test_section_rows_and_merged_leads_belong_to_the_rows_they_cover(english):
    shown = english.run("show", "UPR-4/138.23", "--format", "json").json
    assert shown["themes"] == [WOMEN]
    assert shown["lead"] == "SCFWCA"
    assert shown["sources"][0]["cells"]["lead"] == "E12"


def test_a_status_said_only_by_colour_is_read_with_the_key(english):
    shown = english.run("show", "UPR-4/138.35", "--format", "json").json
    assert (shown["voices"]["secretariat"]["status"], shown["voices"]["secretariat"]["word"]) == (
        "in_progress",
        "colour FFFF00",
    )


def test_the_sheets_title_dates_its_statuses(english):
    view = english.run("show", "UPR-4/138.10", "--format", "json").json["voices"]["secretariat"]
    assert (view["dated_on"], view["substantiated"]) == ("2025-05-31", True)


def test_a_status_without_the_evidence_that_the_rules_ask_for_is_taken_and_marked(english):
    sheet = english.sheet(
        [["No.", "Recommendation", "Status"], ["138.90", "Publish the budget for human rights", "Implemented"]]
    )
    english.take(sheet, review="UPR-4")
    view = english.run("show", "UPR-4/138.90", "--format", "json").json["voices"]["secretariat"]
    assert (view["status"], view["substantiated"]) == ("implemented", False)


def test_comments_are_kept_with_author_and_cell(english):
    comments = english.run("show", "UPR-4/138.2", "--format", "json").json["comments"]
    assert comments == [{"cell": "H8", "author": "R. Aliyeva", "text": "Ask for the number of offices without cameras"}]


def test_evidence_has_its_date(english):
    evidence = english.run("show", "UPR-4/138.10", "--format", "json").json["evidence"]
    assert [(proof["text"], proof["date"]) for proof in evidence] == [
        ("Training report, 20 December 2024", "2024-12-20")
    ]


def test_every_field_of_the_azerbaijani_sheet_is_right(azerbaijani):
    assert questions(azerbaijani.result) == []
    assert outcomes(azerbaijani.result) == {"new": 6, "left_out": 1}
    assert problems(azerbaijani.result) == {"A14": "a total row ('Yekun')"}
    rows = azerbaijani.listing("--review", "CRC-5-6")
    assert [tuple(row[name] for name in ("reference", "lead", "contributing", "status", "due")) for row in rows] == (
        AZERBAIJANI
    )
    assert rows[0]["themes"] == ["Uşaqların zorakılıqdan müdafiəsi"]


def test_the_azerbaijani_columns_hidden_rows_and_comments_are_known(azerbaijani):
    sheet = azerbaijani.result.plans[0].sheets[0]
    assert sheet.blocks[0].shown_columns() == {
        "reference": "A", "text": "B", "lead": "C", "contributing": "D", "status": "E", "measures": "F",
        "evidence": "G", "due": "H",
    }  # fmt: skip
    assert sheet.notes == ["hidden rows were read: 13"]
    shown = azerbaijani.run("show", "CRC-5-6/23", "--format", "json").json
    assert shown["comments"][0]["author"] == "G. Məmmədova"
    assert shown["voices"]["secretariat"]["dated_on"] == "2025-06-30"


def test_the_next_sheet_of_the_group_changes_what_moved(desk):
    desk.take(EXAMPLES / "followup-2024.xlsx", yes=True)
    assert outcomes(desk.take(EXAMPLES / "followup-2025.xlsx", yes=True)) == {
        "new": 12,
        "changed": 14,
        "same": 1,
        "left_out": 1,
    }
    moved = desk.run("report", "progress", "--since", "2025-01-01", "-o", desk.folder / "p.json")
    assert moved.code == 0


def test_the_samples_are_what_their_script_makes(tmp_path):
    made = tmp_path / "make_samples.py"
    made.write_text((EXAMPLES / "make_samples.py").read_text(encoding="utf-8"), encoding="utf-8")
    subprocess.run([sys.executable, str(made)], check=True, capture_output=True)
    for path in sorted(EXAMPLES.glob("*.xlsx")):
        assert cells_of(tmp_path / path.name) == cells_of(path)


def cells_of(path: Path):
    book = load_workbook(path)
    return {
        (page.title, cell.coordinate): (cell.value, cell.fill.fgColor.rgb)
        for page in book
        for row in page
        for cell in row
    }


def test_a_code_that_the_register_does_not_have_yet_gives_the_number(desk):
    rows = [
        ["Code", "Recommendation", "Status"],
        ["UPR-4/138.1", "Let visitors into every place of detention", "Planned"],
    ]
    desk.take(desk.sheet(rows), yes=True)
    assert [(row["code"], row["reference"]) for row in desk.listing()] == [("UPR-4/138.1", "138.1")]


def test_numbers_under_the_heading_of_codes_are_numbers(desk):
    rows = [["Code", "Recommendation", "Status"], ["138.10", "Let visitors into every prison (Chile)", "Planned"]]
    desk.take(desk.sheet(rows), yes=True, review="UPR-4")
    assert [(row["code"], row["states"]) for row in desk.listing()] == [("UPR-4/138.10", ["Chile"])]


@pytest.mark.parametrize("heading", ["Country", "Страна", "Ölkə", "País"])
def test_the_countries_of_one_upr_list_are_those_that_recommend(desk, heading):
    rows = [
        ["Rec.", "Recommendation", heading],
        ["138.50", "Guard against trafficking in persons at the borders", "Lithuania"],
        ["138.51", "Make treatment of HIV available in all regions", "Czechia, Peru"],
    ]
    desk.take(desk.sheet(rows), review="UPR-4", yes=True)
    assert [row["states"] for row in desk.listing()] == [["Lithuania"], ["Czechia", "Peru"]]


def test_a_list_about_another_country_stays_out(desk):
    rows = [
        ["Rec.", "Recommendation", "Country"],
        ["50.1", "Guard against trafficking in persons at the borders", "Lithuania"],
        ["50.2", "Make treatment of HIV available in all regions", "Lithuania"],
    ]
    assert outcomes(desk.take(desk.sheet(rows), review="UPR-4", yes=True)) == {"left_out": 2}


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("Status (ministry)", "Status (secretariat)"),
        ("Status of the agency", "Status"),
        ("Qurumun statusu", "Katibliyin statusu"),
    ],
)
def test_of_two_statuses_the_secretariat_s_is_the_group_s_own(desk, theirs, ours):
    rows = [
        ["Para", "Recommendation", "Lead", theirs, ours],
        ["13", "Look into every complaint of torture at once", "PGO", "Implemented", "In progress"],
        ["15", "Let lawyers meet their clients in private", "MOJ", "Implemented", "Not started"],
    ]
    told = desk.take(desk.sheet(rows), review="CAT-5", yes=True)
    assert [row["status"] for row in desk.listing()] == ["in_progress", "not_started"]
    assert any(theirs in note for note in told.plans[0].sheets[0].notes)


LEGAL, SAFE = "Give free legal aid in every district", "Fund shelters for women in every district"


def agencies_of(desk, header, *rows):
    desk.take(desk.sheet([header, *rows]), review="UPR-4", yes=True)
    return [(row["lead"], row["contributing"]) for row in desk.listing()]


def test_seven_columns_of_agencies_with_ticks(desk):
    header = ["Rec. no.", "Recommendation", "MFA", "MIA", "MOJ", "MOH", "MSE", "MLSPP", "SMS"]
    first = ["138.1", LEGAL, None, "X", None, None, None, None, None]
    second = ["138.2", SAFE, None, None, "X", "X", None, None, None]
    assert agencies_of(desk, header, first, second) == [("MIA", []), (None, ["MOJ", "MOH"])]


def test_columns_of_agencies_that_say_who_leads(desk):
    header = ["Rec. no.", "Recommendation", "MFA", "MIA", "MOJ"]
    first, second = ["138.1", LEGAL, "Support", None, "Lead"], ["138.2", SAFE, None, "Lead", "Support"]
    assert agencies_of(desk, header, first, second) == [("MOJ", ["MFA"]), ("MIA", ["MOJ"])]


@pytest.mark.parametrize("headings", [("Supported", "Noted"), ("Accepted", "Noted")])
def test_columns_of_positions_with_ticks(desk, headings):
    header = ["Rec.", "Recommendation", "Recommending State", *headings, "Responsible"]
    rows = [["138.1", LEGAL, "Italy", "X", None, "MIA"], ["138.2", SAFE, "Denmark", None, "X", "MIA"]]
    desk.take(desk.sheet([header, *rows]), review="UPR-4", yes=True)
    assert [row["position"] for row in desk.listing()] == ["supported", "noted"]
    assert [row["lead"] for row in desk.listing()] == ["MIA", "MIA"]
