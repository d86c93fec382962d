"""Conditions of a filter are saved under a name and used again by every command that has a filter."""

import json

import pytest

HEADER = ["No.", "Recommendation", "Lead agency", "Status", "Deadline"]
ROWS = [
    ["138.1", "Open shelters", "MOJ", "In progress", "31.12.2025"],
    ["138.2", "Train judges", "MIA", "Implemented", "30.06.2026"],
    ["138.3", "Register births", "MOJ", "", "31.12.2027"],
]
ONE, TWO, THREE = "UPR-4/138.1", "UPR-4/138.2", "UPR-4/138.3"


@pytest.fixture
def filled(desk):
    desk.ok("import", desk.sheet([HEADER, *ROWS]), "--review", "UPR-4", "--yes")
    return desk


def codes(desk, *options):
    return [row["code"] for row in desk.listing(*options)]


def views(desk):
    return {row["name"]: row["what"] for row in desk.run("views", "--format", "json").json}


def refused(desk, *words):
    before = desk.everything()
    told = desk.run(*words)
    assert told.code != 0, told.out
    assert desk.everything() == before
    return told.err


def test_a_saved_view_is_used_in_any_case_and_told_in_words(filled):
    told = filled.did("list", "--agency", "Ministry of Justice", "--due-before", "2026-01-01", "--save", "MOJ overdue")
    assert 'To use it: --view "MOJ overdue"' in told
    assert codes(filled, "--view", "moj OVERDUE") == [ONE]
    assert views(filled) == {"MOJ overdue": "agency MOJ, due before 2026-01-01"}
    assert "agency MOJ, due before 2026-01-01  Leyla" in filled.ok("views")


def test_conditions_beside_a_view_are_added_or_replace_its_own(filled):
    filled.did("list", "--agency", "MOJ", "--status", "unknown", "--status", "in_progress", "--save", "Justice")
    assert codes(filled, "--view", "Justice") == [ONE, THREE]
    assert codes(filled, "--view", "Justice", "--due-after", "2026-12-31") == [THREE]
    assert codes(filled, "--view", "Justice", "--status", "in_progress") == [ONE]
    assert codes(filled, "--view", "Justice", "--agency", "MIA", "--status", "implemented") == [TWO]
    filled.did("list", "--view", "Justice", "--overdue", "--save", "Justice late")
    assert views(filled)["Justice late"] == "agency MOJ, status No status, In progress, overdue only"


def test_every_command_with_a_filter_takes_a_view(filled):
    filled.did("list", "--agency", "MOJ", "--open", "--silent", "2026-01-01", "--save", "Justice")
    filled.did("priority", "--view", "Justice", "--set", "high", "--reason", "The report is due")
    filled.did("status", "not_started", "--filter", "view=Justice", "--filter", "due-after=2026-12-31")
    filled.did("assign", "--filter", "view=justice", "--filter", "overdue", "--contributing", "MIA")
    rows = {row["code"]: row for row in filled.listing()}
    assert [row["priority"] for row in rows.values()] == ["high", None, "high"]
    assert [row["status"] for row in rows.values()] == ["in_progress", "implemented", "not_started"]
    assert [row["contributing"] for row in rows.values()] == [["MIA"], [], []]
    target = filled.folder / "p.json"
    filled.ok("report", "progress", "--view", "Justice", "-o", target)
    scope = "agency MOJ, open only, lead agency silent since 2026-01-01"
    assert json.loads(target.read_text(encoding="utf-8"))["scope"] == scope
    assert "Tracking sheet with 2" in filled.ok("export", "sheet", "--view", "Justice", "-o", filled.folder / "t.xlsx")
    filled.did("request", "open", "--title", "S", "--due", "2026-05-01", "--view", "Justice", "-o", filled.folder / "r")
    assert [row["asked"] for row in filled.run("request", "show", "1", "--format", "json").json["standings"]] == [2]


def test_a_view_is_saved_when_the_command_is_done(filled):
    target = filled.folder / "sheet.xlsx"
    assert "Saved as a view" in filled.did("export", "sheet", "--agency", "MOJ", "-o", target, "--save", "Justice")
    assert "there is no agency 'Ministry of Magic'" in refused(
        filled, "list", "--agency", "Ministry of Magic", "--save", "Magic"
    )
    assert "Give the date with --to" in refused(filled, "due", "--agency", "MIA", "--save", "Interior")
    assert "there is nothing to save" in refused(filled, "list", "--save", "All")
    assert "'!' is not a name" in refused(filled, "list", "--open", "--save", "!")
    assert list(views(filled)) == ["Justice"]


def test_a_list_for_programs_stays_one_while_a_view_is_saved(filled):
    told = filled.run("list", "--agency", "MOJ", "--format", "json", "--save", "Justice")
    assert [row["code"] for row in told.json] == [ONE, THREE]
    assert "To undo it: tracker undo" in told.err


def test_a_view_of_that_name_is_changed_only_by_force(filled):
    filled.did("list", "--agency", "MOJ", "--save", "Mine")
    assert "there is a saved view 'Mine' already" in refused(filled, "list", "--agency", "MIA", "--save", "MINE")
    filled.did("list", "--agency", "MIA", "--save", "MINE", "--force")
    assert views(filled) == {"Mine": "agency MIA"}
    assert "has these conditions already" in filled.ok("list", "--agency", "MIA", "--save", "mine", "--force")


def test_an_unknown_view_says_which_there_are(filled):
    assert "None is saved yet" in refused(filled, "list", "--view", "Mine")
    filled.did("list", "--open", "--save", "Open ones")
    filled.did("list", "--overdue", "--save", "Late ones")
    assert "there is no saved view 'Mine'. There is: 'Late ones', 'Open ones'." in refused(
        filled, "list", "--view", "Mine"
    )
    assert "There is: 'Late ones', 'Open ones'." in refused(filled, "views", "remove", "Mine")
    filled.did("views", "remove", "late ONES")
    assert list(views(filled)) == ["Open ones"]


def test_a_view_follows_a_renamed_agency_and_tells_of_one_that_is_gone(filled):
    added = filled.ok("agencies", "add", "MOT", "Ministry of Tourism")
    filled.did("list", "--agency", "Ministry of Tourism", "--open", "--save", "Tourism")
    filled.did("agencies", "rename", "MOT", "--name", "Ministry of Travel")
    assert codes(filled, "--view", "Tourism") == []
    filled.ok("undo", filled.run("batches", "--format", "json").json[0]["batch"])
    filled.ok("undo", added.strip().rpartition(" ")[2])
    told = refused(filled, "list", "--view", "Tourism")
    assert "the saved view 'Tourism' cannot be used: there is no agency 'MOT'." in told
    assert "cannot be used: there is no agency 'MOT'." in filled.ok("views")
    assert codes(filled, "--view", "Tourism", "--agency", "MOJ") == [ONE, THREE]


def test_a_view_is_of_no_day(filled, monkeypatch):
    monkeypatch.setenv("TRACKER_TODAY", "2026-04-01")
    filled.did("status", ONE, "implemented", "--evidence", "Law No. 12, 2026-03-20")
    filled.did("list", "--agency", "MOJ", "--open", "--as-of", "2026-03-15", "--save", "Justice")
    assert codes(filled, "--view", "Justice") == [THREE]
    assert codes(filled, "--view", "Justice", "--as-of", "2026-03-15") == [ONE, THREE]
