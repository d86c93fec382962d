"""Reads the files of words: what headers, statuses, positions, months and signs of a sheet can mean."""

from collections.abc import Iterator
from typing import Any

from tracker.folding import fold
from tracker.followup.reference.files import ReferenceFolder, Row
from tracker.followup.reference.statuses import renamed_statuses
from tracker.vocabulary import Position

WORD_FILES = {
    "header": ("header_words", "field", "term"),
    "row": ("row_words", "kind", "term"),
    "status": ("status_words", "status", "term"),
    "position": ("position_words", "position", "term"),
    "month": ("months", "month", "forms"),
    "period": ("period_words", "kind", "terms"),
    "colour": ("colour_words", "colour", "terms"),
    "uhri_body": ("uhri_bodies", "mechanism", "label"),
    "theme": ("theme_aliases", "label", "alias"),
    "upr_cycle": ("upr_sessions", "cycle", "first_session"),
    "known_sheet": ("known_sheets", "field", "header"),
    "agency_plural": ("agency_plurals", "singular", "plural"),
    "agency_short": ("agency_abbreviations", "full", "short"),
}
"""Which files hold words: kind of word, then file, column of the meaning, column of the spellings."""

_NOTES = ("weight", "sheet", "last_session", "place", "evidence")
"""The columns that go along with a word; no file has two of them."""

_LANGUAGES = ("en", "az", "ru")


def words(folder: ReferenceFolder) -> Iterator[dict[str, Any]]:
    """Every word once for each of its meanings, and the labels of statuses where no word says them yet.

    Raises ``BadReference`` for a word whose meaning the register does not know.
    """
    seen: set[tuple[str, str, str]] = set()
    for kind, value, text, row in _spellings(folder):
        key = (kind, value, _folded_word(text))
        if key not in seen:
            seen.add(key)
            yield _word(key, text, row["language"], next(filter(None, map(row.__getitem__, _NOTES)), ""))
    yield from _labels(folder, {folded for kind, _, folded in seen if kind == "status"})


def _spellings(folder: ReferenceFolder) -> Iterator[tuple[str, str, str, Row]]:
    meanings = _meanings(folder)
    for kind, (name, column, spellings) in WORD_FILES.items():
        for row in _in_own_codes(folder, kind, folder.rows(name, column, spellings)):
            _check(row, column, meanings.get(kind))
            value = f"{row['sheet']}:{row[column]}" if "sheet" in row else row[column]
            for text in row.several(spellings):
                yield kind, value, text, row


def _in_own_codes(folder: ReferenceFolder, kind: str, rows: list[Row]) -> Iterator[Row]:
    """The rows of a file of words; of the shipped words for statuses only those of which the group has one."""
    renamed = renamed_statuses(folder, "status_words") if kind == "status" else {}
    if not renamed:
        yield from rows
        return
    for row in rows:
        codes = filter(None, (renamed.get(code, code) for code in row["status"].split("|")))
        if status := "|".join(dict.fromkeys(codes)):
            yield Row({**row, "status": status}, row.where)


def _meanings(folder: ReferenceFolder) -> dict[str, set[str]]:
    """Kinds of words whose meanings are closed: what a word of the kind can mean."""
    noted = {f"position:{position}" for position in Position}
    return {
        "status": {*folder.keys("statuses", "code"), "unknown", *noted},
        "position": {*Position, "none"},
        "month": {str(month) for month in range(1, 13)},
        "uhri_body": folder.keys("mechanisms", "code"),
    }


def _check(row: Row, column: str, allowed: set[str] | None) -> None:
    """A word of several meanings divides them by ``|``."""
    for number in ("first_session", "last_session"):
        row.number(number)
    if allowed is not None and not allowed.issuperset(row[column].split("|")):
        raise row.refusal(column, "is not a word that can stand here.", f"Write one of: {', '.join(sorted(allowed))}.")


def _labels(folder: ReferenceFolder, known: set[str]) -> Iterator[dict[str, Any]]:
    for row in folder.rows("statuses", "code"):
        for language in _LANGUAGES:
            label = row[f"label_{language}"]
            if label and fold(label) not in known:
                known.add(fold(label))
                yield _word(("status", row["code"], fold(label)), label, language, "")


def _word(key: tuple[str, str, str], text: str, language: str, note: str) -> dict[str, Any]:
    kind, value, folded = key
    return {"kind": kind, "value": value, "folded": folded, "text": text, "language": language, "note": note}


def _folded_word(text: str) -> str:
    """Words of signs alone ("-", "?") keep their signs."""
    return fold(text) or text
