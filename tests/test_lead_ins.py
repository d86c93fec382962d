"""Rows that lead in the items below them are no recommendations: their words are kept with each item."""

from desk import outcomes, problems

LEADS = "The Committee recommends that the State party:"
LAW = "Adopt a comprehensive law against torture"
BODY = "Establish an independent mechanism for complaints"


def take(desk, *rows):
    header = ["Paragraph", "Recommendation", "Lead agency", "Status"]
    return desk.take(desk.sheet([header, *rows]), review="CAT-5", yes=True)


def test_the_opening_words_are_kept_with_the_items(desk):
    rows = [["12", LEADS, "MOJ", ""], ["12(a)", LAW, "MOJ", "Planned"], ["12(b)", BODY, "MOJ", ""]]
    told = take(desk, *rows)
    assert outcomes(told) == {"new": 2, "left_out": 1}
    assert problems(told) == {"B2": "the words that lead in the items below; they are kept with each of them"}
    assert desk.ok("show", "CAT-5/12(a)").splitlines()[1:3] == [f"{LEADS} ...", LAW]
    assert outcomes(take(desk, *rows)) == {"same": 2, "left_out": 1}


def test_items_may_have_only_their_letters(desk):
    take(desk, ["13", LEADS, "", ""], ["(a)", LAW, "MOJ", ""], ["(b)", BODY, "MOJ", ""])
    assert [row["code"] for row in desk.listing()] == ["CAT-5/13(a)", "CAT-5/13(b)"]
    assert LEADS in desk.ok("show", "CAT-5/13(b)")


def test_a_row_that_says_more_than_its_items_stays_a_recommendation(desk):
    take(desk, ["12", LEADS, "MOJ", "Planned"], ["12(a)", LAW, "MOJ", ""])
    assert [row["code"] for row in desk.listing()] == ["CAT-5/12", "CAT-5/12(a)"]


def test_a_text_with_a_colon_but_without_items_below_it_stays(desk):
    take(desk, ["12", f"{LAW}:", "MOJ", ""], ["13", BODY, "MOJ", ""])
    assert [row["code"] for row in desk.listing()] == ["CAT-5/12", "CAT-5/13"]
