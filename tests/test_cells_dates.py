from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imports.cells.dates import DateOrder
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


MONTH_FIRST = ["05/06/2026", "12/25/2026", "03/04/2027"]


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (MONTH_FIRST, DateOrder.MONTH_FIRST),
        (["05/06/2026", "25/12/2026"], DateOrder.DAY_FIRST),
        (["5.6.26", "until 25.12.26"], DateOrder.DAY_FIRST),
        (["12/25/2026", "25/12/2026"], DateOrder.MIXED),
        (["05/06/2026", "2026-12-25", date(2026, 12, 25), "permanent", None, 2027], DateOrder.UNKNOWN),
    ],
)
def test_one_date_of_a_column_shows_the_order_of_all(readers, column, order):
    assert readers.dates.order(column) == order


@pytest.mark.parametrize(
    ("order", "text", "shown"),
    [
        (DateOrder.MONTH_FIRST, "05/06/2026", "2026-05-06"),
        (DateOrder.MONTH_FIRST, "by 05/06/2026", "2026-05-06"),
        (DateOrder.MONTH_FIRST, "12/25/2026", "2026-12-25"),
        (DateOrder.MONTH_FIRST, "2026-05-06", "2026-05-06"),
        (DateOrder.DAY_FIRST, "05/06/2026", "2026-06-05"),
        (DateOrder.UNKNOWN, "05/06/2026", "2026-06-05"),
        (DateOrder.MIXED, "05/05/2026", "2026-05-05"),
        (DateOrder.MIXED, "12/25/2026", "2026-12-25"),
        (DateOrder.MIXED, "25/12/2026", "2026-12-25"),
        (DateOrder.MIXED, "2026-05-06", "2026-05-06"),
    ],
)
def test_a_date_is_read_in_the_order_of_its_column(readers, order, text, shown):
    assert readers.dates.read(text, order=order).iso == shown


def test_in_a_column_of_both_orders_what_may_be_swapped_is_not_read(readers):
    assert readers.dates.read("05/06/2026", order=DateOrder.MIXED) is None
    assert "swapped" in readers.dates.doubt("05/06/2026", DateOrder.MIXED)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("46203", "2026-06-30"), ("46387.0", "2026-12-31"), ("20261231", "2026-12-31"), ("2027.0", "2027")],
)
def test_day_numbers_of_a_text_file_are_dates_in_a_column_of_dates_only(readers, text, shown):
    assert readers.dates.read(text, order=DateOrder.UNKNOWN).iso == shown
    assert readers.dates.read(text) is None


@pytest.mark.parametrize("text", ["1234", "123456", "20261340", "99999999", "140.12", "19", "10115"])
def test_other_numbers_are_no_dates_in_a_column_of_dates_either(readers, text):
    assert readers.dates.read(text, order=DateOrder.UNKNOWN) is None


@pytest.mark.parametrize(
    ("value", "year"),
    [
        ("31.12.2202", "2202"),
        ("30 June 2206", "2206"),
        ("2026-2206", "2206"),
        ("01.01.1900", "1900"),
        ("1826", "1826"),
        (2202, "2202"),
        (date(2206, 1, 1), "2206"),
        (datetime(1900, 1, 1), "1900"),
    ],
)
def test_a_year_that_nobody_means_is_told_and_not_read(readers, value, year):
    assert readers.dates.read(value) is None
    assert readers.dates.doubt(value) == f"the year {year} is too far off"


@pytest.mark.parametrize(
    "value", ["00.01.1900", "0", "00.00.0000", "0000-00-00", "00/01/1900", 0, 0.0, datetime(1899, 12, 31)]
)
def test_what_a_spreadsheet_shows_for_no_date_is_blank(readers, value):
    assert (readers.dates.read(value), readers.dates.is_blank(value), readers.dates.doubt(value)) == (None, True, "")


@pytest.mark.parametrize("value", ["", None, "permanent", "1.1.2026", "soon", False, 5])
def test_other_values_are_not_blank_and_not_doubtful(readers, value):
    assert not readers.dates.is_blank(value)
    assert readers.dates.doubt(value) == ""


def test_a_day_that_no_calendar_has_is_told(readers):
    assert readers.dates.doubt("31.02.2026") == "the calendar has no such day"


