"""What a report is made of: the rows of the register with all that it counts by, read once."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
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
from tracker.queries.units import first_after, statuses_before

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

    key: str
    agency: str
    since: date
    open: tuple[str, ...]
    unheard: tuple[str, ...]
    last: date | None


@dataclass
class Facts:
    """What the register has for a report.

    ``rows`` are the recommendations in the group's mandate (columns of ``register_frame``, and ``stage``), ``apart``
    those outside it; ``moved`` are rows with the status ``before`` and ``why`` it is another. Where there was none on the
    day, ``before`` is the first one stated since, on ``before_on``; ``first`` are the rows that have this one still.
    Stages are English, for programs; statuses are in the words of the language. ``headings`` are the columns of which a
    row may have several values (themes as ``headings``, ``groups``, ``goals``).
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
    headings: "dict[str, pd.Series[Any]]"
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
    rows = frame[~frame.out].reset_index(drop=True)
    rows["stage"] = rows.status_code.map(_stages(session)).astype("category")
    register = session.scalars(select(Register)).one()
    present = set(rows.status)
    changed = _changed(session, rows, since, texts)
    is_first = changed.before == changed.status
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
        statuses=[(label, colour) for label, colour in status_order(session, texts) if label in present],
        rows=rows,
        headings=_headings(session, rows, texts),
        apart=apart,
        moved=_with_reasons(session, moved, since, most),
        first=changed[is_first],
        overdue=overdue,
        silent=_silent(session, rows, since or today - timedelta(days=_A_YEAR)),
        decisions=decisions(session, only_open=True),
        waits=what_waits(session, wanted, today, rows, texts, findings),
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


def _headings(session: Session, rows: "pd.DataFrame", texts: Texts) -> dict[str, "pd.Series[Any]"]:
    """The headings under which tables of counts have the rows: of each kind a column that goes by the place of a row."""
    kinds = {
        "headings": _Tags(RecommendationTheme, RecommendationTheme.theme_id, _themes(session), texts(NO_THEME)),
        "groups": _Tags(RecommendationGroup, RecommendationGroup.group_id, _groups(session), texts(_NO_GROUP)),
        "goals": _Tags(RecommendationGoal, RecommendationGoal.goal_number, _goals(session), texts(_NO_GOAL)),
    }
    return {name: _headings_of(session, kind, rows) for name, kind in kinds.items()}


def _headings_of(session: Session, tags: _Tags, rows: "pd.DataFrame") -> "pd.Series[Any]":
    """The headings of all rows, in their order, each of a row once; of a row with several there are several."""
    import pandas as pd

    names = sorted({*tags.headings.values(), tags.none})
    numbers = {tag: names.index(heading) for tag, heading in tags.headings.items()}
    given = plain_rows(session, select(tags.table.recommendation_id, tags.column))
    keys, headings = zip(*((key, numbers[tag]) for key, tag in given), strict=True) if given else ((), ())
    places = pd.Index(rows.id.astype("int64")).get_indexer(pd.Index(keys, dtype="int64"))
    known = pd.DataFrame({"place": places, "heading": headings}, dtype="int64")
    known = known[known.place >= 0]
    without = rows.index.difference(pd.Index(known.place))
    known = pd.concat([known, pd.DataFrame({"place": without, "heading": names.index(tags.none)})])
    known = known.drop_duplicates().sort_values("place", kind="stable")
    return pd.Series(pd.Categorical.from_codes(known.heading, pd.Index(names)), index=known.place)


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
    """Recommendations whose status is another than on a day, with both, and those that had none on it.

    Of these the status before is the first one since; it is the present one where no other was stated.
    """
    import pandas as pd

    if since is None:
        return rows.iloc[0:0].assign(before=[], before_on=[])
    labels = status_words(session, texts)
    then = statuses_before(session, since)
    first = first_after(session, since, [key for key, status in then.items() if not status])
    changed = rows[rows.id.isin(list(then))]
    before = [labels[first[key][0] if key in first else then[key]] for key in changed.id]
    changed = changed.assign(
        before=pd.Series(before, index=changed.index, dtype=object),
        before_on=pd.Series(
            [first[key][1] if key in first else None for key in changed.id], changed.index, dtype=object
        ),
    )
    return changed[changed.before_on.notna() | (changed.before != changed.status)].reset_index(drop=True)


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
    parts: dict[tuple[str, str], list[tuple[str, date | None]]] = defaultdict(list)
    for key, code, agency, name in zip(led.id, led.code, led.lead_key, led.lead, strict=True):
        parts[agency, name].append((code, heard.get((key, agency))))
    found = [_silent_one(key, name, told, limit) for (key, name), told in parts.items()]
    return sorted((item for item in found if item.unheard), key=lambda item: (-len(item.unheard), item.agency))


def _silent_one(key: str, agency: str, told: Sequence[tuple[str, date | None]], limit: date) -> Silent:
    unheard = tuple(code for code, day in told if day is None or day < limit)
    last = max(filter(None, (day for _, day in told)), default=None)
    return Silent(key, agency, limit, tuple(code for code, _ in told), unheard, last)
