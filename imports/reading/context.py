"""Which review a text speaks of: titles, sheet and file names, section rows, and the cells that name a document.

Symbols decide where there are any; else the mechanism with its cycle, session or year.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from imports.cells.prefixes import Prefixes
from imports.cells.symbols import Symbol, base_symbol, read_symbol
from imports.cells.vocabulary import KnownReview, Vocabulary
from tracker.folding import fold

_ORDINALS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMBER = re.compile(r"^(\d{1,2})(?:st|nd|rd|th|ci|cu|e|er|eme|го|й|ый|ий|ом|го)?$")
_GLUED = re.compile(r"(?<=[^\W\d_])(?=\d)")
_MOST_CYCLES = 6
_LOOK_BACK = 7


@dataclass(frozen=True)
class Hints:
    """What a text says about the review its rows belong to; empty where it says nothing."""

    symbol: Symbol | None = None
    mechanism: str = ""
    cycle: str = ""
    session: str = ""
    years: tuple[str, ...] = ()
    state: str = ""
    label: str = ""

    def __bool__(self) -> bool:
        return self.symbol is not None or bool(self.mechanism or self.cycle or self.session or self.years or self.state)

    def filled_from(self, other: "Hints") -> "Hints":
        """These hints with the gaps filled from a farther text, unless that speaks of another mechanism."""
        if other.mechanism and self.mechanism and other.mechanism != self.mechanism:
            return replace(self, state=self.state or other.state)
        if self.symbol is not None and self.symbol.mechanism:
            return replace(self, state=self.state or other.state)
        return Hints(
            symbol=self.symbol or other.symbol,
            mechanism=self.mechanism or other.mechanism,
            cycle=self.cycle or other.cycle,
            session=self.session or other.session,
            years=self.years or other.years,
            state=self.state or other.state,
            label=self.label or other.label,
        )


@dataclass(frozen=True)
class NewReview:
    """A review that the register does not have yet and that an import would add."""

    mechanism: str
    cycle: str = ""
    symbol: str = ""
    state: str = ""
    provisional: bool = False
    found_in: str = ""


@dataclass(frozen=True)
class Placing:
    """Where rows belong: a known review, a new one, or only candidates that a person must choose from."""

    code: str = ""
    new: NewReview | None = None
    candidates: tuple[str, ...] = ()
    clear: bool = False
    foreign: str = ""

    @property
    def sure(self) -> bool:
        """Whether nobody has to be asked."""
        return bool(self.code or self.new) and not self.foreign


class ContextReader:
    """Reads hints and finds the review they mean, with the names and reviews that the register knows."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._ordinals: dict[str, int] = {}
        for number, kind in enumerate(_ORDINALS, start=1):
            for word, kinds in vocabulary.words["period"].items():
                if kind in kinds:
                    self._ordinals.setdefault(word, number)
        self._prefixes = Prefixes(vocabulary.mechanism_names)
        self._cycle_words = vocabulary.row_words("cycle")
        self._session_words = vocabulary.row_words("session")
        self._report_words = {word for word in vocabulary.row_words("report") if " " not in word}
        self._by_symbol = {symbol: review for review in vocabulary.reviews.values() for symbol in review.symbols}
        self.read = lru_cache(maxsize=4096)(self._read)

    @cached_property
    def _names(self) -> tuple[dict[str, str], re.Pattern[str]]:
        return _names_pattern(self._vocabulary.mechanism_names)

    @cached_property
    def _states(self) -> re.Pattern[str]:
        """Names of States in a title; made when a title names a mechanism."""
        names = (re.escape(name) for name in self._vocabulary.states if len(name) > 3)
        return re.compile(r"(?<!\w)(" + "|".join(sorted(names, key=len, reverse=True)) + r")(?!\w)")

    def _read(self, text: str) -> Hints:
        """The hints of a title, a name or a cell."""
        symbol = read_symbol(text)
        plain = re.sub(r"[A-ZА-Я.\d]+(?:\s?/\s?[\w.\-]+){2,}", " ", text) if symbol else text
        folded = fold(_GLUED.sub(" ", plain))
        mechanism, behind = self._mechanism(folded)
        if symbol is not None and symbol.mechanism:
            mechanism = symbol.mechanism
        tokens = folded.split()
        cycle = self._numbered(tokens, self._cycle_words) or self._reported(tokens)
        session = self._numbered(tokens, self._session_words) or (symbol.session if symbol else "")
        if not cycle and not session and mechanism:
            cycle, session = self._behind(behind, mechanism)
        return Hints(
            symbol=symbol,
            mechanism=mechanism,
            cycle=(symbol.cycle if symbol and symbol.mechanism not in ("", "UPR") else "") or cycle,
            session=session,
            years=tuple(_YEAR.findall(plain)),
            state=symbol.state if symbol and symbol.state else "",
            label=text if mechanism and self._vocabulary.out_of_mandate(mechanism) else "",
        )

    def mechanism_of(self, text: str) -> str:
        """The mechanism that a cell of its own names: "CEDAW", "SR HR Defenders", "Комитет против пыток"."""
        folded = fold(text.lstrip("- "))
        if code := self._vocabulary.mechanism_names.get(folded):
            return code
        first = folded.split(" ", 1)[0]
        if first in ("sr", "ie", "wg"):
            return "SP"
        return self._mechanism(folded)[0]

    def about_state(self, text: str) -> str:
        """The State that a title or a file name is about: only where it names a mechanism too ("UPR of Slovenia")."""
        folded = fold(_GLUED.sub(" ", text))
        if not self._mechanism(folded)[0]:
            return ""
        named = [
            match
            for match in self._states.finditer(folded)
            if not re.search(r"\b(?:by|from|par|de la part)\s(?:the\s)?$", folded[: match.start()])
        ]
        found = [self._vocabulary.states[match.group()] for match in named]
        if self._vocabulary.state in found:
            return self._vocabulary.state
        return found[0] if len(set(found)) == 1 else ""

    def _mechanism(self, folded: str) -> tuple[str, str]:
        """The first mechanism named in a text, and what stands behind its name."""
        if not self._prefixes.names_in(folded):
            return "", ""
        codes, names = self._names
        for match in names.finditer(folded):
            name = next(key for key, value in match.groupdict().items() if value)
            return codes[name], folded[match.end() :]
        return "", ""

    def _numbered(self, tokens: list[str], words: Iterable[str]) -> str:
        """The number before or behind a word: "3rd cycle", "III dövr", "цикл 4", "34th Session"."""
        singles = {word for word in words if " " not in word}
        for at, token in enumerate(tokens):
            if not any(
                token == word or (len(word) > 3 and token.startswith(word) and len(token) <= len(word) + 5)
                for word in singles
            ):
                continue
            before = [number for word in tokens[max(0, at - 3) : at] if (number := self._number(word))]
            behind = [number for word in tokens[at + 1 : at + 2] if (number := self._number(word))]
            if found := before[-1:] or behind:
                return str(found[0])
        return ""

    def _reported(self, tokens: list[str]) -> str:
        """The cycle of a periodic report: "fifth periodic report" is 5, "combined tenth to twelfth reports" is 10-12."""
        for at, token in enumerate(tokens):
            if token in self._report_words:
                numbers = [
                    number
                    for word in tokens[max(0, at - _LOOK_BACK) : at]
                    if (number := self._number(word)) and number < 25
                ]
                if numbers:
                    low, high = min(numbers), max(numbers)
                    return str(low) if low == high else f"{low}-{high}"
        return ""

    def _behind(self, behind: str, mechanism: str) -> tuple[str, str]:
        """The number right behind a short name: UPR 3 is a cycle, UPR 34 a session, CAT 5 an examination."""
        match = re.match(r"^\W*(\d{1,2})(?:\D(\d{1,2}))?(?!\d)|^\W*([ivx]+)\b", behind)
        if match is None:
            return "", ""
        number = int(match[1]) if match[1] else self._ordinals.get(match[3], 0)
        if mechanism == "UPR":
            return (str(number), "") if 0 < number <= _MOST_CYCLES else ("", str(number) if number else "")
        last = f"-{match[2]}" if match[2] and number < int(match[2]) <= number + 4 else ""
        return f"{number}{last}" if number else "", ""

    def _number(self, token: str) -> int | None:
        if token in self._ordinals:
            return self._ordinals[token]
        match = _NUMBER.match(token)
        return int(match[1]) if match else None

    def place(self, hints: Hints, *, upr: bool) -> Placing:
        """The review that hints mean. ``upr`` says that the rows look like UPR recommendations (numbers, States, positions).

        A treaty body without a year is taken for its latest examination, as a proposal that a person confirms.
        """
        mechanism = hints.mechanism or ("UPR" if upr and (hints.symbol is None or not hints.symbol.mechanism) else "")
        if hints.symbol is not None and (placing := self._by_its_symbol(hints, hints.symbol, upr=upr)):
            return placing
        if mechanism and self._vocabulary.out_of_mandate(mechanism):
            return Placing(
                new=NewReview(
                    mechanism,
                    symbol=hints.symbol.text if hints.symbol else "",
                    state=self._vocabulary.state,
                    found_in=hints.label,
                )
            )
        foreign = hints.state if hints.state not in ("", self._vocabulary.state) else ""
        if foreign:
            cycle = hints.cycle or self._cycle_of_session(hints.session)
            symbol = base_symbol(hints.symbol.text) if hints.symbol else ""
            return Placing(new=NewReview(mechanism or "TBC", cycle, symbol, foreign), foreign=foreign)
        reviews = [
            review
            for review in self._vocabulary.reviews.values()
            if review.mechanism == mechanism and self._ours(review)
        ]
        return self._by_words(hints, mechanism, reviews)

    def _ours(self, review: KnownReview) -> bool:
        return review.state == self._vocabulary.state and not review.provisional

    def _by_its_symbol(self, hints: Hints, symbol: Symbol, *, upr: bool) -> Placing | None:
        known = self._by_symbol.get(symbol.text) or self._by_symbol.get(base_symbol(symbol.text))
        if known is not None:
            return Placing(code=known.code)
        ours = self._vocabulary.state
        if symbol.mechanism in self._vocabulary.mechanisms and symbol.cycle:
            code = f"{symbol.mechanism}-{symbol.cycle}"
            if symbol.state != ours:
                new = NewReview(symbol.mechanism, symbol.cycle, base_symbol(symbol.text), symbol.state)
                return Placing(new=new, foreign=symbol.state)
            if code in self._vocabulary.reviews and (symbol.kind != "CO" or not self._vocabulary.reviews[code].symbols):
                return Placing(code=code)
            main = base_symbol(symbol.text) if symbol.kind == "CO" else ""
            return Placing(new=NewReview(symbol.mechanism, symbol.cycle, main, ours))
        if symbol.council and (upr or hints.mechanism == "UPR") and hints.mechanism in ("", "UPR"):
            session = [
                review
                for review in self._vocabulary.reviews.values()
                if self._ours(review) and review.council_session == symbol.council
            ]
            foreign = hints.state not in ("", ours)
            if len(session) == 1 and not foreign and not session[0].symbols[:1]:
                return Placing(code=session[0].code)
        return None

    def _by_words(self, hints: Hints, mechanism: str, reviews: list[KnownReview]) -> Placing:
        cycle = hints.cycle
        for wanted, has in (
            (cycle, lambda review: cycle in _cycles(review.cycle)),
            (hints.session, lambda review: review.session == hints.session),
            (hints.years, lambda review: bool(set(hints.years) & set(review.years))),
        ):
            found = [review for review in reviews if has(review)] if wanted else []
            if len(found) == 1:
                return Placing(code=found[0].code)
        if len(reviews) == 1:
            return Placing(code=reviews[0].code)
        if mechanism and cycle and mechanism != "UPR":
            return Placing(new=NewReview(mechanism, cycle, state=self._vocabulary.state))
        everyones = [] if mechanism else [review for review in self._vocabulary.reviews.values() if self._ours(review)]
        possible = reviews or everyones
        latest = sorted(possible, key=lambda review: max(review.years, default=""), reverse=True)
        treaty_body = bool(reviews) and mechanism != "UPR"
        return Placing(candidates=tuple(review.code for review in latest), clear=treaty_body)

    def _cycle_of_session(self, session: str) -> str:
        """The UPR cycle in which a session of the working group fell."""
        if not session.isdigit():
            return ""
        for first, cycles in self._vocabulary.words["upr_cycle"].items():
            last = self._vocabulary.weights["upr_cycle", cycles[0], first]
            if int(first) <= int(session) <= int(last or first):
                return cycles[0]
        return ""


def _cycles(cycle: str) -> set[str]:
    """The numbers by which a cycle is called: 10-12 also as 10, 11 or 12."""
    low, dash, high = cycle.partition("-")
    if dash and low.isdigit() and high.isdigit():
        return {cycle, *map(str, range(int(low), int(high) + 1))}
    return {cycle}


def _names_pattern(names: dict[str, str]) -> tuple[dict[str, str], re.Pattern[str]]:
    """All names of mechanisms with the endings of Azerbaijani and Russian, the longest first."""
    codes: dict[str, str] = {}
    parts = []
    ordered = sorted(
        (name for name in names if len(name) >= 3 and name not in ("regional", "sdg")), key=len, reverse=True
    )
    for number, name in enumerate(ordered):
        group = f"m{number}"
        codes[group] = names[name]
        parts.append(f"(?P<{group}>{' '.join(_inflected(token) for token in name.split())})")
    return codes, re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)")


def _inflected(token: str) -> str:
    if re.search("[а-я]", token) and len(token) >= 5:
        return re.escape(token[:-2]) + r"\w{0,4}"
    return re.escape(token) + (r"\w{0,7}" if len(token) >= 5 else "")
