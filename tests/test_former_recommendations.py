"""A sheet that comes again never makes a recommendation new that was removed, renumbered or merged meanwhile."""

import re

import pytest
from desk import outcomes, problems, questions
from register import FIRST, REGISTER, SECOND, THIRD, taken

from tracker.door import now

REMOVE = ("recommendation", "remove", THIRD, "--reason", "not ours")
RENUMBER = ("recommendation", "correct", FIRST, "--number", "138.100", "--reason", "misprint")
MERGE = ("recommendation", "merge", THIRD, SECOND, "--reason", "same thing")


@pytest.fixture
def kept(desk):
    taken(desk)
    return desk


def codes(desk):
    return [row["code"] for row in desk.listing()]


def today():
    return now().astimezone().date().isoformat()


def notes(result):
    return [note for plan in result.plans for sheet in plan.sheets for note in sheet.notes]


def undo(desk, told):
    desk.ok("undo", re.findall(r"tracker undo (\d+)", told)[-1])


@pytest.mark.parametrize(("act", "was"), [(REMOVE, "removed"), (MERGE, f"merged into {SECOND}")])
def test_what_was_taken_out_stays_out_and_the_row_says_why(kept, act, was):
    kept.ok(*act)
    result = taken(kept)
    assert outcomes(result)["left_out"] == 1
    assert "new" not in outcomes(result)
    assert f"it was {was} by Leyla on {today()}: {act[-1]}" in problems(result).values()
    assert codes(kept) == [FIRST, SECOND]
    before = kept.everything()
    assert "new" not in outcomes(taken(kept))
    assert kept.everything() == before


def test_it_is_asked_once_and_a_person_may_take_it_in_again(kept):
    kept.ok(*REMOVE)
    assert questions(taken(kept, yes=False)) == [
        f"{THIRD} was removed by Leyla on {today()}: not ours. Take it in again?"
    ]
    assert THIRD not in codes(kept)
    again = taken(kept, yes=False, **{f"again:{THIRD}": "yes"})
    assert outcomes(again) == {"same": 2, "new": 1}
    assert outcomes(taken(kept)) == {"same": 3}


def test_a_renumbered_recommendation_is_found_by_its_former_number(kept):
    kept.ok(*RENUMBER)
    before = kept.everything()
    result = taken(kept, yes=False)
    assert outcomes(result) == {"same": 3}
    assert f"B3: 138.1 is UPR-4/138.100 since {today()}" in notes(result)
    assert kept.everything() == before


def test_what_a_sheet_says_under_the_former_number_is_taken(kept):
    kept.ok(*RENUMBER)
    rows = [*REGISTER[:2], [*REGISTER[2][:4], "Implemented", "2026-12-31"]]
    assert outcomes(kept.take(kept.sheet(rows, "next.xlsx"), yes=True)) == {"changed": 1}
    assert kept.one("UPR-4/138.100")["status"] == "implemented"


def test_both_numbers_in_one_sheet_are_one_recommendation(kept):
    kept.ok(*RENUMBER)
    rows = [*REGISTER, ["138.100", *REGISTER[2][1:]]]
    result = kept.take(kept.sheet(rows, "both.xlsx"), yes=True)
    assert outcomes(result) == {"same": 3, "left_out": 1}
    assert "which another row has" in " ".join(problems(result).values())


@pytest.mark.parametrize("act", [REMOVE, RENUMBER])
def test_another_text_under_the_former_number_is_new(kept, act):
    kept.ok(*act)
    row = [act[2].partition("/")[2], "Let journalists work without being registered by the State", "MOJ"]
    rows = [*REGISTER[:2], row]
    assert outcomes(kept.take(kept.sheet(rows, "other.xlsx"), yes=True)) == {"new": 1}


def test_a_removal_that_was_undone_does_not_count(kept):
    undo(kept, kept.ok(*REMOVE))
    assert outcomes(taken(kept)) == {"same": 3}


def test_an_import_that_was_undone_was_no_removal(desk):
    result = taken(desk)
    desk.ok("undo", str(result.batch))
    assert outcomes(taken(desk, yes=False)) == {"new": 3}


def test_an_added_recommendation_whose_adding_was_undone_is_new(desk):
    undo(desk, desk.ok("recommendation", "add", "UPR-4", "138.1", "Ratify the Optional Protocol"))
    assert outcomes(taken(desk, yes=False)) == {"new": 3}


def test_a_removed_one_without_a_number_is_known_by_its_text(desk):
    rows = [["Recommendation", "Lead agency"], ["Let independent visitors into all places of detention", "MOJ"]]
    sheet = desk.sheet(rows, "plain.xlsx")
    desk.take(sheet, review="UPR-4", yes=True)
    desk.ok("recommendation", "remove", "UPR-4/U1", "--reason", "not ours")
    assert outcomes(desk.take(sheet, review="UPR-4", yes=True)) == {"left_out": 1}


def test_the_command_tells_why_nothing_went_in(kept):
    kept.ok(*REMOVE)
    told = kept.run("import", kept.folder / "register.xlsx", "--yes").out
    assert f"left out: it was removed by Leyla on {today()}: not ours" in told
    assert "Assumed without asking" in told
