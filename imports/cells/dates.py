"""Dates in every form that people write them, with the precision they were given in.

The day comes first in 12.05.2025. Nothing is guessed from free text: a text that holds anything but a date is no date.
"""

import calendar
import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from imports.cells.vocabulary import Vocabulary
from imports.files import Value
from tracker.dates import shown_date
from tracker.folding import fold
from tracker.vocabulary import Precision

_ISO = re.compile(r"(?<!\d)(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2})?\S*)?(?!\d)")
_DAY_FIRST = re.compile(
    r"(?<!\d)(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{4}|\d{2})(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?(?!\d)"
)
_MONTH = re.compile(r"(?<![\d./-])(\d{1,2})[./](\d{4})(?!\d)")
_YEAR_MONTH = re.compile(r"(?<!\d)(\d{4})[-./](\d{1,2})(?![\d./-])")
_DAY_SHORT = re.compile(r"^(\d{1,2})[-\s]([^\W\d_]{3,})\.?[-\s](\d{2})$")
_SHORT_YEAR = re.compile(r"^([^\W\d_]{3,})[-' .](\d{2})$")
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[-–—/]\s?((?:19|20)\d\d)(?!\d)")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_LAST_DAYS = {Precision.QUARTER: 3, Precision.HALF: 6}
_YEARS_MEANT = range(1900, 2200)
_EPOCH = date(1899, 12, 30)
_SHORTEST_FORMER = 12
_SERIALS = range(20000, 80000)


class When(NamedTuple):
    """A date as it was given: the last day of the period, how exact it is, and the words of the source."""

    on: date | None
    precision: Precision
    text: str

    @property
    def iso(self) -> str | None:
        """The date cut to its precision: ``2025-05-12``, ``2025-05``, ``2024-Q1``, ``2025-H2``, ``2025``."""
        return shown_date(self.on, self.precision)


