"""The names of agencies, in full, in short and with the endings of a language: looked up as a whole or found in a text."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import NamedTuple

from imports.cells.prefixes import Prefixes
from imports.cells.vocabulary import Spelling, Vocabulary
from tracker.folding import fold

_LONG_WORD = 8
"""The fewest letters of a one-word name that is looked for inside texts: a shorter one may be part of anything."""


class Found(NamedTuple):
    """A name in a text: its place, its agency, its language, and True if it has an ending of its language."""

    start: int
    end: int
    agencies: tuple[str, ...]
    name: str
    language: str
    inflected: bool


class AgencyNames:
    """All spellings of the register's agencies."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.shorts = {short: fold(values[0]) for short, values in vocabulary.words["agency_short"].items()}
        self._joints = vocabulary.row_words("conjunction")
        self._endings = vocabulary.row_words("case_ending")
        several = (item for item in vocabulary.spellings if " " in item.folded)  # "CoM" alone is no committee
        spelt_out = [item._replace(folded=self.spelt_out(item.folded)) for item in several]
        spellings = list(dict.fromkeys([*vocabulary.spellings, *spelt_out]))
        self._owners: dict[str, set[str]] = defaultdict(set)
        for spelling in spellings:
            self._owners[spelling.folded].add(spelling.agency)
        self._long = {spelling.folded: spelling.language for spelling in spellings if _is_long(spelling)}
        self._prefixes = Prefixes(self._long, self._joints)

    def spelt_out(self, folded: str) -> str:
        """A folded text with its shortened words in full."""
        return " ".join(self.shorts.get(word, word) for word in folded.split())

    def owners(self, folded: str) -> tuple[str, ...]:
        """The agencies of a whole name."""
        for name in (folded, self.spelt_out(folded), self._without_ending(folded)):
            if found := self._owners.get(name):
                return tuple(sorted(found))
        return ()

    def _without_ending(self, folded: str) -> str:
        """A short name in Cyrillic letters without the ending of its case ("Минюстом")."""
        if folded.isascii() or " " in folded:
            return folded
        stems = (folded.removesuffix(ending) for ending in self._endings)
        return next((stem for stem in stems if stem != folded and stem in self._owners), folded)

    def may_be_in(self, folded: str) -> bool:
        """Return True if a text may name an agency; a quick look at the beginnings of its words."""
        full = self.spelt_out(folded)
        return any(word in self._owners for word in folded.split()) or bool(self._prefixes.names_in(full))

    def is_name(self, text: str) -> bool:
        """Return True if a text is a long name and nothing else, with any endings."""
        return any(self._pattern(name).fullmatch(text) for name in self._prefixes.names_in(text))

    def in_text(self, text: str) -> Iterator[Found]:
        """The long names in the folded text of a cell, the longest first; none lies in another."""
        for name in self._prefixes.names_in(text):
            for match in self._pattern(name).finditer(text):
                plain = " ".join(re.findall(r"\w+", match.group()))
                inflected = plain != name and "&" not in match.group()
                yield Found(*match.span(), self.owners(name), name, self._long[name], inflected)
                text = text[: match.start()] + "\x00" * (match.end() - match.start()) + text[match.end() :]

    def _pattern(self, name: str) -> re.Pattern[str]:
        return _pattern(name, self._long[name], self._joints)


def _is_long(spelling: Spelling) -> bool:
    long_word = len(spelling.folded) >= _LONG_WORD and spelling.kind != "abbreviation"
    return " " in spelling.folded or long_word


@lru_cache(maxsize=2048)
def _pattern(name: str, language: str, joints: Collection[str]) -> re.Pattern[str]:
    """A name with the endings that its language puts to it, with "&" where it says "and"."""
    *words, last = name.split()
    inside = [f"(?:{re.escape(word)}|&)" if word in joints else _inflected(word, language) for word in words]
    end = re.escape(last[:-1]) + r"\w{0,8}" if language == "az" and len(last) >= 6 else _inflected(last, language)
    return re.compile(r"(?<!\w)" + r"[ ,()\-]+".join([*inside, end]) + r"(?!\w)")


def _inflected(word: str, language: str) -> str:
    return re.escape(word[:-2]) + r"\w{0,4}" if language == "ru" and len(word) >= 5 else re.escape(word)
