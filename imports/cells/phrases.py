"""Phrases of a kind inside a longer text, such as those that put a status in doubt."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

_WORD = re.compile(r"\w+")


class Phrases:
    """Folded phrases, looked for as whole words, the longest first.

    The pattern of all phrases takes long to make: it is made for the first text that one of them stands in.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = sorted(filter(str.strip, phrases), key=len, reverse=True)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, self._phrases)) + r")(?!\w)")

    @cached_property
    def _by_word(self) -> dict[str, list[str]]:
        """The phrases by their first words, which whoever looks for them must meet; those of signs alone by nothing."""
        found: dict[str, list[str]] = defaultdict(list)
        for phrase in self._phrases:
            word = _WORD.search(phrase)
            found[word[0] if word else ""].append(phrase)
        return dict(found)

    def _may_be_in(self, text: str) -> bool:
        words = ("", *_WORD.findall(text))
        return any(phrase in text for word in words for phrase in self._by_word.get(word, ()))

    def search(self, text: str) -> re.Match[str] | None:
        """The first phrase in a text."""
        return self._pattern.search(text) if self._may_be_in(text) else None

    def match(self, text: str) -> re.Match[str] | None:
        """The phrase that a text begins with."""
        return self._pattern.match(text) if self._may_be_in(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The phrases in a text with their places."""
        return self._pattern.finditer(text) if self._may_be_in(text) else iter(())

    def findall(self, text: str) -> list[str]:
        """The phrases in a text."""
        return [match[0] for match in self.finditer(text)]

    def without(self, text: str) -> str:
        """A text with a space in place of each phrase."""
        return self._pattern.sub(" ", text) if self._may_be_in(text) else text
