"""Everything that is known about words: what headers, statuses, positions, names and symbols of a sheet can mean.

Loaded once for an import from the register, so that reading a cell never asks the database.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.folding import fold
from tracker.models import (
    AffectedGroup,
    Agency,
    Alias,
    Layout,
    Mechanism,
    Register,
    Review,
    State,
    Status,
    Theme,
    Word,
)
from tracker.models.word import ANSWER


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


class Spelling(NamedTuple):
    """One spelling of an agency's name."""

    agency: str
    text: str
    folded: str
    language: str
    kind: str


@dataclass
class Lexicon:
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
    mechanisms: dict[str, Mechanism]
    reviews: dict[str, KnownReview]
    statuses: dict[str, Status]
    themes: dict[str, str]
    """Folded label of a theme, then the label."""
    groups: dict[str, str]
    layouts: list[Layout] = field(default_factory=list)

    def meanings(self, kind: str, text: str) -> list[str]:
        """What a word can mean; nothing when it is not known. Words of signs alone are looked up as they are."""
        return self.words[kind].get(fold(text) or text.strip(), [])

    def row_words(self, kind: str) -> frozenset[str]:
        """The folded words of a kind of row ("total", "hint", "section" ...)."""
        return self._row_words.get(kind, frozenset())

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
        """Whether the recommendations of a mechanism are outside the group's mandate."""
        known = self.mechanisms.get(mechanism)
        return known is not None and known.mandate == "out"


def load_lexicon(session: Session) -> Lexicon:
    """Read the words of a register."""
    register = session.scalars(select(Register)).one()
    words: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    weights: dict[tuple[str, str, str], str] = {}
    meanings = select(Word.kind, Word.value, Word.folded, Word.note)
    latest_first = (Word.note != ANSWER, Word.batch_id.desc(), Word.id)
    for kind, value, folded, note in session.execute(meanings.order_by(*latest_first)):
        words[kind][folded].append(value)
        weights[kind, value, folded] = note
    states, names, iso2 = _states(session)
    return Lexicon(
        state=register.state,
        state_name=register.state_name,
        words=words,
        weights=weights,
        agencies=dict(session.execute(select(Agency.key, Agency.name_en).order_by(Agency.place)).all()),
        spellings=[
            Spelling(*row)
            for row in session.execute(
                select(Alias.agency_key, Alias.text, Alias.folded, Alias.language, Alias.kind).order_by(Alias.id)
            )
        ],
        states=states,
        state_names=names,
        iso2=iso2,
        mechanisms={item.code: item for item in session.scalars(select(Mechanism).order_by(Mechanism.place))},
        reviews=known_reviews(session),
        statuses={item.code: item for item in session.scalars(select(Status).order_by(Status.place))},
        themes=dict(session.execute(select(Theme.folded, Theme.label).order_by(Theme.id)).all()),
        groups=_groups(session),
        layouts=list(session.scalars(select(Layout).order_by(Layout.id))),
    )


def known_reviews(session: Session) -> dict[str, KnownReview]:
    """The reviews of the register by their codes."""
    return {item.code: _known(item) for item in session.scalars(select(Review).order_by(Review.id))}


def _known(review: Review) -> KnownReview:
    symbols = [review.symbol, *review.other_symbols]
    dates = (review.examined_from, review.examined_to, review.adopted, review.published)
    return KnownReview(
        id=review.id,
        code=review.code,
        mechanism=review.mechanism,
        cycle=review.cycle,
        state=review.state,
        symbols=tuple(symbol for symbol in symbols if symbol),
        session=review.session,
        council_session=review.council_session,
        years=tuple(dict.fromkeys(date[:4] for date in dates if date)),
        provisional=review.provisional,
        found_in=review.found_in,
    )


def _states(session: Session) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    spellings: dict[str, str] = {}
    names: dict[str, str] = {}
    iso2: dict[str, str] = {}
    for state in session.scalars(select(State).order_by(State.iso3)):
        names[state.iso3] = state.name
        iso2[state.iso2] = state.iso3
        for name in (state.name, *state.aliases):
            spellings.setdefault(fold(name), state.iso3)
    return spellings, names, iso2


def _groups(session: Session) -> dict[str, str]:
    found: dict[str, str] = {}
    for label, folded, aliases in session.execute(
        select(AffectedGroup.label, AffectedGroup.folded, AffectedGroup.aliases).order_by(AffectedGroup.id)
    ):
        found[folded] = label
        for alias in aliases:
            found.setdefault(fold(alias), label)
    return found
