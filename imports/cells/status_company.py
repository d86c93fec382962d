"""What stands beside a status: words that leave it as it is, a time to come, the name of another State."""

import re
from datetime import date
from functools import cached_property

from imports.cells.date_figures import begins_on
from imports.cells.dates import DateReader
from imports.cells.phrases import Phrases
from imports.cells.vocabulary import Vocabulary
from tracker.folding import fold

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d\s?[-–—/]\s?(?:19|20)?\d\d(?!\d)")
_BEGINNING = 7
"""Letters by which the word for a body is known in all its cases: "Министерством"."""

_PERIODS = {"year", "quarter", "half", "start", "middle", "end"}


class StatusCompany:
    """Knows the words that may stand beside "done": any other word before or behind it leaves the status open."""

    def __init__(self, vocabulary: Vocabulary, today: date | None) -> None:
        self._vocabulary = vocabulary
        self._today = today
        words = vocabulary.row_words
        self._months = vocabulary.words["month"]
        periods = {word for word, kinds in vocabulary.words["period"].items() if _PERIODS.intersection(kinds)}
        self._plain = words("beside_done") | words("fully") | periods | self._months.keys()
        self._before = Phrases(self._plain | words("status_subject") | {name.folded for name in vocabulary.spellings})
        self._behind = self._plain | words("source_sign") | words("from_state")
        bodies = " ".join(words("agency_body")).split()
        self._bodies = {word[:_BEGINNING] for word in bodies if len(word) >= _BEGINNING}
        self._agencies = Phrases(name.folded for name in vocabulary.spellings)
        self._givers = Phrases(words("from_state"))
        self._wavering = Phrases(words("hedge") | words("about") | words("no_longer") | words("former"))
        self._articles = Phrases(words("filler"))
        self._from = Phrases(word for word, kinds in vocabulary.words["period"].items() if "from" in kinds)
        self._until = Phrases(words("until"))
        own = vocabulary.state
        self._others = Phrases(name for name, state in vocabulary.states.items() if state != own)

    @cached_property
    def _dates(self) -> DateReader:
        return DateReader(self._vocabulary)

    @cached_property
    def _day(self) -> re.Pattern[str]:
        months = "|".join(map(re.escape, self._months)) or "(?!)"
        year = r"(?:19|20)\d\d"
        return re.compile(
            rf"(?<!\w)(?:\d{{1,2}} (?:\d{{1,2}}|{months}) {year}|(?:{months}) (?:\d{{1,2}} )?{year}"
            rf"|{year}(?: \d{{1,2}}){{0,2}})(?!\w)"
        )

    def leaves(self, before: str, behind: str) -> bool:
        """Return True if the folded words before a status and the first one behind it leave "done" as it is."""
        strange = self._before.without(self._day.sub(" ", before)).strip()
        return not strange and self._goes_on(behind) and self._others.search(behind) is None

    def wavers(self, before: str) -> bool:
        """Return True if the folded words before a status say that it is nearly, no longer or not yet so."""
        return self._wavering.search(before) is not None

    def _goes_on(self, behind: str) -> bool:
        first = behind.split(maxsplit=1)[0] if behind else ""
        return (
            first in self._behind
            or not first
            or first.isdigit()
            or first[:_BEGINNING] in self._bodies
            or self._agencies.match(behind) is not None
        )

    def alters(self, text: str, words: str) -> bool:
        """Return True if "done" is of another State or of a time to come; ``words`` are the folded words beside it."""
        words = " ".join(words.split())
        return self._is_of_other_state(words) or self._is_to_come(text, words)

    def _is_of_other_state(self, words: str) -> bool:
        """Return True for nothing but the name of another State, and for one behind "by"."""
        named = self._others.match(words)
        if named is not None and named.end() == len(words):
            return True
        behind = (words[giver.end() :].strip() for giver in self._givers.finditer(words))
        return any(self._others.match(self._without_article(text)) for text in behind)

    def _without_article(self, text: str) -> str:
        article = self._articles.match(text)
        return text[article.end() :].strip() if article else text

    def _is_to_come(self, text: str, words: str) -> bool:
        """Return True for a time that has not begun; the years of a strategy ("Strategy 2022-2030") are not the status's."""
        if any(not word.isdigit() and word not in self._plain for word in words.split()):
            text = _YEARS.sub(" ", text)
        years = [int(year) for year in _YEAR.findall(text)]
        if self._today is None or not years or max(years) != self._today.year:
            return any(map(self.is_after_today, years))
        when = self._dates.named(text)
        return when is not None and (begins_on(when) or self._today) > self._today

    def is_after_today(self, year: int) -> bool:
        """Return True if a year has not begun."""
        return self._today is not None and year > self._today.year

    def is_of_other_time(self, text: str) -> bool:
        """Return True if what is under way is over or has not begun: "until" a past year, "from" a year to come."""
        years = [int(year) for year in _YEAR.findall(text)]
        if self._today is None or not years:
            return False
        folded = fold(text)
        over = max(years) < self._today.year and self._until.search(folded) is not None
        return over or (self.is_after_today(min(years)) and self._from.search(folded) is not None)
