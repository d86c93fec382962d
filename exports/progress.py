"""The content of a progress report, counted once and written in any form."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from exports.register_frame import (
    NO_STATUS,
    NO_THEME,
    agency_names,
    last_heard,
    register_frame,
    status_labels,
    status_order,
    statuses_at,
    theme_groups,
)
from exports.scope import scope_of
from tracker.language.texts import Texts, marked
from tracker.models import Register, Status
from tracker.queries.filter import Filter, count_waiting
from tracker.queries.meetings import Decided, decisions
from tracker.queries.moves import why_moved

if TYPE_CHECKING:
    import pandas as pd

_A_YEAR = 365

TOTAL, OVERDUE = marked("Total"), marked("Overdue")
"""Columns of the tables of counts beside the statuses."""

SILENT = (marked("Agency"), marked("Open recommendations"), marked("Not heard of"), marked("Last report"))
"""Columns of the table of agencies that have not reported."""

TILES = {
    "Recommendations": marked("recommendations"),
    "Implemented": marked("implemented"),
    "Under way": marked("under way"),
    "Not begun": marked("not begun"),
    "No status": marked("no status"),
    "Overdue": marked("overdue"),
}
"""The figures at the top of the first page, and how they are labelled there."""

_DONE, _UNDER_WAY, _NOT_BEGUN = marked("Implemented"), marked("Under way"), marked("Not begun")
STAGES = (_DONE, _UNDER_WAY, _NOT_BEGUN, NO_STATUS)
"""The few words of a first page; a status that fits none of them is closed without action."""
_WAITING = "Waiting for their review"
_CLOSED_OTHERWISE = marked("Closed otherwise")
_STAGE_OF = {("closed", True): _DONE, ("open", True): _UNDER_WAY, ("open", False): _NOT_BEGUN}
"""The stage of a status by its standing and whether it counts as action, so that a group's own statuses have theirs."""


@dataclass
class Progress:
    """A progress report: figures for the first page, tables by mechanism, agency and theme, and the rows behind them.

    Names of figures, of stages and of columns that are no status are English, for programs; ``texts`` has their words.
    """

    texts: Texts
    state: str
    group: str
    as_at: date
    since: date | None
    scope: str
    figures: dict[str, int]
    statuses: list[tuple[str, str]]
    stages: dict[str, list[str]]
    by_status: "pd.Series[int]"
    by_mechanism: "pd.DataFrame"
    by_agency: "pd.DataFrame"
    by_theme: "pd.DataFrame"
    moved: "pd.DataFrame"
    first: int
    overdue: "pd.DataFrame"
    silent: "pd.DataFrame"
    decisions: list[Decided]
    agencies: dict[str, str]
    rows: "pd.DataFrame"
    apart: "pd.DataFrame"


def progress(session: Session, wanted: Filter, today: date, since: date | None, texts: Texts) -> Progress:
    """Return the progress report of a filter: counts by status, and changes since a day."""
    frame = register_frame(session, wanted, today, texts)
    rows = frame[~frame.out.astype(bool)].reset_index(drop=True)
    statuses = [(label, colour) for label, colour in status_order(session, texts) if (rows.status == label).any()]
    order = [label for label, _ in statuses]
    register = session.scalars(select(Register)).one()
    stages = _stages(session, texts)
    changed = _changed(session, rows, since, texts)
    moved = _with_reasons(session, changed[changed.before != texts(NO_STATUS)].reset_index(drop=True), since)
    overdue = rows[rows.overdue].sort_values(["due_on", "code"])
    return Progress(
        texts=texts,
        state=texts(register.state_name),
        group=texts(register.group_name),
        as_at=today,
        since=since,
        scope=scope_of(session, wanted, texts),
        figures={**_figures(rows, moved, frame, stages), _WAITING: count_waiting(session, wanted, today)},
        statuses=statuses,
        stages=stages,
        by_status=rows.status.value_counts().reindex(order, fill_value=0),
        by_mechanism=_pivot(rows, "mechanism", order),
        by_agency=_pivot(rows, "lead", order),
        by_theme=_by_theme(session, rows, order, texts),
        moved=moved,
        first=len(changed) - len(moved),
        overdue=overdue,
        silent=_silent(session, rows, today, since),
        decisions=decisions(session, only_open=True),
        agencies=agency_names(session, texts),
        rows=rows,
        apart=frame[frame.out.astype(bool)].reset_index(drop=True),
    )


def subtitle(report: Progress) -> str:
    """The line under the title: the day, since when, and what the report is restricted to."""
    texts = report.texts
    parts = [texts("{state}, as at {day}", state=report.state, day=texts.day_in_words(report.as_at))]
    parts += [texts("changes since {day}", day=texts.day_in_words(report.since))] if report.since else []
    parts += [report.scope] if report.scope else []
    return "; ".join(parts)


