"""Tables of counts: recommendations by mechanism, agency, theme, group of persons and goal, each by stage."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from exports.pack.blocks import Column, Kind, Notes, Section, Table
from exports.pack.facts import STAGES, Facts
from exports.pack.ledger import Ledger
from tracker.language.texts import Texts, marked

TOTAL, OVERDUE = marked("Total"), marked("Overdue")
"""Columns of the tables of counts beside the stages."""

_PAGE = 17.0
"""The width (cm) of a table on an upright page."""

_TABLES = (
    ("by_mechanism", "mechanism", marked("By mechanism"), marked("Mechanism"), ""),
    ("by_agency", "lead", marked("By agency"), marked("Lead agency"), ""),
    (
        *("by_theme", "headings", marked("By theme"), marked("Theme")),
        marked("A recommendation with several themes counts under each."),
    ),
    (
        *("by_group", "groups", marked("By group of persons"), marked("Group of persons")),
        marked("A recommendation about several groups counts under each."),
    ),
    (
        *("by_goal", "goals", marked("By Sustainable Development Goal"), marked("Goal")),
        marked(
            "A recommendation with several goals counts under each. Goals are a tag: the SDG processes are not the group's."
        ),
    ),
)
"""Key, column of the rows, heading, first column, and what a reader must know of each table."""

Counted = dict[str, dict[str, list[str]]]
"""A heading, then a stage (or what else a column counts), then the codes."""


def count_sections(facts: Facts, ledger: Ledger) -> Iterator[Section]:
    """The sections with the tables of counts; those by tags are left out where no recommendation has one."""
    texts = facts.texts
    for key, column, heading, first, note in _TABLES:
        if column in ("groups", "goals") and facts.headings[column].nunique() < 2:
            continue
        table = count_table(facts, ledger, key, column, texts(heading), texts(first))
        notes = (Notes((texts(note),)),) if note else ()
        yield Section(key, texts(heading), (*notes, table))


def count_table(facts: Facts, ledger: Ledger, key: str, column: str, name: str, first: str) -> Table:
    """The recommendations by one column and stage, the largest heading first, each number with its codes."""
    texts = facts.texts
    counted = counted_by(facts, column)
    present = [stage for stage in STAGES if any(stage in parts for parts in counted.values())]
    names = [TOTAL, *present, OVERDUE]
    order = sorted(counted, key=lambda heading: (-len(counted[heading][TOTAL]), heading))

    def row(heading: str, parts: dict[str, list[str]], said: str) -> tuple[Any, ...]:
        figures = (ledger.figure(f"{name}, {said}: {texts(part)}", parts.get(part, ())) for part in names)
        return (heading, *figures)

    rows = tuple(row(heading, counted[heading], heading.strip()) for heading in order)
    total = (
        row(texts(TOTAL), _all_parts(counted), texts(TOTAL))
        if len(rows) > 1 and column in ("mechanism", "lead")
        else ()
    )
    widths = [_room(texts(part)) for part in names]
    columns = [Column(texts(part), width, Kind.FIGURE) for part, width in zip(names, widths, strict=True)]
    return Table(key, (Column(first, _PAGE - sum(widths)), *columns), rows, total)


def counted_by(facts: Facts, column: str) -> Counted:
    """The codes of each heading of a column, in all and by stage, and those that are overdue."""
    headings = facts.headings[column] if column in facts.headings else facts.rows[column].astype("category")
    rows = facts.rows.loc[headings.index, ["code", "stage", "overdue"]].assign(heading=headings.array)
    stages = rows.groupby("stage", sort=False, observed=True)
    found: Counted = defaultdict(dict)
    for part, of_part in ((TOTAL, rows), *stages, (OVERDUE, rows[rows.overdue])):
        for heading, codes in of_part.groupby("heading", sort=False, observed=True).code:
            found[str(heading)][str(part)] = codes.tolist()
    return found


def _all_parts(counted: Counted) -> dict[str, list[str]]:
    """The codes of all headings together, for a column in which each recommendation has one."""
    found: dict[str, list[str]] = defaultdict(list)
    for parts in counted.values():
        for part, codes in parts.items():
            found[part] += codes
    return found


def _room(heading: str) -> float:
    """The width of a column of figures (cm) in which no word of its heading is broken."""
    return max(1.5, 0.4 + 0.2 * max(map(len, heading.split())))


def chart_words(title: str, parts: Iterable[tuple[str, int]], texts: Texts) -> str:
    """What a chart shows, for those who cannot see it."""
    return f"{title}: " + "; ".join(f"{label} {texts.number(value)}" for label, value in parts)
