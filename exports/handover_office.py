"""What waits for the secretariat in its own handover: rounds without all replies, claims to confirm."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.language.texts import Texts
from tracker.models import Status
from tracker.queries.filter import Filter
from tracker.queries.requests import requests, standings
from tracker.queries.waiting_claims import waiting_claims


def open_rounds(session: Session, today: date, texts: Texts) -> Iterator[list[Any]]:
    """The rounds in which replies are missing, the latest first, with the agencies that owe them."""
    for request in requests(session):
        found = standings(session, request, today)
        by_state = {
            state: [one for one in found if one.state == state] for state in ("answered", "in part", "no answer")
        }
        if len(by_state["answered"]) < len(found):
            yield [
                f"{request.number}. {request.title}",
                request.due_on,
                texts("{answered} of {asked}", answered=len(by_state["answered"]), asked=len(found)),
                *(", ".join(one.agency for one in by_state[state]) for state in ("in part", "no answer")),
                max(one.days_late for one in found if one.state != "answered"),
            ]


def claims_to_confirm(session: Session, today: date, texts: Texts) -> Iterator[list[Any]]:
    """The claims of agencies that the secretariat has not confirmed, in the order of their recommendations."""
    labels = {status.code: texts.label(status, "label") for status in session.scalars(select(Status))}
    for claim in waiting_claims(session, today, Filter(waiting=None)):
        yield [claim.code, claim.agency, labels.get(claim.status, claim.status), claim.dated_on]
