"""Finds the review that hints name: a known one, a new one (by its full symbol), or candidates to ask about."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from imports.cells.symbols import Symbol, base_symbol
from imports.cells.vocabulary import KnownReview, Vocabulary
from tracker.codes import cycles_of
from tracker.vocabulary import UNNAMED


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
    cited: bool = False
    """True if only a cited document says so: it may be the row's own document, or another one."""

    def __bool__(self) -> bool:
        return self.symbol is not None or bool(self.mechanism or self.cycle or self.session or self.years or self.state)

    def filled_from(self, other: "Hints") -> "Hints":
        """These hints with the gaps filled from a text further away, if both can be about one review."""
        if self._is_apart_from(other):
            return replace(self, state=self.state or other.state)
        return Hints(
            symbol=self.symbol or other.symbol,
            mechanism=self.mechanism or other.mechanism,
            cycle=self.cycle or other.cycle,
            session=self.session or other.session,
            years=self.years or other.years,
            state=self.state or other.state,
            label=self.label or other.label,
            cited=self.cited,
        )

    def _is_apart_from(self, other: "Hints") -> bool:
        """Return True if these hints have a full symbol, or if the others name another mechanism."""
        if self.symbol is not None and self.symbol.mechanism:
            return True
        return bool(self.mechanism and other.mechanism) and self.mechanism != other.mechanism


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
    guessed: bool = False
    """True if the review is the best answer to a question that nobody was asked."""
    short: bool = False
    """True if only the number names it, by its committee: "CAT 21"."""

    @property
    def sure(self) -> bool:
        """Return True if nobody has to be asked."""
        return bool(self.code or self.new) and not self.foreign

    @property
    def waits(self) -> bool:
        """Return True if nobody knows yet to which review the rows belong."""
        return not self.code and (self.new is None or self.new.provisional)


