"""A column of treaties beside the recommendations moves no row out of the review that was named."""

import pytest

from tests.desk import questions

TEXT = "Ensure that all persons deprived of liberty have prompt access to a lawyer"
OTHER = "Investigate all allegations of torture and prosecute those responsible"
KNOWN = ("Treaty", "Convention", "Traité", "Конвенция")
TURNED = ("Treaty articles", "Статьи конвенций", "Müvafiq konvensiya", "Traité connexe", "Treaty body recommendation")


def codes(desk):
    return {row["code"] for row in desk.listing()}


@pytest.mark.parametrize("heading", [*KNOWN, *TURNED, "Related treaty"])
@pytest.mark.parametrize(("review", "numbers"), [("CAT-5", ("17 (a)", "18")), ("UPR-3", ("140.1", "140.2"))])
def test_rows_stay_in_the_named_review(desk, heading, review, numbers):
    rows = [(numbers[0], TEXT, "CCPR", "MOJ"), (numbers[1], OTHER, "CRC", "MOJ")]
    desk.take(desk.sheet([("No", "Recommendation", heading, "Lead"), *rows]), review=review, yes=True)
    assert {code.partition("/")[0] for code in codes(desk)} == {review}


@pytest.mark.parametrize("heading", KNOWN)
def test_another_treaty_is_asked_about_once(desk, heading):
    rows = [(17, TEXT, "CCPR", "MOJ"), (18, OTHER, "CCPR", "MOJ")]
    sheet = desk.sheet([("Para", "Recommendation", heading, "Lead"), *rows])
    assert len(questions(desk.take(sheet, review="CAT-5", yes=True))) == 1
    desk.take(sheet, review="CAT-5", answers={"review:follow-up.xlsx/Sheet1/documents": "as the rows say"})
    assert {"CCPR-4/17", "CCPR-4/18"} <= codes(desk)


def test_a_number_of_the_upr_beside_a_treaty_is_none_of_its_committee(desk):
    rows = [("No", "Recommendation", "Treaty"), ("140.1", TEXT, "CAT"), ("140.2", OTHER, "CAT")]
    found = desk.take(desk.sheet(rows), yes=True)
    assert not [code for code in codes(desk) if code.startswith("CAT")]
    assert ["Which review" in text for text in questions(found)] == [True]


def test_treaties_still_name_the_review_where_none_was_named(desk):
    rows = [("Para", "Recommendation", "Treaty"), (17, TEXT, "CCPR"), (18, OTHER, "CAT")]
    desk.take(desk.sheet(rows), yes=True)
    assert codes(desk) == {"CCPR-4/17", "CAT-5/18"}
