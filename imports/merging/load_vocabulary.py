"""Loads the words that the readers need from the register, as plain data."""

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from imports.cells.vocabulary import KnownLayout, KnownMechanism, KnownReview, KnownStatus, Spelling, Vocabulary
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
from tracker.queries.agencies import heirs


def load_vocabulary(session: Session) -> Vocabulary:
    """Read the words of a register."""
    register = session.scalars(select(Register)).one()
    words: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    weights: dict[tuple[str, str, str], str] = {}
    meanings = select(Word.kind, Word.value, Word.folded, Word.note)
    latest_first = (Word.note != ANSWER, Word.batch_id.desc(), Word.id)
    for kind, value, folded, note in session.connection().execute(meanings.order_by(*latest_first)):
        words[kind][folded].append(value)
        weights[kind, value, folded] = note
    states, names, iso2 = _states(session)
    closed = heirs(session)
    return Vocabulary(
        state=register.state,
        state_name=register.state_name,
        words=words,
        weights=weights,
        agencies=dict(session.execute(select(Agency.key, Agency.name_en).order_by(Agency.place)).all()),
        spellings=[
            Spelling(closed.get(key) or key, *row)
            for key, *row in session.execute(
                select(Alias.agency_key, Alias.text, Alias.folded, Alias.language, Alias.kind).order_by(Alias.id)
            )
        ],
        states=states,
        state_names=names,
        iso2=iso2,
        mechanisms={
            item.code: _mechanism(item) for item in session.scalars(select(Mechanism).order_by(Mechanism.place))
        },
        reviews=known_reviews(session),
        statuses={item.code: _status(item) for item in session.scalars(select(Status).order_by(Status.place))},
        themes=dict(session.execute(select(Theme.folded, Theme.label).order_by(Theme.id)).all()),
        groups=_groups(session),
        layouts=[_layout(item) for item in session.scalars(select(Layout).order_by(Layout.id))],
        secretariat=register.secretariat or "",
        closed=frozenset(closed),
    )


def known_reviews(session: Session) -> dict[str, KnownReview]:
    """The reviews of the register by their codes."""
    return {item.code: _known(item) for item in session.scalars(select(Review).order_by(Review.id))}


def _mechanism(item: Mechanism) -> KnownMechanism:
    return KnownMechanism(
        code=item.code,
        name=item.name,
        instrument=item.instrument,
        treaty=item.treaty,
        mandate=item.mandate,
        uhri_label=item.uhri_label,
        names=tuple(item.names),
    )


def _status(item: Status) -> KnownStatus:
    return KnownStatus(item.code, item.label_en, item.kind, item.percent)


def _layout(item: Layout) -> KnownLayout:
    return KnownLayout(header=item.header, columns=dict(item.columns), answers=dict(item.answers))


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
