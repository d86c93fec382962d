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
from tracker.models import Register, Status
from tracker.queries.register import Filter

if TYPE_CHECKING:
    import pandas as pd

_A_YEAR = 365

STAGES: dict[str, tuple[str, ...]] = {
    "Implemented": ("implemented",),
    "Under way": ("in_progress", "partially_implemented", "ongoing_continuous"),
    "Not begun": ("not_started", "planned", "not_implemented"),
    "No status": ("",),
}
"""The few words of a first page, and the statuses that each stands for; all other statuses are closed without action."""


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
    moved = _moved(session, rows, since)
    overdue = rows[rows.overdue].sort_values(["due_on", "code"])
    return Progress(
        state=register.state_name,
        group=register.group_name,
        as_at=today,
        since=since,
        scope=_scope(wanted),
        figures=_figures(rows, moved, frame),
        statuses=statuses,
        stages=_stages(session),
        by_status=rows.status.value_counts().reindex(order, fill_value=0),
        by_mechanism=_pivot(rows, "mechanism", order),
        by_agency=_pivot(rows, "lead", order),
        by_theme=_by_theme(session, rows, order),
        moved=moved,
        overdue=overdue,
        silent=_silent(session, rows, today, since),
        rows=rows,
        apart=frame[frame.out.astype(bool)].reset_index(drop=True),
    )


def _stages(session: Session) -> dict[str, list[str]]:
    """The stages with the labels of their statuses."""
    labels = {**dict(session.execute(select(Status.code, Status.label_en)).all()), "": NO_STATUS}
    stages = {stage: [labels[code] for code in codes if code in labels] for stage, codes in STAGES.items()}
    known = {label for names in stages.values() for label in names}
    return {**stages, "Closed otherwise": [label for label in labels.values() if label not in known]}


def _scope(wanted: Filter) -> str:
    """The filter in words, for the title."""
    said = {name: value for name, value in wanted.__dict__.items() if value}
    return ", ".join(f"{name} {value}" if value is not True else name for name, value in said.items())


def _figures(rows: "pd.DataFrame", moved: "pd.DataFrame", frame: "pd.DataFrame") -> dict[str, int]:
    return {
        "Recommendations": len(rows),
        **{stage: int(rows.status_code.isin(codes).sum()) for stage, codes in STAGES.items()},
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


def _moved(session: Session, rows: "pd.DataFrame", since: date | None) -> "pd.DataFrame":
    """Recommendations whose status is another than on a day, with both; behind them those that have their first since."""
    if since is None:
        return rows.iloc[0:0].assign(before=[])
    labels = dict(session.execute(select(Status.code, Status.label_en)).all())
    then = statuses_at(session, since)
    before = rows.id.map(lambda key: labels.get(then.get(key, ""), NO_STATUS))
    moved = rows.assign(before=before)
    moved = moved[moved.before != moved.status]
    return moved.sort_values("before", key=lambda before: before == NO_STATUS, kind="stable").reset_index(drop=True)


def _silent(session: Session, rows: "pd.DataFrame", today: date, since: date | None) -> "pd.DataFrame":
    """Lead agencies with recommendations of which nothing was heard since a day (a year ago where none is given)."""
    import pandas as pd

    heard = last_heard(session)
    limit = since or date.fromordinal(today.toordinal() - _A_YEAR)
    led = rows[(rows.lead_key != "") & (rows.standing == "open")].copy()
    led["heard"] = [
        max((day for day in (heard.get((key, agency)), heard.get((key, ""))) if day), default=None)
        for key, agency in zip(led.id, led.lead_key, strict=True)
    ]
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
