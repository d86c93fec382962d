"""Days under "Implementation date": by when something is due, or when it was done; where both are possible it is asked."""

import pytest
from desk import questions

TEXTS = [
    "Ratify the Optional Protocol to the Convention",
    "Strengthen the independence of the judiciary",
    "Train all judges",
]


def take(desk, heading, days, statuses, **options):
    header = ["No.", "Recommendation", "Status", heading]
    rows = [[f"140.{at}", *row] for at, row in enumerate(zip(TEXTS, statuses, days, strict=True), 1)]
    return desk.take(desk.sheet([header, *rows]), review="UPR-4", **options)


DONE = ["Implemented", "Implemented", "Not started"]


@pytest.mark.parametrize("heading", ["Implementation date", "İcra tarixi", "Дата исполнения", "Date de fin"])
def test_days_beside_statuses_that_say_done_are_asked_about(desk, heading):
    told = take(desk, heading, ["2025-03-01", "2025-06-15", ""], DONE)
    assert questions(told) == [f"Column D ('{heading}'): does it hold the date of the status or the due date?"]
    assert desk.one("UPR-4/140.1")["due"] is None


def test_the_answer_counts(desk):
    answers = {"column:Implementation date": "updated"}
    take(desk, "Implementation date", ["2025-03-01", "2025-06-15", ""], DONE, answers=answers)
    assert "Status:         Implemented, 2025-03-01" in desk.ok("show", "UPR-4/140.1")
    assert desk.one("UPR-4/140.1")["due"] is None


@pytest.mark.parametrize(
    ("heading", "days", "statuses"),
    [
        ("Deadline", ["2025-03-01", "2025-06-15", ""], DONE),
        ("Implementation date", ["2025-03-01", "2025-06-15", "2027-12-31"], DONE),
    ],
)
def test_a_deadline_and_days_of_what_is_not_done_are_due(desk, heading, days, statuses):
    assert questions(take(desk, heading, days, statuses)) == []
    assert desk.one("UPR-4/140.1")["due"] == "2025-03-01"


def test_so_are_days_beside_yes_under_a_heading_that_asks_if_it_was_done(desk):
    rows = [
        ["140.1", TEXTS[0], "Yes", "2025-03-01"],
        ["140.2", TEXTS[1], "Yes", "2025-06-15"],
        ["140.3", TEXTS[2], "No", ""],
    ]
    sheet = desk.sheet([["No.", "Recommendation", "Implemented?", "Date of completion"], *rows])
    assert any("Date of completion" in text for text in questions(desk.take(sheet, review="UPR-4")))
