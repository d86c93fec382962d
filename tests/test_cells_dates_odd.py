"""Odd due dates: the Azerbaijani ending for "until", Roman months, school years, ordinal signs, words for no date."""

import pytest


def read(readers, text):
    when = readers.dates.read(text)
    return when and (when.on.isoformat() if when.on else None, when.precision.value)


@pytest.mark.parametrize(
    ("text", "on", "precision"),
    [
        ("iyun 2026-dək", "2026-06-30", "month"),
        ("iyun 2026-dek", "2026-06-30", "month"),
        ("2026-cı il iyunun 30-dək", "2026-06-30", "day"),
        ("30 iyun 2026-DƏK", "2026-06-30", "day"),
        ("2027-dək", "2027-12-31", "year"),
        ("dek 2026", "2026-12-31", "month"),
        ("15-dek-2026", "2026-12-15", "day"),
        ("1 dek 2026-dək", "2026-12-01", "day"),
    ],
)
def test_until_is_told_from_december(readers, text, on, precision):
    assert read(readers, text) == (on, precision)


@pytest.mark.parametrize(
    ("text", "on", "precision"),
    [
        ("30.VI.2026", "2026-06-30", "day"),
        ("до 1 XII 2026", "2026-12-01", "day"),
        ("VI.2026", "2026-06-30", "month"),
        ("IV kv. 2026", "2026-12-31", "quarter"),
        ("2025/26", "2026-12-31", "year"),
        ("2011/12", "2011-12-31", "month"),
        ("1º de julio de 2026", "2026-07-01", "day"),
        ("2026-cı ilin iyul-sentyabr ayları", "2026-09-30", "month"),
        ("sent 2026", "2026-09-30", "month"),
    ],
)
def test_months_in_roman_figures_and_school_years_are_read(readers, text, on, precision):
    assert read(readers, text) == (on, precision)


@pytest.mark.parametrize(
    "text", ["I 2026", "II.2026", "31.II.2026", "2026/29", "V-VI 2026", "Spring 2026", "12 ay ərzində"]
)
def test_what_may_be_a_quarter_or_a_month_stays_open(readers, text):
    assert read(readers, text) is None


@pytest.mark.parametrize("text", ["TBC", "ildə 2 dəfə", "срок не установлен", "immédiat", "dos veces al año"])
def test_words_for_no_date_are_known(readers, text):
    assert read(readers, text) == (None, "text")
