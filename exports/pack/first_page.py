"""The first page of a pack, for the chair: how many, by status, what moved, what is late, who is silent, what waits."""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import Any

from exports.pack.blocks import Block, Chart, Figure, Lines, Notes, Section, Series, Tile, Tiles
from exports.pack.counts import TOTAL, chart_words, counted_by
from exports.pack.facts import DONE, NOT_BEGUN, STAGES, UNDER_WAY, Facts, Silent
from exports.pack.ledger import Ledger
from exports.pack.lists import MOVED, OVERDUE, SILENT, WAITS, waiting_topics
from exports.register_frame import NO_STATUS, each
from exports.texts import shortened
from tracker.language.texts import Texts, marked
from tracker.queries.checks import KINDS

RECOMMENDATIONS = "Recommendations"
TILES = {
    RECOMMENDATIONS: marked("recommendations"),
    DONE: marked("implemented"),
    UNDER_WAY: marked("under way"),
    NOT_BEGUN: marked("not begun"),
    NO_STATUS: marked("no status"),
    OVERDUE: marked("overdue"),
}
"""The figures at the top, by their names for programs, and how they are labelled there."""

_SHADES = dict(zip(STAGES, ("1F4E79", "7FA8CF", "C7D5E5", "EEF1F5", "8A8F98"), strict=True))
"""The colours of the stages: dark, middle and light, so that they can be told apart in grey."""

LINES = 31
"""Lines under the charts that a page has room for."""
_AROUND = 2
"""Lines that a list takes beside its own: its heading, and how many more there are."""
_LINE, _NOTE = 104, 120
"""Letters on a line of a list, and on one of a note."""
_BARS = 8
"""Bars in a chart; more would be too thin to read."""


def first_page(facts: Facts, ledger: Ledger) -> Section:
    """The first page."""
    texts, notes = facts.texts, tuple(first_page_notes(facts))
    blocks: list[Block] = [_tiles(facts, ledger)]
    if len(facts.rows):
        blocks += [_by_status(facts), _by_mechanism(facts)]
    room = LINES - sum(ceil(len(note) / _NOTE) for note in notes)
    blocks += _lists(facts, ledger, room)
    return Section("first", texts("Summary"), (*blocks, Notes(notes)))


def figures_of(facts: Facts) -> dict[str, list[str]]:
    """The codes behind the figures at the top, by their names for programs."""
    rows = facts.rows
    by_stage = {stage: list(rows.code[rows.stage == stage]) for stage in (DONE, UNDER_WAY, NOT_BEGUN, NO_STATUS)}
    return {RECOMMENDATIONS: list(rows.code), **by_stage, OVERDUE: list(facts.overdue.code)}


def _tiles(facts: Facts, ledger: Ledger) -> Tiles:
    texts, total = facts.texts, len(facts.rows) or 1
    tiles = []
    for name, codes in figures_of(facts).items():
        share = texts.share(len(codes), total) if name != RECOMMENDATIONS and codes else ""
        figure = ledger.figure(texts(TILES[name]).capitalize(), codes)
        tiles.append(Tile(texts(TILES[name]), figure, share, alarm=name == OVERDUE and bool(codes)))
    return Tiles(tuple(tiles))


def _by_status(facts: Facts) -> Chart:
    texts, counts = facts.texts, facts.rows.status.value_counts()
    bars = [(label, int(counts[label])) for label, _ in facts.statuses]
    title = texts("By status")
    series = Series(texts("Recommendations"), _SHADES[DONE], tuple(value for _, value in bars))
    return Chart(title, tuple(label for label, _ in bars), (series,), chart_words(title, bars, texts))


def _by_mechanism(facts: Facts) -> Chart:
    texts, counted = facts.texts, counted_by(facts, "mechanism")
    bars = sorted(counted, key=lambda name: (-len(counted[name][TOTAL]), name))[:_BARS]
    series = tuple(
        Series(texts(stage), _SHADES[stage], tuple(len(counted[name].get(stage, ())) for name in bars))
        for stage in STAGES
        if any(stage in counted[name] for name in bars)
    )
    title = texts("By mechanism")
    words = chart_words(title, ((name, len(counted[name][TOTAL])) for name in bars), texts)
    return Chart(title, tuple(bars), series, words)


