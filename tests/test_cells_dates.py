from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.dates import shown_date, typed_date, typed_period
from tracker.vocabulary import Precision

DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("shown", "spellings"),
    [
        ("2025-05-12", ["12.05.2025", "12/05/2025", "12-05-2025", "12. 05. 2025", "12.5.25", "12.05.2025 14:30"]),
        ("2025-05-12", ["2025-05-12", "2025-05-12T10:00:00Z", "12.05.2025-ci il", "до 12.05.2025 г."]),
        ("2024-05-06", ["6 May 2024", "May 6, 2024", "6 мая 2024 года", "6 mai 2024", "6 de mayo de 2024"]),
        ("2024-10-28", ["2024-cü il 28 oktyabr tarixli", "28 oktyabr 2024-cü il", "28 OKTYABR 2024"]),
        ("2025-05", ["may 2025", "05.2025", "5/2025", "2025-05", "May-25", "2025-ci ilin may ayı", "в мае 2025"]),
        ("2025-Q2", ["II quarter 2025", "Q2 2025", "2025 Q2", "2025-ci ilin II rübü", "II квартал 2025 г.", "T2 2025"]),
        (
            "2025-H1",
            ["first half of 2025", "H1 2025", "2025-ci ilin birinci yarısı", "1 полугодие 2025 г.", "mid-2025"],
        ),
        ("2025", ["2025", "2025-ci il", "2025 год", "end of 2025", "2025-ci ilin sonunadək", "до конца 2025 года"]),
        ("2025-Q1", ["early 2025", "beginning of 2025", "начало 2025"]),
    ],
)
def test_dates_are_read_as_exactly_as_they_were_given(readers, shown, spellings):
    read = {text: readers.dates.read(text) for text in spellings}
    assert {text: when and (when.iso, when.text) for text, when in read.items()} == {t: (shown, t) for t in spellings}


def test_the_day_comes_first_unless_that_is_no_date(readers):
    assert readers.dates.read("03/04/2025").on == date(2025, 4, 3)
    assert readers.dates.read("05/13/2025").on == date(2025, 5, 13)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("23 and 24 April 2024", "2024-04-24"),
        ("01.01.2025 - 31.12.2025", "2025-12-31"),
        ("January - March 2025", "2025-03"),
        ("May 2024 to June 2025", "2025-06"),
        ("2023-2027", "2027"),
    ],
)
def test_a_period_ends_with_its_last_date(readers, text, shown):
    assert readers.dates.read(text).iso == shown


@pytest.mark.parametrize("text", ["permanent", "Daimi", "постоянно", "n/a", "-", "every year", "hər il", "TBD"])
def test_a_word_for_no_date_is_kept_without_a_day(readers, text):
    when = readers.dates.read(text)
    assert (when.on, when.precision, when.text) == (None, Precision.TEXT, text)


@pytest.mark.parametrize(
    "text",
    ["", "Adopted in 2015", "Order 12 of 5 May 2024", "31.02.2025", "31 April 2025", "13.2025", "Q5 2025", "May", "12"],
)
def test_nothing_is_guessed(readers, text):
    assert readers.dates.read(text) is None


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (datetime(2025, 5, 12, 10, 30), "", "2025-05-12"),
        (date(2025, 5, 12), "dd.mm.yyyy", "2025-05-12"),
        (datetime(2025, 5, 1), "mmm yyyy", "2025-05"),
        (datetime(2025, 5, 1), "[$-42C]mmmm yyyy;@", "2025-05"),
        (46078, "", "2026-02-25"),
        (46078.5, "", "2026-02-25"),
        (2025, "", "2025"),
        (3.2024, "", "2024-03"),
    ],
)
def test_cells_with_dates_and_numbers(readers, value, number_format, shown):
    assert readers.dates.read(value, number_format).iso == shown


@pytest.mark.parametrize("value", [None, True, 1, 75, 0.75, -5.5, 13.2024])
def test_other_values_are_no_dates(readers, value):
    assert readers.dates.read(value) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Tracking sheet as of 1 March 2024", date(2024, 3, 1)),
        ("№ 12, 05.03.2024", date(2024, 3, 5)),
        ("[Date received: 18 November 2025]", date(2025, 11, 18)),
        ("2024-cü il 28 oktyabr tarixli sərəncam", date(2024, 10, 28)),
        ("Between 12.05.2025 and 13.06.2025", date(2025, 6, 13)),
        ("Law No. 5 of 2015", None),
    ],
)
def test_the_last_full_date_is_found_in_a_longer_text(readers, text, day):
    assert readers.dates.find(text) == day


@given(on=DAYS, precision=st.sampled_from([kind for kind in Precision if kind != Precision.TEXT]))
def test_a_shown_date_reads_back_to_itself(readers, on, precision):
    when = readers.dates.read(shown_date(on, precision))
    assert (when.precision, when.iso) == (precision, shown_date(on, precision))


@given(DAYS)
def test_a_typed_day_is_that_day(on):
    assert typed_date(on.isoformat()) == typed_date(f"{on:%d.%m.%Y}") == on


def test_a_typed_period_is_its_last_day_and_other_words_are_no_date():
    assert (typed_date("2025-02"), typed_date("2025")) == (date(2025, 2, 28), date(2025, 12, 31))
    assert (typed_date("31.02.2025"), typed_date("2025-13"), typed_date("soon"), typed_date("")) == (None,) * 4


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("2027-Q1", "2027-Q1"),
        ("2027 q4", "2027-Q4"),
        ("2027-H2", "2027-H2"),
        ("2027", "2027"),
        ("05.2027", "2027-05"),
        ("2027-05-31", "2027-05-31"),
    ],
)
def test_a_typed_period_is_as_exact_as_it_was_typed(typed, shown):
    period = typed_period(typed)
    assert (shown_date(period.on, period.precision), period.text) == (shown, typed)


@pytest.mark.parametrize("typed", ["2025-00-10", "2025-10-00", "2025-00", "2027-H3", "2027-Q5", "0000", "1.2.25"])
def test_what_no_calendar_has_is_no_date(typed):
    assert typed_period(typed) is None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Q2 2026 (extended from Q4 2025)", "2026-Q2"),
        ("2026 Q2, previously 2025 Q4", "2026-Q2"),
        ("30.06.2027 (ранее 31.12.2026)", "2027-06-30"),
        ("30-Jun-26", "2026-06-30"),
        ("1-Dec-25", "2025-12-01"),
        ("2026-cı ilin ikinci yarımili", "2026-H2"),
    ],
)
def test_the_date_that_holds_now(readers, text, iso):
    assert readers.dates.read(text).iso == iso
