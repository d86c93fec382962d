"""Sets values of a recommendation as the group's own: what a person chose in a conflict, or typed."""

from datetime import date
from typing import Any

from sqlalchemy import select

from tracker.dates import Period
from tracker.errors import RuleBroken
from tracker.followup.assign import Wish, assign
from tracker.followup.correct import correct_text, renumber
from tracker.followup.due import change_due, clear_due
from tracker.followup.journal import Journal
from tracker.models import Assessment, Assignment, Measure, Recommendation
from tracker.vocabulary import DateBasis, Precision, Role, Voice


def set_value(journal: Journal, item: Recommendation, field: str, value: Any, today: date) -> None:
    """Give a field its value, in the form of ``Conflict.value``; an empty value takes it off.

    Raises ``RuleBroken`` for a field that cannot be without a value.
    """
    match field:
        case "status":
            _set_status(journal, item, value)
        case "due":
            _set_due(journal, item, value)
        case "lead":
            _set_lead(journal, item, value, today)
        case "contributing":
            _set_contributing(journal, item, value or [], today)
        case "measures":
            _set_measures(journal, item, value or "")
        case "text":
            correct_text(journal, item, value)
        case "reference":
            renumber(journal, item, *value)
        case _:
            _set_column(journal, item, field, value or "")


def _set_status(journal: Journal, item: Recommendation, value: Any) -> None:
    if not value:
        raise RuleBroken(
            "a status stays in the history; an empty cell does not take it back.",
            where=item.code,
            remedy="Keep ours, or record the new status.",
        )
    journal.add(
        Assessment,
        recommendation_id=item.id,
        voice=Voice.SECRETARIAT,
        status_code=value["code"],
        word=value["word"],
        dated_on=date.fromisoformat(value["dated"]),
        date_basis=DateBasis(value["basis"]),
        date_precision=value.get("precision", Precision.DAY),
        substantiated=False,
    )


def _set_due(journal: Journal, item: Recommendation, value: Any) -> None:
    if value and value["text"] and not value["on"]:
        raise RuleBroken(
            f"'{value['text']}' names no day.", where=item.code, remedy="Keep ours, or type the date: --value DATE"
        )
    if not value or not value["on"]:
        clear_due(journal, item)
        return
    change_due(journal, item, Period(date.fromisoformat(value["on"]), Precision(value["precision"]), value["text"]))


def _set_lead(journal: Journal, item: Recommendation, agency: str, today: date) -> None:
    off = () if agency else tuple(_active(journal, item, Role.LEAD))
    assign(journal, item, Wish(lead=agency or "", off=off), today)


def _set_contributing(journal: Journal, item: Recommendation, agencies: list[str], today: date) -> None:
    lead = _active(journal, item, Role.LEAD)
    off = tuple(key for key in _active(journal, item, Role.CONTRIBUTING) if key not in agencies)
    assign(journal, item, Wish(contributing=tuple(key for key in agencies if key not in lead), off=off), today)


def _active(journal: Journal, item: Recommendation, role: Role) -> list[str]:
    query = select(Assignment.agency_key).where(Assignment.recommendation_id == item.id, Assignment.role == role)
    return list(journal.session.scalars(query.where(Assignment.ended_on.is_(None))))


def _set_measures(journal: Journal, item: Recommendation, text: str) -> None:
    """The group's own measures become this text: the first is changed, the others go."""
    query = select(Measure.id, Measure.text).where(Measure.recommendation_id == item.id)
    query = query.where(Measure.agency_key.is_(None), Measure.plan_key.is_(None)).order_by(Measure.id)
    rows = journal.session.execute(query).all()
    if text and rows:
        journal.change(Measure, rows[0].id, "text", rows[0].text, text, recommendation_id=item.id)
    elif text:
        journal.add(Measure, recommendation_id=item.id, text=text)
    for row in rows[1:] if text else rows:
        journal.remove(Measure, row.id, recommendation_id=item.id)


def _set_column(journal: Journal, item: Recommendation, field: str, value: Any) -> None:
    old = getattr(item, field)
    new = value or (None if Recommendation.__table__.c[field].nullable else "")
    if new != old:
        journal.change(Recommendation, item.id, field, old, new, recommendation_id=item.id)
