"""The only column of statuses, under a heading that names its day."""

import pytest
from test_status_by_year import FIRST, SECOND, VIDEO, VISITS, said, take, views

ROWS = [["138.1", VISITS, "Planned"], ["138.2", VIDEO, "In progress"]]


@pytest.mark.parametrize(
    ("heading", "day", "exact"),
    [
        ("Status (as at 30 June 2025)", "2025-06-30", "day"),
        ("İcra vəziyyəti (01.10.2025)", "2025-10-01", "day"),
        ("Статус на 1 октября 2025 г.", "2025-10-01", "day"),
        ("Status Q3 2025", "2025-09-30", "quarter"),
    ],
)
def test_its_statuses_are_of_that_day(quick_desk, heading, day, exact):
    take(quick_desk, [["No.", "Recommendation", heading], *ROWS])
    assert views(quick_desk) == [(day, exact, "planned", "secretariat")]


def test_a_row_may_have_its_status_from_before(quick_desk):
    head = ["No.", "Recommendation", "Status (as at 30 June 2025)", "Date of status"]
    take(quick_desk, [head, [*ROWS[0], "2025-05-01"], [*ROWS[1], ""]])
    assert (said(quick_desk), said(quick_desk, SECOND)) == (
        [("2025-05-01", "planned")],
        [("2025-06-30", "in_progress")],
    )


@pytest.mark.parametrize("heading", ["Status of the UPR of November 2023", "Status (2023 recommendations)"])
def test_the_day_of_the_review_is_not_that_of_the_statuses(quick_desk, heading):
    take(quick_desk, [["Follow-up as of 1 February 2026"], ["No.", "Recommendation", heading], *ROWS])
    assert said(quick_desk) == [("2026-02-01", "planned")]


def test_a_sheet_that_was_prepared_for_a_later_day_is_of_today(quick_desk):
    take(quick_desk, [["No.", "Recommendation", "Status (as at 31.12.2099)"], *ROWS])
    assert [status for _, status in said(quick_desk, FIRST)] == ["planned"]
