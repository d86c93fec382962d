"""When an agency spoke last of a recommendation, and which recommendations their lead agencies are silent about."""

from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from tracker.dates import morning_of
from tracker.models import Answer, Asked, Assessment, Assignment, Batch, Evidence, Measure, Recommendation
from tracker.models.instant import Instant
from tracker.queries.pieces import plain_rows
from tracker.queries.reply_sheet import fields_asked
from tracker.vocabulary import Role, Voice


def last_heard(session: Session) -> dict[tuple[int, str], date]:
    """The last day on which an agency spoke of a recommendation, by recommendation and agency."""
    heard: dict[tuple[int, str], date] = {}
    for key, agency, day in chain.from_iterable(_days(session, query) for query in _words()):
        heard[key, agency] = max(day, heard.get((key, agency), day))
    return heard


def _days(session: Session, query: Select[Any, Any, Any]) -> Iterator[tuple[int, str, date]]:
    """What a query gives, with days in place of moments; the day of an act is worked out once for all its words."""
    key, agency, said = query.selected_columns
    if not isinstance(said.type, Instant):
        yield from plain_rows(session, query)
        return
    acts = {number: at.astimezone().date() for number, at in plain_rows(session, select(Batch.id, Batch.at))}
    for recommendation, of_agency, act in plain_rows(session, query.with_only_columns(key, agency, Batch.id)):
        yield recommendation, of_agency, acts[act]


def lead_silent_since(day: date) -> ColumnElement[bool]:
    """True for recommendations with a lead agency that said nothing of them on a day or later."""
    lead = aliased(Assignment)
    spoke = or_(*(_spoken(query, lead, day) for query in _words()))
    active = select(lead.id).where(
        lead.recommendation_id == Recommendation.id, lead.role == Role.LEAD, lead.ended_on.is_(None)
    )
    return active.where(~spoke).correlate(Recommendation).exists()


def _spoken(query: Select[Any, Any, Any], lead: Any, day: date) -> ColumnElement[bool]:
    """True where one kind of words came from the lead agency on a day or later."""
    key, agency, said = query.selected_columns
    since = morning_of(day) if isinstance(said.type, Instant) else day
    of_lead = and_(key == Recommendation.id, agency == lead.agency_key, said >= since)
    return query.where(of_lead).correlate(Recommendation, lead).exists()


def _words() -> Iterator[Select[Any, Any, Any]]:
    """An agency's own words: replies, claims, measures and evidence, each with its recommendation, agency and day.

    A reply counts if it says something. A status that the secretariat typed, or that came with one of the group's own
    sheets, is no word of an agency. Measures and evidence count by the moment they were recorded.
    """
    replies = select(Asked.recommendation_id, Asked.agency_key, Answer.came_on).join(
        Answer, Answer.asked_id == Asked.id
    )
    yield replies.where(says_something())
    claims = select(Assessment.recommendation_id, Assessment.agency_key, Assessment.dated_on)
    yield claims.where(Assessment.voice == Voice.AGENCY)
    for model in (Measure, Evidence):
        own = select(model.recommendation_id, model.agency_key, Batch.at).join(Batch, Batch.id == model.batch_id)
        yield own.where(model.agency_key.is_not(None))


def says_something() -> ColumnElement[bool]:
    """True for replies with a value in one of the fields that the agency was asked to fill in, by its part."""
    came: Any = Answer.came
    parts = [
        and_(Asked.role == role, func.coalesce(came[name].as_string(), "") != "")
        for role in Role
        for name in fields_asked(role)
    ]
    return or_(*parts)
