"""What a sheet names and the register does not have: an agency or a review is added by an answer, never by itself."""

import json
import sys
from types import SimpleNamespace

import pytest
from desk import outcomes, questions

from tracker.errors import NotFound

TEXT = "Let journalists work without being registered by the State"
HEADER = ["No.", "Recommendation", "Lead agency"]
TOURISM = "agency:ministry of tourism"


def agencies_sheet(desk, *names, name="follow-up.xlsx"):
    rows = [[f"140.{number}", f"{TEXT} in district {number}", agency] for number, agency in enumerate(names, start=1)]
    return desk.sheet([HEADER, *rows], name)


def content(desk):
    """All rows but those that tell of acts and of the files that were imported."""
    told = ("batch", "change", "imported_sheet", "origin")
    return {name: found for name, found in desk.everything().items() if name not in told}


def agency(desk, key):
    return next((row for row in desk.run("agencies", "--format", "json").json if row["key"] == key), None)


def undo_last(desk):
    desk.ok("undo", str(desk.run("batches", "--format", "json").json[0]["batch"]))


@pytest.fixture
def terminal(desk, monkeypatch):
    """A desk whose commands are typed at a terminal; ``said`` are the lines that a person types."""
    at_terminal = SimpleNamespace(isatty=lambda: True)
    monkeypatch.setattr("tracker.cli.import_.sys", SimpleNamespace(stdin=at_terminal, stderr=sys.stderr, exit=sys.exit))

    def said(sheet, *lines, options=("--review", "UPR-3")):
        return desk.run("import", sheet, *options, stdin="".join(f"{line}\n" for line in lines))

    desk.said = said
    return desk


def test_a_new_agency_is_added_by_an_answer_and_undone_with_its_import(terminal):
    before = content(terminal)
    told = terminal.said(agencies_sheet(terminal, "Ministry of Tourism", "MOJ; Ministry of Tourism"), "n", "", "1", "y")
    assert "  n  a new agency\n" in told.out
    assert "A short key for 'Ministry of Tourism' (such as MOT) [MOT]: " in told.out
    assert "  New agency: MOT Ministry of Tourism\n" in told.out
    assert [terminal.one(f"UPR-3/140.{number}")["lead"] for number in (1, 2)] == ["MOT", "MOJ"]
    assert (agency(terminal, "MOT")["name"], agency(terminal, "MOT")["membership"]) == ("Ministry of Tourism", "added")
    undo_last(terminal)
    assert content(terminal) == before


def test_a_new_agency_is_known_to_the_next_sheet(desk):
    desk.take(agencies_sheet(desk, "Ministry of Tourism"), review="UPR-3", answers={TOURISM: "new:MOT"})
    again = desk.take(agencies_sheet(desk, "", "MINISTRY OF TOURISM", name="next.xlsx"), review="UPR-3")
    assert questions(again) == []
    assert desk.one("UPR-3/140.2")["lead"] == "MOT"


def test_the_key_is_what_a_person_types(terminal):
    terminal.said(agencies_sheet(terminal, "Ministry of Tourism"), "n", "turizm 1", "MOJ", "Turizm", "y")
    assert terminal.one("UPR-3/140.1")["lead"] == "TURIZM"


def test_two_new_agencies_get_keys_of_their_own(terminal):
    sheet = agencies_sheet(terminal, "Ministry of Tourism", "Mission of Trade")
    told = terminal.said(sheet, "n", "", "n", "", "y")
    assert "A short key for 'Mission of Trade' (such as MOT) [MOT2]: " in told.out
    assert [terminal.one(f"UPR-3/140.{number}")["lead"] for number in (1, 2)] == ["MOT", "MOT2"]


def test_two_names_with_one_key_are_one_agency(desk):
    sheet = agencies_sheet(desk, "Ministry of Tourism", "Tourism people")
    answers = {TOURISM: "new:MOT", "agency:tourism people": "new:mot"}
    (plan,) = desk.take(sheet, review="UPR-3", answers=answers).plans
    assert plan.new_agencies == {"MOT": ["Ministry of Tourism", "Tourism people"]}
    assert {row["lead"] for row in desk.listing()} == {"MOT"}
    assert [row["text"] for row in desk.run("agencies", "alias", "MOT", "--format", "json").json] == [
        "Ministry of Tourism",
        "MOT",
        "Tourism people",
    ]


