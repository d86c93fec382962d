"""Numbers that are percentages, in a column of them or below a heading with "%"."""

import pytest

LAWYER = "Ensure access to a lawyer in district"


def statuses(desk, heading, values, *below):
    lines = [
        ["No.", "Recommendation", heading],
        *([f"140.{at}", f"{LAWYER} {at}", value] for at, value in enumerate(values, 1)),
    ]
    rows = desk.take(desk.sheet([*lines, *below]), review="UPR-3", yes=True).plans[0].sheets[0].rows
    found = [row.entries[0].entry.get("status") for row in rows if row.entries]
    return [says and says.code for says in found]


@pytest.mark.parametrize(
    "heading", ["Status (%)", "İcra səviyyəsi, %", "Степень выполнения (%)", "Implementation, %", "% de mise en œuvre"]
)
def test_plain_numbers_below_a_heading_with_a_percent_sign_are_percentages(quick_desk, heading):
    assert statuses(quick_desk, heading, [100, 50, 0]) == ["implemented", "in_progress", "not_started"]


def test_where_shares_of_one_stand_one_is_all(quick_desk):
    assert statuses(quick_desk, "% implemented", [0.5, 1, 0.999]) == ["in_progress", "implemented", "in_progress"]


def test_where_none_stands_one_is_one_percent(quick_desk):
    assert statuses(quick_desk, "% implemented", [50, 1, 99.6]) == ["in_progress"] * 3


def test_numbers_of_a_key_are_no_percentages(quick_desk):
    assert statuses(quick_desk, "Status (%)", [1, 2], ["1 = implemented; 2 = planned"]) == ["implemented", "planned"]


def test_a_dash_that_the_key_explains_is_a_status(quick_desk):
    key = ["+ implemented; - not implemented"]
    assert statuses(quick_desk, "Status", ["+", "-"], key) == ["implemented", "not_implemented"]


def test_numbers_below_another_heading_stay_open(quick_desk):
    assert statuses(quick_desk, "Status", [100, 50]) == [None, None]
