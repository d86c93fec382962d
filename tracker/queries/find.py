"""Finds what people name: recommendations, agencies, statuses, the parts of a filter; case and spelling do not matter."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import reduce

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.codes import code_parts
from tracker.errors import NotFound
from tracker.folding import fold
from tracker.language.phrase import Phrase
from tracker.language.texts import marked
from tracker.models import Agency, Alias, Assignment, Mechanism, Recommendation, Review, State, Status, Theme, Word
from tracker.queries.filter import UNKNOWN, Filter, theme_named
from tracker.queries.pieces import pieces

_MOST_KNOWN = 24
"""Up to so many names are told where none is near."""


def find_recommendation(session: Session, code: str) -> Recommendation:
    """The recommendation of a code, whatever its case and spaces. Raises ``NotFound`` with similar codes."""
    plain = code.strip().replace(" ", "")
    found = session.scalars(select(Recommendation).where(Recommendation.code == plain)).first()
    if found is None:
        found = session.scalars(select(Recommendation).where(func.lower(Recommendation.code) == plain.lower())).first()
    if found is None:
        found = _by_parts(session, code)
    if found is None:
        stem = re.sub(r"\w\W*$", "", plain) or plain
        like = session.scalars(
            select(Recommendation.code)
            .where(Recommendation.code.istartswith(stem, autoescape=True))
            .order_by(Recommendation.sort_key)
            .limit(5)
        ).all()
        remedy = Phrase("Similar: {names}.", names=", ".join(like)) if like else "See: tracker list"
        raise NotFound(Phrase("there is no recommendation '{code}'.", code=code), remedy=remedy)
    return found


def find_recommendations(session: Session, codes: Sequence[str]) -> list[Recommendation]:
    """The recommendations of some codes, in their order, each once. Raises ``NotFound`` for a code that none has."""
    known: dict[str, Recommendation] = {}
    for some in pieces(list(dict.fromkeys(codes))):
        query = select(Recommendation).where(Recommendation.code.in_(some))
        known.update({item.code: item for item in session.scalars(query)})
    found = [known.get(code) or find_recommendation(session, code) for code in dict.fromkeys(codes)]
    return list(dict.fromkeys(found))


def find_own(session: Session, code: str, agency: str) -> Recommendation:
    """The recommendation of a code in which an agency has a part now.

    Raises ``NotFound`` for any other in the same words, so that the answer says nothing of the register of others.
    """
    own = select(Assignment.recommendation_id).where(Assignment.agency_key == agency, Assignment.ended_on.is_(None))
    found = session.scalars(
        select(Recommendation).where(Recommendation.code == code, Recommendation.id.in_(own))
    ).first()
    if found is None:
        raise NotFound(Phrase("your agency has no recommendation '{code}'.", code=code))
    return found


def _by_parts(session: Session, code: str) -> Recommendation | None:
    """The recommendation of a code as people write it: "upr 4 138.71", "CAT 13(b)", or its number alone.

    Raises ``NotFound`` where several have it.
    """
    words = set(session.scalars(select(Word.folded).where(Word.kind == "row", Word.value == "paragraph_word")))
    known = session.scalars(select(Recommendation.code)).all()
    parts = code_parts(code)
    # "b" is short for "paragraph" in Azerbaijani, and the letter of an item: before a number it is the former.
    typed = [
        part
        for part, after in zip(parts, (*parts[1:], ""), strict=False)
        if fold(part) not in words or not after.isdigit()
    ]
    found = _written_like(known, tuple(typed))
    if len(found) > 1:
        raise NotFound(_may_be(code, sorted(found)[:5]), remedy=marked("Write the code of one of them."))
    return session.scalars(select(Recommendation).where(Recommendation.code == found[0])).one() if found else None


def _written_like(codes: Sequence[str], parts: tuple[str, ...]) -> list[str]:
    """The codes that people write with these words and numbers."""
    return [code for code in codes if parts and parts in _written(code)]


def _written(code: str) -> tuple[tuple[str, ...], ...]:
    """The parts of a code as people write it: whole, without the cycle, without the review."""
    review, _, number = code.rpartition("/")
    parts = code_parts(number)
    return code_parts(code), (review.partition("-")[0].casefold(), *parts), parts


def find_agency(session: Session, name: str) -> str:
    """The key of an agency from its key or any spelling. Raises ``NotFound``, also when two agencies share the spelling."""
    if session.get(Agency, name.strip().upper()) is not None:
        return name.strip().upper()
    keys = session.scalars(select(Alias.agency_key).where(Alias.folded == fold(name)).distinct()).all()
    if len(keys) == 1:
        return keys[0]
    if keys:
        raise NotFound(_may_be(name, sorted(keys)), remedy=marked("Use the key."))
    known = dict(session.execute(select(Alias.folded, Alias.agency_key)).all())
    near = dict.fromkeys(known[word] for word in get_close_matches(fold(name), known, n=3, cutoff=0.7))
    remedy = f"Similar: {', '.join(near)}. See: tracker agencies" if near else "See: tracker agencies"
    raise NotFound(Phrase("there is no agency '{name}'.", name=name), remedy=remedy)


def find_mechanism(session: Session, name: str) -> str:
    """The code of a mechanism from its code, its name or its treaty. Raises ``NotFound`` with the nearest."""
    return _named(marked("mechanism"), name, _mechanisms(session))


def find_review(session: Session, code: str) -> Review:
    """The review of a code, in any case. Raises ``NotFound``."""
    found = session.scalars(select(Review).where(func.lower(Review.code) == code.strip().lower())).first()
    if found is None:
        raise NotFound(Phrase("there is no review '{code}'.", code=code), remedy="See: tracker reviews")
    return found


def ids_in(session: Session, review: str) -> list[int]:
    """The identifiers of the recommendations of a review. Raises ``NotFound``."""
    item = find_review(session, review)
    return list(session.scalars(select(Recommendation.id).where(Recommendation.review_id == item.id)))


def find_status(session: Session, name: str) -> str:
    """The code of a status from its code or its label in any language. Raises ``NotFound`` with the labels."""
    known: dict[str, str] = {}
    for status in session.scalars(select(Status).order_by(Status.place)):
        for word in (status.code, status.label_en, status.label_az, status.label_ru):
            known.setdefault(fold(word), status.code)
    return _named("status", name, known)


def known_filter(session: Session, wanted: Filter) -> Filter:
    """A filter whose names are those of the register. Raises ``NotFound`` for an unknown one, with the nearest."""
    if wanted.theme:
        _check_theme(session, wanted.theme)
    if wanted.sdg and re.fullmatch(r"\d{1,2}(\.[0-9a-z]{1,2})?", wanted.sdg) is None:
        raise NotFound(
            Phrase("there is no goal '{goal}'.", goal=wanted.sdg),
            remedy=marked("Write a goal as 16, a target as 16.3."),
        )
    return replace(
        wanted,
        mechanism=_named(marked("mechanism"), wanted.mechanism, _mechanisms(session)) if wanted.mechanism else "",
        review=_named(marked("review"), wanted.review, _reviews(session)) if wanted.review else "",
        agency=find_agency(session, wanted.agency) if wanted.agency else "",
        state=_named(marked("State"), wanted.state, _states(session)) if wanted.state else "",
        status=tuple(name if name == UNKNOWN else find_status(session, name) for name in wanted.status),
    )


def _states(session: Session) -> dict[str, str]:
    """The spellings of States, each with the name under which recommendations have it."""
    known: dict[str, str] = {}
    for state in session.scalars(select(State)):
        for name in (state.iso3, state.name, *state.aliases):
            known.setdefault(fold(name), state.name)
    return known


def _check_theme(session: Session, name: str) -> None:
    if fold(name) and session.scalars(select(Theme.id).where(theme_named(name)).limit(1)).first() is None:
        _named(marked("theme"), name, dict(session.execute(select(Theme.folded, Theme.label)).all()))


def _mechanisms(session: Session) -> dict[str, str]:
    known: dict[str, str] = {}
    for item in session.scalars(select(Mechanism).order_by(Mechanism.place)):
        for name in (item.code, item.name, item.treaty, *item.names):
            known.setdefault(fold(name or ""), item.code)
    return known


def _reviews(session: Session) -> dict[str, str]:
    return {fold(code): code for code in session.scalars(select(Review.code).order_by(Review.code))}


def _named(kind: str, name: str, known: Mapping[str, str]) -> str:
    found = known.get(fold(name))
    if found is None:
        near = list(dict.fromkeys(known[word] for word in get_close_matches(fold(name), known, n=6, cutoff=0.5)))
        what = Phrase("there is no {kind} '{name}'.", kind=Phrase(kind), name=name)
        raise NotFound(what, remedy=_nearest(near, list(dict.fromkeys(known.values()))))
    return found


def _nearest(near: Sequence[str], known: Sequence[str]) -> str:
    if near:
        return Phrase("Similar: {names}.", names=", ".join(near[:4]))
    if len(known) <= _MOST_KNOWN:
        return Phrase("Known: {names}.", names=", ".join(known))
    return marked("Check the spelling, or give a part of it.")


def _may_be(typed: str, found: Sequence[str]) -> str:
    names = reduce(lambda first, last: Phrase("{first} or {last}", first=first, last=last), found)
    return Phrase("'{typed}' may be {names}.", typed=typed, names=names)
