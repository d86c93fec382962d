"""Every listing comes as a table for people and as JSON and CSV for programs, and the three agree."""

import csv
import io

import pytest

HEADER = ["Mechanism", "Document", "No.", "Recommendation", "States", "Position", "Lead agency", "Contributing agencies",
          "Status", "Due", "Themes"]  # fmt: skip
ROWS = [
    ["UPR", "A/HRC/39/14", "140.1", "Adopt the law;\nthen \"publish\" it, in full", "Chile; Türkiye", "Supported", "MOJ",
     "MFA; MIA", "In progress", "2025-12-31", "Torture\nDetention"],
    ["CAT", "CAT/C/AZE/CO/5", "13(b)", "İşgəncə iddialarını araşdırmaq", "", "", "Min. of Sport", "", "Implemented", "", ""],
    ["Special procedures", "A/HRC/36/1", "5", "Adopt a strategy for housing", "", "", "", "", "", "", ""],
]  # fmt: skip
LISTINGS = [
    (["list"], "code"),
    (["list", "--mechanism", "UPR"], "code"),
    (["history", "UPR-3/140.1"], "new"),
    (["check"], "code"),
    (["check", "--kind", "not substantiated"], "what"),
    (["agencies"], "key"),
    (["agencies", "alias", "MOJ"], "text"),
    (["reviews"], "code"),
    (["batches"], "what"),
    (["batches", "--last", "1"], "batch"),
    (["layouts"], "name"),
    (["layouts", "follow-up.xlsx / Sheet1"], "what"),
]


@pytest.fixture
def filled(quick_desk):
    sheet = quick_desk.sheet([[None, None], HEADER, *ROWS])
    quick_desk.ok("import", sheet, "--yes", "--column", "Due", "due")
    quick_desk.ok("assign", "UPR-3/140.1", "--lead", "MSE")
    return quick_desk


def flat(value):
    """A value of JSON as a cell of CSV has it."""
    match value:
        case None:
            return ""
        case dict():
            return " ".join(part for part in value.values() if part)
        case list():
            return "; ".join(value)
    return str(value)


def read(text):
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("words", [words for words, _ in LISTINGS], ids=" ".join)
def test_csv_has_the_rows_and_fields_of_json(filled, words):
    rows = filled.run(*words, "--format", "json").json
    assert rows
    assert read(filled.ok(*words, "--format", "csv")) == [
        {name: flat(value) for name, value in row.items()} for row in rows
    ]


@pytest.mark.parametrize(
    ("words", "field"), LISTINGS, ids=lambda value: " ".join(value) if isinstance(value, list) else ""
)
def test_the_table_shows_every_row_with_the_labels_of_statuses(filled, words, field):
    shown = filled.ok(*words)
    for row in filled.run(*words, "--format", "json").json:
        assert str(row[field]).replace("in_progress", "In progress") in shown


@pytest.mark.parametrize(
    "words", [["list", "--text", "nothing"], ["layouts"], ["check", "--kind", "duplicate"]], ids=" ".join
)
def test_nothing_found_is_said_in_every_form(quick_desk, words):
    assert len(quick_desk.ok(*words).splitlines()) == 1
    assert quick_desk.run(*words, "--format", "json").json == []
    assert read(quick_desk.ok(*words, "--format", "csv")) == []


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_a_text_that_a_spreadsheet_would_run_leaves_as_text(quick_desk, sign):
    quick_desk.ok("agencies", "alias", "MOJ", "--", f"{sign}HYPERLINK()")
    *_, added = read(quick_desk.ok("agencies", "alias", "MOJ", "--format", "csv"))
    assert added["text"] == f"'{sign}HYPERLINK()"
    assert quick_desk.run("agencies", "alias", "MOJ", "--format", "json").json[-1]["text"] == f"{sign}HYPERLINK()"


def test_json_keeps_letters_as_they_are(filled):
    assert "İşgəncə iddialarını araşdırmaq" in filled.ok("list", "--format", "json")


def test_show_has_the_same_in_json_and_csv(filled):
    told = filled.run("show", "UPR-3/140.1", "--format", "json").json
    (row,) = read(filled.ok("show", "UPR-3/140.1", "--format", "csv"))
    assert list(row) == list(told)
    plain = [name for name, value in told.items() if not isinstance(value, (dict, list))]
    plain += ["states", "contributing", "themes"]
    assert {name: row[name] for name in plain} == {name: flat(told[name]) for name in plain}


def test_show_writes_no_program_s_brackets_into_csv(filled):
    assert "{" not in filled.ok("show", "UPR-3/140.1", "--format", "csv")
