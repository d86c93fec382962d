"""Acts on one or more recommendations, as commands and pages carry them out: each is one batch, undone as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from tracker.counting import counted, named
from tracker.dates import Period
from tracker.followup.assess import Recorded, record_view
from tracker.followup.assign import Assigned, Wish, assign
from tracker.followup.confirm import Confirmed, confirm
from tracker.followup.conflicts import Settled, settle
from tracker.followup.due import change_due, clear_due
from tracker.followup.evidence import Exhibit, add_evidence
from tracker.followup.journal import Journal
from tracker.followup.letters import Seal, number_letter, receive
from tracker.followup.open_values import settle_open
from tracker.followup.own_words import reply_to_round
from tracker.followup.refuse import Refused, refuse
from tracker.followup.view import View
from tracker.models import Conflict, Letter, Recommendation, Request
from tracker.vocabulary import BatchKind, Voice


@dataclass(frozen=True)
class Person:
    """Who acts, and at which moment."""

    name: str
    at: datetime


def set_status(
    session: Session, found: Sequence[Recommendation], view: View, person: Person, today: date
) -> tuple[int, list[Recorded]]:
    """Record a view of recommendations; gives the batch, and what was recorded of each. Raises ``RuleBroken``.

    What an agency says is its reply as well, where a round asks it.
    """
    verb = f"correct the status of {_codes(found)} to" if view.correction else f"status {_codes(found)}"
    reason = f": {view.correction}" if view.correction else ""
    journal = _begun(session, f"{verb} {view.status or view.grade} ({view.voice}){reason}", person)
    done = [record_view(journal, item, view, today) for item in found]
    if view.voice == Voice.SECRETARIAT:
        settle_open(journal, [item.id for item in found], ["status"] + ["due"] * (view.due is not None))
    if view.voice == Voice.AGENCY:
        reply_to_round(journal, found, view, today)
    return journal.number, done


def set_due(session: Session, found: Sequence[Recommendation], target: Period | None, person: Person) -> int | None:
    """Set the due date of recommendations, or clear it; gives the batch.

    Where nothing changes it is ``None``: whoever opened the transaction rolls it back.
    """
    journal = _begun(session, f"due date of {_codes(found)}: {target.text if target else 'cleared'}", person)
    for item in found:
        if target is None:
            clear_due(journal, item)
        else:
            change_due(journal, item, target)
    settle_open(journal, [item.id for item in found], ["due"])
    journal.flush()
    return journal.number if journal.wrote else None


def set_agencies(
    session: Session, wishes: Sequence[tuple[Recommendation, Wish]], on: date, person: Person
) -> tuple[int | None, list[Assigned]]:
    """Assign agencies to recommendations from a day on; gives the batch, and what was done for each.

    Where nothing changes there is no batch, as above. Raises ``RuleBroken`` for one outside the mandate.
    """
    found = [item for item, _ in wishes]
    journal = _begun(session, f"assign {_codes(found)}", person)
    done = [assign(journal, item, wish, on) for item, wish in wishes]
    fields = ["lead"] * any(wish.lead for _, wish in wishes) + ["contributing"] * any(
        wish.contributing for _, wish in wishes
    )
    settle_open(journal, [item.id for item in found], fields)
    return journal.number if journal.wrote else None, done


def prove(session: Session, item: Recommendation, exhibit: Exhibit, person: Person, today: date) -> tuple[int, int]:
    """Record evidence of a recommendation; gives the batch and the number of the evidence. Raises ``RuleBroken``."""
    journal = _begun(session, f"evidence of {item.code}: {exhibit.place or exhibit.text}", person)
    return journal.number, add_evidence(journal, item, exhibit, today)


def seal_letter(session: Session, letter: Letter, seal: Seal, person: Person, *, replace: bool = False) -> int | None:
    """Set the number and date of a letter that was sent; gives the batch. Raises ``RuleBroken``.

    Where nothing changes there is no batch, as above.
    """
    journal = _begun(session, f"letter to {letter.agency_key}: No. {seal.number}", person)
    number_letter(journal, letter, seal, replace=replace)
    return journal.number if journal.wrote else None


def receive_letter(
    session: Session, request: Request, agency: str, seal: Seal, received_on: date, person: Person, file: str = ""
) -> tuple[int, int]:
    """Record a letter of reply of an agency; gives the batch and the letter. Raises ``RuleBroken``."""
    journal = _begun(session, f"letter from {agency}: No. {seal.number}", person)
    return journal.number, receive(journal, request, agency, seal, received_on, file)


def settle_conflicts(
    session: Session, chosen: Sequence[tuple[Conflict, str]], person: Person, today: date
) -> tuple[int, list[Settled]]:
    """Resolve conflicts, each by ``theirs``, ``ours`` or a value; gives the batch. Raises ``RuleBroken``: all or none."""
    choices = ", ".join(dict.fromkeys(choice[:40] for _, choice in chosen))
    journal = _begun(session, f"resolve {counted(len(chosen), 'conflict')} ({choices})", person)
    return journal.number, [settle(journal, conflict, choice, today) for conflict, choice in chosen]


def confirm_claims(
    session: Session, items: Sequence[Recommendation], person: Person, today: date
) -> tuple[int | None, list[Confirmed]]:
    """Confirm the claims of recommendations; gives the batch, and what became of each.

    Where none could be confirmed there is no batch, as above.
    """
    journal = _begun(session, f"confirm claims of {_codes(items)}", person)
    done = list(confirm(journal, items, today))
    return None if all(item.wrong for item in done) else journal.number, done


def refuse_claims(
    session: Session, items: Sequence[Recommendation], reason: str, person: Person
) -> tuple[int | None, list[Refused]]:
    """Refuse the claims of recommendations for a reason; gives the batch, and which they were. Raises ``RuleBroken``.

    Where none waits there is no batch, as above.
    """
    journal = _begun(session, f"refuse claims of {_codes(items)}: {reason.strip()}", person)
    done = list(refuse(journal, items, reason))
    journal.flush()
    return journal.number if done else None, done


def _begun(session: Session, summary: str, person: Person) -> Journal:
    return Journal(session, BatchKind.COMMAND, summary, person.name, person.at)


def _codes(found: Sequence[Recommendation]) -> str:
    return named([item.code for item in found])
