"""What the cells of a column hold: the second witness beside its heading."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise

from imports.cells.number_column import number_column
from imports.cells.readers import Readers
from imports.cells.references import prefix_of, read_reference, split_reference
from imports.cells.symbols import read_symbol
from imports.cells.vocabulary import Vocabulary
from imports.files import Value, is_blank, is_dash
from tracker.folding import fold

SAMPLE = 60
"""Cells of a column that are looked at: enough to tell shares of a few per cent."""

_SHORT = 200
_LONGEST_DATE = 60
_LONGEST_NUMBER = 30
_URL = re.compile(r"https?://|www\.", re.IGNORECASE)
_GOALS = re.compile(
    r"^\s*(?:-\s*)?(?:SDG|Goal|ODD|ODS|ЦУР|DİM)?\s*(?:1[0-7]|[1-9])(?:\.[\da-d]+)?\s*(?:[-–:]\s*[A-ZÀ-Ý]{3,}|$)"
)
_LEAST_PARAGRAPH = 20
"""The recommendations stand far behind in a report of the UPR; 16.3 is a goal, 2.1 a section."""

_VERB_WITHIN = 14
_LAST_WORDS = 60
_SHORTEST_VERB = 4
_LEAST_NUMBERS = 0.5
_SEVERAL = re.compile(r"[;\n,|/]")
_LANGUAGES = re.compile(r"\s*[/|\n]\s*")
_EXPLAINED = re.compile(r"\s*(?:[(;:.\n]|\s[–—-]\s)")
_LINES = re.compile(r"[\n;]")


@dataclass(frozen=True)
class Profile:
    """Shares (0 to 1) of the filled cells of a column that read as each kind.

    ``length`` is their mean length, ``distinct`` the share of different ones, ``running`` how far they count rows
    (1, 2, 3 ...), ``banners`` how many texts open with a number, ``fullness`` the share of rows with a value,
    ``numbers`` how far they are paragraph numbers in order, ``day`` the middle one of their dates, as a day number.
    """

    filled: int = 0
    fullness: float = 0
    length: float = 0
    distinct: float = 0
    running: float = 0
    banners: int = 0
    banner: float = 0
    item_reference: float = 0
    paragraph: float = 0
    named: float = 0
    symbol: float = 0
    mechanism: float = 0
    position: float = 0
    status: float = 0
    percent: float = 0
    date: float = 0
    agency: float = 0
    states: float = 0
    countries: float = 0
    ours: float = 0
    url: float = 0
    theme: float = 0
    group: float = 0
    goals: float = 0
    recommends: float = 0
    numeric: float = 0
    digits: float = 0
    moment: float = 0
    several: float = 0
    numbers: float = 0
    day: float = 0


class Profiler:
    """Looks at columns with the readers of cells; what a text is, is found out once."""

    def __init__(self, readers: Readers) -> None:
        self._readers = readers
        self._nobody = readers.vocabulary.row_words("nobody")
        self._known: dict[tuple[type, Value], frozenset[str]] = {}
        self._agencies: dict[str, bool] = {}

    def profile(self, values: Sequence[Value]) -> Profile:
        """The profile of a column; of a sample of its cells where there are many."""
        filled = self._filled(values)
        if not filled:
            return Profile()
        step = max(1, len(filled) // SAMPLE)
        sample = filled[::step][:SAMPLE]
        texts = [value.strip() if isinstance(value, str) else str(value) for value in sample]
        found = [self.kinds(value, text) for value, text in zip(sample, texts, strict=True)]
        shares = _shares(found)
        return Profile(
            filled=len(filled),
            fullness=len(filled) / len(values),
            length=sum(map(len, texts)) / len(texts),
            distinct=len(set(texts)) / len(texts),
            running=_running(filled),
            banners=sum("banner" in kinds for kinds in found),
            agency=self._share_of_agencies(texts),
            numbers=number_column(filled) if shares["paragraph"] >= _LEAST_NUMBERS else 0,
            day=self._middle_day(sample) if shares["date"] >= _LEAST_NUMBERS else 0,
            **shares,
        )

    def _filled(self, values: Sequence[Value]) -> list[Value]:
        """The values that say something."""
        nothing = {value for value in set(values) if is_blank(value) or self._names_nobody(value)}
        return [value for value in values if value not in nothing]

    def _names_nobody(self, value: Value) -> bool:
        """Return True for a dash, and for "none" and its like; a "no" may be an answer."""
        return isinstance(value, str) and (
            is_dash(value) or (len(value) <= _LONGEST_NUMBER and fold(value) in self._nobody)
        )

    def with_ours(self, look: Profile, values: Collection[Value]) -> Profile:
        """The profile of a column of States in which ours may stand in few rows of many."""
        texts = (value.strip() for value in values if isinstance(value, str))
        ours = look.ours or float(any("ours" in self.kinds(text, text) for text in texts)) / max(1, len(values))
        return replace(look, ours=ours)

    def _middle_day(self, values: Sequence[Value]) -> float:
        days = sorted(when.on.toordinal() for value in values if (when := self._readers.dates.read(value)) and when.on)
        return days[len(days) // 2] if days else 0

    def kinds(self, value: Value, text: str) -> frozenset[str]:
        """The kinds that a cell reads as."""
        key = (type(value), value)
        if key not in self._known:
            self._known[key] = frozenset(kind for kind, test in _TESTS.items() if test(value, text, self._readers))
        return self._known[key]

    def is_agency(self, text: str) -> bool:
        """Return True if a text holds agencies and little else."""
        if text not in self._agencies:
            self._agencies[text] = 0 < len(text) <= _SHORT and self._readers.agencies.is_agency(text)
        return self._agencies[text]

    def _share_of_agencies(self, texts: Sequence[str]) -> float:
        """The share of agencies; a quarter of the sample without any tells that there are none (reading them is slow)."""
        if len(texts) > 20 and not any(map(self.is_agency, texts[::4])):
            return 0
        return sum(map(self.is_agency, texts)) / len(texts)


def _shares(found: Sequence[frozenset[str]]) -> dict[str, float]:
    """For each kind, the share of cells that are of it."""
    return {kind: sum(kind in kinds for kinds in found) / len(found) for kind in _KINDS}


def recommends(text: str, readers: Readers) -> bool:
    """Return True if a text asks the State to do something: long enough, with a verb of asking where its language puts it.

    Most languages put it near the start; Russian begins with an infinitive, Azerbaijani ends with the verb.
    """
    if len(text) < 25 or " " not in text:
        return False
    tokens = fold(text[:160]).split()
    if not tokens:
        return False
    last = fold(text[-_LAST_WORDS:]).split()[-1:]
    asks = _begins_with_verb(tokens, readers.vocabulary) or _ends_with_verb(last, readers.vocabulary)
    begins = tokens[0] in readers.vocabulary.row_words("verb")
    return asks and (begins or not only_observes(text, readers.vocabulary))


def only_observes(text: str, vocabulary: Vocabulary) -> bool:
    """Return True if a text says what its author welcomes or regrets, and asks for nothing."""
    words, folded = vocabulary.row_words, f" {fold(text)} "
    observes = any(f" {said} " in folded for said in words("observation"))
    return observes and not any(f" {asked} " in folded for asked in words("demand"))


def _begins_with_verb(tokens: Sequence[str], vocabulary: Vocabulary) -> bool:
    words = vocabulary.row_words
    if not words("verb").isdisjoint(tokens[:_VERB_WITHIN]) or tokens[0].endswith(tuple(words("first_verb_ending"))):
        return True
    if (
        tokens[1:2]
        and tokens[1] in words("infinitive_company")
        and tokens[0].endswith(tuple(words("infinitive_ending")))
    ):
        return True
    start = f" {' '.join(tokens)} "
    return any(f" {verb} " in start for verb in words("verb") if " " in verb)


def _ends_with_verb(last: Sequence[str], vocabulary: Vocabulary) -> bool:
    endings = tuple(vocabulary.row_words("last_verb_ending"))
    return bool(last) and len(last[0]) > _SHORTEST_VERB and last[0].endswith(endings)


def _is_item(value: Value, text: str) -> bool:
    """Return True if a text is a UPR number ("140.12", "Rec. 140.12") and no decimal number of something else."""
    if len(text) > _LONGEST_NUMBER or isinstance(value, date):
        return False
    reference = read_reference(text)
    if reference is None or not reference.numbered_by_item:
        return False
    return int(reference.paragraph.partition(".")[0]) >= _LEAST_PARAGRAPH


def _is_number(text: str, readers: Readers) -> bool:
    """Return True if a text is the number of a recommendation, alone or behind its committee."""
    return read_reference(text) is not None or readers.short_references.read(text) is not None


def _any_line(text: str, test: Callable[[str], bool]) -> bool:
    return any(test(line.lstrip("- ")) for line in _LINES.split(text))


def _all_parts(text: str, test: Callable[[str], bool]) -> bool:
    """Return True if a word is of a kind, or the same in two languages ("In progress / İcra olunur")."""
    return test(text) or all(map(test, _LANGUAGES.split(text)))


def _heads(text: str, readers: Readers) -> bool:
    """Return True if a status stands before an explanation ("Implemented – Law No. 853")."""
    first = _EXPLAINED.split(text, maxsplit=1)[0]
    return len(first) < len(text) and readers.status.is_status(first)


_Test = Callable[[Value, str, Readers], bool]

_OF_SHORT_TEXTS: dict[str, _Test] = {
    "item_reference": lambda value, text, _: _is_item(value, text),
    "paragraph": lambda value, text, readers: not isinstance(value, (date, bool)) and _is_number(text, readers),
    "named": lambda _, text, readers: bool(prefix_of(text)) or readers.short_references.read(text) is not None,
    "symbol": lambda _, text, __: read_symbol(text) is not None,
    "mechanism": lambda _, text, readers: fold(text) in readers.vocabulary.mechanism_names,
    "position": lambda _, text, readers: _all_parts(text, readers.position.is_position),
    "status": lambda _, text, readers: _all_parts(text, readers.status.is_status) or _heads(text, readers),
    "percent": lambda _, text, __: text.endswith("%"),
    "states": lambda _, text, readers: readers.states.share_known(text),
    "countries": lambda _, text, readers: readers.states.is_state(text.lstrip("- ")),
    "ours": lambda _, text, readers: readers.states.identity(text.lstrip("- ")) == readers.vocabulary.state,
    "theme": lambda _, text, readers: _any_line(text, readers.tags.knows_theme),
    "group": lambda _, text, readers: _any_line(text, readers.tags.knows_group),
    "goals": lambda _, text, __: _GOALS.match(text) is not None,
    "date": lambda value, text, readers: len(text) < _LONGEST_DATE and readers.dates.read(value) is not None,
}


def _of_short(test: _Test) -> _Test:
    """The test for short texts alone: a long one is a text, whatever else it looks like."""
    return lambda value, text, readers: len(text) <= _SHORT and test(value, text, readers)


_TESTS: dict[str, _Test] = {kind: _of_short(test) for kind, test in _OF_SHORT_TEXTS.items()} | {
    "url": lambda _, text, __: _URL.search(text) is not None,
    "recommends": lambda _, text, readers: recommends(text, readers),
    "banner": lambda _, text, __: split_reference(text) is not None,
    "numeric": lambda value, _, __: isinstance(value, (int, float)) and not isinstance(value, bool),
    "moment": lambda value, _, __: isinstance(value, datetime) and (value.hour, value.minute) != (0, 0),
    "several": lambda _, text, __: _SEVERAL.search(text) is not None,
    "digits": lambda _, text, __: text.replace(".", "", 1).isdigit(),
}
_KINDS = tuple(_TESTS)


def _running(values: Sequence[Value]) -> float:
    """How far the values count rows: 1, 2, 3 ... (a running number, not a paragraph)."""
    if not any(str(value).strip().rstrip(".)").isdigit() for value in values[:20]):
        return 0
    texts = [str(value).strip().rstrip(".)") for value in values]
    numbers = [int(text) for text in texts if text.isdecimal()]
    if len(numbers) < max(2, len(values) * 0.7) or numbers[0] not in (0, 1):
        return 0
    steps = sum(1 for one, two in pairwise(numbers) if two - one == 1 or two == 1)
    return steps / max(1, len(numbers) - 1)
