"""Days as a language writes them."""

from datetime import date

_IN_WORDS = "d MMMM y"

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


def _ordinal_ending(number: int) -> str:
    """The ending that makes a number an ordinal one, by the rules of vowel harmony."""
    last = next(unit for unit in (10, 100, 1000, 10000) if number % unit)
    word = number % last if last < 1000 else last // 10
    return _ORDINAL_ENDINGS[word]