class ReviewFinder:
    """Finds reviews among those that the register knows."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._by_symbol = {symbol: review for review in vocabulary.reviews.values() for symbol in review.symbols}

    def place(self, hints: Hints, *, upr: bool) -> Placing:
        """The review that hints name. ``upr`` is True if the rows look like the UPR (by numbers, States, positions).

        For a treaty body without a year, the latest examination is proposed and a person confirms it.
        """
        if hints.symbol is not None and (placing := self._by_its_symbol(hints, hints.symbol, upr=upr)):
            return placing
        mechanism = hints.mechanism or ("UPR" if upr and not _names_mechanism(hints.symbol) else "")
        if mechanism and self._vocabulary.out_of_mandate(mechanism):
            return self._out_of_mandate(hints, mechanism)
        if hints.state not in ("", self._vocabulary.state):
            return self._of_other_state(hints, mechanism)
        return self._by_words(hints, mechanism)

    def _out_of_mandate(self, hints: Hints, mechanism: str) -> Placing:
        """A new review by a mechanism that the register does not follow up."""
        symbol = hints.symbol.text if hints.symbol else ""
        return Placing(new=NewReview(mechanism, symbol=symbol, state=self._vocabulary.state, found_in=hints.label))

    def _of_other_state(self, hints: Hints, mechanism: str) -> Placing:
        """A new review of the other State that the hints name."""
        cycle = hints.cycle or self._cycle_of_session(hints.session)
        symbol = base_symbol(hints.symbol.text) if hints.symbol else ""
        return Placing(new=NewReview(mechanism or UNNAMED, cycle, symbol, hints.state), foreign=hints.state)

    @property
    def _ours(self) -> list[KnownReview]:
        """The reviews of our State, without provisional ones."""
        ours = self._vocabulary.state
        reviews = self._vocabulary.reviews.values()
        return [review for review in reviews if review.state == ours and not review.provisional]

    def _by_its_symbol(self, hints: Hints, symbol: Symbol, *, upr: bool) -> Placing | None:
        known = self._by_symbol.get(symbol.text) or self._by_symbol.get(base_symbol(symbol.text))
        if known is not None:
            return Placing(code=known.code)
        if symbol.mechanism in self._vocabulary.mechanisms and symbol.cycle:
            return self._by_cycle(symbol)
        if symbol.council and (upr or hints.mechanism == "UPR") and hints.mechanism in ("", "UPR"):
            return self._by_council(symbol, hints.state)
        return None

    def _by_cycle(self, symbol: Symbol) -> Placing | None:
        """The examination of a treaty body that a symbol counts; only concluding observations make one that is new."""
        ours = self._vocabulary.state
        code = f"{symbol.mechanism}-{symbol.cycle}"
        concludes = symbol.kind == "CO"
        if symbol.state != ours:
            new = NewReview(symbol.mechanism, symbol.cycle, base_symbol(symbol.text), symbol.state)
            return Placing(new=new, foreign=symbol.state)
        if self._is_among_others(symbol):
            return None
        if code in self._vocabulary.reviews and not (concludes and self._vocabulary.reviews[code].symbols):
            return Placing(code=code)
        new = NewReview(symbol.mechanism, symbol.cycle, base_symbol(symbol.text), ours)
        return Placing(new=new) if concludes else None

    def _is_among_others(self, symbol: Symbol) -> bool:
        """Return True if a report was taken up together with others: "CO/5" is no review of its own beside CRC-5-6."""
        cycles = [review.cycle for review in self._ours if review.mechanism == symbol.mechanism]
        return symbol.cycle not in cycles and any(symbol.cycle in cycles_of(cycle) for cycle in cycles)

    def _by_council(self, symbol: Symbol, state: str) -> Placing | None:
        """The review whose report the Human Rights Council took up at the session of a symbol."""
        found = [review for review in self._ours if review.council_session == symbol.council]
        foreign = state not in ("", self._vocabulary.state)
        return Placing(code=found[0].code) if len(found) == 1 and not foreign and not found[0].symbols[:1] else None

    def _by_words(self, hints: Hints, mechanism: str) -> Placing:
        """The one review of a mechanism that fits its cycle, session or year; else the candidates, the latest first."""
        reviews = [review for review in self._ours if review.mechanism == mechanism]
        if found := _only_match(hints, reviews):
            return Placing(code=found.code)
        possible = reviews or ([] if mechanism else self._ours)
        several = sum(_has_year(review, hints) for review in reviews) > 1
        latest_is_meant = bool(reviews) and mechanism != "UPR" and not hints.cycle and not several
        return Placing(candidates=_latest_first(possible), clear=latest_is_meant)

    def _cycle_of_session(self, session: str) -> str:
        """The UPR cycle to which a session of the working group belongs."""
        if not session.isdigit():
            return ""
        for first, cycles in self._vocabulary.words["upr_cycle"].items():
            last = self._vocabulary.weights["upr_cycle", cycles[0], first]
            if int(first) <= int(session) <= int(last or first):
                return cycles[0]
        return ""


def _names_mechanism(symbol: Symbol | None) -> bool:
    return symbol is not None and bool(symbol.mechanism)


def _only_match(hints: Hints, reviews: list[KnownReview]) -> KnownReview | None:
    """The only review of the cycle, else of the session, else of the years of the hints; else the only one at all."""
    for matches in (_has_cycle, _has_session, _has_year):
        found = [review for review in reviews if matches(review, hints)]
        if len(found) == 1:
            return found[0]
    return reviews[0] if len(reviews) == 1 and not hints.cycle else None


def _has_cycle(review: KnownReview, hints: Hints) -> bool:
    return bool(hints.cycle) and hints.cycle in cycles_of(review.cycle)


def _has_session(review: KnownReview, hints: Hints) -> bool:
    return bool(hints.session) and review.session == hints.session


def _has_year(review: KnownReview, hints: Hints) -> bool:
    return not set(hints.years).isdisjoint(review.years)


def _latest_first(reviews: Iterable[KnownReview]) -> tuple[str, ...]:
    """The codes of reviews, the latest year first."""
    latest = sorted(reviews, key=lambda review: max(review.years, default=""), reverse=True)
    return tuple(review.code for review in latest)