class DateReader:
    """Reads dates with the month names and period words that the register knows."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._months = {word: int(values[0]) for word, values in vocabulary.words["month"].items()}
        self._periods = _by_token(vocabulary.words["period"])
        former = sorted((word for word, kinds in self._periods.items() if "former" in kinds), key=len, reverse=True)
        self._former = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, former))})(?!\w)") if former else None
        self._text = lru_cache(maxsize=16384)(self._read_text)
        self._written = re.compile(
            r"\b(\d{1,2})\s+([^\W\d_]{3,12})\s+((?:19|20)\d\d)\b"
            r"|\b((?:19|20)\d\d)(?:[\s-]\w{1,4}){0,2}\s(\d{1,2})\s+([^\W\d_]{3,12})\b"
            r"|\b([^\W\d_]{3,12})\s+(\d{1,2}),?\s+((?:19|20)\d\d)\b"
        )

    def read(self, value: Value, number_format: str = "") -> When | None:
        """The date of a cell; ``None`` when it holds none. A word such as "permanent" is a date without a day."""
        if isinstance(value, (datetime, date)):
            day = value.date() if isinstance(value, datetime) else value
            monthly = number_format != "" and not re.search(
                "d", re.sub(r"\[[^\]]*\]|\"[^\"]*\"", "", number_format), re.IGNORECASE
            )
            if monthly and re.search("m", number_format, re.IGNORECASE):
                return _end(day.year, day.month, Precision.MONTH, f"{day:%Y-%m}")
            if monthly and re.search("y", number_format, re.IGNORECASE):
                return _end(day.year, 12, Precision.YEAR, f"{day:%Y}")
            return When(day, Precision.DAY, day.isoformat())
        if isinstance(value, bool) or value is None:
            return None
        if isinstance(value, (int, float)):
            return _from_number(value)
        return self._text(value.strip())

    def find(self, text: str) -> date | None:
        """The last full date somewhere in a longer text, such as a title ("as of 1 March 2024")."""
        found = [
            (match.start(), self._numeric(match)) for pattern in (_ISO, _DAY_FIRST) for match in pattern.finditer(text)
        ]
        for match in self._written.finditer(text.casefold()):
            day, month, year, year2, day2, month2, month3, day3, year3 = match.groups()
            named = self._month(fold(month or month2 or month3))
            when = _day(int(year or year2 or year3), named, int(day or day2 or day3), text) if named else None
            found.append((match.start(), when))
        days = [
            when.on for _, when in sorted(found, key=lambda item: item[0]) if when is not None and when.on is not None
        ]
        return days[-1] if days else None

    def _read_text(self, text: str) -> When | None:
        if not text:
            return None
        if "\n" in text:
            return self._said_twice(text)
        if newer := self._without_former(text):
            return newer
        if self._kind(fold(text) or text, "open"):
            return When(None, Precision.TEXT, text)
        if (match := _DAY_SHORT.match(text)) and (month := self._month(fold(match[2]))):
            return _day(2000 + int(match[3]), month, int(match[1]), text)
        if (match := _SHORT_YEAR.match(text)) and (month := self._month(fold(match[1]))):
            return _end(2000 + int(match[2]), month, Precision.MONTH, text)
        if match := _YEARS.search(text):
            return _end(int(match[2]), 12, Precision.YEAR, text) if self._only_filler(text, match) else None
        for pattern in (_ISO, _DAY_FIRST, _MONTH, _YEAR_MONTH):
            matches = list(pattern.finditer(text))
            if matches and self._only_filler(text, *matches):
                return self._numeric(matches[-1], text)
        return self._from_words(text)

    def _without_former(self, text: str) -> When | None:
        """The date that holds now, of a text that also tells the one before: "Q2 2026 (extended from Q4 2025)"."""
        match = self._former.search(text.casefold()) if self._former and len(text) > _SHORTEST_FORMER else None
        if match is None or match.start() == 0:
            return None
        now = self._read_text(text[: match.start()].rstrip(" (,;:-–—"))
        return now._replace(text=text) if now is not None else None

    def _said_twice(self, text: str) -> When | None:
        """A date in two languages, a line each, that agree."""
        lines = [self._read_text(line.strip()) for line in text.split("\n") if line.strip()]
        first = lines[0] if lines else None
        return (
            first if first is not None and all(line is not None and line.iso == first.iso for line in lines) else None
        )

    def _numeric(self, match: re.Match[str], text: str = "") -> When | None:
        text = text or match.group()
        if match.re is _ISO:
            return _day(int(match[1]), int(match[2]), int(match[3]), text)
        if match.re is _DAY_FIRST:
            return _day_first(int(match[1]), int(match[2]), match[3], text)
        year, month = (match[2], match[1]) if match.re is _MONTH else (match[1], match[2])
        known = 1 <= int(month) <= 12 and int(year) in _YEARS_MEANT
        return _end(int(year), int(month), Precision.MONTH, text) if known else None

    def _only_filler(self, text: str, *matches: re.Match[str]) -> bool:
        rest = text
        for match in reversed(matches):
            rest = rest[: match.start()] + " " + rest[match.end() :]
        return all(
            self._kind(token, "filler") or self._kind(token, "year") or self._kind(token, "end")
            for token in _TOKEN.findall(fold(rest))
        )

    def _kind(self, token: str, kind: str) -> bool:
        return kind in self._periods.get(token, ())

    def _from_words(self, text: str) -> When | None:
        """Month, quarter, half and year in words, whatever their order."""
        tokens = _TOKEN.findall(fold(re.sub(r"(?<=\d)(?=[^\W\d])|(?<=[^\W\d])(?=\d)", " ", text)))
        years = [int(token) for token in tokens if re.fullmatch(r"(?:19|20)\d\d", token)]
        months = [month for token in tokens if (month := self._month(token))]
        if not years or len(tokens) > 12:
            return None
        rest = [token for token in tokens if not re.fullmatch(r"(?:19|20)\d\d", token) and not self._month(token)]
        year = years[-1]
        if months:
            return self._in_month(year, months[-1], rest, text)
        for kind, precision in (("quarter", Precision.QUARTER), ("half", Precision.HALF)):
            if any(self._kind(token, kind) for token in rest):
                number = self._ordinal([token for token in rest if not self._kind(token, kind) or token.isdigit()])
                last = number * _LAST_DAYS[precision] if number else 0
                return _end(year, last, precision, text) if 1 <= last <= 12 else None
        return self._in_year(year, rest, text)

    def _in_month(self, year: int, month: int, rest: list[str], text: str) -> When | None:
        days = [int(token) for token in rest if token.isdecimal()]
        words = [token for token in rest if not token.isdecimal()]
        if not all(
            any(self._kind(word, kind) for kind in ("filler", "year", "end", "start", "middle")) for word in words
        ):
            return None
        if not days:
            return _end(year, month, Precision.MONTH, text)
        return _day(year, month, days[-1], text) if len(days) <= 2 else None

    def _in_year(self, year: int, rest: list[str], text: str) -> When | None:
        if any(token.isdecimal() for token in rest):
            return None
        kinds = [
            next((kind for kind in ("end", "start", "middle", "year", "filler") if self._kind(word, kind)), "")
            for word in rest
        ]
        if "" in kinds:
            return None
        if "start" in kinds:
            return _end(year, 3, Precision.QUARTER, text)
        if "middle" in kinds:
            return _end(year, 6, Precision.HALF, text)
        return _end(year, 12, Precision.YEAR, text)

    def _month(self, token: str) -> int | None:
        if token in self._months:
            return self._months[token]
        stem = next((token[:-cut] for cut in (1, 2, 3) if len(token) - cut >= 4 and token[:-cut] in self._months), None)
        return self._months[stem] if stem else None

    def _ordinal(self, tokens: list[str]) -> int | None:
        """The last ordinal number among the words: of "Q1 2024 - Q2 2025" the second."""
        for token in reversed(tokens):
            for number, kind in enumerate(("first", "second", "third", "fourth"), start=1):
                if self._kind(token, kind):
                    return number
        return None


def _by_token(words: dict[str, list[str]]) -> dict[str, set[str]]:
    """Period words with their kinds; the words of a filler of several ("not later than") each count as filler."""
    kinds: dict[str, set[str]] = {}
    for word, values in words.items():
        kinds.setdefault(word, set()).update(values)
        if "filler" in values:
            for token in word.split():
                kinds.setdefault(token, set()).add("filler")
    return kinds


def _from_number(value: int | float) -> When | None:
    if value != value or abs(value) > 10**6:  # noqa: PLR0124 - only a number that is none is unequal to itself
        return None
    if value in range(1990, 2101):
        return _end(int(value), 12, Precision.YEAR, f"{value:.0f}")
    if int(value) in _SERIALS:
        day = _EPOCH + timedelta(days=int(value))
        return When(day, Precision.DAY, day.isoformat())
    if isinstance(value, float):
        month, _, year = f"{value:.4f}".partition(".")
        written = len(f"{value:.10g}".partition(".")[2]) >= 3
        if written and 1 <= int(month) <= 12 and 1990 <= int(year) <= 2100:
            return _end(int(year), int(month), Precision.MONTH, f"{value:.4f}")
    return None


def _day_first(first: int, second: int, year: str, text: str) -> When | None:
    full = int(year) if len(year) == 4 else 2000 + int(year)
    if second > 12 >= first:
        first, second = second, first
    return _day(full, second, first, text)


def _day(year: int, month: int, day: int, text: str) -> When | None:
    try:
        if year not in _YEARS_MEANT:
            return None
        return When(date(year, month, day), Precision.DAY, text)
    except ValueError:
        return None


def _end(year: int, month: int, precision: Precision, text: str) -> When:
    return When(date(year, month, calendar.monthrange(year, month)[1]), precision, text)
