"""Sheets as people send them: every folder in ``tests/sheets`` is a case (see its README)."""

import json
import re
import shutil
import unicodedata
from pathlib import Path

import pytest

SHEETS = Path(__file__).parent / "sheets"
CASES = sorted(path.parent.name for path in SHEETS.glob("*/case.json"))


@pytest.mark.parametrize("name", CASES)
def test_sheet(quick_desk, name):
    check_case(quick_desk, SHEETS / name)


def check_case(quick_desk, folder):
    case = json.loads((folder / "case.json").read_text(encoding="utf-8"))
    expect = case["expect"]
    files = [copied(quick_desk.folder, folder / file) for file in case["files"]]

    told = quick_desk.run("import", *files, *case["args"], "--format", "json")
    assert told.code == expect.get("exit", 0), told.out + told.err
    found = [sheet for file in told.json["files"] for sheet in file["sheets"]]
    for sheet in found:
        assert sum(sheet["outcomes"].values()) == sheet["rows"]
    for number, wanted in enumerate(expect.get("sheets", [])):
        named = [sheet for sheet in found if sheet["name"] == wanted["name"]] if "name" in wanted else [found[number]]
        check_sheet(named[0], wanted)
    check_problems(found, expect.get("problems", []))
    check_questions(found, expect)
    check_message((told.out + told.err).casefold(), expect)
    check_list(quick_desk.listing(), expect.get("list", []), expect.get("list_optional", []))

    again = quick_desk.run("import", *files, *case["args"], "--format", "json").json
    for sheet in (sheet for file in again["files"] for sheet in file["sheets"]):
        assert (sheet["outcomes"]["new"], sheet["outcomes"]["changed"], sheet["changes"]) == (0, 0, [])


def copied(folder: Path, file: Path) -> Path:
    """The file on the desk; a case may name one that is not there."""
    return Path(shutil.copy(file, folder)) if file.exists() else folder / file.name


def check_sheet(sheet, wanted):
    if "is_recommendations" in wanted:
        assert (sheet["kind"] == "recommendations") == wanted["is_recommendations"]
    assert {name: sheet["columns"].get(name) for name in wanted.get("columns", {})} == wanted.get("columns", {})
    for key in ("header_rows", "rows"):
        assert sheet[key] == wanted.get(key, sheet[key]), sheet["problems"]
    if "outcomes" in wanted:
        assert {key: count for key, count in sheet["outcomes"].items() if count} == {
            key: count for key, count in wanted["outcomes"].items() if count
        }, sheet["problems"]


def check_problems(sheets, wanted):
    for problem in wanted:
        there = {
            (int(re.sub(r"\D", "", one["cell"])), one["outcome"])
            for sheet in sheets
            if problem.get("sheet") in (None, sheet["name"])
            for one in sheet["problems"]
        }
        assert (int(re.sub(r"\D", "", problem["cell"])), problem["outcome"]) in there


def check_questions(sheets, expect):
    asked = [question["text"] for sheet in sheets for question in sheet["questions"]]
    assert len(asked) == expect.get("questions", len(asked)), asked
    assert len(asked) <= expect.get("max_questions", len(asked)), asked


def check_message(told, expect):
    assert [word for word in expect.get("message_has", []) if word.casefold() not in told] == []
    any_of = expect.get("message_any", [])
    assert not any_of or any(word.casefold() in told for word in any_of)


def check_list(rows, wanted, optional):
    left = list(rows)
    for expected in wanted:
        row = the_row(left, expected)
        left.remove(row)
        for key, value in expected.items():
            assert (key, alike(key, row[key])) == (key, alike(key, value)), row["code"]
    allowed = {plain(row.get("text")) for row in optional}
    assert [row["code"] for row in left if plain(row["text"]) not in allowed] == []


def the_row(rows, expected):
    """The row that a case means: by reference, review, mechanism, and then by its text."""
    for key in ("reference", "review", "mechanism"):
        if expected.get(key) is not None:
            rows = [row for row in rows if row[key] == expected[key]] or ([] if key == "reference" else rows)
    text = plain(expected.get("text"))
    same = [row for row in rows if text and plain(row["text"]) == text]
    near = [row for row in rows if text and plain(row["text"]).startswith(text[:40])]
    found = same or near or rows
    assert found, f"not in the list: {expected}"
    return found[0]


def alike(key, value):
    if key == "text":
        return plain(value)
    return sorted(map(plain, value or [])) if key in ("states", "contributing", "themes") else value


def plain(text):
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", text or "").casefold()).strip()