def test_an_azerbaijani_name_is_kept_as_such(desk):
    desk.take(agencies_sheet(desk, "Əmlak Xidməti"), review="UPR-3", answers={"agency:emlak xidmeti": "new:EX"})
    assert [agency(desk, "EX")[name] for name in ("name", "name_az", "name_ru")] == ["Əmlak Xidməti"] * 2 + [""]


@pytest.mark.parametrize("answer", ["new:", "new:M-T", "new:1ST", "new:MOJ", "MOT"])
def test_what_cannot_be_a_new_key_is_said_and_nothing_is_written(desk, answer):
    before = desk.everything()
    with pytest.raises(NotFound):
        desk.take(agencies_sheet(desk, "Ministry of Tourism"), review="UPR-3", answers={TOURISM: answer})
    assert desk.everything() == before


def test_answers_of_a_file_add_an_agency_and_a_dry_run_names_it_and_adds_nothing(desk):
    answers = desk.folder / "answers.json"
    answers.write_text(json.dumps({TOURISM: "new:MOT"}), encoding="utf-8")
    before = desk.everything()
    words = ("import", agencies_sheet(desk, "Ministry of Tourism"), "--review", "UPR-3", "--answers", answers)
    plan = desk.run(*words, "--dry-run", "--format", "json").json
    assert plan["files"][0]["new_agencies"] == {"MOT": ["Ministry of Tourism"]}
    assert desk.everything() == before
    desk.ok(*words)
    assert agency(desk, "MOT") is not None


def test_yes_adds_no_agency_and_an_open_question_says_how_to(desk):
    desk.ok("import", agencies_sheet(desk, "Ministry of Tourism"), "--review", "UPR-3", "--yes")
    assert (desk.one("UPR-3/140.1")["lead"], agency(desk, "MOT")) == (None, None)
    told = desk.run("import", agencies_sheet(desk, "Ministry of Trade", name="b.xlsx"), "--review", "UPR-3")
    assert "To add it: new:MOT." in told.out


# Reviews


def covenant_sheet(desk, title="CCPR, fifth periodic report"):
    return desk.sheet([["No.", "Recommendation"], ["22", TEXT]], "covenant.xlsx", title)


def reviews(desk):
    return {row["code"]: row for row in desk.run("reviews", "--format", "json").json}


def test_a_review_that_a_sheet_names_and_the_register_lacks_is_offered(terminal):
    before = content(terminal)
    told = terminal.said(covenant_sheet(terminal), "n", "CCPR-5", "y", options=())
    assert "  n  a new review\n" in told.out
    assert "  New review: CCPR-5\n" in told.out
    assert [row["code"] for row in terminal.listing()] == ["CCPR-5/22"]
    assert reviews(terminal)["CCPR-5"]["confidence"] == "to confirm"
    assert questions(terminal.take(covenant_sheet(terminal))) == []
    undo_last(terminal)
    assert content(terminal) == before


def test_a_mechanism_with_a_hyphen_in_its_code_gets_a_review_too(desk):
    sheet = covenant_sheet(desk, "Notes")
    (question,) = desk.take(sheet).questions
    assert outcomes(desk.take(sheet, answers={question.id: "new:CRC-OPAC-9"}))["new"] == 1
    assert "CRC-OPAC-9/22" in {row["code"] for row in desk.listing()}


@pytest.mark.parametrize("answer", ["new:CCPR-4", "new:CRC-5", "new:CRC-5-6", "new:XYZ-1", "new:CCPR-0", "new:TBC-1"])
def test_a_review_that_is_there_or_cannot_be_is_not_added(desk, answer):
    sheet = covenant_sheet(desk, "Notes")
    (question,) = desk.take(sheet).questions
    before = desk.everything()
    with pytest.raises(NotFound):
        desk.take(sheet, answers={question.id: answer})
    assert desk.everything() == before


def test_yes_adds_no_review(desk):
    desk.ok("import", covenant_sheet(desk, "Notes"), "--yes")
    assert not any(code.startswith("CCPR-5") for code in reviews(desk))
