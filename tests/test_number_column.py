import pytest
from hypothesis import given
from hypothesis import strategies as st

from imports.cells.number_column import number_column

ITEMS = [f"140.{item}" for item in range(1, 30)]


@pytest.mark.parametrize(
    "column",
    [
        ITEMS,
        [float(text) for text in ITEMS],
        ["UPR/3/140.1", "UPR/3/140.2", "UPR/3/140.7", "UPR/3/140.9"],
        ["140.7 (UPR)", "140.8 (UPR)", "140.12 (UPR)"],
        ["140/15", "140/16", "140/17", "140/22"],
        ["140.1", "140.1", "140.1", "140.2", "140.2", "140.3", "140.4"],  # a row for each agency
        ["9", "11 (a)", "11 (b)", "13 (a)", "13 (b)", "15", "17 (c)"],
        ["bənd 9 (a)", "bənd 9 (b)", "bənd 13 (a)", "bənd 13 (b)"],
        ["п. 9 а)", "п. 9 б)", "п. 13 а)", "п. 13 б)"],
        ["para. 9 (a)", "para. 9 (b)", "para. 11", "para. 13"],
        ["n.º 9 a)", "n.º 9 b)", "n.º 13 a)"],
        ["CAT 9(a)", "CAT 9(b)", "CAT 13(a)", "CAT 13(b)"],
        [9, 11, 13, 16, 17, 22, 25],
        ["9", "11", "12", "16", None, "", "21"],
        ["109.158", "110.1", "110.2", "110.3", "111.1"],
        ["139.1", "139.2", "Noted recommendations", "140.1", "140.2", "141.7"],
        ["140.12", "140.3", "140.44", "140.7", "140.21"],  # by theme
    ],
)
def test_numbers_of_recommendations(column):
    assert number_column(column) >= 0.7


@pytest.mark.parametrize(
    "column",
    [
        [1, 2, 3, 4, 5, 6, 7, 8],
        ["1", "2", "3", "4", "5"],
        ["1.", "2.", "3.", "4."],
        [3, 1, 2, 3, 1],  # a score
        ["3", "1", "2", "3", "1", "2"],
        [1, 1, 1, 2, 2, 3],  # a sorted priority
        ["High", "Low", "Medium", "High"],
        [0, 1, 0, 0, 1],
        ["0", "1", "1", "0"],
        [True, False, True],
        [2019, 2020, 2021, 2023],
        ["2018", "2018", "2023"],
        ["20%", "35%", "100%"],
        [20, 35, 100, 50, 0, 75],  # per cent done
        [0.2, 0.35, 1.0, 0.5],
        [4.5, 3.2, 4.9, 3.7, 4.1],  # a rating
        [7.5, 7.8, 8.1, 7.3, 8.8],
        ["85/100", "90/100", "70/100"],
        [12, 12, 14, 11, 12, 30],  # boxes
        ["Box 12", "Box 13", "Box 14"],
        ["12.05.2026", "13.06.2026", "01.07.2026"],
        [5, 5, 5, 5],
        ["UPR-3", "UPR-3", "CAT-5"],
        ["A/HRC/39/14", "CAT/C/AZE/CO/4"],
        ["Ratify the Protocol", "Train judges"],
        [1200.5, 3400.75, 99.9],  # money
        ["n/a", None, ""],
        [],
    ],
)
def test_other_numbers(column):
    assert number_column(column) <= 0.3


@pytest.mark.parametrize(
    "column",
    [[9, 10, 11, 12, 13], ["140.1", "140.2"], ["13 (b)"], [10, 20, 30, 40], [3, 3, 5, 6, 6, 9], ["1.1", "1.2", "2.1"]],
    ids=["count", "two", "one", "tens", "pages", "sections"],
)
def test_what_may_be_either_counts_little(column):
    assert number_column(column) <= 0.5


@given(st.lists(st.none() | st.booleans() | st.integers() | st.floats() | st.text()))
def test_every_column_has_a_share(column):
    assert 0 <= number_column(column) <= 1
