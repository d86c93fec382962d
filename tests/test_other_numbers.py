"""The text of a recommendation under another number: the same one or a further one is asked, once, and never guessed."""

import pytest
from desk import content, outcomes, problems, questions
from register import REGISTER, SECOND, taken

ARRESTS = "Let every arrested person see a lawyer from the first hour"
PRESS = "Let journalists work without being registered by the State"
HEADER = ["Paragraph", "Recommendation", "Lead agency", "Status"]


def committee(desk, *rows, name="matrix.xlsx", **options):
    """Import rows of a committee's observations."""
    return desk.take(desk.sheet([HEADER, *rows], name), review="CAT-5", **options)


def codes(desk):
    return [row["code"] for row in desk.listing()]


@pytest.mark.parametrize(("held", "number"), [("12", "12 (a)"), ("12 (a)", "12"), ("12", "30")])
def test_the_very_text_under_another_number_is_asked(desk, held, number):
    committee(desk, [held, ARRESTS, "MOJ", "Planned"])
    before = content(desk)
    asked = committee(desk, [number, ARRESTS, "MIA", "Implemented"], name="next.xlsx", yes=True)
    assert outcomes(asked) == {"conflict": 1}
    assert [question.candidates for question in asked.questions] == [(*codes(desk), "new")]
    assert content(desk) == before


def test_the_same_one_keeps_its_number_and_is_not_asked_about_again(desk):
    committee(desk, ["12", ARRESTS, "MOJ", "Planned"])
    row = ["12 (a)", ARRESTS, "MOJ", "In progress"]
    told = committee(desk, row, name="next.xlsx", answers={"same:CAT-5/12(a)": "CAT-5/12"})
    assert outcomes(told) == {"changed": 1}
    assert "B2: 12(a) is CAT-5/12, as was answered" in told.plans[0].sheets[0].notes
    assert [(row["code"], row["status"]) for row in desk.listing()] == [("CAT-5/12", "in_progress")]
    before = desk.everything()
    again = committee(desk, row, name="a copy of it.xlsx")
    assert (outcomes(again), questions(again)) == ({"same": 1}, [])
    assert desk.everything() == before


def test_an_undone_answer_is_asked_about_again(desk):
    committee(desk, ["12", ARRESTS, "MOJ", "Planned"])
    row = ["12 (a)", ARRESTS, "MOJ", "In progress"]
    told = committee(desk, row, name="next.xlsx", answers={"same:CAT-5/12(a)": "CAT-5/12"})
    desk.ok("undo", str(told.batch))
    assert [(row["code"], row["status"]) for row in desk.listing()] == [("CAT-5/12", "planned")]
    assert len(questions(committee(desk, row, name="next.xlsx"))) == 1


def test_an_answer_that_changes_nothing_else_is_remembered_too(desk):
    committee(desk, ["12", ARRESTS, "MOJ", "Planned"])
    row = ["12 (a)", ARRESTS, "MOJ", "Planned"]
    assert outcomes(committee(desk, row, answers={"same:CAT-5/12(a)": "CAT-5/12"})) == {"same": 1}
    assert questions(committee(desk, row, name="next.xlsx")) == []


def test_a_forgotten_answer_is_asked_about_again(desk):
    committee(desk, ["12", ARRESTS, "MOJ", "Planned"])
    row = ["12 (a)", ARRESTS, "MOJ", "In progress"]
    committee(desk, row, answers={"same:CAT-5/12(a)": "CAT-5/12"})
    assert [(word["kind"], word["text"], word["meaning"]) for word in desk.run("words", "--format", "json").json] == [
        ("same", "CAT-5/12(a)", "CAT-5/12")
    ]
    desk.ok("words", "forget", "same", "CAT-5/12(a)")
    assert len(questions(committee(desk, row, name="next.xlsx"))) == 1


def test_a_further_one_is_new_and_the_question_does_not_come_back(desk):
    committee(desk, ["12", ARRESTS, "MOJ", "Planned"])
    rows = ["12", ARRESTS, "MOJ", "Planned"], ["30", ARRESTS, "MIA", "Planned"]
    told = committee(desk, rows[1], name="next.xlsx", answers={"same:CAT-5/30": "new"})
    assert outcomes(told) == {"new": 1}
    again = committee(desk, *rows, name="both.xlsx")
    assert (outcomes(again), questions(again)) == ({"same": 2}, [])


