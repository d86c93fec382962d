"""Reads which review a text names: titles, sheet and file names, section rows, and cells with a document.

A symbol decides if there is one; else the mechanism with its cycle, session or year.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

from imports.cells.prefixes import Prefixes
from imports.cells.symbols import Symbol, read_symbol
from imports.cells.vocabulary import Vocabulary
from imports.reading.reviews import Hints, NewReview, Placing, ReviewFinder
from tracker.folding import fold, plain_hyphens

__all__ = ["ContextReader", "Hints", "NewReview", "Placing"]

_SYMBOL = re.compile(r"[A-ZА-Я.\d]+(?:\s?/\s?[\w.–—-]+){2,}(?:\s*[–—&+-]\s*\d{1,2}(?!\w))?")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMBER = re.compile(r"^(\d{1,2})(\D*)$")
_GLUED = re.compile(r"(?<=[^\W\d_])(?=\d)")
_MOST_CYCLES = 6
_LOOK_BACK = 7
_WORDS_BEFORE = 3
_LONGEST_ENDING = 5
_MORE_THAN_REPORTS = 25
"""No State has handed in so many periodic reports: a higher number means something else."""


class ContextReader:
    """Reads hints and finds the review they mean, with the names and reviews that the register knows."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._finder = ReviewFinder(vocabulary)
        self._ordinals = _ordinals(vocabulary.words["period"])
        self._endings = {word for word, kinds in vocabulary.words["period"].items() if "filler" in kinds}
        self._prefixes = Prefixes(vocabulary.mechanism_names)
        self._cycle_words = vocabulary.row_words("cycle")
        self._joining = vocabulary.row_words("conjunction")
        self._session_words = vocabulary.row_words("session")
        self._report_words = {word for word in vocabulary.row_words("report") if " " not in word}
        self.read = lru_cache(maxsize=4096)(self._read)

    @cached_property
    def _names(self) -> tuple[dict[str, str], re.Pattern[str]]:
        names = self._vocabulary.mechanism_names
        common = self._vocabulary.row_words("mechanism_common")
        return _names_pattern({name: code for name, code in names.items() if len(name) >= 3 and name not in common})

    @cached_property
    def _states(self) -> re.Pattern[str]:
        """Names of States in a title; made when a title names a mechanism."""
        names = (re.escape(name) for name in self._vocabulary.states if len(name) > 3)
        return re.compile(r"(?<!\w)(" + "|".join(sorted(names, key=len, reverse=True)) + r")(?!\w)")

    def _read(self, text: str) -> Hints:
        """The hints of a title, a name or a cell."""
        symbol = read_symbol(text)
        plain = _SYMBOL.sub(" ", plain_hyphens(text)) if symbol else text
        folded = fold(_GLUED.sub(" ", plain))
        named, after = self._mechanism(folded)
        by_symbol = symbol or Symbol("")
        mechanism = by_symbol.mechanism or named
        cycle, session = self._cycle_and_session(folded.split(), by_symbol)
        if not cycle and not session and mechanism:
            cycle, session = self._after_name(after, mechanism)
        return Hints(
            symbol=symbol,
            mechanism=mechanism,
            cycle=_examination(by_symbol) or cycle,
            session=session,
            years=tuple(_YEAR.findall(plain)),
            state=by_symbol.state or "",
            label=text if mechanism and self._vocabulary.out_of_mandate(mechanism) else "",
        )

    def _cycle_and_session(self, tokens: list[str], symbol: Symbol) -> tuple[str, str]:
        """The cycle and the session that the words of a text name, else the session of its symbol."""
        cycle = self._numbered(tokens, self._cycle_words) or self._reported(tokens)
        return cycle, self._numbered(tokens, self._session_words) or symbol.session

    def mechanism_of(self, text: str) -> str:
        """The mechanism that a cell of its own names: "CEDAW", "SR HR Defenders", "Комитет против пыток"."""
        folded = fold(text.lstrip("- "))
        if code := self._vocabulary.mechanism_names.get(folded):
            return code
        first = self._vocabulary.mechanism_names.get(folded.split(" ", 1)[0], "")
        return first if self._vocabulary.out_of_mandate(first) else self._mechanism(folded)[0]

    def about_state(self, text: str) -> str:
        """The State that a title or a file name is about: only where it names a mechanism too ("UPR of Slovenia")."""
        folded = fold(_GLUED.sub(" ", text))
        if not self._mechanism(folded)[0]:
            return ""
        by = tuple(f" {word}" for word in self._vocabulary.row_words("from_state"))
        named = [
            match
            for match in self._states.finditer(folded)
            if not f" {folded[: match.start()].rstrip()}".removesuffix(" the").endswith(by)
        ]
        found = [self._vocabulary.states[match.group()] for match in named]
        if self._vocabulary.state in found:
            return self._vocabulary.state
        return found[0] if len(set(found)) == 1 else ""

    def _mechanism(self, folded: str) -> tuple[str, str]:
        """The first mechanism that a text names, and the text after the name."""
        if not self._prefixes.names_in(folded):
            return "", ""
        codes, names = self._names
        for match in names.finditer(folded):
            name = next(key for key, value in match.groupdict().items() if value)
            return codes[name], folded[match.end() :]
        return "", ""

    def _numbered(self, tokens: list[str], words: Iterable[str]) -> str:
        """The number before or after a word: "3rd cycle", "III dövr", "цикл 4", "34th Session"."""
        singles = {word for word in words if " " not in word}
        for at, token in enumerate(tokens):
            if any(_is_form_of(word, token) for word in singles) and (number := self._number_at(tokens, at)):
                return number
        return ""

    def _number_at(self, tokens: list[str], at: int) -> str:
        """The nearest number in the three words before a word, else in the one after it; none of "second and third"."""
        words = tokens[max(0, at - _WORDS_BEFORE) : at]
        if self._name_several(words):
            return ""
        found = self._numbers(words)[-1:] or self._numbers(tokens[at + 1 : at + 2])
        return str(found[0]) if found else ""

    def _name_several(self, words: Sequence[str]) -> bool:
        """Return True if words join numbers: "second and third"."""
        return not self._joining.isdisjoint(words) and len(self._numbers(words)) > 1

    def _numbers(self, tokens: Iterable[str]) -> list[int]:
        """The numbers among words, without zeros."""
        return [number for token in tokens if (number := self._number(token))]

    def _reported(self, tokens: list[str]) -> str:
        """The cycle of a periodic report: "fifth periodic report" is 5, "combined tenth to twelfth reports" is 10-12."""
        for at, token in enumerate(tokens):
            if token in self._report_words:
                before = self._numbers(tokens[max(0, at - _LOOK_BACK) : at])
                numbers = [number for number in before if number < _MORE_THAN_REPORTS]
                if numbers:
                    low, high = min(numbers), max(numbers)
                    return str(low) if low == high else f"{low}-{high}"
        return ""

    def _after_name(self, after: str, mechanism: str) -> tuple[str, str]:
        """The cycle and the session by the number after a name: UPR 3 is a cycle, UPR 34 a session, CAT 5 a cycle."""
        match = re.match(r"^\W*(\d{1,2})(?:\D(\d{1,2}))?(?!\d)|^\W*([ivx]+)\b", after)
        if match is None or self._name_several(after.split()[:_WORDS_BEFORE]):
            return "", ""
        number = int(match[1]) if match[1] else self._ordinals.get(match[3], 0)
        if mechanism == "UPR":
            return (str(number), "") if 0 < number <= _MOST_CYCLES else ("", str(number) if number else "")
        last = f"-{match[2]}" if match[2] and number < int(match[2]) <= number + 4 else ""
        return f"{number}{last}" if number else "", ""

    def _number(self, token: str) -> int | None:
        """The number of a word or figure: "third", "iii", "3rd"; ``None`` if it is not one."""
        if token in self._ordinals:
            return self._ordinals[token]
        match = _NUMBER.match(token)
        return int(match[1]) if match and (not match[2] or match[2] in self._endings) else None

    def place(self, hints: Hints, *, upr: bool) -> Placing:
        """The review that hints mean (see ``ReviewFinder.place``)."""
        return self._finder.place(hints, upr=upr)


