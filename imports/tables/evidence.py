"""How well the cells of a column fit the contents of a field: from -1 (they contradict it) to 1."""

from collections.abc import Callable

from imports.fields import Contents
from imports.tables.profile import SAMPLE, Profile

_FEW = 0.2
"""A share of cells that may be slips and exceptions."""


_MOST = 0.5
_COUNTS = 0.6
"""Whole numbers alone may count anything: goals, boxes, pages."""

_ENOUGH = 6
"""So many cells show whether a column repeats a few classes."""


def fit(contents: Contents, look: Profile) -> float:
    """How well a column's cells fit what a field holds; 0 for an empty column, which says nothing."""
    rule = _RULES.get(contents)
    return max(-1.0, min(1.0, rule(look))) if rule is not None and look.filled else 0.0


def fit_alone(contents: Contents, look: Profile) -> float:
    """How far the cells tell a field where no heading does: numbers have to be in order, dates to differ."""
    rule = _ALONE.get(contents)
    return rule(look) if rule is not None and look.filled else fit(contents, look)


def _numbers_alone(look: Profile) -> float:
    """Numbers in order; out of order only where they have a form that nothing else has: 140.12 or 13 (b)."""
    lettered = look.paragraph if look.paragraph - look.digits >= _FEW else 0.0
    formed = max(look.item_reference, lettered) if look.distinct > 0.5 else 0.0
    whole = look.digits > 0.9 and look.item_reference < _FEW
    return max(look.numbers * (_COUNTS if whole else 1.0), 0.9 * formed)


def _dates_alone(look: Profile) -> float:
    """Days that differ from row to row; a moment is when a form was sent in."""
    stamps = look.moment > 0 or (look.filled >= _ENOUGH and look.distinct < 0.3)
    return 0.0 if stamps else _dates(look)


def _numbers(look: Profile) -> float:
    """Paragraph numbers: no long texts, no running count, no score, flag or year that stands again and again."""
    if look.length > 40:
        return -1.0
    repeats = look.digits > 0.8 and look.distinct < 0.5 and look.filled > 3
    counts = look.running > 0.8
    return max(look.item_reference, 0.9 * look.paragraph) - (0.6 if counts else 0) - (1.2 if repeats else 0)


def _demands(look: Profile) -> float:
    """Texts that ask the State to do something; short cells are something else."""
    if look.item_reference > 0.8 or look.length < 8:
        return -0.9
    if look.length < 20:
        return -0.8 if look.recommends < 0.3 else 0.0
    texts = 0.6 if look.distinct > 0.8 else 0.4
    return min(1.0, texts + look.recommends) if look.length >= 40 or look.recommends >= 0.5 else 0.0


_LONGEST_POSITION = 12
"""Cells that are longer on average, of which none reads as a position, are something else."""


def _row_numbers(look: Profile) -> float:
    return 2 * look.running - 1 if look.item_reference < 0.5 else -1.0


def _positions(look: Profile) -> float:
    others = look.status > 0.5 or (look.length > _LONGEST_POSITION and look.filled > 1)
    instead = 0.8 if look.position < _FEW and others else 0.6 if look.position < 0.1 else 0
    return look.position - instead - (0.5 if look.length > 60 else 0)


def _statuses(look: Profile) -> float:
    positions_instead = 1.2 if look.position > 0.6 and look.status < 0.4 else 0
    numbers_instead = 0.4 if look.digits > 0.8 and look.percent < _FEW else 0
    texts_instead = 0.6 if look.status < 0.1 and look.length > 20 else 0
    return max(look.status, 0.8 * look.percent) - positions_instead - numbers_instead - texts_instead


def _percentages(look: Profile) -> float:
    share = max(look.percent, look.numeric, look.digits)
    return share - (0.8 if share < _FEW else 0)


def _state_names(look: Profile) -> float:
    """Names of States; ours makes recommendations to others, but not to itself."""
    not_they = 1.5 if look.ours >= 0.4 or is_one_for_all(look) else 0.5 if look.ours else 0.0
    return look.states - (1.0 if look.states < _FEW else 0) - not_they


def _reviewed_states(look: Profile) -> float:
    """The State under review: ours is among them, or all rows name one; many others are those who recommend."""
    if look.countries < 0.3:
        return -0.8
    return look.countries if look.ours > 0 or is_one_for_all(look) else -0.3


