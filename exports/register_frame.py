"""The register as a pandas table: one row a recommendation, with what reports count by."""

from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.language.texts import Texts, marked
from tracker.models import (
    Agency,
    Answer,
    Asked,
    Assessment,
    Batch,
    Evidence,
    Measure,
    Recommendation,
    RecommendationTheme,
    Review,
    Status,
    Theme,
)
from tracker.queries.filter import Filter, restricted
from tracker.queries.register import Listed, listing
from tracker.queries.reply_sheet import fields_asked
from tracker.vocabulary import Position, StatusKind, Voice

if TYPE_CHECKING:
    import pandas as pd

NO_STATUS = marked("No status")
NO_LEAD = marked("No lead agency")
NO_THEME = marked("No theme")

_POSITIONS = {
    Position.SUPPORTED: marked("Supported"),
    Position.NOTED: marked("Noted"),
    Position.PARTIALLY_SUPPORTED: marked("Supported in part"),
    Position.PENDING: marked("Pending"),
}


class Line(NamedTuple):
    """What reports say of one recommendation; a column of the frame each."""

    id: int
    code: str
    mechanism: str
    review: str
    document: str
    reference: str
    text: str
    states: str
    position: str
    lead: str
    lead_key: str
    contributing: str
    themes: list[str]
    status_code: str
    status: str
    standing: str
    status_date: date | None
    substantiated: bool
    due: date | str
    due_on: date | None
    out: bool
    out_reason: str
    overdue: bool


def register_frame(session: Session, wanted: Filter, today: date, texts: Texts) -> "pd.DataFrame":
    """All recommendations of a filter with labels in words; those outside the mandate are marked, not counted."""
    import pandas as pd

    lines = list(_lines(session, wanted, today, texts))
    frame = pd.DataFrame(lines, columns=Line._fields)
    return frame.astype({"overdue": bool, "out": bool, "substantiated": bool})


def _lines(session: Session, wanted: Filter, today: date, texts: Texts) -> Iterator[Line]:
    labels = status_labels(session, texts)
    standings = dict(session.execute(select(Status.code, Status.standing)).all())
    names = agency_names(session, texts)
    no_status, no_lead = texts(NO_STATUS), texts(NO_LEAD)
    views = _latest_views(session, wanted, today)
    for item in listing(session, wanted, today):
        view = views.get(item.id)
        standing = standings[item.status] if item.status else "open"
        late = item.due_on is not None and item.due_on < today
        yield Line(
            id=item.id,
            code=item.code,
            mechanism=item.mechanism,
            review=item.review,
            document=item.document,
            reference=item.reference or "",
            text=item.text,
            states="; ".join(item.states),
            position=position_label(item.position, texts),
            lead=names[item.lead] if item.lead else no_lead,
            lead_key=item.lead or "",
            contributing="; ".join(names[key] for key in item.contributing),
            themes=item.themes,
            status_code=item.status or "",
            status=labels[item.status] if item.status else no_status,
            standing=standing,
            status_date=view.dated_on if view else None,
            substantiated=view.substantiated if view else True,
            due=due_of(item),
            due_on=item.due_on,
            out=item.out_of_mandate,
            out_reason=item.out_reason,
            overdue=late and standing == "open" and not item.out_of_mandate,
        )


def due_of(item: Listed) -> date | str:
    """When it is due: a date where the day is known, else the period or the words."""
    if item.due_on is not None and item.due == item.due_on.isoformat():
        return item.due_on
    return item.due or item.due_text


def status_labels(session: Session, texts: Texts) -> dict[str, str]:
    """The codes of the statuses with their labels, in their order."""
    return {row.code: texts.label(row, "label") for row in session.scalars(select(Status).order_by(Status.place))}


def status_colours(session: Session) -> dict[str, str]:
    """The codes of the statuses with their colours (RRGGBB), in the order of their labels."""
    return {row.code: row.colour for row in session.scalars(select(Status).order_by(Status.place))}


