"""Which column of a table is which field: headings and cells weighed together, the assignment with the best total."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from imports.cells.headers import SURE, HeaderMatch
from imports.fields import BY_NAME, FIELDS, TEXT, WITHOUT_EFFECT, WITHOUT_FIELD, Contents
from imports.tables.assignment import best_assignment
from imports.tables.evidence import fit, fit_alone
from imports.tables.header import Header
from imports.tables.profile import Profile
from imports.tables.table import Doubt
from imports.tables.weights import weights

Matches = Mapping[int, Sequence[HeaderMatch]]

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

_HALF_KNOWN = 0.5
"""A heading of which less is known says nothing."""

_MOSTLY, _OFTEN = 0.6, 0.4
"""Shares of cells from which a column is of a kind, and from which something is no exception in it."""

_BOTH = 0.7
"""How surely a heading names a lead beside those that contribute."""

_MOST_NAMED = 3
_MOST_OF_ONE = 40
"""Columns of one field: a sheet with a status for each of twenty years has fewer; a damaged one may have thousands."""
_SAID = 2.0
"""Score from which a heading counts as said by a person or a saved layout, whatever the cells say."""

_ALWAYS_TOLD = frozenset((Contents.DEMANDS, Contents.NUMBERS, Contents.SYMBOLS, Contents.REVIEWED_STATES))
"""Contents that are told by the cells alone whatever the heading: nothing else looks like them."""


@dataclass
class Columns:
    """The fields of a table with their columns, what is in doubt, and the total of the assignment."""

    fields: dict[str, list[int]] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    total: float = 0.0
    scores: dict[int, dict[str, float]] = field(default_factory=dict)


class _Slot(NamedTuple):
    """A place for a column: a field, the field it becomes, and how many columns of it stand before."""

    field: str
    becomes: str
    number: int


def assign(header: Header, profiles: Mapping[int, Profile]) -> Columns:
    """Give every column its field; a column that fits none has none, and one that may be several is in doubt."""
    matches, headers, turned = header.matches, header.texts, header.turned
    considered = [column for column in profiles if profiles[column].filled or not _is_spread(column, headers)]
    trust = _trust(considered, matches, headers)
    scores = {
        column: dict(_scores(matches.get(column, ()), profiles[column], trust[column], turned.get(column, ())))
        for column in considered
    }
    found = Columns(scores=scores)
    for column, becomes, score in _best(scores, _plain(matches, turned)):
        found.fields.setdefault(becomes, []).append(column)
        found.total += score
    _latest_dates_are_due(found.fields, matches, profiles)
    _first_agency_leads(found.fields, matches, profiles)
    _leave_leads_of_years(found.fields, matches, headers)
    found.doubts = list(_doubts(found, considered))
    for name in WITHOUT_FIELD:
        found.fields.pop(name, None)
    found.fields = {name: sorted(places) for name, places in found.fields.items()}
    return found


def _plain(matches: Matches, turned: Mapping[int, Collection[str]]) -> Matches:
    """What the headings name without turning away from it."""
    return {
        column: [match for match in named if match.field not in turned.get(column, ())]
        for column, named in matches.items()
    }


def _best(scores: Mapping[int, Mapping[str, float]], matches: Matches) -> Iterator[tuple[int, str, float]]:
    """The columns that get a field, with it and with how much better that is than none."""
    least = weights()["least"]
    rivals = [column for column in scores if max(scores[column].values(), default=0.0) > least]
    slots = list(_slots(matches, rivals))
    table = [[_slot_score(scores[column], matches.get(column, ()), slot) for slot in slots] for column in rivals]
    for column, chosen, line in zip(rivals, best_assignment(table, least), table, strict=True):
        if chosen is not None and line[chosen] > least:
            yield column, slots[chosen].becomes, line[chosen] - least


def _is_spread(column: int, headers: Mapping[int, str]) -> bool:
    """Return True if a heading stands over a column only because its cell is merged across it."""
    return column - 1 in headers and headers.get(column) == headers[column - 1]


def _trust(columns: Sequence[int], matches: Matches, headers: Mapping[int, str]) -> dict[int, float]:
    """How far the cells of each column may speak for themselves where their heading says nothing.

    A column with a heading that nobody knows, among headings that are known, is probably something of the group's own.
    """
    headed = [column for column in columns if headers.get(column)]
    known = sum(any(match.score >= SURE for match in matches.get(column, ())) for column in headed)
    share = known / len(headed) if headed else 0.0
    found = {}
    for column in columns:
        unknown = headers.get(column) and not any(match.score >= _HALF_KNOWN for match in matches.get(column, ()))
        found[column] = 1 - (1 - weights()["unknown_name"]) * share if unknown else 1.0
    return found


def _own_name(named: Sequence[HeaderMatch], look: Profile) -> float:
    """What is left of the cells' word where the heading names a field that they do not contradict."""
    weight = weights()
    best = max((_named_score(match, look) for match in named), default=0.0)
    sure = min(1.0, max(0.0, (best - weight["least"]) / weight["least"]))
    return 1 - (1 - weight["foreign_name"]) * sure