def _lists(facts: Facts, ledger: Ledger, room: int) -> Iterator[Lines]:
    """The first of each list, as many as the page has room for, and where the others are."""
    texts, moved, late = facts.texts, facts.moved, facts.overdue
    lists: list[tuple[str, Figure | None, int, list[str]]] = []
    if facts.since is not None:
        told = [_moved(item, texts) for item in each(moved[:LINES])]
        lists.append((texts(MOVED), ledger.figure(texts(MOVED), moved.code), len(moved), told))
    told = [_overdue(item, texts) for item in each(late[:LINES])]
    lists.append((texts(OVERDUE), ledger.figure(texts(OVERDUE), late.code), len(late), told))
    agencies = ledger.figure(texts(SILENT), (item.agency for item in facts.silent), "silent")
    lists.append((texts(SILENT), agencies, len(facts.silent), [_silent(item, texts) for item in facts.silent]))
    topics = [f"{texts(KINDS[topic])}: {len(codes)}" for topic, codes, _ in waiting_topics(facts)]
    lists.append((texts(WAITS), None, len(topics), topics))
    shares = shares_of_room([number for _, _, number, _ in lists], room - _AROUND * len(lists))
    for (heading, figure, number, lines), share in zip(lists, shares, strict=True):
        shown = tuple(_one_line(line) for line in lines[:share]) or (texts("None."),)
        yield Lines(heading, figure, shown, _rest(heading, number, share, texts))


def _rest(name: str, number: int, share: int, texts: Texts) -> str:
    if share == number:
        return ""
    more = number - share
    return texts("and {number} more; all {all} are in the table “{table}” below", number=more, all=number, table=name)


def shares_of_room(counts: Sequence[int], room: int) -> list[int]:
    """How many lines each list gets: the short ones all of theirs, the long ones the same number each.

    A last line takes the place of the words that one more is left.
    """
    shares = [0] * len(counts)
    for _ in range(room):
        unfinished = [at for at, count in enumerate(counts) if shares[at] < count]
        if unfinished:
            shares[min(unfinished, key=shares.__getitem__)] += 1
    return [count if share == count - 1 else share for share, count in zip(shares, counts, strict=True)]


def _one_line(words: str) -> str:
    """Words cut to a line of the page; Cyrillic letters are wider."""
    wide = sum("\u0400" <= letter <= "\u04ff" for letter in words[:_LINE])
    return shortened(words, _LINE - wide // 4)


def _overdue(item: Any, texts: Texts) -> str:
    due = texts("due {day}", day=texts.due_in_words(item.due))
    return f"{item.code}, {due}, {item.lead_key or texts('no lead')}: {item.text}"


def _moved(item: Any, texts: Texts) -> str:
    before = texts("{status} (the first)", status=item.before) if item.before_on else item.before
    return f"{item.code}, {before} → {item.status}: {item.text}"


def _silent(item: Silent, texts: Texts) -> str:
    counts = texts("{number} of {all} open recommendations", number=len(item.unheard), all=len(item.open))
    heard = texts("last report {day}", day=texts.day_in_words(item.last)) if item.last else texts("no report yet")
    return f"{item.agency}: {counts}, {heard}"


def first_page_notes(facts: Facts) -> Iterator[str]:
    """What a reader of the figures must know."""
    texts, rows = facts.texts, facts.rows
    if rows.empty:
        yield texts("No recommendation in the group's mandate matches this report.")
    else:
        yield texts(
            "The status is the group's own, as the secretariat confirmed it; claims of agencies are not counted."
        )
        yield from _what_is_not_counted(facts)
    if facts.without_review:
        yield texts.many(
            "{number} recommendation waits for its review, which is not known yet. It is not counted.",
            "{number} recommendations wait for their review, which is not known yet. They are not counted.",
            facts.without_review,
        )


def _what_is_not_counted(facts: Facts) -> Iterator[str]:
    texts = facts.texts
    if facts.since and len(facts.first):
        since = texts.day_in_words(facts.since)
        yield texts(
            "Stated for the first time since {day} and not changed after it, not counted as moved: {number}.",
            day=since,
            number=len(facts.first),
        )
    if number := len(facts.apart):
        yield texts.many(
            "{number} recommendation outside the group's mandate is kept apart and not counted.",
            "{number} recommendations outside the group's mandate are kept apart and not counted.",
            number,
        )
