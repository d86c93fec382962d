"""Keeps what the Ombudsperson and civil society say of a recommendation, in their own words beside the State's answers."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from tracker.errors import RuleBroken
from tracker.folding import fold
from tracker.followup.journal import Journal
from tracker.models import Contribution, Recommendation, Register
from tracker.vocabulary import Speaker


@dataclass(frozen=True)
class Words:
    """What was said: by whom, when, in which words. ``author`` names the organisation or the document."""

    speaker: Speaker
    text: str
    dated_on: date
    author: str = ""


def add_contribution(journal: Journal, item: Recommendation, words: Words, today: date) -> None:
    """Keep a contribution. It changes nothing that another voice said; each is kept, none replaces an earlier one.

    Raises ``RuleBroken`` when something is missing, the day is to come, or the same words are there already.
    """
    text = words.text.strip()
    if not text:
        raise RuleBroken("a contribution needs a text.", remedy="Give the text in quotation marks.")
    if words.dated_on > today:
        raise RuleBroken(f"{words.dated_on} is in the future.", remedy="Give the day on which it was said.")
    if words.speaker == Speaker.CIVIL_SOCIETY and not words.author.strip():
        raise RuleBroken(
            "a contribution of civil society needs the name of the organisation.", remedy="Add --author NAME."
        )
    known = select(Contribution).where(Contribution.recommendation_id == item.id, Contribution.speaker == words.speaker)
    for other in journal.session.scalars(known.where(Contribution.dated_on == words.dated_on)):
        if fold(other.text) == fold(text) and fold(other.author) == fold(words.author):
            raise RuleBroken(f"{item.code} has this contribution already.", remedy="Nothing was added.")
    journal.add(
        Contribution,
        recommendation_id=item.id,
        speaker=words.speaker,
        agency_key=_independent(journal) if words.speaker == Speaker.OMBUDSPERSON else None,
        author=" ".join(words.author.split()),
        dated_on=words.dated_on,
        text=text,
    )
    journal.flush()


def _independent(journal: Journal) -> str | None:
    """The independent institution of the group, where its reference data name one."""
    return journal.session.scalars(select(Register.independent)).one()