def _asked_at_most(score: float) -> float:
    """The score, but no higher than between those of a column that is asked about and of one that is sure."""
    return min(score, (weights()["least"] + weights()["ask"]) / 2)


def _named_score(match: HeaderMatch, look: Profile) -> float:
    weight = weights()
    return weight["heading"] * match.score + weight["cells"] * fit(BY_NAME[match.field].contents, look)


def _scores(
    matches: Sequence[HeaderMatch], look: Profile, trust: float, turned: Collection[str]
) -> Iterator[tuple[str, float]]:
    """The fields that a column may be, each with what its heading and its cells say for it."""
    if said := [match for match in matches if match.score >= _SAID]:
        yield from ((match.field, weights()["heading"] * match.score) for match in said)
        return
    yield from _named(matches, look, turned)
    yield from _untold(matches, look, trust, turned)


def _named(matches: Sequence[HeaderMatch], look: Profile, turned: Collection[str]) -> Iterator[tuple[str, float]]:
    """The fields that the heading names; one that it turns away from, or hardly names, is asked about at most.

    A column of texts stays one, where there is no other.
    """
    for match in matches:
        score = _named_score(match, look)
        turns = match.field in turned and match.field != TEXT
        hardly = BY_NAME[match.field].named_alone and match.weak and match.beside
        yield match.field, _asked_at_most(score) if turns or hardly else score


def _untold(
    matches: Sequence[HeaderMatch], look: Profile, trust: float, turned: Collection[str]
) -> Iterator[tuple[str, float]]:
    """The fields that the cells alone tell; one cell tells nothing against a heading.

    Below "Former lead agency" they do not tell those that contribute.
    """
    named, own = {match.field for match in matches}, _own_name(matches, look)
    told = {*named, *turned}
    if named and look.filled == 1:
        return
    for item in FIELDS:
        if item.alone and item.name not in told and fit(item.contents, look) > 0:
            trusted = own if item.contents in _ALWAYS_TOLD else trust * own
            yield item.name, item.alone * fit_alone(item.contents, look) * trusted


def _slots(matches: Matches, columns: Sequence[int]) -> Iterator[_Slot]:
    """A place for every field, and as many more as further columns are headed by it."""
    for item in FIELDS:
        yield _Slot(item.name, item.name, 0)
        more = item.name if item.several else item.further
        named = sum(any(match.field == item.name for match in matches.get(column, ())) for column in columns)
        for number in range(1, min(named, _MOST_OF_ONE) if more else 1):
            yield _Slot(item.name, more, number)


def _slot_score(scores: Mapping[str, float], matches: Sequence[HeaderMatch], slot: _Slot) -> float:
    score = scores.get(slot.field, 0.0)
    if slot.number and not any(match.field == slot.field for match in matches):
        return 0.0
    return score * (1 - weights()["one_more"] * slot.number)  # a share, so that the surest column comes first


