"""A committee and a paragraph in a number column ("CAT 21") name what `tracker show` finds by them."""

import pytest
from desk import outcomes, problems, questions

DOCTOR = "Let every detained person see a doctor without delay"
CHILDREN = "Ban corporal punishment of children in all settings"
COLONY = "Close the colony in the north of the country"
UPDATE = ["No.", "Status", "Lead agency"]


def keep(desk, review, *rows):
    desk.take(desk.sheet([["Para.", "Recommendation"], *rows], f"{review}.xlsx"), review=review, yes=True)


@pytest.fixture
def filled(desk):
    keep(desk, "CAT-5", ["21", DOCTOR], ["13(b)", COLONY])
    keep(desk, "CRC-5-6", ["21", CHILDREN])
    return desk


def statuses(desk):
    return {row["code"]: row["status"] for row in desk.listing()}


def test_a_sheet_of_short_references_updates_each_committees_recommendation(filled):
    rows = [UPDATE, ["CAT 21", "In progress", "MOJ"], ["CRC 21", "Planned", "MLSPP"], ["CAT 13(b)", "Planned", "MOJ"]]
    result = filled.take(filled.sheet(rows))
    assert (outcomes(result), questions(result)) == ({"changed": 3}, [])
    assert statuses(filled) == {"CAT-5/21": "in_progress", "CAT-5/13(b)": "planned", "CRC-5-6/21": "planned"}


@pytest.mark.parametrize("written", ["CAT 21", "cat 21", "CAT para. 21", "CAT, para 21", "CAT-5 21"])
def test_as_people_write_it(filled, written):
    result = filled.take(filled.sheet([UPDATE, [written, "In progress", "MOJ"], ["CRC 21", "Planned", "MLSPP"]]))
    assert outcomes(result) == {"changed": 2}
    assert statuses(filled)["CAT-5/21"] == "in_progress"


def test_the_text_beside_it_has_to_agree(filled):
    head = ["No.", "Recommendation", "Status"]
    rows = [head, ["CAT 21", DOCTOR, "Planned"], ["CRC 21", "Raise the age of marriage to eighteen years", "Planned"]]
    result = filled.take(filled.sheet(rows), yes=True)
    assert outcomes(result) == {"changed": 1, "conflict": 1}
    assert "CRC-5-6/21 has another text in the register" in problems(result)["B3"]


def test_nothing_is_left_as_not_understood(filled):
    head = ["No.", "Recommendation", "Status"]
    filled.take(filled.sheet([head, ["CAT 21", DOCTOR, "Planned"], ["CRC 21", CHILDREN, "Planned"]]), yes=True)
    assert "Left open" not in filled.ok("show", "CAT-5/21")


def test_a_number_that_the_register_does_not_have_is_refused_with_its_cell(filled):
    rows = [UPDATE, ["CAT 21", "Planned", "MOJ"], ["CAT 99", "Planned", "MOJ"], ["CMW 99", "Planned", "MOJ"]]
    result = filled.take(filled.sheet(rows), yes=True)
    assert outcomes(result) == {"changed": 1, "refused": 2}
    assert set(problems(result)) == {"A3", "A4"}
    assert "the register has no recommendation 99" in problems(result)["A3"]
    assert {row["review"] for row in filled.listing()} == {"CAT-5", "CRC-5-6"}


def test_what_two_reviews_have_is_refused_with_both(filled):
    keep(filled, "CRC-3-4", ["21", "Give all children free school meals"])
    rows = [UPDATE, ["CRC 21", "Planned", "MLSPP"], ["CAT 21", "Planned", "MOJ"]]
    result = filled.take(filled.sheet(rows), answers={"review:follow-up.xlsx/Sheet1/crc": "-"})
    assert outcomes(result) == {"refused": 1, "changed": 1}
    assert problems(result)["A2"] == "the number may be one of CRC-3-4/21, CRC-5-6/21; write the code of one of them"


def test_of_two_reviews_of_a_committee_the_one_that_has_the_number_counts(desk):
    keep(desk, "CRC-3-4", ["40", CHILDREN])
    result = desk.take(desk.sheet([UPDATE, ["CRC 40", "Planned", "MLSPP"], ["CRC 41", "Planned", "MOJ"]]), yes=True)
    assert statuses(desk) == {"CRC-3-4/40": "planned"}
    assert outcomes(result) == {"changed": 1, "refused": 1}


def test_a_number_that_may_be_a_cycle_is_left_alone(filled):
    """CAT 5 is the review CAT-5, not its paragraph 5."""
    head = ["No.", "Recommendation", "Status"]
    rows = [head, ["CAT 5", DOCTOR, "Planned"], ["CRC 21", CHILDREN, "Planned"]]
    filled.take(filled.sheet(rows), yes=True)
    assert set(statuses(filled)) == {"CAT-5/21", "CAT-5/13(b)", "CRC-5-6/21"}


def test_importing_twice_changes_nothing(filled):
    rows = [UPDATE, ["CAT 21", "In progress", "MOJ"], ["CRC 21", "Planned", "MLSPP"]]
    filled.take(filled.sheet(rows))
    before = filled.everything()
    assert outcomes(filled.take(filled.sheet(rows))) == {"same": 2}
    assert filled.everything() == before
