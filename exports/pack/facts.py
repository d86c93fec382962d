"""What a report is made of: the rows of the register with all that it counts by, read once."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from exports.pack.waiting import Waits, what_waits
from exports.register_frame import (
    NO_STATUS,
    NO_THEME,
    agency_names,
    register_frame,
    status_order,
    with_words,
)
from exports.scope import scope_of
from tracker.language.texts import Texts, marked
from tracker.models import (
    AffectedGroup,
    Goal,
    RecommendationGoal,
    RecommendationGroup,
    RecommendationTheme,
    Register,
    Status,
    Theme,
)
from tracker.queries.checks import Finding
from tracker.queries.decisions import Decided, decisions
from tracker.queries.filter import Filter, count_waiting
from tracker.queries.heard import last_heard
from tracker.queries.moves import why_moved
from tracker.queries.pieces import plain_rows
from tracker.queries.reference import status_words
from tracker.queries.substantiated import proof_needed, unproven
from tracker.queries.units import statuses_before

if TYPE_CHECKING:
    import pandas as pd

_A_YEAR = 365
"""Days after which a lead agency is called silent, where no day is given."""

DONE, UNDER_WAY, NOT_BEGUN = marked("Implemented"), marked("Under way"), marked("Not begun")
CLOSED_OTHERWISE = marked("Closed otherwise")
STAGES = (DONE, UNDER_WAY, NOT_BEGUN, NO_STATUS, CLOSED_OTHERWISE)
"""The few words that a page has room for; a status that fits none of the first is closed without action."""

_STAGE_OF = {("closed", True): DONE, ("open", True): UNDER_WAY, ("open", False): NOT_BEGUN}
"""The stage of a status by its standing and whether it counts as action, so that a group's own statuses have theirs."""

_NO_GROUP, _NO_GOAL = marked("No group of persons"), marked("No goal")


@dataclass
class Silent:
    """A lead agency that said nothing of recommendations since a day, and when it last said anything of those it leads."""

    agency: str
    open: tuple[str, ...]
    unheard: tuple[str, ...]
    last: date | None


@dataclass
class Facts:
    """What the register has for a report.

    ``rows`` are the recommendations in the group's mandate (columns of ``register_frame``, and ``stage``, ``headings``,
    ``groups``, ``goals``), ``apart`` those outside it; ``moved`` are rows with the status ``before`` and ``why`` it is
    another. Stages are English, for programs; statuses are in the words of the language.
    All of them have the columns of ``with_words``; with ``most`` the lists alone have them, in so many rows.
    """

    texts: Texts
    state: str
    group: str
    as_at: date
    since: date | None
    scope: str
    statuses: list[tuple[str, str]]
    rows: "pd.DataFrame"
    apart: "pd.DataFrame"
    moved: "pd.DataFrame"
    first: "pd.DataFrame"
    overdue: "pd.DataFrame"
    silent: list[Silent]
    decisions: list[Decided]
    waits: Waits
    agencies: dict[str, str]
    without_review: int
    most: int | None


def facts_of(
    session: Session,
    wanted: Filter,
    today: date,
    since: date | None,
    texts: Texts,
    *,
    most: int | None = None,
    findings: Sequence[Finding] | None = None,
) -> Facts:
    """Read what a report on the recommendations of a filter needs; ``since`` is the day that "moved" counts from.

    With ``most`` only so many rows of each list can be shown. ``findings`` are those of ``check``, where they are known.
    """
    frame = register_frame(session, wanted, today, texts)
    if most is None:
        frame = _with_proofs(session, with_words(session, frame, texts))
    rows = _tagged(session, frame[~frame.out].reset_index(drop=True), texts)
    register = session.scalars(select(Register)).one()
    changed = _changed(session, rows, since, texts)
    is_first = changed.before == texts(NO_STATUS)
    moved, overdue, apart = (
        listed if most is None else with_words(session, listed, texts, most)
        for listed in (
            changed[~is_first].reset_index(drop=True),
            rows[rows.overdue].sort_values(["due_on", "code"]),
            frame[frame.out].reset_index(drop=True),
        )
    )
    return Facts(
        texts=texts,
        state=texts(register.state_name),
        group=texts(register.group_name),
        as_at=today,
        since=since,
        scope=scope_of(session, wanted, texts),
        statuses=[(label, colour) for label, colour in status_order(session, texts) if (rows.status == label).any()],
        rows=rows,
        apart=apart,
        moved=_with_reasons(session, moved, since, most),
        first=changed[is_first],
        overdue=overdue,
        silent=_silent(session, rows, since or today - timedelta(days=_A_YEAR)),
        decisions=decisions(session, only_open=True),
        waits=what_waits(session, wanted, today, set(rows.code), texts, findings),
        agencies=agency_names(session, texts),
        without_review=count_waiting(session, wanted, today),
        most=most,
    )