def agency_names(session: Session, texts: Texts) -> dict[str, str]:
    """The keys of the agencies with their names, in their order."""
    return {row.key: texts.label(row, "name") for row in session.scalars(select(Agency).order_by(Agency.place))}


def position_label(position: str | None, texts: Texts) -> str:
    """A position in the words of the Human Rights Council (HRC resolution 5/1)."""
    return texts(_POSITIONS[Position(position)]) if position else ""


def _latest_views(session: Session, wanted: Filter, today: date) -> dict[int, Assessment]:
    """The secretariat's last view of each recommendation."""
    query = select(Assessment).join(Recommendation, Recommendation.id == Assessment.recommendation_id)
    query = query.join(Review, Review.id == Recommendation.review_id)
    query = restricted(query, wanted, today).where(Assessment.voice == Voice.SECRETARIAT)
    return {
        view.recommendation_id: view for view in session.scalars(query.order_by(Assessment.dated_on, Assessment.id))
    }


def statuses_at(session: Session, day: date) -> dict[int, str]:
    """The group's status of each recommendation as it stood on a day."""
    query = select(Assessment.recommendation_id, Assessment.status_code)
    query = query.where(
        Assessment.voice == Voice.SECRETARIAT, Assessment.dated_on <= day, Assessment.status_code.is_not(None)
    )
    rows = session.execute(query.order_by(Assessment.dated_on, Assessment.id))
    return {key: code or "" for key, code in rows}


def last_heard(session: Session) -> dict[tuple[int, str], date]:
    """The last day on which an agency spoke of a recommendation, by an answer, a claim, measures or evidence of its own.

    An answer counts if it says something. A status that the secretariat typed, or that came with one of the group's own
    sheets, is no word of an agency.
    """
    heard: dict[tuple[int, str], date] = {}
    for key, agency, day in chain(_answers(session), _claims(session), _own_words(session)):
        heard[key, agency] = max(day, heard.get((key, agency), day))
    return heard


def _answers(session: Session) -> Iterator[tuple[int, str, date]]:
    query = select(Asked.recommendation_id, Asked.agency_key, Asked.role, Answer.came, Answer.came_on)
    for key, agency, role, came, day in session.execute(query.join(Answer, Answer.asked_id == Asked.id)):
        if any(came.get(name) for name in fields_asked(role)):
            yield key, agency, day


def _claims(session: Session) -> Iterator[tuple[int, str, date]]:
    query = select(Assessment.recommendation_id, Assessment.agency_key, Assessment.dated_on)
    for key, agency, day in session.execute(query.where(Assessment.voice == Voice.AGENCY)):
        yield key, agency or "", day


def _own_words(session: Session) -> Iterator[tuple[int, str, date]]:
    """Measures and evidence that an agency gave, by the day they were recorded."""
    for model in (Measure, Evidence):
        query = select(model.recommendation_id, model.agency_key, Batch.at).join(Batch, Batch.id == model.batch_id)
        for key, agency, at in session.execute(query.where(model.agency_key.is_not(None))):
            yield key, agency or "", at.astimezone().date()


def theme_groups(session: Session) -> dict[str, str]:
    """Theme label, then the heading under which reports count it: the current label of older ones, else itself."""
    query = select(Theme.label, Theme.group, Theme.current_label).where(
        Theme.id.in_(select(RecommendationTheme.theme_id).distinct())
    )
    return {label: group or current or label for label, group, current in session.execute(query)}


def status_order(session: Session, texts: Texts) -> list[tuple[str, str]]:
    """Labels and colours of the statuses in their order, those without a status first."""
    query = select(Status).where(Status.kind != StatusKind.OUTSIDE).order_by(Status.place)
    return [
        (texts(NO_STATUS), "D9D9D9"),
        *((texts.label(row, "label"), row.colour) for row in session.scalars(query)),
    ]


def each(table: "pd.DataFrame") -> Iterator[Any]:
    """The rows of a table by the names of its columns."""
    return table.itertuples(index=False)
