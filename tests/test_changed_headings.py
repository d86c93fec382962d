"""Headings changed in ways people do: nearly every column keeps its field, and what is not known is not guessed."""

import pytest
from changed_headings import books, commonest, tried
from heading_ways import WAYS

LEAST_RIGHT = dict.fromkeys(WAYS, 99.0) | {"as they are": 100.0, "text unknown": 97.0, "all unknown": 75.0}
MOST_WRONG = 1.0
LEAST_PAIRS = 1000
"""So many pairs of field and column are found in the sheets as they are."""


@pytest.fixture(scope="module")
def found(readers):
    return books(readers)


@pytest.mark.parametrize("way", WAYS)
def test_changed_headings(found, readers, way):
    tally = tried(WAYS[way], found, readers)
    assert tally.pairs >= LEAST_PAIRS
    assert tally.share("right") >= LEAST_RIGHT[way], commonest(tally)
    assert tally.share("wrong") < MOST_WRONG, commonest(tally)


def test_a_header_row_is_never_a_recommendation(found, readers):
    assert tried(WAYS["acronym"], found, readers).headers_read == 0
