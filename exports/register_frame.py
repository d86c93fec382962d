"""The register as a pandas table: one row a recommendation, with what reports count by."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models import (
    Agency,
    Assessment,
    Mechanism,
    Recommendation,
    RecommendationTheme,
    Review,
    Status,
    Theme,
)
from tracker.queries.register import Filter, listing, restricted
from tracker.vocabulary import Voice

if TYPE_CHECKING:
    import pandas as pd

NO_STATUS = "No status"
NO_LEAD = "No lead agency"
NO_THEME = "No theme"


def register_frame(session: Session, wanted: Filter, today: date) -> "pd.DataFrame":
    """All recommendations of a filter with labels in words; those outside the mandate are marked, not counted."""
    import pandas as pd

    labels = dict(session.execute(select(Status.code, Status.label_en)).all())
    standing = dict(session.execute(select(Status.code, Status.standing)).all())
    names = dict(session.execute(select(Agency.key, Agency.name_en)).all())
    mechanisms = dict(session.execute(select(Mechanism.code, Mechanism.name)).all())
    views = _latest_views(session, wanted, today)
    rows = []
    for item in listing(session, wanted, today):
        view = views.get(item.id)
        rows.append(
            {
                "id": item.id,
                "code": item.code,
                "mechanism": item.mechanism,
                "mechanism_name": mechanisms[item.mechanism],
                "review": item.review,
                "document": item.document,
                "reference": item.reference or "",
                "lead_in": item.lead_in,
                "text": item.text,
                "states": "; ".join(item.states),
                "position": (item.position or "").replace("_", " ").capitalize(),
                "lead": names[item.lead] if item.lead else NO_LEAD,
                "lead_key": item.lead or "",
                "contributing": "; ".join(names[key] for key in item.contributing),
                "themes": item.themes,
                "status_code": item.status or "",
                "status": labels[item.status] if item.status else NO_STATUS,
                "standing": standing[item.status] if item.status else "open",
                "status_date": view.dated_on if view else None,
                "substantiated": view.substantiated if view else True,
                "due": item.due or item.due_text,
                "due_on": item.due_on,
                "out": item.out_of_mandate,
                "out_reason": item.out_reason,
            }
        )
    columns = [
        "id",
        "code",
        "mechanism",
        "mechanism_name",
        "review",
        "document",
        "reference",
        "lead_in",
        "text",
        "states",
    ]
    columns += [
        "position",
        "lead",
        "lead_key",
        "contributing",
        "themes",
        "status_code",
        "status",
        "standing",
        "status_date",
    ]
    columns += ["substantiated", "due", "due_on", "out", "out_reason"]
    frame = pd.DataFrame(rows, columns=columns)
    frame["overdue"] = [
        bool(due and due < today and standing == "open" and not out)
        for due, standing, out in zip(frame.due_on, frame.standing, frame.out, strict=True)
    ]
    return frame


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


def last_word_of_agencies(session: Session) -> dict[int, date]:
    """The day of the last status, of any voice of the State, on each recommendation."""
    query = select(Assessment.recommendation_id, Assessment.dated_on)
    query = query.where(Assessment.voice.in_([Voice.SECRETARIAT, Voice.AGENCY])).order_by(Assessment.dated_on)
    return dict(session.execute(query).all())


def theme_groups(session: Session) -> dict[str, str]:
    """Theme label, then the heading under which reports count it: the current label of older ones, else itself."""
    query = select(Theme.label, Theme.group, Theme.current_label).where(
        Theme.id.in_(select(RecommendationTheme.theme_id).distinct())
    )
    return {label: group or current or label for label, group, current in session.execute(query)}


def status_order(session: Session) -> list[tuple[str, str]]:
    """Labels and colours of the statuses in their order, those without a status first."""
    query = select(Status.label_en, Status.colour).where(Status.code != "out_of_mandate").order_by(Status.place)
    return [(NO_STATUS, "D9D9D9"), *session.execute(query).all()]


def each(table: "pd.DataFrame") -> Iterator[Any]:
    """The rows of a table by the names of its columns."""
    return table.itertuples(index=False)
