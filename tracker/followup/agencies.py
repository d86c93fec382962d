"""Adds, renames and closes agencies. Nothing is deleted: what a closed agency said stays in the history."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.errors import RuleBroken
from tracker.folding import fold, tidy
from tracker.followup.assign import Wish, assign, end_assignment
from tracker.followup.journal import Journal
from tracker.followup.spellings import owner_of, spell
from tracker.language.phrase import Phrase
from tracker.models import Agency, Assignment, Recommendation, Register
from tracker.stamps import can_name
from tracker.vocabulary import Role

_ADDED = "added"
"""The membership of an agency that no reference data told of."""

LANGUAGES = {"name_en": "en", "name_az": "az", "name_ru": "ru"}
"""The columns of an agency's names, with their languages."""


@dataclass(frozen=True)
class NewAgency:
    """An agency to add: its key, its name, and its names in Azerbaijani and Russian where they are known."""

    key: str
    name: str
    az: str = ""
    ru: str = ""
    kind: str = ""


@dataclass
class Closed:
    """What became of the recommendations of a closed agency: their codes, by what was done."""

    moved: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def add_agency(journal: Journal, new: NewAgency) -> str:
    """Add an agency; returns its key. Raises ``RuleBroken`` for a key or a name that another agency has."""
    session, key = journal.session, new.key.strip().upper()
    names = {"name_en": tidy(new.name), "name_az": tidy(new.az), "name_ru": tidy(new.ru)}
    if not can_name(key):
        raise RuleBroken(
            Phrase("'{key}' is not a key.", key=new.key), remedy="Write capital letters A-Z, digits and _, such as MOT."
        )
    if session.get(Agency, key) is not None:
        raise RuleBroken(
            Phrase("{key} is the key of another agency already.", key=key),
            remedy="Choose another key. See: tracker agencies",
        )
    if not fold(names["name_en"]):
        raise RuleBroken(
            Phrase("an agency needs a name."), remedy=f'Such as: tracker agencies add {key} "Ministry of Tourism"'
        )
    for text in (key, *names.values()):
        _refuse_taken(session, text, key)
    place = (session.scalar(select(func.max(Agency.place))) or 0) + 1
    more = {"kind": new.kind, "membership": _ADDED, "role": "", "usual_themes": "", "place": place}
    journal.add(Agency, key=key, **names, **more)
    spelt = {fold(text): (text, language, "name") for text, language in _spelt(names) if fold(text)}
    spelt.setdefault(fold(key), (key, "", "abbreviation"))
    for text, language, kind in spelt.values():
        spell(journal, key, text, kind, language)
    journal.flush()
    return key


def rename_agency(journal: Journal, key: str, names: Mapping[str, str]) -> list[str]:
    """Change names of an agency, by their columns; returns what was done, in words. The old ones stay spellings.

    Raises ``RuleBroken`` for a name of another agency.
    """
    session = journal.session
    item, done = session.get_one(Agency, key), []
    for column, given in names.items():
        old, new = getattr(item, column), tidy(given)
        if not fold(new):
            raise RuleBroken(Phrase("'{text}' has no letter or digit.", text=given), remedy="Give the new name.")
        if new == old:
            continue
        _refuse_taken(session, new, key)
        journal.change(Agency, item.id, column, old, new)
        for text in (old, new):
            if owner_of(session, text) is None:
                spell(journal, key, text, "name", LANGUAGES[column])
        done.append(f"'{old}' is now '{new}'" if old else f"'{new}' is its name")
    journal.flush()
    return done


def close_agency(journal: Journal, key: str, on: date, today: date, into: str = "") -> Closed:
    """Close an agency on a day; ``into`` takes its recommendations over. Without it they are left to be reassigned.

    Raises ``RuleBroken`` when it cannot be closed, or the other cannot take over.
    """
    session = journal.session
    item = session.get_one(Agency, key)
    _refuse_closing(session, item, on, today)
    if into:
        _refuse_successor(session, key, into)
        journal.change(Agency, item.id, "successor", None, into)
    journal.change(Agency, item.id, "closed_on", None, on)
    result = Closed()
    for part, recommendation in _open_parts(session, key):
        if not into:
            result.left.append(recommendation.code)
            continue
        result.moved.append(recommendation.code)
        if recommendation.out_of_mandate:  # it is assigned to nobody else
            end_assignment(journal, part.id, on)
            continue
        heir = {"lead": into} if part.role == Role.LEAD else {"contributing": (into,)}
        assign(journal, recommendation, Wish(**heir, off=(key,)), max(on, part.began_on))
    journal.flush()
    return result


def _spelt(names: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(names[column], language) for column, language in LANGUAGES.items()]


def _refuse_taken(session: Session, text: str, key: str) -> None:
    owner = owner_of(session, text)
    if owner not in (None, key):
        raise RuleBroken(
            Phrase("'{text}' means {agency} already.", text=text, agency=owner),
            remedy=f'If it is wrong there: tracker agencies alias {owner} --remove "{text}"',
        )


def _refuse_closing(session: Session, item: Agency, on: date, today: date) -> None:
    if item.closed_on is not None:
        into = f", into {item.successor}" if item.successor else ""
        raise RuleBroken(f"{item.key} was closed on {item.closed_on}{into}.")
    if on > today:
        raise RuleBroken(Phrase("{day} is in the future.", day=on), remedy=f"Close {item.key} on that day.")
    if item.key in session.scalars(select(Register.secretariat)).all():
        raise RuleBroken(Phrase("{agency} is the secretariat of the group, so it cannot be closed.", agency=item.key))


def _refuse_successor(session: Session, key: str, into: str) -> None:
    if into == key:
        raise RuleBroken(
            Phrase("{agency} cannot take over from itself.", agency=key), remedy="Name another agency with --into."
        )
    successor = session.get_one(Agency, into)
    if successor.closed_on is not None:
        raise RuleBroken(
            Phrase("{agency} was closed on {day}.", agency=into, day=successor.closed_on),
            remedy="Name an open agency with --into.",
        )


def _open_parts(session: Session, key: str) -> list[tuple[Assignment, Recommendation]]:
    query = select(Assignment, Recommendation).join(Recommendation, Recommendation.id == Assignment.recommendation_id)
    query = query.where(Assignment.agency_key == key, Assignment.ended_on.is_(None))
    return [(part, item) for part, item in session.execute(query.order_by(Recommendation.sort_key, Assignment.id))]