def first_page_notes(report: Progress) -> list[str]:
    """What a reader of the figures must know."""
    figures, texts = report.figures, report.texts
    waits = []
    if number := figures[_WAITING]:
        waits.append(
            texts.many(
                "{number} recommendation waits for its review, which is not known yet. It is not counted.",
                "{number} recommendations wait for their review, which is not known yet. They are not counted.",
                number,
            )
        )
    if not figures["Recommendations"]:
        return [texts("No recommendation in the group's mandate matches this report."), *waits]
    notes = [
        texts("The status is the group's own, as the secretariat confirmed it; claims of agencies are not counted.")
    ]
    if number := figures["Not substantiated"]:
        notes.append(
            texts.many(
                "{number} status was taken over from a sheet without the evidence that the rules ask for.",
                "{number} statuses were taken over from sheets without the evidence that the rules ask for.",
                number,
            )
        )
    if report.since and report.first:
        notes.append(
            texts(
                "First statuses since {day}, not counted as moved: {number}.",
                day=texts.day_in_words(report.since),
                number=report.first,
            )
        )
    if number := figures["Without a lead"]:
        notes.append(
            texts.many(
                "{number} recommendation has no lead agency.",
                "{number} recommendations have no lead agency.",
                number,
            )
        )
    if number := figures["Outside the mandate"]:
        notes.append(
            texts.many(
                "{number} recommendation outside the group's mandate is kept apart and not counted.",
                "{number} recommendations outside the group's mandate are kept apart and not counted.",
                number,
            )
        )
    return [*notes, *waits]


def _stages(session: Session, texts: Texts) -> dict[str, list[str]]:
    """The stages with the labels of their statuses."""
    stages: dict[str, list[str]] = {**{stage: [] for stage in STAGES}, _CLOSED_OTHERWISE: []}
    stages[NO_STATUS].append(texts(NO_STATUS))
    for status in session.scalars(select(Status).order_by(Status.place)):
        stage = _STAGE_OF.get((status.standing, status.counts_as_action), _CLOSED_OTHERWISE)
        stages[stage].append(texts.label(status, "label"))
    return stages


def _figures(
    rows: "pd.DataFrame", moved: "pd.DataFrame", frame: "pd.DataFrame", stages: dict[str, list[str]]
) -> dict[str, int]:
    return {
        "Recommendations": len(rows),
        **{stage: int(rows.status.isin(stages[stage]).sum()) for stage in STAGES},
        "Overdue": int(rows.overdue.sum()),
        "Without a lead": int((rows.lead_key == "").sum()),
        "Moved": len(moved),
        "Not substantiated": int((~rows.substantiated.astype(bool)).sum()),
        "Outside the mandate": int(frame.out.astype(bool).sum()),
    }


def _pivot(rows: "pd.DataFrame", by: str, order: list[str]) -> "pd.DataFrame":
    """Recommendations by a column and status, the largest first, with totals and how many are overdue."""
    import pandas as pd

    if rows.empty:
        return pd.DataFrame(columns=[TOTAL, *order, OVERDUE])
    table = pd.crosstab(rows[by], rows.status).reindex(columns=order, fill_value=0)
    table.insert(0, TOTAL, table.sum(axis=1))
    table[OVERDUE] = rows.groupby(by).overdue.sum().astype(int)
    return table.sort_values(TOTAL, ascending=False, kind="stable")


def _by_theme(session: Session, rows: "pd.DataFrame", order: list[str], texts: Texts) -> "pd.DataFrame":
    """A recommendation with several themes counts under each, once under each heading."""
    groups = theme_groups(session)
    exploded = rows.copy()
    exploded["theme"] = [
        sorted({groups.get(label, label) for label in labels}) or [texts(NO_THEME)] for labels in rows.themes
    ]
    return _pivot(exploded.explode("theme"), "theme", order)


def _changed(session: Session, rows: "pd.DataFrame", since: date | None, texts: Texts) -> "pd.DataFrame":
    """Recommendations whose status is another than on a day, with both; where there was none, the first is among them."""
    if since is None:
        return rows.iloc[0:0].assign(before=[])
    labels = status_labels(session, texts)
    then, nothing = statuses_at(session, since), texts(NO_STATUS)
    moved = rows.assign(before=[labels.get(then.get(key, ""), nothing) for key in rows.id])
    return moved[moved.before != moved.status].reset_index(drop=True)


def _with_reasons(session: Session, moved: "pd.DataFrame", since: date | None) -> "pd.DataFrame":
    """The recommendations that moved, each with what stands behind its new status."""
    if since is None or moved.empty:
        return moved.assign(why=[""] * len(moved))
    reasons = why_moved(session, list(moved.id), since)
    return moved.assign(why=["; ".join(dict.fromkeys(reasons.get(key, []))) for key in moved.id])


def _silent(session: Session, rows: "pd.DataFrame", today: date, since: date | None) -> "pd.DataFrame":
    """Lead agencies with recommendations of which they said nothing since a day (a year ago where none is given)."""
    import pandas as pd

    heard = last_heard(session)
    limit = since or date.fromordinal(today.toordinal() - _A_YEAR)
    led = rows[(rows.lead_key != "") & (rows.standing == "open")].copy()
    led["heard"] = [heard.get((key, agency)) for key, agency in zip(led.id, led.lead_key, strict=True)]
    led["silent"] = [not isinstance(day, date) or day < limit for day in led.heard]
    found: list[dict[str, Any]] = []
    for name, group in led.groupby("lead"):
        days = [day for day in group.heard if isinstance(day, date)]
        if group.silent.any():
            found.append(
                dict(zip(SILENT, (name, len(group), int(group.silent.sum()), max(days, default=None)), strict=True))
            )
    table = pd.DataFrame(found, columns=list(SILENT))
    return table.sort_values(["Not heard of", "Agency"], ascending=[False, True]).reset_index(drop=True)