def is_one_for_all(look: Profile) -> bool:
    """Return True if all rows have the same value, as those of one review have its State."""
    return look.filled > 1 and round(look.distinct * min(look.filled, SAMPLE)) == 1


def _agencies(look: Profile) -> float:
    ticks = 1.0 if look.length < 4 else 0.0
    instead = max(look.status, look.position, look.date, look.recommends, look.paragraph, look.item_reference, ticks)
    return look.agency - (instead if look.agency < _FEW else 0.5 * look.status)


def _dates(look: Profile) -> float:
    """Dates; plain numbers and flags are none, though some of them read as days."""
    texts_instead = 0.6 if look.date < _FEW and look.length > 8 else 0
    others_instead = 0.8 if look.date < _FEW and max(look.status, look.agency) > _MOST else 0
    return (0.0 if look.digits > 0.8 else look.date) - texts_instead - others_instead


def _remarks(look: Profile) -> float:
    short_values = max(look.status, look.position, look.date) > 0.8
    classes = look.filled >= _ENOUGH and look.distinct <= 0.35 and look.length < 40 and not is_one_for_all(look)
    flags = look.length < 4 and look.filled > 1
    numbers = max(look.item_reference, look.paragraph) > _MOST and look.length < 20
    return -1.0 if classes or flags or numbers else -0.6 if short_values else 0.0


def _links(look: Profile) -> float:
    """Laws, reports and links; days are none."""
    return 0.3 * look.url - (1.2 if look.date > 0.8 else 0)


def _mechanisms(look: Profile) -> float:
    """Names of mechanisms; agencies and statuses have their own columns."""
    return look.mechanism - (1.2 if look.mechanism < 0.1 and max(look.agency, look.status, look.date) > _MOST else 0)


def _themes(look: Profile) -> float:
    """A few words; a class that is a number has no name, and agencies are no themes."""
    instead = 1.2 if look.digits > 0.8 or (look.agency > _MOST and look.theme < 0.1) else 0
    return 0.5 * look.theme - instead - (0.4 if look.length > 150 else 0)


def _symbols(look: Profile) -> float:
    """Documents of the UN; a source of money has no symbol and names no mechanism, and sentences are a report."""
    if max(look.symbol, look.mechanism, look.named) >= 0.1:
        return look.symbol
    return -0.9


def _short_words(look: Profile) -> float:
    return -0.8 if look.length > 60 else 0.0


_RULES: dict[Contents, Callable[[Profile], float]] = {
    Contents.AGENCIES: _agencies,
    Contents.DATES: _dates,
    Contents.DEMANDS: _demands,
    Contents.GOALS: lambda look: 0.0 if look.digits > 0.8 else look.goals - (0.8 if look.goals < _FEW else 0),
    Contents.GROUPS: lambda look: 0.5 * look.group if look.group >= 0.1 else -0.5,
    Contents.LETTERS: lambda look: 0.3 if look.length < 6 else -1.0,
    Contents.LINKS: _links,
    Contents.MECHANISMS: _mechanisms,
    Contents.NUMBERS: _numbers,
    Contents.OTHER_LANGUAGE: lambda look: 0.3 if look.length > 40 else -1.0 if look.length < 15 else -0.6,
    Contents.PERCENTAGES: _percentages,
    Contents.POSITIONS: _positions,
    Contents.REMARKS: _remarks,
    Contents.REVIEWED_STATES: _reviewed_states,
    Contents.ROW_NUMBERS: _row_numbers,
    Contents.SHORT_WORDS: _short_words,
    Contents.STATE_NAMES: _state_names,
    Contents.STATUSES: _statuses,
    Contents.SYMBOLS: _symbols,
    Contents.YEARS: lambda look: 0.0 if max(look.digits, look.date) >= _MOST else -0.8,
    Contents.THEMES: _themes,
}

_ALONE: dict[Contents, Callable[[Profile], float]] = {
    Contents.NUMBERS: _numbers_alone,
    Contents.DATES: _dates_alone,
    Contents.THEMES: lambda look: look.theme,
    Contents.REVIEWED_STATES: lambda look: look.countries if look.ours >= _MOST else 0.0,
    Contents.STATUSES: lambda look: _statuses(look) if look.status > look.percent else 0.0,
}
