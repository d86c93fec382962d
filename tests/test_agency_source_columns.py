"""What an agency writes in the columns of the source changes nothing, and the plan says so; another text is a conflict."""

import pytest
from desk import outcomes, problems
from returned import exported, opened

HEADER = ["No.", "Recommendation", "Recommending States", "Position", "Theme", "Status", "Measures"]
VISITS = "Let independent visitors into all places of detention"
VIDEO = "Record every questioning of a detained person on video"
FIRST = "UPR-4/138.1"
TITLE = ["Reply of the Ministry of Justice"]
KEPT = ["138.1", VISITS, "Chile", "Supported", "Torture", "In progress", ""]


@pytest.fixture
def kept(desk):
    desk.take(
        desk.sheet([HEADER, KEPT, ["138.2", VIDEO, "Spain", "Noted", "", "Planned", ""]]), review="UPR-4", yes=True
    )
    return desk


def reply(desk, *rows, name="reply.xlsx"):
    return desk.take(desk.sheet([TITLE, HEADER, *rows], name), review="UPR-4", yes=True)


def notes(result):
    return result.plans[0].sheets[0].notes


def test_a_reply_that_repeats_the_source_says_nothing_of_it(kept):
    result = reply(kept, [*KEPT[:5], "Implemented", "The law was adopted"])
    assert not any("left as" in note for note in notes(result))


def test_each_value_of_the_source_that_differs_is_a_note_and_they_are_counted(kept):
    result = reply(kept, ["138.1", VISITS, "Chile; Peru", "Noted", "Housing", "Implemented", "The law was adopted"])
    assert outcomes(result) == {"changed": 1}
    assert notes(result)[0] == "3 values were left as they were, because an agency does not change them"
    assert "D3 UPR-4/138.1: State's position was left as it was (supported); MOJ writes noted" in notes(result)
    told = {note.split(" was left")[0] for note in notes(result)[1:]}
    assert told == {f"C3 {FIRST}: recommending States", f"D3 {FIRST}: State's position", f"E3 {FIRST}: theme"}
    one = kept.one(FIRST)
    assert (one["states"], one["position"], one["themes"]) == (["Chile"], "supported", ["Torture"])
    assert "The law was adopted" in kept.ok("show", FIRST)


def test_other_states_are_a_note_as_well(kept):
    result = reply(kept, ["138.1", VISITS, "Peru", "Supported", "Torture", "Implemented", ""])
    (count, note) = (note for note in notes(result) if "left as" in note)
    assert count.startswith("1 value was left as it was")
    assert note == f"C3 {FIRST}: left as it was; the States (Peru) differ from those of {FIRST} (Chile)"
    assert kept.one(FIRST)["states"] == ["Chile"]


def test_another_un_text_is_a_conflict_and_nothing_of_the_row_is_taken(kept):
    result = reply(
        kept, ["138.1", "Build a new prison in the capital", "Chile", "Supported", "", "Implemented", "Done"]
    )
    assert outcomes(result) == {"conflict": 1}
    assert "has another text in the register" in problems(result)["B3"]
    assert "Agency claims" not in kept.ok("show", FIRST)


def test_the_command_line_shows_the_notes(kept):
    sheet = kept.sheet([TITLE, HEADER, ["138.1", VISITS, "Chile", "Noted", "", "Implemented", ""]], "reply.xlsx")
    told = kept.ok("import", sheet, "--review", "UPR-4", "--yes", "--dry-run")
    assert "Note: 1 value was left as it was, because an agency does not change them" in told
    assert "Note: D3 UPR-4/138.1: State's position was left as it was (supported); MOJ writes noted" in told


def test_of_many_only_the_first_are_told(desk):
    rows = [[f"138.{number}", f"{VISITS}, in the region number {number}", "Supported"] for number in range(1, 31)]
    head = ["No.", "Recommendation", "Position"]
    desk.take(desk.sheet([head, *rows]), review="UPR-4", yes=True)
    answer = [[number, text, "Noted"] for number, text, _ in rows]
    result = desk.take(desk.sheet([TITLE, head, *answer], "reply.xlsx"), review="UPR-4", yes=True)
    assert notes(result)[0].startswith("30 values were left as they were")
    assert notes(result)[-1] == "... and 10 more like these"


def test_in_the_tracking_sheet_only_what_the_agency_edited_is_told(kept):
    sheet = exported(kept)
    opened(sheet).fill(FIRST, Position="Noted").save(sheet)
    told = kept.run("import", sheet, "--from", "MOJ").out
    assert "1 value was left as it was" in told
    assert kept.one(FIRST)["position"] == "supported"


def test_an_edited_un_text_in_the_tracking_sheet_waits_as_a_conflict(kept):
    sheet = exported(kept)
    opened(sheet).fill(FIRST, Recommendation="Let independent visitors into some places of detention").save(sheet)
    kept.run("import", sheet, "--from", "MOJ")
    (row,) = kept.run("conflicts", "--format", "json").json
    assert (row["field"], row["agency"], row["code"]) == ("text", "MOJ", FIRST)
