"""Answers: puts what an agency said of a recommendation into the register, as its own words and its own claim.

An agency's status is its claim (voice ``agency``): it stands beside the group's status and is never counted as confirmed
until the secretariat confirms it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from tracker.dates import Period
from tracker.errors import RuleBroken
from tracker.followup.due import change_due
from tracker.followup.journal import Journal
from tracker.models import Assessment, Contribution, Evidence, Measure, Recommendation
from tracker.vocabulary import DateBasis, Precision, Speaker, Voice


@dataclass(frozen=True)
class Said:
    """A value that an agency said.

    ``value`` is by field: ``status`` a dictionary with ``code``, ``word``, ``dated`` (ISO or empty) and ``proven``;
    ``due`` one with ``on``, ``precision`` and ``text``; ``evidence`` a list of texts with their ISO date or nothing; the
    others a text. ``row_id`` is the row that keeps the agency's former words, if there are any.
    """

    recommendation_id: int
    agency: str
    field: str
    value: Any
    row_id: int | None = None


def take(journal: Journal, said: Said, today: date, origin_id: int | None = None) -> None:
    """Put a value into the register. Raises ``RuleBroken`` for a value that an empty cell would have to take back."""
    common = {"origin_id": origin_id, "recommendation_id": said.recommendation_id}
    match said.field:
        case "status":
            _claim(journal, said, today, common)
        case "measures":
            _words(journal, Measure, said, common)
        case "note":
            extra = {"speaker": Speaker.AGENCY, "dated_on": today}
            _words(journal, Contribution, said, common, **extra)
        case "evidence":
            for text, dated in said.value:
                journal.add(
                    Evidence,
                    **common,
                    agency_key=said.agency,
                    text=text,
                    dated_on=date.fromisoformat(dated) if dated else None,
                )
        case "due":
            _due(journal, said, origin_id)


def _claim(journal: Journal, said: Said, today: date, common: dict[str, Any]) -> None:
    if not said.value:
        raise RuleBroken(
            "a claim that was made stays in the history; an empty cell does not take it back.",
            remedy="Keep ours, or record the agency's new status.",
        )
    dated = said.value["dated"]
    journal.add(
        Assessment,
        **common,
        voice=Voice.AGENCY,
        agency_key=said.agency,
        status_code=said.value["code"],
        word=said.value["word"],
        dated_on=date.fromisoformat(dated) if dated else today,
        date_basis=DateBasis.STATED if dated else DateBasis.IMPORT,
        date_precision=said.value.get("precision", Precision.DAY) if dated else Precision.DAY,
        substantiated=said.value["proven"],
    )


def _words(journal: Journal, model: Any, said: Said, common: dict[str, Any], **extra: Any) -> None:
    """An agency's own text on a recommendation: changed where it has one, else added; taken out when it emptied it."""
    if said.row_id is None:
        if said.value:
            journal.add(model, **common, agency_key=said.agency, text=said.value, **extra)
        return
    if not said.value:
        journal.remove(model, said.row_id, recommendation_id=said.recommendation_id, origin_id=common["origin_id"])
        return
    old = journal.session.scalar(select(model.text).where(model.id == said.row_id))
    journal.change(
        model,
        said.row_id,
        "text",
        old,
        said.value,
        recommendation_id=said.recommendation_id,
        origin_id=common["origin_id"],
    )


def _due(journal: Journal, said: Said, origin_id: int | None) -> None:
    if not said.value:
        raise RuleBroken("a target date is not taken off by an empty cell.", remedy="Keep ours, or type a new date.")
    item = journal.session.get_one(Recommendation, said.recommendation_id)
    target = Period(date.fromisoformat(said.value["on"]), Precision(said.value["precision"]), said.value["text"])
    change_due(journal, item, target, origin_id)
