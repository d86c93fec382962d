"""Lists of records: JSON and JSON Lines are read as sheets."""

import json

import pytest

from imports.files import read_workbook
from tracker.errors import BadFile

LAW = {"Reference": "140.1", "Text": "Adopt a law on bail", "Year": 2024}
SCHOOL = {"Reference": "140.2", "Text": "Open schools", "Themes": ["Education", "Children"]}
ROWS = [
    ["Reference", "Text", "Year", "Themes"],
    ["140.1", "Adopt a law on bail", 2024, None],
    ["140.2", "Open schools", None, "Education; Children"],
]


def read(folder, text, name="export.json"):
    """The sheets of a file of records."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_workbook(path).sheets


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (json.dumps([LAW, SCHOOL]), "export"),
        (json.dumps([LAW, SCHOOL], indent=2), "export"),
        (json.dumps({"total": 2, "data": [LAW, SCHOOL]}), "data"),
        (json.dumps({"data": {"items": [LAW, SCHOOL]}}), "items"),
        (f"{json.dumps(LAW)}\n{json.dumps(SCHOOL)}\n", "export"),
        (f"\ufeff{json.dumps(LAW)}\r\n\r\n{json.dumps(SCHOOL)}\x1a", "export"),
    ],
)
def test_records_are_rows_below_their_names(tmp_path, text, name):
    (sheet,) = read(tmp_path, text)
    assert (sheet.name, sheet.rows) == (name, ROWS)
    assert sheet.address(1, 1) == "B2"


def test_json_lines_have_endings_of_their_own(tmp_path):
    for ending in ("jsonl", "ndjson"):
        assert read(tmp_path, f"{json.dumps(LAW)}\n{json.dumps(SCHOOL)}", f"export.{ending}")[0].rows == ROWS


def test_a_record_with_a_text_is_more_than_its_text(tmp_path):
    law = {"Recommendation": {"text": "Adopt a law on bail", "paragraph": "140.1"}, "Lead": {"name": "MOJ", "id": 7}}
    (sheet,) = read(tmp_path, json.dumps([law]))
    assert sheet.rows == [
        ["Recommendation", "Recommendation paragraph", "Lead"],
        ["Adopt a law on bail", "140.1", "MOJ"],
    ]


@pytest.mark.parametrize(
    ("value", "names", "shown"),
    [
        (["Chile", "Peru"], ["x"], ["Chile; Peru"]),
        (["Chile; Peru", "Oman"], ["x"], ["Chile; Peru\nOman"]),
        ([{"id": 3, "label": "Chile"}, {"id": 4, "label": "Peru"}], ["x"], ["Chile; Peru"]),
        ({"id": 3, "name": "Chile"}, ["x"], ["Chile"]),
        ({"from": "2024", "to": {"year": "2025"}}, ["x from", "x to year"], ["2024", "2025"]),
        ([], ["x"], [None]),
        (True, ["x"], [True]),
        (2.0, ["x"], [2]),
        ("140.\u00a02", ["x"], ["140.2"]),
    ],
)
def test_what_lies_in_a_record_becomes_a_cell(tmp_path, value, names, shown):
    assert read(tmp_path, json.dumps([{"x": value}]))[0].rows == [names, shown]


BAIL = {"text": "Adopt a law on bail", "lead": "MOJ", "status": "Planned"}
BODIES = [
    {"committee": "CAT", "year": 2024, "recommendations": [{"paragraph": "10", **BAIL}, {"paragraph": "12", **BAIL}]},
    {"committee": "CRC", "year": 2023, "recommendations": [{"paragraph": "9", **BAIL}]},
]


def test_recommendations_listed_below_their_committee_are_a_row_each(tmp_path):
    (sheet,) = read(tmp_path, json.dumps(BODIES))
    assert [row[:3] for row in sheet.rows] == [
        ["committee", "year", "paragraph"],
        ["CAT", 2024, "10"],
        ["CAT", 2024, "12"],
        ["CRC", 2023, "9"],
    ]


def test_records_named_by_their_number_are_a_row_each(tmp_path):
    cat, crc = read(tmp_path, json.dumps({"CAT": {"10": BAIL, "12(a)": BAIL}, "CRC": {"9": BAIL}}))
    assert (cat.name, [row[0] for row in cat.rows]) == ("CAT", ["No.", "10", "12(a)"])
    assert (crc.name, crc.rows[1]) == ("CRC", ["9", "Adopt a law on bail", "MOJ", "Planned"])


@pytest.mark.parametrize("column", [["140.1", "140.2"], {"0": "140.1", "1": "140.2"}])
def test_a_table_kept_column_by_column_is_read_in_rows(tmp_path, column):
    lead = ["MOJ", None] if isinstance(column, list) else {"0": "MOJ", "1": None}
    (sheet,) = read(tmp_path, json.dumps({"No.": column, "Lead": lead}))
    assert sheet.rows == [["No.", "Lead"], ["140.1", "MOJ"], ["140.2", None]]


def test_measures_of_a_recommendation_stay_in_its_row(tmp_path):
    law = {"No.": "140.1", **BAIL, "measures": [{"text": "Draft", "by": "MOJ"}, {"text": "Hearing", "by": "MOJ"}]}
    (sheet,) = read(tmp_path, json.dumps([law]))
    assert sheet.rows[1:] == [["140.1", "Adopt a law on bail", "MOJ", "Planned", "Draft; Hearing"]]


def test_rows_without_names_are_rows(tmp_path):
    assert read(tmp_path, json.dumps([["No.", "Text"], ["1", "Ratify"]]))[0].rows == [["No.", "Text"], ["1", "Ratify"]]


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        (json.dumps([LAW, SCHOOL], indent=1)[:60], "line 4", "damaged"),
        ('[{"a": 1},\n{"a": }]', "line 2", "damaged"),
        ('["a", "b"]', "export.json", "no list of recommendations"),
        ("42", "export.json", "no list of recommendations"),
        ("[" * 100_000, "export.json", "damaged"),
    ],
)
def test_what_is_no_list_of_records_is_refused_with_its_place(tmp_path, text, where, what):
    with pytest.raises(BadFile, match=what) as refused:
        read(tmp_path, text)
    assert where in str(refused.value)
