"""The texts of one language: labels with their gaps filled, numbers of things, days and shares as it writes them."""

from datetime import date
from gettext import NullTranslations
from pathlib import Path
from typing import Any

from tracker.language.catalogue import translations
from tracker.language.days import day_in_figures, day_in_words, due_in_words, period_in_words
from tracker.language.phrase import Phrase, filled

LANGUAGES = ("en", "az")
"""The languages that outputs are written in. English is in the code; each other one is a file beside this one."""


def marked(english: str) -> str:
    """The text itself: it is one for the catalogue, and is translated where it is shown."""
    return english


class Texts:
    """The texts of a language; those of a group's own file in ``folder`` stand before the shipped ones.

    Raises ``BadReference`` with the line where the group's own file cannot be used.
    """

    def __init__(self, language: str = "en", folder: Path | None = None) -> None:
        self.language = language
        self._found: NullTranslations = translations(language, folder)

    def __call__(self, english: str, context: str = "", **values: object) -> str:
        """A text in this language; English where it has none.

        Gaps such as ``{due}`` are filled in; one that nothing is known for stays. ``context`` tells apart what is one
        word in English and several in another language. A ``Phrase`` brings its own values.
        """
        if isinstance(english, Phrase):
            return filled(self(english.english), {name: self._said(value) for name, value in english.values.items()})
        if not english:
            return ""
        text = self._found.pgettext(context, english) if context else self._found.gettext(english)
        return filled(text, values)

    def _said(self, value: object) -> object:
        if isinstance(value, Phrase):
            return self(value)
        return self.period(str(value)) if isinstance(value, str | date) else value

    def many(self, one: str, several: str, number: int, **values: object) -> str:
        """A text about a number of things, which fills its gap ``{number}``."""
        return filled(self._found.ngettext(one, several, number), {"number": number, **values})

    def label(self, row: Any, name: str) -> str:
        """The name or label of an agency or a status in this language, else in English."""
        return str(getattr(row, f"{name}_{self.language}", "") or getattr(row, f"{name}_en"))

    def day(self, on: date) -> str:
        """A day as letters say it: 24 November 2026, or 24.11.2026 where words would have to be inflected."""
        return day_in_words(on, self.language) if self.language == "en" else day_in_figures(on)

    def short_day(self, on: date) -> str:
        """A day as lists on the screen have it: 2026-11-24, as commands take it; 24.11.2026."""
        return f"{on:%Y-%m-%d}" if self.language == "en" else day_in_figures(on)

    def day_in_words(self, on: date) -> str:
        """A day as titles say it: 24 November 2026; 24 noyabr 2026-cı il."""
        return day_in_words(on, self.language)

    def period(self, shown: str) -> str:
        """A day or period that the register shows, as cells have it: 2026-Q4; 2026, IV rüb. Other words stay as they are."""
        return period_in_words(shown, self.language)

    def due_in_words(self, due: date | str) -> str:
        """A due date or period as documents for people say it: 30 June 2026, 3rd quarter of 2026; 2026-cı ilin III rübü."""
        return due_in_words(due, self.language)

    def share(self, part: int, whole: int) -> str:
        """A part of a whole in per cent."""
        from babel.numbers import format_percent

        return str(format_percent(part / whole, locale=self.language))

    @property
    def separator(self) -> str:
        """What divides the cells of a CSV file where this language is spoken: a semicolon where the decimal sign is a comma.

        Excel opens such a file by the settings of its country.
        """
        from babel.numbers import get_decimal_symbol

        return ";" if get_decimal_symbol(self.language) == "," else ","

    def number(self, number: float) -> str:
        """A number with the signs of the language: 1,234.5; 1.234,5."""
        from babel.numbers import format_decimal

        return str(format_decimal(number, locale=self.language))
