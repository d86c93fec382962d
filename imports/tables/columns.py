"""Which column of a table means what: header words and contents together, the surest first."""

from collections.abc import Callable, Mapping

from imports.cells.headers import HeaderMatch
from imports.tables.profile import Profile

ONE_COLUMN = {
    "code", "ordinal", "reference", "letter", "text", "lead_in", "document", "mechanism", "cycle", "session", "year",
    "country", "position", "position_source", "states", "lead", "status", "percent", "due", "updated", "type",
    "annotation", "published", "action",
}  # fmt: skip
"""Fields that one column holds; all others may be spread over several (numbered agencies, links, remarks)."""

NO_FIELDS = {"kept", "action", "decision"}
"""Headers that are understood and have no field of the register: their values are kept as they are."""

_ENOUGH = 0.5
_SOME_ITEMS = 0.2
"""Share of UPR numbers from which a column that does not count its rows is one of numbers, whatever stands between."""

_BY_CONTENT: Mapping[str, float] = {
    "reference": 0.85, "text": 0.85, "document": 0.9, "position": 0.8, "status": 0.7, "states": 0.85, "lead": 0.7,
    "mechanism": 0.7, "sdg": 0.6, "ordinal": 0.6, "due": 0.55,
}  # fmt: skip
"""Fields that contents alone can tell, and how far they are trusted without a header."""

Matches = Mapping[int, list[HeaderMatch]]


def assign(matches: Matches, profiles: Mapping[int, Profile], headers: Mapping[int, str]) -> dict[str, list[int]]:
    """Give every column its field; columns without one are left out."""
    offers: list[tuple[float, int, str]] = []
    for column, look in profiles.items():
        if not look.filled and _is_spread(column, headers):
            continue
        named = {match.field: match for match in matches.get(column, [])}
        if "ordinal" in named and not look.running and look.item_reference >= _SOME_ITEMS:
            named["reference"] = named.pop("ordinal")._replace(field="reference")
        for name in set(named) | set(_BY_CONTENT):
            score = _score(name, named.get(name), look, headed=bool(headers.get(column)))
            if score >= _ENOUGH:
                offers.append((score, column, name))
    columns: dict[str, list[int]] = {}
    taken: set[int] = set()
    for _, column, name in sorted(offers, key=lambda offer: (-offer[0], offer[1])):
        if column in taken:
            continue
        chosen = _second(name, columns, matches.get(column, []))
        if chosen is not None:
            columns.setdefault(chosen, []).append(column)
            taken.add(column)
    _first_agency_leads(columns, matches)
    for name in NO_FIELDS:
        columns.pop(name, None)
    return {name: sorted(places) for name, places in columns.items()}


def _is_spread(column: int, headers: Mapping[int, str]) -> bool:
    """Whether a header stands over a column only because its cell is merged across it."""
    return column - 1 in headers and headers.get(column) == headers[column - 1]


def _second(name: str, columns: Mapping[str, list[int]], named: list[HeaderMatch]) -> str | None:
    """What a further column of a field is: a second agency contributes, a second text translates."""
    if name not in columns:
        return name
    if not any(match.field == name for match in named):
        return None
    if name not in ONE_COLUMN:
        return name
    return {"lead": "contributing", "text": "translation", "ordinal": "ignored"}.get(name)


def _first_agency_leads(columns: dict[str, list[int]], matches: Matches) -> None:
    """Of several columns headed "Responsible agency" the leftmost leads, whichever was surest."""
    if "lead" not in columns:
        return
    contributing = columns.pop("contributing", [])
    numbered = [column for column in contributing if matches.get(column) and matches[column][0].field == "lead"]
    alike = sorted([*columns["lead"], *numbered])
    columns["lead"] = alike[:1]
    if others := [*alike[1:], *(column for column in contributing if column not in numbered)]:
        columns["contributing"] = others


def _score(name: str, match: HeaderMatch | None, look: Profile, *, headed: bool) -> float:
    support = _support(name, look) if look.filled else 0.0
    if match is None:
        trusted = _BY_CONTENT.get(name, 0)
        return trusted * support if support > 0 and not (name == "due" and headed) else 0.0
    return match.score + 0.5 * support


def _support(name: str, look: Profile) -> float:
    """How far the cells of a column look like a field: from -1 (they contradict it) to 1."""
    rule = _RULES.get(name)
    return rule(look) if rule else 0.0


def _reference(look: Profile) -> float:
    if look.length > 40:
        return -1.0
    return max(look.item_reference, 0.9 * look.paragraph) - (0.6 if look.running > 0.8 else 0)


def _text(look: Profile) -> float:
    if look.item_reference > 0.8 or look.length < 8:
        return -0.9
    if look.length < 20:
        return -0.8 if look.recommends < 0.3 else 0.0
    return min(1.0, 0.4 + look.recommends) if look.length >= 40 or look.recommends >= 0.5 else 0.0


def _position(look: Profile) -> float:
    instead = 0.8 if look.position < 0.2 and look.status > 0.5 else 0
    return look.position - instead - (0.5 if look.length > 60 else 0)


def _status(look: Profile) -> float:
    return max(look.status, 0.8 * look.percent) - (1.2 if look.position > 0.6 and look.status < 0.4 else 0)


def _percent(look: Profile) -> float:
    share = max(look.percent, look.numeric)
    return share - (0.8 if share < 0.2 else 0)


def _agency(look: Profile) -> float:
    return look.agency - (0.8 if look.agency < 0.15 and look.length > 80 else 0) - 0.5 * look.status


_RULES: dict[str, Callable[[Profile], float]] = {
    "reference": _reference,
    "letter": lambda look: 0.3 if look.length < 6 else -1.0,
    "ordinal": lambda look: 2 * look.running - 1 if look.item_reference < 0.5 else -1.0,
    "text": _text,
    "translation": lambda look: 0.3 if look.length > 40 else -0.6,
    "document": lambda look: look.symbol - (0.3 if look.symbol < 0.1 and look.length > 80 else 0),
    "mechanism": lambda look: look.mechanism,
    "position": _position,
    "status": _status,
    "percent": _percent,
    "states": lambda look: look.states - (1.0 if look.states < 0.2 else 0),
    "country": lambda look: look.countries - (0.8 if look.countries < 0.3 else 0),
    "lead": _agency,
    "contributing": _agency,
    "due": lambda look: look.date - (0.4 if look.date < 0.2 and look.length > 40 else 0),
    "updated": lambda look: look.date - (0.4 if look.date < 0.2 and look.length > 40 else 0),
    "sdg": lambda look: look.goals,
    "theme": lambda look: 0.5 * look.theme - (0.4 if look.length > 150 else 0),
    "affected": lambda look: 0.5 * look.group,
    "evidence": lambda look: 0.3 * look.url,
    "cycle": lambda look: -0.8 if look.length > 60 else 0.0,
    "session": lambda look: -0.8 if look.length > 60 else 0.0,
    "year": lambda look: -0.8 if look.length > 60 else 0.0,
    "measures": lambda look: -0.3 if max(look.status, look.position, look.date) > 0.8 else 0.0,
    "note": lambda look: -0.3 if max(look.status, look.position, look.date) > 0.8 else 0.0,
}
"""How the contents of a column speak for or against a field."""
