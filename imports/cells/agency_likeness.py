"""Which agencies an unknown name may mean: a typing error in one name is clear, everything else is a question."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from imports.cells.agency_names import AgencyNames
from imports.cells.likeness import edits
from imports.cells.vocabulary import Spelling, Vocabulary
from tracker.folding import fold

_LIKELY = 0.5
"""The share of the telling words of a name and of a cell that must agree for a proposal."""

_SHORTEST = 5
"""A shorter word that differs in a letter is another word ("law", "low")."""

_LONG_WORD = 11
"""The fewest letters of a word that may have two typing errors."""

_MOST_SLIPS = 2
_MOST_PROPOSED = 4


class UnknownName(NamedTuple):
    """A name that no spelling matches; ``shared_by`` are the agencies where several share it."""

    text: str
    shared_by: tuple[str, ...] = ()


class Proposal(NamedTuple):
    """Agencies that a name may mean, the best first; ``clear`` says that it is a misspelling of the first."""

    candidates: tuple[str, ...] = ()
    clear: bool = False


class _Words(NamedTuple):
    agency: str
    every: tuple[str, ...]
    telling: frozenset[str]
    bodies: frozenset[str]
    initials: str


class AgencyLikeness:
    """Compares unknown names with the known ones, word by word."""

    def __init__(self, vocabulary: Vocabulary, names: AgencyNames) -> None:
        words = vocabulary.row_words
        self._names = names
        self._open = words("agency_open")
        own = {word for name, code in vocabulary.states.items() if code == vocabulary.state for word in name.split()}
        self._small = words("agency_particle") | words("conjunction") | own
        self._bodies = words("agency_body")
        self._common = self._bodies | words("agency_common")
        self._closed = vocabulary.closed
        self._spellings = [spelling for spelling in vocabulary.spellings if spelling.agency not in self._closed]
        self._known: list[_Words] = []
        self.propose = lru_cache(maxsize=2048)(self._propose)

    def is_open(self, folded: str) -> bool:
        """Return True if a name stands for no agency of a list: "the Government", "NGOs", "all ministries"."""
        return folded in self._open or self._bare(folded) in self._open

    def is_misspelt(self, text: str) -> bool:
        """Return True if a text as a whole is one name with a typing error."""
        return len(self._misspelt(self._words_of(text))) == 1

    def _propose(self, name: UnknownName) -> Proposal:
        folded = fold(name.text)
        if name.shared_by or self.is_open(folded):
            return Proposal(tuple(agency for agency in name.shared_by if agency not in self._closed))
        words = self._words_of(name.text)
        whole = self._misspelt(words)
        likely = [*sorted(whole), *self._by_initials(folded), *self._by_words(words)]
        return Proposal(tuple(dict.fromkeys(likely))[:_MOST_PROPOSED], len(whole) == 1)

    def _misspelt(self, words: tuple[str, ...]) -> set[str]:
        """The agencies of which a name has every word, and no other."""
        alike = (known for known in self._all() if len(known.every) == len(words) and known.telling)
        return {known.agency for known in alike if _same(words, known.every)}

    def _by_initials(self, folded: str) -> list[str]:
        """The agencies that an abbreviation may stand for, by the first letters of their names ("MoES")."""
        if " " in folded or len(folded) < 3:
            return []
        return list(dict.fromkeys(known.agency for known in self._all() if folded in _initials(known)))

    def _by_words(self, words: tuple[str, ...]) -> list[str]:
        """The agencies that share telling words with a name, the most similar first."""
        telling = frozenset(word for word in words if not self._is_common(word))
        bodies = self._bodies_of(words)
        shares: dict[str, float] = defaultdict(float)
        for known in self._all() if telling else ():
            if not bodies or not known.bodies or bodies & known.bodies:
                shares[known.agency] = max(shares[known.agency], _share(telling, known.telling))
        return sorted((agency for agency in shares if shares[agency] >= _LIKELY), key=lambda agency: -shares[agency])

    def _all(self) -> list[_Words]:
        """The known names as words; made when the first unknown name is met."""
        if not self._known:
            self._known = [self._of(spelling) for spelling in self._spellings]
        return self._known

    def _of(self, spelling: Spelling) -> _Words:
        every = self._words_of(spelling.text)
        short = spelling.kind == "abbreviation" and len(spelling.folded) < _LONG_WORD - 2
        telling = frozenset() if short else frozenset(word for word in every if word not in self._common)
        initials = "".join(word[0] for word in spelling.folded.split())
        bodies = self._bodies.intersection(every)
        return _Words(spelling.agency, every, telling, bodies, "" if spelling.kind == "abbreviation" else initials)

    def _words_of(self, text: str) -> tuple[str, ...]:
        return tuple(self._bare(self._names.spelt_out(fold(text))).split())

    def _bare(self, folded: str) -> str:
        return " ".join(word for word in folded.split() if word not in self._small)

    def _bodies_of(self, words: tuple[str, ...]) -> frozenset[str]:
        """The words of a name that say what kind of body it is, in their right spelling."""
        return frozenset(body for word in words for body in self._bodies if _alike(word, body))

    def _is_common(self, word: str) -> bool:
        return word in self._common or any(_alike(word, common) for common in self._common)


def _initials(known: _Words) -> Iterable[str]:
    """The first letters of a name: with and without its small words."""
    return (known.initials, "".join(word[0] for word in known.every)) if known.initials else ()


def _same(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Return True if two names have the same words, in any order and apart from typing errors."""
    left = list(others)
    slips = 0
    for word in words:
        found = next((other for other in left if other == word), None) or next(
            (other for other in left if _alike(word, other)), None
        )
        if found is None:
            return False
        slips += found != word
        left.remove(found)
    return slips <= _MOST_SLIPS


def _alike(one: str, other: str) -> bool:
    """Return True if two words differ by a typing error: one letter, two in a long word, never the first."""
    if one == other:
        return True
    if min(len(one), len(other)) < _SHORTEST or one[0] != other[0]:
        return False
    most = 2 if min(len(one), len(other)) >= _LONG_WORD else 1
    return abs(len(one) - len(other)) <= most and edits(one, other, most=most) <= most


def _share(some: frozenset[str], others: frozenset[str]) -> float:
    same = sum(any(_alike(word, other) for other in others) for word in some)
    return same / (len(some) + len(others) - same)
