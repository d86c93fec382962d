"""Finds the State that somebody names: by its code, or by its name in any of the languages of states.csv."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from tracker.errors import NotFound
from tracker.folding import fold
from tracker.followup.reference.files import ReferenceFolder, Row

NAMES = ("name", "name_fr", "name_es", "name_ru", "name_az")
_MOST_NAMED = 6


def spellings_of(state: Row) -> list[str]:
    """The spellings of a State beside its English name, each once."""
    known = {fold(state["name"])}
    found = []
    for text in (*(state[column] for column in NAMES), *state.several("aliases")):
        if text and fold(text) not in known:
            known.add(fold(text))
            found.append(text)
    return found


def find_state(folder: ReferenceFolder, text: str) -> Row:
    """The row of the State that a code (NA, NAM) or a name means, whatever its case, accents and language.

    An organization in the list, which has no code of two letters, is not a State. Raises ``NotFound`` for a name that
    people use for several States, with these, and for an unknown one, with near ones.
    """
    rows = [row for row in folder.rows("states", "iso3", "iso2", "name", "aliases", key="iso3") if row["iso2"]]
    typed = fold(text).removeprefix("the ")
    if by_code := _of_code(rows, text.strip().upper()):
        return by_code
    if shared := [row for row in rows if typed in map(fold, row.several("shared"))]:
        raise _ambiguous(text, shared)
    names = {fold(name): row for row in rows for name in (row["name"], *spellings_of(row))}
    if typed in names:
        return names[typed]
    if parts := _with_words(rows, typed):
        raise _ambiguous(text, parts)
    raise _unknown(text, _near(names, typed))


def _of_code(rows: Iterable[Row], code: str) -> Row | None:
    """The State of a code of two or three letters."""
    return next((row for row in rows if code and code in (row["iso3"], row["iso2"])), None)


def _near(names: Mapping[str, Row], typed: str) -> list[Row]:
    """The States whose names stand in the typed words; else those that are spelled nearly so."""
    inside = [row for name, row in names.items() if f" {name} " in f" {typed} "]
    return inside or [names[name] for name in get_close_matches(typed, names, n=4, cutoff=0.7)]


def _with_words(rows: Iterable[Row], typed: str) -> list[Row]:
    """The States in one of whose names the typed words stand; at most a few, or else they tell nothing."""
    whole = f" {typed} "
    found = [
        row for row in rows if typed and any(whole in f" {fold(name)} " for name in (row["name"], *spellings_of(row)))
    ]
    return found if len(found) <= _MOST_NAMED else []


def _ambiguous(text: str, rows: Iterable[Row]) -> NotFound:
    return NotFound(f"'{text}' may be {_told(rows, ' or ')}.", remedy="Write the code of the one you mean.")


def _unknown(text: str, near: Iterable[Row]) -> NotFound:
    told = _told({row["iso3"]: row for row in near}.values())
    return NotFound(
        f"there is no State '{text}'.",
        remedy=f"Similar: {told}." if told else "Write its name or its code of two or three letters, such as NAM.",
    )


def _told(rows: Iterable[Row], joint: str = ", ") -> str:
    return joint.join(f"{row['name']} ({row['iso3']})" for row in rows)