def test_two_numbers_in_one_sheet_are_two_recommendations(desk):
    committee(desk, ["12", ARRESTS, "MOJ", "Planned"])
    told = committee(desk, ["12", ARRESTS, "MOJ", "Planned"], ["30", ARRESTS, "MIA", "Planned"])
    assert (outcomes(told), questions(told)) == ({"same": 1, "new": 1}, [])


def test_two_rows_of_one_recommendation_are_not_both_taken(desk):
    committee(desk, ["12", ARRESTS, "MOJ", "Planned"])
    rows = ["12 (a)", ARRESTS, "MOJ", "In progress"], ["12 (b)", ARRESTS, "MIA", "Implemented"]
    answers = {"same:CAT-5/12(a)": "CAT-5/12", "same:CAT-5/12(b)": "CAT-5/12"}
    assert outcomes(committee(desk, *rows, name="next.xlsx", answers=answers)) == {"changed": 1, "left_out": 1}
    assert desk.one("CAT-5/12")["status"] == "in_progress"


def test_numbers_of_the_report_and_of_the_addendum_are_one_question(desk):
    taken(desk)
    rows = [REGISTER[1], *([row[0].replace("138.", "6."), *row[1:]] for row in REGISTER[2:])]
    rows[2] = [*rows[2][:4], "Implemented"]
    sheet = desk.sheet(rows, "report.xlsx")
    asked = desk.take(sheet, review="UPR-4", yes=True)
    assert outcomes(asked) == {"conflict": 3}
    assert [(question.id, question.cells) for question in asked.questions] == [
        ("same:UPR-4/6.*=138.*", ["B2", "B3", "B4"])
    ]
    told = desk.take(sheet, review="UPR-4", answers={"same:UPR-4/6.*=138.*": "same"}, yes=True)
    assert outcomes(told) == {"same": 2, "changed": 1}
    assert desk.one(SECOND)["status"] == "implemented"
    again = desk.take(desk.sheet(rows, "again.xlsx"), review="UPR-4")
    assert (outcomes(again), questions(again)) == ({"same": 3}, [])


def test_other_states_recommended_the_same_words_by_themselves(desk):
    header = ["Number", "Recommendation", "Recommending State"]
    desk.take(desk.sheet([header, ["138.1", PRESS, "France"]], "one.xlsx"), review="UPR-4")
    told = desk.take(desk.sheet([header, ["138.2", PRESS, "Spain"]], "two.xlsx"), review="UPR-4")
    assert (outcomes(told), questions(told)) == ({"new": 1}, [])


def test_a_misprint_under_a_number_of_the_same_paragraph_is_asked_too(desk):
    committee(desk, ["12", ARRESTS, "MOJ", "Planned"])
    asked = committee(desk, ["12 (a)", ARRESTS.replace("lawyer", "lawer"), "MOJ", "Planned"], name="next.xlsx")
    assert len(questions(asked)) == 1


def test_rows_that_were_numbered_anew_are_asked_about(desk):
    committee(desk, ["12", ARRESTS, "MOJ", "Planned"], ["13", PRESS, "MOJ", "Planned"])
    moved = committee(desk, ["13", ARRESTS, "MOJ", "Planned"], ["14", PRESS, "MOJ", "Planned"], name="next.xlsx")
    assert outcomes(moved) == {"conflict": 2}
    assert [question.id for question in moved.questions] == ["same:CAT-5/14"]
    assert problems(moved)["B2"].endswith("; CAT-5/12 has this text")


@pytest.mark.parametrize(
    ("held", "came"),
    [
        ([["12", f"{ARRESTS}; {PRESS}"]], [["12 (a)", ARRESTS], ["12 (b)", PRESS]]),
        ([["12", ARRESTS], ["13", PRESS]], [["12, 13", f"{ARRESTS}; {PRESS}"]]),
        ([["12, 13", f"{ARRESTS}; {PRESS}"]], [["12", ARRESTS], ["13", PRESS]]),
    ],
)
def test_what_was_split_or_joined_is_asked_about(desk, held, came):
    committee(desk, *held)
    assert len(committee(desk, *came, name="next.xlsx", yes=True).questions) == len(came)
    assert len(desk.listing()) == len(held)