def _doubts(found: Columns, columns: Sequence[int]) -> Iterator[Doubt]:
    """The columns without a field whose best field is nearly sure enough, and is not taken by another column."""
    taken = {column for places in found.fields.values() for column in places}
    for column in columns:
        likely = [] if column in taken else list(_likely(found, column))
        if likely and likely[0] != TEXT and likely[0] not in WITHOUT_EFFECT:
            yield Doubt(column, tuple(likely[:_MOST_NAMED]))


def _likely(found: Columns, column: int) -> Iterator[str]:
    """The fields that a column may be, the likeliest first, which no other column has."""
    for name, score in sorted(found.scores[column].items(), key=lambda item: -item[1]):
        free = BY_NAME[name].several or name not in found.fields
        if free and score >= weights()["ask"] and name not in WITHOUT_FIELD:
            yield name


def _first_agency_leads(columns: dict[str, list[int]], matches: Matches, profiles: Mapping[int, Profile]) -> None:
    """Of several columns headed "Responsible agency", or by nothing known, the leftmost leads, whichever was surest.

    One column of several agencies a cell, under a heading that nobody knows, may lead or contribute.
    """
    lead = columns.get("lead") or _leads_and_others(columns, matches)
    if not lead:
        return
    if "contributing" in columns:
        _share_out(columns, lead, columns.pop("contributing"), matches)
    elif not matches.get(lead[0]) and profiles[lead[0]].several > _OFTEN:
        del columns["lead"]


def _leads_and_others(columns: dict[str, list[int]], matches: Matches) -> list[int]:
    """The column that is headed by both roles ("Lead / Support"), which then holds the lead first."""
    both = [
        column
        for column in columns.get("contributing", [])
        if any(match.field == "lead" and match.score >= _BOTH for match in matches.get(column, ()))
    ][:1]
    if both:
        columns["lead"] = both
        columns["contributing"] = [column for column in columns["contributing"] if column not in both]
        if not columns["contributing"]:
            del columns["contributing"]
    return both


def _leave_leads_of_years(columns: dict[str, list[int]], matches: Matches, headers: Mapping[int, str]) -> None:
    """Of "Lead 2023" and "Lead" the one without a year leads, else that of the newest year; the others are kept apart."""
    both = (*columns.get("lead", ()), *columns.get("contributing", ()))
    years = _years_of_leads(both, matches, headers)
    if len(years) < 2 or not any(years.values()):
        return
    now = [column for column, year in years.items() if not year] or [max(years, key=lambda column: years[column])]
    columns["lead"] = now[:1]
    columns["contributing"] = [column for column in both if column not in years or column in now[1:]]
    if not columns["contributing"]:
        del columns["contributing"]


def _years_of_leads(columns: Sequence[int], matches: Matches, headers: Mapping[int, str]) -> dict[int, str]:
    """The newest year, or nothing, that the heading of each column names that names a lead."""
    leads = [column for column in columns if matches.get(column) and matches[column][0].field == "lead"]
    return {column: max(_YEAR.findall(headers.get(column, "")), default="") for column in leads}


def _share_out(columns: dict[str, list[int]], lead: list[int], contributing: list[int], matches: Matches) -> None:
    """Give the leftmost of the columns that are headed alike the lead."""
    named = {column: matches[column][0].field for column in [*lead, *contributing] if matches.get(column)}
    alike = sorted([*lead, *(column for column in contributing if named.get(column) == "lead" or not named)])
    others = [column for column in contributing if column not in alike]
    columns["lead"] = alike[:1]
    if rest := [*alike[1:], *others]:
        columns["contributing"] = rest


def _latest_dates_are_due(columns: dict[str, list[int]], matches: Matches, profiles: Mapping[int, Profile]) -> None:
    """Of columns of dates that no heading tells apart, the one with the latest dates holds what is due."""
    if "due" not in columns or matches.get(columns["due"][0]):
        return
    used = {column for name, places in columns.items() if name != "due" for column in places}
    dates = [
        column
        for column, look in profiles.items()
        if column not in used and not matches.get(column) and fit_alone(Contents.DATES, look) >= _MOSTLY
    ]
    columns["due"] = [max([columns["due"][0], *dates], key=lambda column: profiles[column].day)]
