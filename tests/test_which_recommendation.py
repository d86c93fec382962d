"""Which recommendation a row is about: numbers and codes as people write them, and what waits when nothing tells."""

import pytest
from desk import outcomes, problems, questions

UPR = [
    ["No.", "Recommendation", "Lead agency", "Status"],
    ["138.1", "Let independent visitors into all places of detention", "MOJ", "Planned"],
    ["138.5", "Record every questioning of a detained person on video", "MIA", "Planned"],
]
CAT = [
    ["Para.", "Recommendation", "Lead agency", "Status"],
    ["13(b)", "Investigate every allegation of torture", "PGO", "Planned"],
    ["17", "Compensate the victims of torture", "MOJ", "Planned"],
]
CODES = {"UPR-4/138.1", "UPR-4/138.5", "CAT-5/13(b)", "CAT-5/17"}


@pytest.fixture
def kept(desk):
    desk.take(desk.sheet(UPR, "upr.xlsx"), review="UPR-4", yes=True)
    desk.take(desk.sheet(CAT, "cat.xlsx"), review="CAT-5", yes=True)
    return desk


WAYS = pytest.mark.parametrize(
    ("written", "code"),
    [
        ("CAT 13(b)", "CAT-5/13(b)"),
        ("CAT-5/13b", "CAT-5/13(b)"),
        ("CAT, para. 13 (b)", "CAT-5/13(b)"),
        ("upr 4 138.5", "UPR-4/138.5"),
        ("UPR-4/138.5", "UPR-4/138.5"),
        ("UPR 138.5", "UPR-4/138.5"),
        ("138.5", "UPR-4/138.5"),
    ],
)


@WAYS
def test_the_command_line_takes_a_short_reference_too(kept, written, code):
    assert kept.ok("show", written).startswith(code)


@pytest.mark.parametrize("written", ["13 b", "CAT b. 13 (b)", "bənd 13(b)", "CAT-5 13b"])
def test_a_letter_that_is_also_short_for_paragraph_is_the_letter_of_the_item(kept, written):
    assert kept.ok("show", written).startswith("CAT-5/13(b)")


@WAYS
def test_a_short_reference_is_the_recommendation_that_the_register_has(kept, written, code):
    rows = [["Reference", "Status", "Remarks"], [written, "In progress", "Seen"], [f"{written} ", "", ""]]
    result = kept.take(kept.sheet(rows[:2], "short.xlsx"))
    assert (outcomes(result), questions(result)) == ({"changed": 1}, [])
    assert kept.one(code)["status"] == "in_progress"
    assert {row["code"] for row in kept.listing()} == CODES


def test_a_short_reference_that_the_register_does_not_have_makes_no_review_up(kept):
    rows = [["Reference", "Status", "Remarks"], ["CAT 99(b)", "In progress", "Seen"]]
    reviews = kept.run("reviews", "--format", "json").json
    result = kept.take(kept.sheet(rows, "short.xlsx"), yes=True)
    assert outcomes(result) == {"refused": 1}
    assert kept.run("reviews", "--format", "json").json == reviews


def test_a_number_that_two_reviews_have_is_asked_about(kept):
    kept.take(kept.sheet(UPR, "third.xlsx"), review="UPR-3", yes=True)
    rows = [["Reference", "Status", "Remarks"], ["138.5", "In progress", "Seen"]]
    result = kept.take(kept.sheet(rows, "short.xlsx"))
    assert questions(result)[0].startswith("Which review is sheet 'Sheet1' of short.xlsx about?")


def test_the_last_row_of_a_report_is_a_row_and_no_text_under_the_table(kept):
    rows = [["Reference", "Status", "Remarks"], ["138.5", "In progress", "Seen"], ["CAT seventeen", "Planned", "Seen"]]
    result = kept.take(kept.sheet(rows, "short.xlsx"))
    assert outcomes(result) == {"changed": 1, "refused": 1}
    assert "'CAT seventeen' is not a number of a recommendation" in problems(result)["A3"]


def test_a_number_and_a_text_that_disagree_are_a_conflict(kept):
    rows = [["No.", "Recommendation", "Status"], ["138.5", "Build a school in every village of the north", "Planned"]]
    result = kept.take(kept.sheet(rows, "wrong.xlsx"), review="UPR-4")
    assert outcomes(result) == {"conflict": 1}


def test_a_shortened_text_agrees(kept):
    rows = [
        ["No.", "Recommendation", "Status"],
        ["138.5", "Record every questioning of a detained person ...", "In progress"],
    ]
    assert outcomes(kept.take(kept.sheet(rows, "short.xlsx"), review="UPR-4")) == {"changed": 1}
