"""Headings: which fields a column's heading may name, in five languages, with typing errors and unknown words."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from imports.cells.likeness import nearest_word
from imports.cells.vocabulary import Vocabulary
from imports.cells.yes_no import CHOICES
from tracker.folding import fold

SURE = 0.75
"""Score from which a heading counts as the name of a field."""

_PARTS = re.compile(r"\s*[\n|]\s*|\s+/\s+|\s+[–—-]\s+|\(|\)|\[|\]|:")
_FIRST_PART = re.compile(r"\s*[\n(\[]")
_CODE_BEFORE = re.compile(r"^\W*(?:[A-Za-z]?\d{1,2}(?:\.\d{1,2})?|[A-Za-z]|[IVX]{1,4})\s*[.):–—-]\s*(?=\S)")
_BROKEN = re.compile(r"(?<=\w)-\s*\n\s*(?=\w)")
_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z])")
_FOOTNOTE = re.compile(r"[¹²³⁴-⁹⁰*†‡]+(?=\W|$)")
_LONGEST = 160
_LONGEST_PHRASE = 9
"""Words of the longest heading that the reference files know as one."""

_WEAK = 0.7
_ASKED = 0.9
"""How surely a question ("Implemented? Yes/No") heads a column of statuses."""

_QUALIFIER = 0.3
_BASE = 0.45
"""The weight of a known phrase in a heading of otherwise unknown words."""

_ASKS = 0.6
"""What is left of a heading that begins with a verb of asking ("Ratify the Convention")."""

_MISSPELT = 0.9
_FIRST, _LATER, _QUALIFIES = 0.98, 0.92, 0.5
"""What counts for a phrase inside a heading: the first one tells most, one behind "of the" only says more of it."""

_UNKNOWN, _LITTLE, _NOTHING = 0.3, 0.08, 0.03
"""The weights of words beside known ones, which weigh 1: an unknown word; a number, an acronym or a code; "of the"."""

_SHORT = 5
"""Words of the longest heading in which a word turns the meaning: in a longer one it may be part of an explanation."""

_FEW_UNKNOWN = 2
"""Unknown words beyond this number weigh twice as much: a sentence is not a heading."""


class HeaderMatch(NamedTuple):
    """A field that a heading may name, and how surely (0 to 1).

    ``weak`` is a word that names several things ("Date"), ``beside`` says that words of something else stand beside it.
    """

    field: str
    score: float
    weak: bool
    beside: bool = False


class _Phrase(NamedTuple):
    """A known phrase in a heading: its words, from where to where, and how well it is spelt."""

    words: str
    start: int
    end: int
    spelt: float


class HeaderReader:
    """Reads headings with the words that the register knows.

    ``asks_done`` tells the status that a heading asks for ("Implemented?").
    """

    def __init__(self, vocabulary: Vocabulary, asks_done: Callable[[str], str]) -> None:
        self._asks_done = asks_done
        self._vocabulary = vocabulary
        self._words = vocabulary.words["header"]
        self._weights = vocabulary.weights
        self._filler = vocabulary.row_words("filler")
        self._verbs = vocabulary.row_words("verb")
        self.read = lru_cache(maxsize=4096)(self._read)
        self.turned = lru_cache(maxsize=4096)(self._turned)
        """The kinds of row words, of those given, that stand in a heading which is not known as it stands.

        Such a word turns the meaning: "Former lead agency" is not the lead agency.
        """

    def _turned(self, text: str, kinds: tuple[str, ...]) -> frozenset[str]:
        words = [word for word in fold(CHOICES.sub(" ", text)).split() if not word.isdigit()]
        if self.knows(text) or len(words) > _SHORT:
            return frozenset()
        said = f" {' '.join(words)} "
        row_words = self._vocabulary.row_words
        return frozenset(kind for kind in kinds if any(f" {word} " in said for word in row_words(kind)))

    def best(self, text: str) -> HeaderMatch | None:
        """The most likely field of a heading."""
        matches = self.read(text)
        return matches[0] if matches else None

    def knows(self, text: str) -> bool:
        """Return True if a text is a known heading as it stands."""
        return fold(text) in self._words

    @cached_property
    def _single(self) -> dict[int, list[str]]:
        """The words of known headings by their length, among which a misspelt word is looked for."""
        found: dict[int, set[str]] = defaultdict(set)
        for phrase in self._words:
            for word in phrase.split():
                found[len(word)].add(word)
        return {length: sorted(words) for length, words in found.items()}

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(word for words in self._single.values() for word in words)

    def _read(self, text: str) -> tuple[HeaderMatch, ...]:
        text = text.strip()
        if not text or len(text) > _LONGEST:
            return ()
        found: dict[str, HeaderMatch] = {}
        for match in self._offers(text):
            if match.field not in found or match.score > found[match.field].score:
                found[match.field] = match
        return tuple(sorted(found.values(), key=lambda match: -match.score))

    def _offers(self, text: str) -> Iterator[HeaderMatch]:
        """The fields of the whole heading, and of its parts: a second language, what stands in brackets."""
        text = _CAMEL.sub(" ", _FOOTNOTE.sub("", _BROKEN.sub("", text)))
        whole = fold(text.replace("#", "no"))
        yield from self._part(whole, 1.0)
        if whole not in self._words and self._asks_done(text):
            yield HeaderMatch("status", _ASKED, weak=False)
        plain = _CODE_BEFORE.sub("", text)
        if plain != text and fold(plain):
            yield from self._part(fold(plain), 0.99)
        first = fold(_FIRST_PART.split(text, maxsplit=1)[0])
        for part in dict.fromkeys(fold(part) for part in _PARTS.split(text)):
            if part and part != whole:
                share = 0.95 if part == first else 0.6 + 0.38 * len(part) / len(whole)
                yield from self._part(part, share)

    def _part(self, folded: str, share: float) -> Iterator[HeaderMatch]:
        if folded in self._words:
            yield from (self._match(field, folded, share) for field in self._words[folded])
            return
        tokens = self._joined(folded.split())
        phrases = list(self._phrases(tokens))
        if not phrases:
            return
        share *= _ASKS if tokens[0] in self._verbs - self._known else 1.0
        for number, phrase in enumerate(phrases):
            sure = share * phrase.spelt * self._place(phrase, number, tokens)
            for field in self._words[phrase.words]:
                told = _BASE + (1 - _BASE) * self._told(field, phrase, tokens)
                beside = self._speaks_of_others(field, phrase, tokens)
                yield self._match(field, phrase.words, sure * told)._replace(beside=beside)

    def _joined(self, tokens: list[str]) -> list[str]:
        """The words of a heading; two that make a known one together are one ("dead line")."""
        for at in range(len(tokens) - 1):
            both = tokens[at] + tokens[at + 1]
            if both in self._known and not {tokens[at], tokens[at + 1]} <= self._known:
                return [*tokens[:at], both, *self._joined(tokens[at + 2 :])]
        return tokens

    def _qualifies(self, at: int, tokens: Sequence[str]) -> float:
        """What is left of a word's weight behind "of the": it only says more of the words before."""
        return _QUALIFIER if at and tokens[at - 1] in self._filler else 1.0

    def _place(self, phrase: _Phrase, number: int, tokens: Sequence[str]) -> float:
        if phrase.start and tokens[phrase.start - 1] in self._filler:
            return _QUALIFIES
        return _LATER if number else _FIRST

    def _told(self, field: str, phrase: _Phrase, tokens: Sequence[str]) -> float:
        """The share of a heading's words that speak for a field: those of the phrase, and others that the field uses."""
        inside = sum(self._weight(token) for token in tokens[phrase.start : phrase.end])
        others = [(at, token) for at, token in enumerate(tokens) if not phrase.start <= at < phrase.end]
        weights = {at: self._weight(token) * self._qualifies(at, tokens) for at, token in others}
        unknown = sum(weight == _UNKNOWN for weight in weights.values())
        total = inside + sum(weights.values()) + _UNKNOWN * max(0, unknown - _FEW_UNKNOWN)
        speak = inside + sum(weights[at] * self._shares.get(token, {}).get(field, 0) for at, token in others)
        return speak / total if total else 1.0

    def _speaks_of_others(self, field: str, phrase: _Phrase, tokens: Sequence[str]) -> bool:
        """Return True if words that the field never uses stand beside a phrase."""
        others = (*tokens[: phrase.start], *tokens[phrase.end :])
        telling = (token for token in others if token.isalpha() and len(token) > 2 and token not in self._filler)
        return any(field not in self._shares.get(token, {}) for token in telling)

    @cached_property
    def _shares(self) -> dict[str, dict[str, float]]:
        """The weight of each known word for each field: a word that only one field uses weighs most."""
        used: dict[str, Counter[str]] = defaultdict(Counter)
        for phrase, fields in self._words.items():
            for word in phrase.split():
                used[word].update(fields)
        return {
            word: {field: times / counted.total() for field, times in counted.items()} for word, counted in used.items()
        }

    def _match(self, field: str, phrase: str, score: float) -> HeaderMatch:
        weak = self._weights.get(("header", field, phrase)) == "weak"
        return HeaderMatch(field, score * (_WEAK if weak else 1.0), weak)

    def _phrases(self, tokens: Sequence[str]) -> Iterator[_Phrase]:
        """The known phrases of a heading from left to right, each the longest at its place; misspelt words are corrected."""
        spelt = [self._mended(token) for token in tokens]
        at = 0
        while at < len(spelt):
            for end in range(min(len(spelt), at + _LONGEST_PHRASE), at, -1):
                words = " ".join(word for word, _ in spelt[at:end])
                if words in self._words and (len(words) > 2 or not at):
                    yield _Phrase(words, at, end, min(sure for _, sure in spelt[at:end]))
                    at = end - 1
                    break
            at += 1

    def _mended(self, token: str) -> tuple[str, float]:
        """A word as the reference files spell it, where it has one typing error."""
        if token in self._known or len(token) < 5 or not token.isalpha():
            return token, 1.0
        near = nearest_word(token, self._single)
        return (near, _MISSPELT) if near else (token, 1.0)

    def _weight(self, token: str) -> float:
        """The weight of a word: little for a number, an acronym or a code, nothing if it only joins others."""
        if token in self._filler:
            return _NOTHING
        if not token.isalpha() or len(token) < 4:
            return _LITTLE if token not in self._known else 1.0
        return 1.0 if token in self._known or self._mended(token)[1] < 1 else _UNKNOWN
