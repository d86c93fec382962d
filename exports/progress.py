"""The content of a progress report, counted once and written in any form."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from exports.register_frame import (
    NO_STATUS,
    NO_THEME,
    last_heard,
    register_frame,
    status_order,
    statuses_at,
    theme_groups,
)
from tracker.counting import counted
from tracker.dates import in_words
from tracker.models import Register, Status
from tracker.queries.register import Filter, count_waiting

if TYPE_CHECKING:
    import pandas as pd

_A_YEAR = 365

STAGES = ("Implemented", "Under way", "Not begun", NO_STATUS)
"""The few words of a first page; a status that fits none of them is closed without action."""
_WAITING = "Waiting for their review"
_CLOSED_OTHERWISE = "Closed otherwise"
_STAGE_OF = {("closed", True): "Implemented", ("open", True): "Under way", ("open", False): "Not begun"}
"""The stage of a status by its standing and whether it counts as action, so that a group's own statuses have theirs."""


@dataclass
class Progress:
    """A progress report: figures for the first page, tables by mechanism, agency and theme, and the rows behind them."""

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
    rows: "pd.DataFrame"
    apart: "pd.DataFrame"


def progress(session: Session, wanted: Filter, today: date, since: date | None) -> Progress:
    """Count where the recommendations of a filter stand, and what moved since a day."""
    frame = register_frame(session, wanted, today)
    rows = frame[~frame.out.astype(bool)].reset_index(drop=True)
    statuses = [(label, colour) for label, colour in status_order(session) if (rows.status == label).any()]
    order = [label for label, _ in statuses]
    register = session.scalars(select(Register)).one()
    stages = _stages(session)
    changed = _changed(session, rows, since)
    moved = changed[changed.before != NO_STATUS].reset_index(drop=True)
    overdue = rows[rows.overdue].sort_values(["due_on", "code"])
    return Progress(
        state=register.state_name,
        group=register.group_name,
        as_at=today,
        since=since,
        scope=_scope(wanted),
        figures={**_figures(rows, moved, frame, stages), _WAITING: count_waiting(session, wanted, today)},
        statuses=statuses,
        stages=stages,
        by_status=rows.status.value_counts().reindex(order, fill_value=0),
        by_mechanism=_pivot(rows, "mechanism", order),
        by_agency=_pivot(rows, "lead", order),
        by_theme=_by_theme(session, rows, order),
        moved=moved,
        first=len(changed) - len(moved),
        overdue=overdue,
        silent=_silent(session, rows, today, since),
        rows=rows,
        apart=frame[frame.out.astype(bool)].reset_index(drop=True),
    )


def subtitle(report: Progress) -> str:
    """The line under the title: the day, since when, and what the report is restricted to."""
    parts = [f"{report.state}, as at {in_words(report.as_at)}"]
    parts += [f"changes since {in_words(report.since)}"] if report.since else []
    parts += [report.scope] if report.scope else []
    return "; ".join(parts)


def first_page_notes(report: Progress) -> list[str]:
    """What a reader of the figures must know."""
    figures = report.figures
    waiting = counted(figures[_WAITING], "recommendation waits for its", "recommendations wait for their")
    waits = [f"{waiting} review; nobody has said yet to which they belong, and they are not counted."]
    waits = waits if figures[_WAITING] else []
    if not figures["Recommendations"]:
        return ["No recommendation in the group's mandate matches this report.", *waits]
    notes = ["The status is the group's own, as the secretariat confirmed it; claims of agencies are not counted."]
    if figures["Not substantiated"]:
        notes.append(
            f"{figures['Not substantiated']} statuses were taken over from sheets "
            "without the evidence that the rules ask for."
        )
    if report.since and report.first:
        notes.append(f"First statuses since {in_words(report.since)}, not counted as moved: {report.first}.")
    if figures["Without a lead"]:
        notes.append(f"{figures['Without a lead']} recommendations have no lead agency.")
    if figures["Outside the mandate"]:
        notes.append(
            f"{figures['Outside the mandate']} recommendations outside the group's mandate are kept apart and not counted."
        )
    return [*notes, *waits]


def _stages(session: Session) -> dict[str, list[str]]:
    """The stages with the labels of their statuses."""
    stages: dict[str, list[str]] = {**{stage: [] for stage in STAGES}, _CLOSED_OTHERWISE: []}
    stages[NO_STATUS].append(NO_STATUS)
    for status in session.scalars(select(Status).order_by(Status.place)):
        stage = _STAGE_OF.get((status.standing, status.counts_as_action), _CLOSED_OTHERWISE)
        stages[stage].append(status.label_en)
    return stages


def _scope(wanted: Filter) -> str:
    """The filter in words, for the title."""
    said = {name: value for name, value in wanted.__dict__.items() if value}
    return ", ".join(f"{name} {value}" if value is not True else name for name, value in said.items())


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
        return pd.DataFrame(columns=["Total", *order, "Overdue"])
    table = pd.crosstab(rows[by], rows.status).reindex(columns=order, fill_value=0)
    table.insert(0, "Total", table.sum(axis=1))
    table["Overdue"] = rows.groupby(by).overdue.sum().astype(int)
    return table.sort_values("Total", ascending=False, kind="stable")


def _by_theme(session: Session, rows: "pd.DataFrame", order: list[str]) -> "pd.DataFrame":
    """A recommendation with several themes counts under each, once under each heading."""
    groups = theme_groups(session)
    exploded = rows.copy()
    exploded["theme"] = [sorted({groups.get(label, label) for label in labels}) or [NO_THEME] for labels in rows.themes]
    return _pivot(exploded.explode("theme"), "theme", order)


def _changed(session: Session, rows: "pd.DataFrame", since: date | None) -> "pd.DataFrame":
    """Recommendations whose status is another than on a day, with both; where there was none, the first is among them."""
    if since is None:
        return rows.iloc[0:0].assign(before=[])
    labels = dict(session.execute(select(Status.code, Status.label_en)).all())
    then = statuses_at(session, since)
    before = rows.id.map(lambda key: labels.get(then.get(key, ""), NO_STATUS))
    moved = rows.assign(before=before)
    return moved[moved.before != moved.status].reset_index(drop=True)


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
                {
                    "Agency": name,
                    "Open recommendations": len(group),
                    "Not heard of": int(group.silent.sum()),
                    "Last report": max(days) if days else None,
                }
            )
    table = pd.DataFrame(found, columns=["Agency", "Open recommendations", "Not heard of", "Last report"])
    return table.sort_values(["Not heard of", "Agency"], ascending=[False, True]).reset_index(drop=True)
