"""The register as a pandas table: one row a recommendation, with what reports count by."""

from collections import namedtuple
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.dates import shown_date
from tracker.language.texts import Texts, marked
from tracker.models import (
    Agency,
    Assessment,
    RecommendationTheme,
    Status,
    Theme,
)
from tracker.queries.filter import Filter
from tracker.queries.pieces import plain_rows
from tracker.queries.reference import position_word, status_words
from tracker.queries.units import BY_DAY, Stated, agencies_of, stated, states_of, themes_of, unit_columns
from tracker.vocabulary import Role, StatusKind, Voice

if TYPE_CHECKING:
    import pandas as pd

NO_STATUS = marked("No status")
NO_LEAD = marked("No lead agency")
NO_THEME = marked("No theme")


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

    columns = _columns(session, wanted, today, texts)
    frame = pd.DataFrame(columns if columns["id"] else None, columns=list(Line._fields))
    return frame.astype({"overdue": bool, "out": bool, "substantiated": bool})


def _columns(session: Session, wanted: Filter, today: date, texts: Texts) -> dict[str, Sequence[Any]]:
    """The columns of the frame, whole: a line is never made."""
    found = unit_columns(session, wanted, today)
    ids, dues = found["id"], found["due_on"]
    late = (on is not None and on < today for on in dues)
    columns = {**found, **_standings(session, ids, texts), **_agencies(session, ids, texts)}
    states, themes = states_of(session, ids), themes_of(session, ids)
    positions = {position: position_word(position, texts) for position in set(found["position"])}
    shown = map(shown_date, dues, found["due_precision"])
    counted = zip(late, columns["standing"], found["out"], strict=True)
    return {
        **columns,
        "reference": [reference or "" for reference in found["reference"]],
        "states": ["; ".join(states[key]) if key in states else "" for key in ids],
        "themes": [themes.get(key, []) for key in ids],
        "position": [positions[position] for position in found["position"]],
        "due": list(map(due_of, dues, shown, found["due_text"])),
        "overdue": [past and standing == "open" and not out for past, standing, out in counted],
    }


def _standings(session: Session, ids: Sequence[int], texts: Texts) -> dict[str, Sequence[Any]]:
    """The status of recommendations in all its columns; one without a status is open."""
    labels = {**status_words(session, texts), "": texts(NO_STATUS)}
    standings = {**dict(session.execute(select(Status.code, Status.standing)).all()), "": "open"}
    said, nothing = stated(session, ids), Stated("", None, True)
    views = [said.get(key, nothing) for key in ids]
    codes = [view.status for view in views]
    return {
        "status_code": codes,
        "status": [labels[code] for code in codes],
        "standing": [standings[code] for code in codes],
        "status_date": [view.dated_on for view in views],
        "substantiated": [view.substantiated for view in views],
    }


def _agencies(session: Session, ids: Sequence[int], texts: Texts) -> dict[str, Sequence[Any]]:
    """The agencies of recommendations by their parts, in words."""
    names = {**agency_names(session, texts), "": texts(NO_LEAD)}
    led, helped = (agencies_of(session, ids, role) for role in (Role.LEAD, Role.CONTRIBUTING))
    leads = [led[key][0] if key in led else "" for key in ids]
    return {
        "lead": [names[key] for key in leads],
        "lead_key": leads,
        "contributing": ["; ".join(names[agency] for agency in helped.get(key, ())) for key in ids],
    }


def due_of(on: date | None, shown: str | None, text: str) -> date | str:
    """When something is due: a date where the day is known, else the period or the words."""
    if on is not None and shown == on.isoformat():
        return on
    return shown or text


def status_colours(session: Session) -> dict[str, str]:
    """The codes of the statuses with their colours (RRGGBB), in the order of their labels."""
    return {row.code: row.colour for row in session.scalars(select(Status).order_by(Status.place))}


def agency_names(session: Session, texts: Texts) -> dict[str, str]:
    """The keys of the agencies with their names, in their order."""
    return {row.key: texts.label(row, "name") for row in session.scalars(select(Agency).order_by(Agency.place))}


def statuses_at(session: Session, day: date) -> dict[int, str]:
    """The group's status of each recommendation as it stood on a day."""
    query = select(Assessment.recommendation_id, Assessment.status_code)
    query = query.where(
        Assessment.voice == Voice.SECRETARIAT, Assessment.dated_on <= day, Assessment.status_code.is_not(None)
    )
    return {key: code or "" for key, code in plain_rows(session, query.order_by(*BY_DAY))}


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
    named: Any = namedtuple  # for the type checker, which wants to see the names
    row = named("Row", table.columns, rename=True)
    return map(row._make, zip(*(table[name].tolist() for name in table.columns), strict=True))
