"""A column of numbers beside texts that begin with numbers: the more telling counts, and a contradiction is said."""

import pytest
from desk import outcomes, problems

TEXTS = [
    "Ratify the Optional Protocol to the Convention on the Rights of Persons with Disabilities",
    "Strengthen the independence of the judiciary",
    "Take further measures to combat domestic violence against women",
]


def take(desk, heading, column, texts, review="UPR-4"):
    rows = [
        [number, f"{first} {text}".strip(), "Planned"] for number, first, text in zip(column, texts, TEXTS, strict=True)
    ]
    return desk.take(desk.sheet([[heading, "Recommendation", "Status"], *rows]), review=review, yes=True)


def numbers(desk):
    return [row["code"].partition("/")[2] for row in desk.listing()]


@pytest.mark.parametrize(
    ("heading", "column", "review"),
    [
        ("Order", ["101.1", "101.2", "101.3"], "UPR-4"),
        ("No.", ["1.1", "1.2", "1.3"], "UPR-4"),
        ("No.", ["11", "12", "13"], "UPR-4"),
    ],
)
def test_numbers_of_the_upr_in_the_texts_count_before_those_of_a_column(desk, heading, column, review):
    take(desk, heading, column, ["140.1", "140.2", "140.3"], review)
    assert numbers(desk) == ["140.1", "140.2", "140.3"]
    assert desk.ok("show", "UPR-4/140.1").splitlines()[1] == TEXTS[0]


@pytest.mark.parametrize("column", [["11", "12", "13"], ["1.1", "1.2", "1.3"]])
def test_so_do_items_of_paragraphs(desk, column):
    take(desk, "No.", column, ["12 (a)", "13 (b)", "14 (c)"], "CAT-5")
    assert numbers(desk) == ["12(a)", "13(b)", "14(c)"]


def test_texts_that_only_count_leave_the_column_its_numbers(desk):
    take(desk, "No.", ["140.12", "140.20", "140.31"], ["1.", "2.", "3."])
    assert numbers(desk) == ["140.12", "140.20", "140.31"]


def test_a_text_may_name_the_item_of_the_paragraph_in_its_column(desk):
    take(desk, "Paragraph", ["12", "13", "14"], ["12 (a)", "13 (b)", ""], "CAT-5")
    assert numbers(desk) == ["12(a)", "13(b)", "14"]


def test_one_number_that_contradicts_its_text_is_refused(desk):
    told = take(desk, "No.", ["140.1", "140.2", "140.4"], ["140.1", "140.2", "140.3"])
    assert outcomes(told) == {"new": 2, "refused": 1}
    assert problems(told)["A4"] == (
        "the number 140.4 and the number 140.3, with which the text begins, differ; correct one of them"
    )
