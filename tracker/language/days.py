"""Days as a language writes them."""

import re
from datetime import date

_IN_WORDS = "d MMMM y"

_ROMAN = ("", "I", "II", "III", "IV")
_PARTS_OF_YEAR = {"Q": "rüb", "H": "yarımil"}
_OWNED = {"Q": "ü", "H": "i"}
"""The endings of these words behind a year: 2026-cı ilin III rübü."""
_ENGLISH_PARTS = {"Q": "quarter", "H": "half"}
_ENGLISH_ENDINGS = ("", "st", "nd", "rd", "th")

_ORDINAL_ENDINGS = {
    **dict.fromkeys((1, 2, 5, 7, 8, 20, 50, 70, 80, 1000), "ci"),
    **dict.fromkeys((3, 4, 100), "cü"),
    **dict.fromkeys((6, 40, 60, 90), "cı"),
    **dict.fromkeys((9, 10, 30), "cu"),
}
"""The ending of an Azerbaijani ordinal number by the last word of the number: altı, so 2026-cı; otuz, so 2030-cu."""


def day_in_figures(on: date) -> str:
    """A day in figures, as cells of all languages have it: 24.11.2026."""
    return f"{on.day:02}.{on.month:02}.{on.year}"


def day_in_words(on: date, language: str) -> str:
    """A day as a sentence says it, which nobody can mistake: 24 November 2026; 24 noyabr 2026-cı il."""
    from babel.dates import format_date

    text = str(format_date(on, _IN_WORDS, locale=language))
    return f"{text}-{_ordinal_ending(on.year)} il" if language == "az" else text


def period_in_words(shown: str, language: str) -> str:
    """A day, moment or period that the register shows (2026-05-31 10:15, 2026-Q4), or any other words, as cells say it."""
    if language != "az":
        return shown
    if found := re.fullmatch(r"(\d{4}-\d\d-\d\d)( \d\d:\d\d)?", shown):
        return day_in_figures(date.fromisoformat(found[1])) + (found[2] or "")
    if found := re.fullmatch(r"(\d{4})-(Q|H)([1-4])", shown):
        return f"{found[1]}, {_ROMAN[int(found[3])]} {_PARTS_OF_YEAR[found[2]]}"
    if found := re.fullmatch(r"(\d{4})-(\d\d)", shown):
        from babel.dates import format_date

        return str(format_date(date(int(found[1]), int(found[2]), 1), "LLLL y", locale=language))
    return shown


def due_in_words(due: date | str, language: str) -> str:
    """A due date as documents for people say it, by its precision; other words stay as they are.

    30 June 2026, June 2026, 3rd quarter of 2026, 2026; in Azerbaijani 30 iyun 2026-cı il, 2026-cı ilin iyun ayı,
    2026-cı ilin III rübü, 2026-cı il.
    """
    if isinstance(due, date):
        return day_in_words(due, language)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", due):
        return day_in_words(date.fromisoformat(due), language)
    found = re.fullmatch(r"(\d{4})(?:-(Q|H)?(\d{1,2}))?", due)
    if found is None:
        return due
    year, kind, part = found[1], found[2], int(found[3] or 0)
    words = _part_in_words(kind, part, language)
    if language != "az":
        return f"{words} {year}" if words else year
    year = f"{year}-{_ordinal_ending(int(year))} il"
    return f"{year}in {words}" if words else year


def _part_in_words(kind: str | None, part: int, language: str) -> str:
    """A part of a year, as it stands beside the year; nothing for the whole year."""
    if not part:
        return ""
    if kind is None:
        from babel.dates import format_date

        month = str(format_date(date(2000, part, 1), "LLLL", locale=language))
        return f"{month} ayı" if language == "az" else month
    if language == "az":
        return f"{_ROMAN[part]} {_PARTS_OF_YEAR[kind]}{_OWNED[kind]}"
    return f"{part}{_ENGLISH_ENDINGS[part]} {_ENGLISH_PARTS[kind]} of"


def _ordinal_ending(number: int) -> str:
    """The ending that makes a number an ordinal one, by the rules of vowel harmony."""
    last = next(unit for unit in (10, 100, 1000, 10000) if number % unit)
    word = number % last if last < 1000 else last // 10
    return _ORDINAL_ENDINGS[word]