def _examination(symbol: Symbol) -> str:
    """The examination that a symbol of a treaty body counts; symbols of the UPR count none."""
    return symbol.cycle if symbol.mechanism not in ("", "UPR") else ""


def _is_form_of(word: str, token: str) -> bool:
    """Return True if a token is a word, or a word of four or more letters with an ending: "dövr", "dövrün"."""
    return token == word or (len(word) > 3 and token.startswith(word) and len(token) <= len(word) + _LONGEST_ENDING)


def _ordinals(words: Mapping[str, list[str]]) -> dict[str, int]:
    """The numbers of ordinal words and Roman figures: those of the same kind as a figure ("third", "iii", "3")."""
    numbers = {kind: int(word) for word, kinds in words.items() if word.isdigit() for kind in kinds}
    return {word: numbers[kind] for word, kinds in words.items() for kind in kinds if kind in numbers}


def _names_pattern(names: dict[str, str]) -> tuple[dict[str, str], re.Pattern[str]]:
    """All names of mechanisms with the endings of Azerbaijani and Russian, the longest first."""
    codes: dict[str, str] = {}
    parts = []
    for number, name in enumerate(sorted(names, key=len, reverse=True)):
        group = f"m{number}"
        codes[group] = names[name]
        parts.append(f"(?P<{group}>{' '.join(_inflected(token) for token in name.split())})")
    return codes, re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)")


def _inflected(token: str) -> str:
    if re.search("[а-я]", token) and len(token) >= 5:
        return re.escape(token[:-2]) + r"\w{0,4}"
    return re.escape(token) + (r"\w{0,7}" if len(token) >= 5 else "")
