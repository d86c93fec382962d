"""Acts on agencies, posts, reviews and what was learned of sheets, as commands and pages carry them out.

Each is one batch, undone as a whole, and returns its number first; ``None`` where nothing changed: whoever opened the
transaction rolls it back. What the rules refuse is raised as the functions below them say.
"""

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from tracker.followup.acts import Person
from tracker.followup.agencies import Closed, NewAgency, add_agency, close_agency, rename_agency
from tracker.followup.journal import Journal
from tracker.followup.layouts import change_layout
from tracker.followup.learned import forget_word, give_meaning
from tracker.followup.place import place_review
from tracker.followup.posts import Term, add_post, end_holding, find_post, hold, remove_post
from tracker.followup.reviews import Document, Examination, add_review, correct_review
from tracker.followup.spellings import add_spelling, remove_spelling
from tracker.queries.find import find_agency
from tracker.vocabulary import BatchKind


def add_to_group(session: Session, new: NewAgency, person: Person) -> tuple[int, str]:
    """Add an agency; returns its key."""
    journal = _begun(session, f"add agency {new.key.upper()}: {new.name}", person)
    added = add_agency(journal, new)
    return journal.number, added


def rename(session: Session, agency: str, names: Mapping[str, str], person: Person) -> tuple[int | None, list[str]]:
    """Change names of an agency, by their columns; returns what was done, in words."""
    key = find_agency(session, agency)
    journal = _begun(session, f"rename agency {key}: {', '.join(names.values())}", person)
    done = rename_agency(journal, key, names)
    return journal.number if done else None, done


def close(session: Session, agency: str, into: str, on: date, today: date, person: Person) -> tuple[int, Closed]:
    """Close an agency; ``into``, which may be empty, takes its recommendations over."""
    key, heir = find_agency(session, agency), find_agency(session, into) if into else ""
    journal = _begun(session, f"close agency {key}" + (f", into {heir}" if heir else ""), person)
    done = close_agency(journal, key, on, today, heir)
    return journal.number, done


def respell(session: Session, agency: str, text: str, person: Person, *, remove: bool = False) -> int:
    """Add a spelling of an agency, or remove a wrong one."""
    key = find_agency(session, agency)
    journal = _begun(session, f"{'remove ' if remove else ''}spelling of {key}: {text}", person)
    (remove_spelling if remove else add_spelling)(journal, key, text)
    return journal.number


def open_post(session: Session, agency: str, title: str, email: str, phone: str, person: Person) -> int:
    """Add a post to an agency."""
    key = find_agency(session, agency)
    journal = _begun(session, f"post of {key}: {title}", person)
    add_post(journal, key, title, email, phone)
    return journal.number


def fill_post(session: Session, agency: str, title: str, term: Term, person: Person) -> tuple[int | None, list[str]]:
    """Record who holds a post, and from when; returns what was done, in words."""
    post = find_post(session, find_agency(session, agency), title)
    journal = _begun(session, f"{term.name} in post '{post.title}'", person)
    done = hold(journal, post, term)
    return journal.number if journal.wrote else None, done


def vacate_post(session: Session, agency: str, title: str, name: str, on: date, person: Person) -> tuple[int, str]:
    """End a person's time in a post, or that of its holder where no name is given; returns the name."""
    post = find_post(session, find_agency(session, agency), title)
    journal = _begun(session, f"end of a time in post '{post.title}': {on}", person)
    ended = end_holding(journal, post, name, on)
    return journal.number, ended


def close_post(session: Session, agency: str, title: str, reason: str, person: Person) -> tuple[int, int]:
    """Remove a post with all its holders; returns how many they were."""
    post = find_post(session, find_agency(session, agency), title)
    journal = _begun(session, f"{post.agency_key}: post '{post.title}' removed: {reason}", person)
    holders = remove_post(journal, post)
    return journal.number, holders


def open_review(session: Session, new: Examination, person: Person) -> tuple[int, str]:
    """Add a review of the State; returns its code."""
    journal = _begun(session, f"add review {new.mechanism}-{new.cycle}", person)
    added = add_review(journal, new)
    return journal.number, added


def mend_review(
    session: Session, code: str, days: Mapping[str, str], document: Document | None, person: Person
) -> tuple[int | None, list[str]]:
    """Correct the dates of a review and its document, where one is given; returns what was done, in words."""
    journal = _begun(session, f"correct review {code}", person)
    done = correct_review(journal, code, days, document)
    return journal.number if journal.wrote else None, done


def place_waiting(session: Session, waiting: str, target: str, person: Person) -> tuple[int, int]:
    """Move the rows that wait for their review to it; returns how many."""
    journal = _begun(session, f"rows of {waiting} placed in {target}", person)
    moved = place_review(journal, waiting, target)
    return journal.number, moved


def edit_layout(
    session: Session,
    name: str,
    person: Person,
    *,
    rename: str | None = None,
    column: tuple[str, str] | None = None,
    answer: tuple[str, str] | None = None,
    forget: bool = False,
) -> int | None:
    """Edit what is remembered of a sheet, or forget it."""
    journal = _begun(session, f"layout '{name}' edited", person)
    change_layout(journal, name, rename=rename, column=column, answer=answer, forget=forget)
    return journal.number if journal.wrote else None


def forget(session: Session, kind: str, text: str, person: Person) -> int:
    """Forget what was learned of a word."""
    journal = _begun(session, f"{kind} word '{text}' forgotten", person)
    forget_word(journal, kind, text)
    return journal.number


def teach(session: Session, kind: str, text: str, meaning: str, person: Person) -> int | None:
    """Correct what was learned of a word."""
    journal = _begun(session, f"{kind} word '{text}' means {meaning}", person)
    give_meaning(journal, kind, text, meaning)
    return journal.number if journal.wrote else None


def _begun(session: Session, summary: str, person: Person) -> Journal:
    return Journal(session, BatchKind.COMMAND, summary, person.name, person.at)
