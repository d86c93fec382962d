"""The review that hints mean: a known one, a new one that a whole symbol names, or candidates that a person chooses from."""

from dataclasses import dataclass, replace

from imports.cells.symbols import Symbol, base_symbol
from imports.cells.vocabulary import KnownReview, Vocabulary


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
    """Whether only a document that is cited beside the row says so: it may be the row's own, or another one."""

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
            cited=self.cited,
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


class ReviewFinder:
    """Finds reviews among those that the register knows."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._by_symbol = {symbol: review for review in vocabulary.reviews.values() for symbol in review.symbols}

    def place(self, hints: Hints, *, upr: bool) -> Placing:
        """The review that hints mean. ``upr`` says that the rows look like UPR recommendations (numbers, States, positions).

        A treaty body without a year is taken for its latest examination, as a proposal that a person confirms.
        """
        mechanism = hints.mechanism or ("UPR" if upr and (hints.symbol is None or not hints.symbol.mechanism) else "")
        if hints.symbol is not None and (placing := self._by_its_symbol(hints, hints.symbol, upr=upr)):
            return placing
        if mechanism and self._vocabulary.out_of_mandate(mechanism):
            symbol = hints.symbol.text if hints.symbol else ""
            new = NewReview(mechanism, symbol=symbol, state=self._vocabulary.state, found_in=hints.label)
            return Placing(new=new)
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
        if code in self._vocabulary.reviews and not (concludes and self._vocabulary.reviews[code].symbols):
            return Placing(code=code)
        new = NewReview(symbol.mechanism, symbol.cycle, base_symbol(symbol.text), ours)
        return Placing(new=new) if concludes else None

    def _by_council(self, symbol: Symbol, state: str) -> Placing | None:
        """The review whose report the Human Rights Council took up at the session of a symbol."""
        found = [
            review
            for review in self._vocabulary.reviews.values()
            if self._ours(review) and review.council_session == symbol.council
        ]
        foreign = state not in ("", self._vocabulary.state)
        return Placing(code=found[0].code) if len(found) == 1 and not foreign and not found[0].symbols[:1] else None

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
        if len(reviews) == 1 and not cycle:
            return Placing(code=reviews[0].code)
        everyones = [] if mechanism else [review for review in self._vocabulary.reviews.values() if self._ours(review)]
        possible = reviews or everyones
        latest = sorted(possible, key=lambda review: max(review.years, default=""), reverse=True)
        latest_is_meant = bool(reviews) and mechanism != "UPR" and not cycle
        return Placing(candidates=tuple(review.code for review in latest), clear=latest_is_meant)

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
