"""What was done for recommendations: their measures and what proves them."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.language.texts import Texts
from tracker.models import Evidence, Measure
from tracker.queries.pieces import pieces


class Done(NamedTuple):
    """What was done for a recommendation, a line each; an agency's own words have its key before them."""

    code: str
    measures: list[str]
    evidence: list[str]


def what_was_done(session: Session, codes: dict[int, str], texts: Texts) -> list[Done]:
    """The measures and evidence of recommendations that have any, in the order of ``codes`` (identifier, then code)."""
    measures: dict[int, list[str]] = defaultdict(list)
    evidence: dict[int, list[str]] = defaultdict(list)
    for some in pieces(list(codes)):
        query = select(Measure.recommendation_id, Measure.agency_key, Measure.text)
        for key, agency, text in session.execute(query.where(Measure.recommendation_id.in_(some)).order_by(Measure.id)):
            measures[key].append(_said(agency, text))
        proofs = select(Evidence.recommendation_id, Evidence.agency_key, Evidence.text, Evidence.dated_on)
        proofs = proofs.where(Evidence.recommendation_id.in_(some)).order_by(Evidence.id)
        for key, agency, text, on in session.execute(proofs):
            evidence[key].append(_said(agency, _dated(text, on, texts)))
    return [
        Done(code, measures[key], evidence[key]) for key, code in codes.items() if key in measures or key in evidence
    ]


def _dated(text: str, on: date | None, texts: Texts) -> str:
    """A proof with its day, where its words do not name the year."""
    return f"{text} ({texts.short_day(on)})" if on is not None and str(on.year) not in text else text


def _said(agency: str | None, text: str) -> str:
    return f"{agency}: {text}" if agency else text