def _with_proofs(session: Session, frame: "pd.DataFrame") -> "pd.DataFrame":
    """The table with what evidence there is for each status: ``None`` where the rules ask for none."""
    import pandas as pd

    asked = frame.status_code.isin(list(proof_needed(session)))
    lacking = unproven(session, list(frame.id[asked & ~frame.substantiated.astype(bool)]))
    proofs = [key not in lacking if ask else None for key, ask in zip(frame.id, asked, strict=True)]
    return frame.assign(substantiated=pd.Series(proofs, index=frame.index, dtype=object))


class _Tags(NamedTuple):
    """Tags that counts are made by: their table and its column, the heading of each, and that of recommendations without."""

    table: Any
    column: Any
    headings: dict[int, str]
    none: str


def _tagged(session: Session, rows: "pd.DataFrame", texts: Texts) -> "pd.DataFrame":
    """The rows with the headings under which tables of counts have them."""
    kinds = {
        "headings": _Tags(RecommendationTheme, RecommendationTheme.theme_id, _themes(session), texts(NO_THEME)),
        "groups": _Tags(RecommendationGroup, RecommendationGroup.group_id, _groups(session), texts(_NO_GROUP)),
        "goals": _Tags(RecommendationGoal, RecommendationGoal.goal_number, _goals(session), texts(_NO_GOAL)),
    }
    tags: dict[str, Any] = {name: _headings(session, kind, rows.id.tolist()) for name, kind in kinds.items()}
    return rows.assign(stage=rows.status_code.map(_stages(session)).astype(object), **tags)


def _headings(session: Session, tags: _Tags, ids: Sequence[int]) -> list[list[str]]:
    """The headings of each recommendation, each once; those that share theirs share the list."""
    found: dict[int, list[str]] = defaultdict(list)
    for key, tag in plain_rows(session, select(tags.table.recommendation_id, tags.column)):
        found[key].append(tags.headings[tag])
    in_order, nothing = cache(lambda headings: sorted(set(headings))), [tags.none]
    return [in_order(tuple(found[key])) if key in found else nothing for key in ids]


def _themes(session: Session) -> dict[int, str]:
    """The headings of themes: the current label of older ones, else their own."""
    query = select(Theme.id, Theme.group, Theme.current_label, Theme.label)
    return {key: group or current or label for key, group, current, label in session.execute(query)}


def _groups(session: Session) -> dict[int, str]:
    return dict(session.execute(select(AffectedGroup.id, AffectedGroup.label)).all())


def _goals(session: Session) -> dict[int, str]:
    """The headings of goals: "16. Peace, justice and strong institutions"."""
    return {number: f"{number:>2}. {name}" for number, name in session.execute(select(Goal.number, Goal.name))}


def _stages(session: Session) -> dict[str, str]:
    """The stage of each status, by its code."""
    query = select(Status.code, Status.standing, Status.counts_as_action)
    found = {
        code: _STAGE_OF.get((standing, action), CLOSED_OTHERWISE) for code, standing, action in session.execute(query)
    }
    return {**found, "": NO_STATUS}


def _changed(session: Session, rows: "pd.DataFrame", since: date | None, texts: Texts) -> "pd.DataFrame":
    """Recommendations whose status is another than on a day, with both; where there was none, the first is among them."""
    if since is None:
        return rows.iloc[0:0].assign(before=[])
    labels = {**status_words(session, texts), "": texts(NO_STATUS)}
    then = statuses_before(session, since)
    moved = rows[rows.id.isin(list(then))]
    moved = moved.assign(before=moved.id.map(then).map(labels).astype(object))
    return moved[moved.before != moved.status].reset_index(drop=True)


def _with_reasons(session: Session, moved: "pd.DataFrame", since: date | None, most: int | None) -> "pd.DataFrame":
    """The recommendations that moved, each with what stands behind its new status, a line each."""
    import pandas as pd

    first = moved.head(len(moved) if most is None else most)
    reasons = why_moved(session, list(first.id), since) if since else {}
    why = ["\n".join(dict.fromkeys(reasons.get(key, []))) for key in first.id]
    return moved.join(pd.DataFrame({"why": why}, index=first.index, dtype=object))


def _silent(session: Session, rows: "pd.DataFrame", limit: date) -> list[Silent]:
    """Lead agencies with open recommendations of which they said nothing since a day."""
    heard = last_heard(session)
    led = rows[(rows.lead_key != "") & (rows.standing == "open")]
    parts: dict[str, list[tuple[str, date | None]]] = defaultdict(list)
    for key, code, agency, name in zip(led.id, led.code, led.lead_key, led.lead, strict=True):
        parts[name].append((code, heard.get((key, agency))))
    found = [_silent_one(name, told, limit) for name, told in parts.items()]
    return sorted((item for item in found if item.unheard), key=lambda item: (-len(item.unheard), item.agency))


def _silent_one(agency: str, told: Sequence[tuple[str, date | None]], limit: date) -> Silent:
    unheard = tuple(code for code, day in told if day is None or day < limit)
    return Silent(
        agency, tuple(code for code, _ in told), unheard, max(filter(None, (day for _, day in told)), default=None)
    )
