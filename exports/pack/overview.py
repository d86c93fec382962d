"""The first page of a pack as an overview whose figures lead to the rows of the register: each with its filter."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from exports.pack.blocks import Chart, Lines, Notes, Tile, Tiles
from exports.pack.content import subtitle
from exports.pack.facts import STAGES, Facts, facts_of
from exports.pack.first_page import LINES, RECOMMENDATIONS, TILES, first_page
from exports.pack.ledger import Ledger
from exports.pack.lists import OVERDUE as OVERDUE_LIST
from exports.pack.lists import SILENT, WAITS, waiting_topics
from tracker.language.texts import Texts
from tracker.queries.checks import Finding
from tracker.queries.filter import UNKNOWN, Filter
from tracker.queries.meetings import meeting_before
from tracker.queries.reference import status_words

_ALL = Filter(mandate="in")
"""What every figure counts: recommendations in the group's mandate whose review is known."""

_OF_TOPIC = {"no status": replace(_ALL, status=(UNKNOWN,))}
"""The filters of what needs a decision, where one gives the rows."""


@dataclass(frozen=True)
class Led:
    """A number under its name, and the filter that gives its rows."""

    name: str
    value: int
    wanted: Filter


@dataclass(frozen=True)
class Overview:
    """The first page in parts; a tile, a bar and a list each with the filter of its rows, where one gives them.

    The lines of a list have theirs too: the filter of the rows, or the kind of the finding of the check.
    """

    subtitle: str
    codes: frozenset[str]
    tiles: list[tuple[Tile, Filter]]
    charts: list[tuple[Chart, list[Led]]]
    lists: list[tuple[Lines, Filter | None, Sequence[Filter | str]]]
    notes: list[str]


def overview(session: Session, today: date, texts: Texts, findings: Sequence[Finding]) -> Overview:
    """The overview of the register on a day with the findings of its check; "moved" counts from the last meeting on."""
    since = meeting_before(session, today)
    facts = facts_of(session, Filter(), today, since, texts, most=LINES, findings=findings)
    blocks = first_page(facts, Ledger()).blocks
    tiles = next(block.tiles for block in blocks if isinstance(block, Tiles))
    filters = _of_tiles(facts)
    codes = {label: code for code, label in status_words(session, texts).items()}
    return Overview(
        subtitle=subtitle(facts),
        codes=frozenset(facts.rows.code),
        tiles=[(tile, filters[name]) for tile, name in zip(tiles, TILES, strict=True)],
        charts=list(_charts([block for block in blocks if isinstance(block, Chart)], codes)),
        lists=[
            (block, _of_list(block, texts), _of_lines(block, facts)) for block in blocks if isinstance(block, Lines)
        ],
        notes=[note for block in blocks if isinstance(block, Notes) for note in block.notes],
    )


def _of_tiles(facts: Facts) -> dict[str, Filter]:
    """The filters of the figures at the top; a stage takes the statuses that rows of it have."""
    rows = facts.rows
    stages = {
        stage: tuple(code or UNKNOWN for code in dict.fromkeys(rows.status_code[rows.stage == stage]))
        for stage in STAGES
    }
    by_stage = {stage: replace(_ALL, status=codes) for stage, codes in stages.items()}
    return {RECOMMENDATIONS: _ALL, **by_stage, OVERDUE_LIST: replace(_ALL, overdue=True)}


def _charts(charts: Sequence[Chart], codes: Mapping[str, str]) -> Iterator[tuple[Chart, list[Led]]]:
    """The charts with the filters of their bars: the first is by status, the second by mechanism."""

    def of_status(label: str) -> Filter:
        return replace(_ALL, status=(codes.get(label, UNKNOWN),))

    def of_mechanism(code: str) -> Filter:
        return replace(_ALL, mechanism=code)

    for chart, of_bar in zip(charts, (of_status, of_mechanism), strict=False):
        yield chart, _bars(chart, of_bar)


def _bars(chart: Chart, filters: Callable[[str], Filter]) -> list[Led]:
    values = [sum(parts) for parts in zip(*(series.values for series in chart.series), strict=True)]
    return [Led(name, value, filters(name)) for name, value in zip(chart.bars, values, strict=True)]


def _of_list(block: Lines, texts: Texts) -> Filter | None:
    return replace(_ALL, overdue=True) if block.heading == texts(OVERDUE_LIST) else None


def _of_lines(block: Lines, facts: Facts) -> Sequence[Filter | str]:
    """Where each line of a list leads; nothing where its own words do."""
    if block.heading == facts.texts(SILENT):
        return [replace(_ALL, agency=one.key, role="lead", silent=one.since) for one in facts.silent]
    if block.heading == facts.texts(WAITS):
        return [_OF_TOPIC.get(topic, topic) for topic, _, _ in waiting_topics(facts)]
    return ()
