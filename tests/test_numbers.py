import pytest
from hypothesis import given
from hypothesis import strategies as st

from imports.reading.numbers import settle_numbers

ONE = ["140.1", "140.10", "140.100"]


def settled(*values, number_format="General"):
    return settle_numbers([(row, value, number_format) for row, value in enumerate(values)])


@given(start=st.integers(1, 380), length=st.integers(2, 20))
def test_a_column_that_counts_upwards_settles_all_its_numbers(start, length):
    items = range(start, start + length)
    column = [float(f"140.{item}") for item in items]
    assert settled(*column) == {row: [f"140.{item}"] for row, item in enumerate(items)}


@pytest.mark.parametrize(
    ("column", "readings"),
    [
        (["140.9", 140.1, "140.11"], {1: ["140.10"]}),
        ([140.1, "140.2"], {0: ["140.1"]}),
        (["140.99", 140.1, "140.101"], {1: ["140.100"]}),
        ([140.9, 140.1, 140.11], {0: ["140.9"], 1: ["140.10"], 2: ["140.11"]}),
        ([109.158, 110.1, 110.2], {0: ["109.158"], 1: ["110.1"], 2: ["110.2"]}),
        (["140.1", "Total", None, 140.2, "140.3"], {3: ["140.2"]}),
    ],
)
def test_neighbours_settle_a_number(column, readings):
    assert settled(*column) == readings


@pytest.mark.parametrize(
    ("column", "readings"),
    [
        ([140.1], {0: ONE}),
        ([140.1, 140.1], {0: ONE, 1: ONE}),
        ([140.1, "150.2"], {0: ONE}),
        ([140.12, 140.11], {0: ["140.12", "140.120"], 1: ["140.11", "140.110"]}),
        (["Total", 140.1, "13(b)"], {1: ONE}),
    ],
)
def test_without_such_neighbours_a_person_is_asked(column, readings):
    assert settled(*column) == readings


def test_a_reading_that_another_row_has_falls_away():
    assert settled("140.1", "140.5", 140.1, "140.7")[2] == ["140.10", "140.100"]


@pytest.mark.parametrize(
    ("column", "readings"),
    [
        ("140.1 140.2 140.9 140.1 140.11", {3: ["140.10"]}),
        ("140.1 140.2 140.9 140.1 140.11 140.2", {3: ["140.10"], 5: ["140.20", "140.200"]}),
        ("140.8 140.9 140.1 140.11 140.12", {2: ["140.10"]}),
        ("140.1 140.4 140.19 140.4 140.51", {3: ["140.40"]}),
        ("7.8 7.9 7.1 7.11 8.1 8.2 8.9 8.1 8.11", {2: ["7.10"], 7: ["8.10"]}),
    ],
)
def test_a_text_file_loses_zeros_too(column, readings):
    assert settled(*column.split()) == readings


@pytest.mark.parametrize(
    "column",
    [
        "140.1 140.10 140.11 140.1",  # the file keeps its zeros
        "140.3 140.2 140.1",
        "140.1 140.1 140.2 140.2",
        "140.1 140.9 140.12 140.2 140.15",  # the rows are in another order
        "140.1 140.4 140.9 140.12 140.4 140.13",
        "13(b) 13(a) 13(b)",
    ],
)
def test_texts_in_another_order_have_lost_nothing(column):
    assert settled(*column.split()) == {}


def test_all_lost_zeros_of_a_long_text_column_are_settled():
    column = [f"140.{item}".rstrip("0") if item % 10 == 0 else f"140.{item}" for item in range(1, 60)]
    assert settled(*column) == {item - 1: [f"140.{item}"] for item in (10, 20, 30, 40, 50)}


@pytest.mark.parametrize(
    ("column", "readings"),
    [
        ([140.1, 140.1, 140.2, 140.2], [["140.1"], ["140.1"], ["140.2"], ["140.2"]]),
        ([140.9, 140.1, 140.1, 140.11], [["140.9"], ["140.10"], ["140.10"], ["140.11"]]),
        ([140.1, 140.1, 140.11], [ONE, ONE, ["140.11"]]),
    ],
)
def test_a_row_for_each_agency_repeats_the_number(column, readings):
    assert settled(*column) == dict(enumerate(readings))


@pytest.mark.parametrize("value", ["140.1", 140, None, "Total"])
def test_only_numbers_with_decimals_are_doubtful(value):
    assert settled(value) == {}


def test_a_cell_that_shows_its_decimals_is_not_doubtful():
    assert settled(140.1, 140.11, number_format="0.00") == {}


@pytest.mark.parametrize(("value", "readings"), [(140.25, ["140.25", "140.250"]), (140.123, ["140.123"])])
def test_no_report_has_more_than_some_hundred_items(value, readings):
    assert settled(value) == {0: readings}


@given(st.lists(st.floats(0.1, 999).map(lambda value: round(value, 2)).filter(lambda value: value % 1) | st.text()))
def test_every_doubtful_row_keeps_a_reading(column):
    readings = settled(*column)
    assert set(readings) == {row for row, value in enumerate(column) if isinstance(value, float)}
    assert all(texts and all(float(text) == column[row] for text in texts) for row, texts in readings.items())


def test_a_column_that_a_spreadsheet_sorted_tells_nothing_of_its_zeros():
    found = settled(140.1, 140.11, 140.12, 140.2, 140.21, 140.3)
    assert found[0] == ["140.1", "140.10", "140.100"]
    assert found[3] == ["140.2", "140.20", "140.200"]
