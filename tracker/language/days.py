"""Days as a language writes them."""

import re
from datetime import date

_IN_WORDS = "d MMMM y"

_ROMAN = ("", "I", "II", "III", "IV")
_PARTS_OF_YEAR = {"Q": "rüb", "H": "yarımil"}

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


def _ordinal_ending(number: int) -> str:
    """The ending that makes a number an ordinal one, by the rules of vowel harmony."""
    last = next(unit for unit in (10, 100, 1000, 10000) if number % unit)
    word = number % last if last < 1000 else last // 10
    return _ORDINAL_ENDINGS[word]
