"""Recommendations as they were when a sheet was exported: what its author had before them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from imports.merging.records import PLAIN, Record
from tracker.models import (
    AffectedGroup,
    Assessment,
    Assignment,
    Evidence,
    Measure,
    Recommendation,
    RecommendationGoal,
    RecommendationGroup,
    RecommendationTheme,
    RecommendingState,
    Theme,
    Translation,
)
from tracker.queries.as_of import content_table, rows_as_of, touched_since
from tracker.queries.taken_back import Row
from tracker.vocabulary import Voice

Rows = list[Row]

_GROUP_STATUS = str(Voice.SECRETARIAT)


def earlier_records(session: Session, batch: int, records: Mapping[int, Record]) -> dict[int, Record]:
    """The records as they were after a batch; those that nothing touched since are the same objects."""
    touched = touched_since(session, batch, records.keys())
    if not touched:
        return dict(records)
    own = rows_as_of(session, content_table(Recommendation), batch, touched)
    details = {model: rows_as_of(session, content_table(model), batch, touched) for model in _DETAILS}
    labels = {model: dict(session.execute(select(model.id, model.label)).all()) for model in (Theme, AffectedGroup)}
    found = dict(records)
    for key in touched:
        if key in own:
            rows = {model: of.get(key, []) for model, of in details.items()}
            found[key] = _earlier(records[key], own[key][0], rows, labels)
        else:
            del found[key]
    return found


def _earlier(record: Record, own: Row, rows: Mapping[Any, Rows], labels: Mapping[Any, Mapping[int, str]]) -> Record:
    """A record with the values of these rows; comments and open values are those of today."""
    assigned = [row for row in rows[Assignment] if row["ended_on"] is None]
    return replace(
        record,
        code=own["code"],
        reference=own["reference"],
        sub=own["sub"],
        text=own["text"],
        text_key=own["text_key"],
        plain=tuple(own[name] for name in PLAIN),
        position_word=own["position_word"],
        due=(own["due_on"], own["due_precision"], own["due_text"]) if own["due_precision"] else None,
        states=_column(sorted(rows[RecommendingState], key=_place), "name"),
        theme=[labels[Theme][row["theme_id"]] for row in sorted(rows[RecommendationTheme], key=_place)],
        affected=[labels[AffectedGroup][row["group_id"]] for row in rows[RecommendationGroup]],
        sdg=[(row["goal_number"], row["target"]) for row in rows[RecommendationGoal]],
        agencies=[(row["agency_key"], row["role"]) for row in assigned],
        assignments=_column(assigned, "id"),
        statuses=_group_statuses(rows[Assessment]),
        measure_rows=_own_measures(rows[Measure]),
        evidence=_column(rows[Evidence], "text"),
        translations=_column(rows[Translation], "text"),
    )


_DETAILS = (
    Assessment,
    Assignment,
    Evidence,
    Measure,
    RecommendationGoal,
    RecommendationGroup,
    RecommendationTheme,
    RecommendingState,
    Translation,
)


def _column(rows: Rows, name: str) -> list[Any]:
    return [row[name] for row in rows]


def _place(row: Row) -> Any:
    return row["place"]


def _group_statuses(rows: Rows) -> list[tuple[Any, ...]]:
    own = (row for row in rows if row["voice"] == _GROUP_STATUS and row["status_code"] is not None)
    return [(row["dated_on"], row["id"], row["status_code"]) for row in own]


def _own_measures(rows: Rows) -> list[tuple[int, str]]:
    own = (row for row in rows if row["agency_key"] is None and row["plan_key"] is None)
    return [(row["id"], row["text"]) for row in own]