@pytest.mark.parametrize(
    ("shown", "spellings"),
    [
        ("2027", ["by end of 2027", "end-2027", "within 2027", "year 2027", "between 2025 and 2027", "2025–2027"]),
        ("2027", ["2027-ci ilin sonunadək", "2027-nin sonu", "2025-ci ildən 2027-ci ilədək", "2027-ci il ərzində"]),
        ("2027", ["к концу 2027 года", "в течение 2027 г.", "с 2025 по 2027 гг.", "2025-2027 годы"]),
        ("2027", ["fin 2027", "d'ici fin 2027", "d'ici à la fin de 2027", "courant 2027"]),
        ("2027", ["antes de finales de 2027", "hasta fines de 2027", "durante 2027"]),
        (
            "2027-06",
            ["moved to June 2027", "deferred until June 2027", "June '27", "Jun-27", "06-2027", "end of June 2027"],
        ),
        ("2027-06", ["2027-ci ilin iyununadək", "iyun 2027-ci ilədək", "2027-ci ilin iyun ayının sonuna qədər"]),
        ("2027-06", ["продлено до июня 2027 г.", "до конца июня 2027 года", "перенесено на июнь 2027"]),
        ("2027-06", ["avant fin juin 2027", "reporté à juin 2027", "au plus tard en juin 2027"]),
        ("2027-06", ["a finales de junio de 2027", "prorrogado hasta junio de 2027"]),
        ("2027-06", ["December 2026 - June 2027", "декабрь 2026 – июнь 2027", "moved from March 2026 to June 2027"]),
        ("2027-06-30", ["no later than 30 June 2027", "Wednesday, 30 June 2027", "30-Jun-27", "1 to 30 June 2027"]),
        ("2027-06-30", ["30.06.2027-dək", "30 iyun 2027-ci ilədək", "не позднее 30 июня 2027 года"]),
        (
            "2027-06-30",
            ["au plus tard le 30 juin 2027", "a más tardar el 30 de junio de 2027", "December 2026 - 30.06.2027"],
        ),
        ("2027-Q3", ["end of Q3 2027", "Q2-Q3 2027", "Q3/2027", "3Q2027", "T3 2027", "third trimestre 2027"]),
        ("2027-Q3", ["2027-ci ilin III rübünədək", "2027-ci ilin üçüncü rübü", "III кв. 2027 г.", "3-й квартал 2027"]),
        ("2027-Q3", ["3e trimestre 2027", "tercer trimestre de 2027"]),
        ("2027-H1", ["H1 2027", "mid-2027", "end of the first half of 2027", "первое полугодие 2027 года"]),
        ("2027-H1", ["2027-ci ilin birinci yarısınadək", "au cours du premier semestre 2027", "a mediados de 2027"]),
    ],
)
def test_due_dates_are_read_as_people_write_them(readers, shown, spellings):
    read = {text: readers.dates.read(text) for text in spellings}
    assert {text: when and when.iso for text, when in read.items()} == dict.fromkeys(spellings, shown)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("30 June 2027 - first phase", "2027-06-30"),
        ("by 2030 (national plan)", "2030"),
        ("June 2027 (revised from March 2026)", "2027-06"),
        ("31.12.2027 (was 31.12.2025)", "2027-12-31"),
        ("30.06.2027 (было 31.12.2026)", "2027-06-30"),
        ("juin 2027 (initialement mars 2026)", "2027-06"),
        ("junio de 2027 (antes marzo de 2026)", None),
        ("31.12.2027 (31.12.2025)", None),
    ],
)
def test_a_remark_behind_a_date_does_not_change_it(readers, text, shown):
    when = readers.dates.read(text)
    assert (when and when.iso) == shown


@pytest.mark.parametrize(
    "text",
    [
        *(
            "summer 2027",
            "within 2 years",
            "FY2027",
            "soon after",
            "?",
            "2027?",
            "2027 (tbc)",
            "from 2026",
            "after 2027",
        ),
        *("when the law is adopted", "one year after adoption", "2027 (if funding allows)", "2027 onwards", "May 27"),
        *("qanun qəbul edildikdən sonra", "2026-cı ildən etibarən", "с 2026 года", "через год после принятия закона"),
        *("à partir de 2026", "un an après l'adoption", "desde 2026", "un año después de la adopción"),
        *("2027-2025", "June 2027 - March 2026", "June 31.12.2027", "annually until 2030", "\u06f2\u06f0"),
        "not before 2027",
        "2027-ci ildən tez olmayaraq",
        "не ранее 2027 года",
        "pas avant 2027",
        "no antes de 2027",
    ],
)
def test_what_names_no_day_or_period_stays_open(readers, text):
    assert readers.dates.read(text) is None


@pytest.mark.parametrize("text", ["３０．０６．２０２７", "30.06.\u200b2027", "\u200e30.06.2027\u00a0"])
def test_marks_that_nobody_sees_do_not_hide_a_date(readers, text):
    assert readers.dates.read(text).iso == "2027-06-30"


@given(st.text() | st.from_regex(r"[\d./ -]{1,12}", fullmatch=True))
def test_no_text_breaks_the_reader_and_what_is_read_reads_back(readers, text):
    when = readers.dates.read(text, order=DateOrder.UNKNOWN)
    readers.dates.doubt(text)
    readers.dates.find(text)
    assert when is None or when.iso is None or readers.dates.read(when.iso).iso == when.iso
