"""Dates that may be meant otherwise: far years are asked about, and the order of day and month is said."""

import pytest
from desk import questions

TEXTS = ["Ratify the Optional Protocol to the Convention", "Strengthen the independence of the judiciary"]


def take(desk, days, heading="Deadline", **options):
    rows = [[f"140.{at}", text, day] for at, (text, day) in enumerate(zip(TEXTS, days, strict=True), 1)]
    return desk.take(desk.sheet([["No.", "Recommendation", heading], *rows]), review="UPR-4", **options)


def notes(result):
    return [str(note) for note in result.plans[0].sheets[0].notes]


def test_a_due_date_far_ahead_is_asked_about(quick_desk):
    told = take(quick_desk, ["31.12.2062", "31.12.2026"])
    assert questions(told) == [
        "The due date '31.12.2062' was not read: it is more than 25 years ahead. Which date is meant?"
    ]
    take(quick_desk, ["31.12.2062", "31.12.2026"], answers={"due:31.12.2062": "2026-12-31"})
    assert [row["due"] for row in quick_desk.listing()] == ["2026-12-31", "2026-12-31"]


def test_where_nothing_tells_the_order_of_day_and_month_it_is_said(quick_desk):
    told = take(quick_desk, ["05/06/2026", "04/12/2026"], yes=True)
    assert notes(told) == ["the dates of column C were read with the day first: 05/06/2026 is 2026-06-05"]


@pytest.mark.parametrize("days", [["05/06/2026", "25/12/2026"], ["05.06.2026", "04.12.2026"], ["05/05/2026", "2026"]])
def test_where_something_tells_it_nothing_is_said(quick_desk, days):
    assert notes(take(quick_desk, days, yes=True)) == []
