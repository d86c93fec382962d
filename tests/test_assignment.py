"""Columns are shared out among fields with the best total, soon, and a column may go without a field."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from imports.tables.assignment import best_assignment

WITHOUT = 0.5


def total(scores, chosen):
    return sum(WITHOUT if column is None else line[column] for line, column in zip(scores, chosen, strict=True))


def each_once(chosen):
    given = [column for column in chosen if column is not None]
    return len(given) == len(set(given))


@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(st.lists(st.floats(0, 2), min_size=width, max_size=width), max_size=4)
    )
)
def test_no_other_assignment_is_better(scores):
    chosen = best_assignment(scores, WITHOUT)
    columns = [None, *range(len(scores[0]) if scores else 0)]
    best = max(total(scores, one) for one in product(columns, repeat=len(scores)) if each_once(one))
    assert each_once(chosen)
    assert abs(total(scores, chosen) - best) < 1e-9


def test_a_column_that_fits_nothing_goes_without():
    assert best_assignment([[2.0, 0.1], [1.9, 0.1]], WITHOUT) == [0, None]


def test_a_column_gives_way_where_the_sum_gains():
    assert best_assignment([[2.0, 1.9], [2.0, 0.6]], WITHOUT) == [1, 0]
