"""Of two columns of numbers, those that only the UPR has are the recommendations' own."""

import pytest

from tests.desk import questions

TEXTS = (
    "Ensure that all persons deprived of liberty have prompt access to a lawyer",
    "Investigate all allegations of torture and prosecute those responsible",
    "Establish a system of regular visits to places of detention",
)
OTHERS = (
    "Rəf",
    "Пункт доклада",
    "Hesabatın bəndi",
    "Paragraphe du rapport",
    "Párrafo del informe",
    "Ref.",
    "Reference",
)


def codes(desk):
    return [row["code"] for row in desk.listing()]


@pytest.mark.parametrize("heading", [*OTHERS, "Ref. in our archive", "Para"])
def test_numbers_of_the_upr_win_over_whole_ones(desk, heading):
    rows = zip(("140.1", "140.2", "140.3"), (12, 15, 17), TEXTS, strict=True)
    said = desk.ok("import", desk.sheet([("№", heading, "Recommendation"), *rows]), "--review", "UPR-3", "--yes")
    assert codes(desk) == ["UPR-3/140.1", "UPR-3/140.2", "UPR-3/140.3"]
    assert f"without a field of the register: {heading}" in said


def test_linked_numbers_of_the_upr_do_not_win_in_a_treaty_body(desk):
    rows = zip((12, 15, 17), TEXTS, ("140.1", "140.2", "140.3"), strict=True)
    desk.take(desk.sheet([("Para", "Recommendation", "UPR rec."), *rows]), review="CAT-5", yes=True)
    assert codes(desk) == ["CAT-5/12", "CAT-5/15", "CAT-5/17"]


def test_a_heading_of_numbers_may_name_another_review(desk):
    rows = zip((12, 15, 17), TEXTS, strict=True)
    found = desk.take(desk.sheet([("UPR-2 number", "Recommendation"), *rows]), review="UPR-3", yes=True)
    assert ["another review is named" in text for text in questions(found)] == [True]
