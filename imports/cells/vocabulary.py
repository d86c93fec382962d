"""All known words: what the headings, statuses, positions, names and symbols of a sheet can mean.

Plain data, loaded once for an import (``imports/merging/load_vocabulary.py``): understanding a sheet needs no register.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from tracker.folding import fold


@dataclass(frozen=True)
class KnownReview:
    """A review as far as reading needs it."""

    id: int
    code: str
    mechanism: str
    cycle: str
    state: str
    symbols: tuple[str, ...]
    session: str
    council_session: str
    years: tuple[str, ...]
    provisional: bool
    found_in: str


@dataclass(frozen=True)
class KnownMechanism:
    """A treaty body, the UPR, or a body outside the mandate, with the names it goes by."""

    code: str
    name: str
    instrument: str = ""
    treaty: str = ""
    mandate: str = "in"
    uhri_label: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class KnownStatus:
    """A status of the group and what it counts as."""

    code: str
    label_en: str
    kind: str = ""
    percent: str = ""

    def stands_for(self, percent: int) -> bool:
        """Return True if a percentage is this status ("0", "1-99")."""
        first, _, last = self.percent.partition("-")
        return bool(first) and int(first) <= percent <= int(last or first)


@dataclass(frozen=True)
class KnownLayout:
    """What people decided about sheets with one header: the columns, and the answers they gave."""

    header: str
    columns: Mapping[str, str]
    answers: Mapping[str, str]


class Spelling(NamedTuple):
    """One spelling of an agency's name."""

    agency: str
    text: str
    folded: str
    language: str
    kind: str


@dataclass
class Vocabulary:
    """The words of the register, arranged for looking up."""

    state: str
    state_name: str
    words: dict[str, dict[str, list[str]]]
    """Kind of word, then folded spelling, then what it can mean."""
    weights: dict[tuple[str, str, str], str]
    """Kind, meaning, folded spelling: the note of the word (``weak`` for header words)."""
    agencies: dict[str, str]
    spellings: list[Spelling]
    states: dict[str, str]
    """Folded spelling of a State, then its ISO code."""
    state_names: dict[str, str]
    iso2: dict[str, str]
    mechanisms: dict[str, KnownMechanism]
    reviews: dict[str, KnownReview]
    statuses: dict[str, KnownStatus]
    themes: dict[str, str]
    """Folded label of a theme, then the label."""
    groups: dict[str, str]
    layouts: list[KnownLayout] = field(default_factory=list)
    secretariat: str = ""
    """The agency that speaks for the group; blank where the group has not named it yet."""
    closed: frozenset[str] = frozenset()
    """Agencies that are closed: understood where a sheet names them, never proposed."""

    def meanings(self, kind: str, text: str) -> list[str]:
        """What a word can mean; nothing when it is not known. Words of signs alone are looked up as they are."""
        return self.words[kind].get(fold(text) or text.strip(), [])

    def row_words(self, kind: str) -> frozenset[str]:
        """The folded words of a kind of row ("total", "hint", "section" ...)."""
        return self._row_words.get(kind, frozenset())

    @cached_property
    def words_for_nothing(self) -> frozenset[str]:
        """The folded words that say that there is nothing, or that nothing is known."""
        unknown = {word for word, values in self.words["status"].items() if values[0] == "unknown"}
        return frozenset(filter(str.isalnum, self.row_words("answer_no"))) | self.row_words("nobody") | unknown

    @cached_property
    def _row_words(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for folded, kinds in self.words["row"].items():
            for kind in kinds:
                found[kind].add(folded)
        return {kind: frozenset(words) for kind, words in found.items()}

    @cached_property
    def mechanism_names(self) -> dict[str, str]:
        """Folded names and short names of mechanisms, then their codes."""
        names: dict[str, str] = {}
        for mechanism in self.mechanisms.values():
            for name in (mechanism.code, mechanism.uhri_label, mechanism.treaty, mechanism.name, *mechanism.names):
                if name:
                    names.setdefault(fold(name), mechanism.code)
            if mechanism.instrument:
                names.setdefault(fold(mechanism.instrument), mechanism.code)
        for folded, codes in self.words["uhri_body"].items():
            names.setdefault(folded, codes[0])
        return names

    def out_of_mandate(self, mechanism: str) -> bool:
        """Return True if the recommendations of a mechanism are outside the group's mandate."""
        known = self.mechanisms.get(mechanism)
        return known is not None and known.mandate == "out"
