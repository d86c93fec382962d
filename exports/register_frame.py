"""The register as a pandas table: one row a recommendation, with what reports count by."""

from collections import namedtuple
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.dates import shown_date
from tracker.language.texts import Texts, marked
from tracker.models import Agency, Status
from tracker.queries.filter import Filter
from tracker.queries.reference import position_word, status_words
from tracker.queries.units import agencies_of, listed, stated, states_of, themes_of, worded
from tracker.vocabulary import Role, StatusKind

if TYPE_CHECKING:
    import pandas as pd

NO_STATUS = marked("No status")
NO_LEAD = marked("No lead agency")
NO_THEME = marked("No theme")


def register_frame(session: Session, wanted: Filter, today: date, texts: Texts) -> "pd.DataFrame":
    """All recommendations of a filter with what reports count by; those outside the mandate are marked, not counted.

    Its columns are those of ``Listed``, the ``status`` and the ``lead`` in words, ``standing`` and ``overdue``.
    """
    import pandas as pd

    columns = listed(session, wanted, today)
    frame = pd.DataFrame(columns._asdict(), dtype=object)
    statuses = {**status_words(session, texts), "": texts(NO_STATUS)}
    standings = {**dict(session.execute(select(Status.code, Status.standing)).all()), "": "open"}
    agencies = {**agency_names(session, texts), "": texts(NO_LEAD)}
    late = (on is not None and on < today and not out for on, out in zip(columns.due_on, columns.out, strict=True))
    codes, leads = frame.status_code.astype("category"), frame.lead_key.astype("category")
    words = frame.assign(
        status=_each_as(statuses, codes),
        standing=_each_as(standings, codes),
        lead=_each_as(agencies, leads),
        overdue=[past and standings[code] == "open" for past, code in zip(late, columns.status_code, strict=True)],
    )
    return words.astype({"out": bool, "overdue": bool})


def _each_as(words: Mapping[str, str], codes: "pd.Series[Any]") -> "pd.Series[Any]":
    """The words of a column of codes (a category, so that each code is looked up once), as plain objects.

    Texts of pandas' own are slower to go through.
    """
    return codes.map(words).astype(object)


def with_words(session: Session, frame: "pd.DataFrame", texts: Texts, most: int | None = None) -> "pd.DataFrame":
    """The table with what only lists show: texts, numbers, States, position, agencies that contribute, themes, days.

    With ``most`` these columns are filled in so many rows, the first ones.
    """
    import pandas as pd

    first = frame.head(len(frame) if most is None else most)
    words = {**_words(session, first, texts), **_parts(session, first.id.tolist(), texts)}
    return frame.join(pd.DataFrame(words, index=first.index, dtype=object))


def _words(session: Session, rows: "pd.DataFrame", texts: Texts) -> dict[str, list[Any]]:
    """What stands in the recommendations themselves."""
    found = worded(session, rows.id.tolist())
    items = [found[key] for key in rows.id]
    days = zip(rows.due_on, items, strict=True)
    return {
        **{name: [getattr(item, name) for item in items] for name in ("review", "document", "text", "out_reason")},
        "reference": [item.reference or "" for item in items],
        "position": [position_word(item.position, texts) for item in items],
        "due": [due_of(on, shown_date(on, item.due_precision), item.due_text) for on, item in days],
    }


def _parts(session: Session, ids: Sequence[int], texts: Texts) -> dict[str, list[Any]]:
    """What is said of recommendations beside: by which States, agencies and themes, and when the group spoke last."""
    said, states, themes = stated(session, ids), states_of(session, ids), themes_of(session, ids)
    names, helped = agency_names(session, texts), agencies_of(session, ids, Role.CONTRIBUTING)
    nothing: tuple[date | None, bool] = (None, True)
    return {
        "states": ["; ".join(states.get(key, ())) for key in ids],
        "contributing": ["; ".join(names[agency] for agency in helped.get(key, ())) for key in ids],
        "themes": [themes.get(key, []) for key in ids],
        "status_date": [said.get(key, nothing)[0] for key in ids],
        "substantiated": [said.get(key, nothing)[1] for key in ids],
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
