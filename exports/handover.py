"""What a new focal point needs, gathered once and written in either form: posts, what is due or waits, open work."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from exports.handover_office import claims_to_confirm, open_rounds
from exports.handover_work import Work
from exports.texts import BLANK, ROLE_NAMES
from tracker.language.texts import Texts, marked
from tracker.models import Agency, Holder, Post, Register, Status
from tracker.queries.conflicts import conflicts
from tracker.queries.decisions import decisions
from tracker.queries.filter import Filter
from tracker.queries.posts import holders_of, in_office, posts_of
from tracker.queries.reply_sheet import reply_columns
from tracker.queries.requests import first_letter, requests, standings
from tracker.vocabulary import Role


@dataclass(frozen=True)
class Section:
    """A part of the handover: its heading, a table, and what its reader must know.

    ``page`` is the name of its sheet in a workbook and ``kinds`` its styles there; ``widths`` (cm) add up to a page.
    """

    heading: str
    page: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    widths: Sequence[float]
    kinds: Sequence[str]
    note: str


@dataclass(frozen=True)
class Handover:
    """The handover of an agency in one language; ``figures`` are name, number, and whether it is one to worry about."""

    texts: Texts
    title: str
    subtitle: str
    group: str
    none: str
    cut: str
    figures: Sequence[tuple[str, int, bool]]
    sections: Sequence[Section]


def handover(session: Session, agency: str, today: date, texts: Texts) -> Handover:
    """Return the handover of an agency: posts, replies due, conflicts, decisions, open recommendations.

    That of the secretariat has the open rounds, the claims to confirm, and the conflicts and decisions of all agencies.
    """
    register = session.scalars(select(Register)).one()
    name = texts.label(session.get_one(Agency, agency), "name")
    lead, contributing = (Work(session, agency, role, today, texts) for role in Role)
    of_all = agency == register.secretariat
    waiting = dict(_waiting(session, agency, today, texts, of_all=of_all))
    counted = {
        "lead": len(lead.items),
        "contributing": len(contributing.items),
        "overdue": lead.overdue + contributing.overdue,
        **{name.removeprefix(_ALL): len(rows) for name, rows in waiting.items()},
    }
    state = texts(register.state_name)
    return Handover(
        texts=texts,
        title=f"{texts('Handover')}: {name}",
        subtitle=texts("{state}, as at {day}", state=state, day=texts.day(today)),
        group=texts(register.group_name),
        none=texts("None."),
        cut=texts("Long texts are cut here; the workbook has them whole."),
        figures=[(texts(_FIGURES[key]), count, key in _ALARMS) for key, count in counted.items()],
        sections=[
            _section(texts, "posts", list(_posts(session, agency, today, texts))),
            *(_section(texts, name, rows) for name, rows in waiting.items()),
            _section(texts, "lead", lead.rows()),
            _section(texts, "contributing", contributing.rows()),
        ],
    )


_ALL = "all "
"""The prefix of tables of all agencies, which have a column with the agency."""

_FIGURES = {
    "lead": marked("leads on, open"),
    "contributing": marked("contributes to, open"),
    "overdue": marked("overdue"),
    "letters": marked("replies due"),
    "rounds": marked("open rounds"),
    "claims": marked("claims to confirm"),
    "conflicts": marked("open conflicts"),
    "decisions": marked("open decisions"),
}
_HEADINGS = {
    "posts": marked("Focal points"),
    "letters": marked("Replies due"),
    "rounds": marked("Open rounds"),
    "claims": marked("Claims to confirm"),
    "conflicts": marked("Open conflicts"),
    "decisions": marked("Decisions that are open"),
    "lead": marked("Open recommendations: lead agency"),
    "contributing": marked("Open recommendations: contributing"),
}
_PARTS = {
    "holder": marked("holds it"),
    "alternate": marked("stands in"),
    "coming": marked("to come"),
    "before": marked("before"),
}
_ALARMS = ("overdue", "letters", "claims", "conflicts")

_TASKS = (
    marked("Code"),
    marked("Recommendation"),
    marked("Due"),
    marked("The group's status"),
    marked("What the agency said last"),
)
_TABLES: Mapping[str, tuple[Sequence[str], Sequence[float], Sequence[str]]] = {
    "posts": (
        (marked("Post"), marked("Name"), marked("Part"), marked("Time"), marked("Mail and telephone")),
        (4.2, 3.6, 2.0, 3.2, 4.0),
        ("text",) * 5,
    ),
    "letters": (
        (marked("Round"), marked("Our letter"), marked("Due"), marked("Answered"), marked("Days late")),
        (6.2, 4.6, 2.2, 2.4, 1.6),
        ("text", "text", "date", "text", "number"),
    ),
    "conflicts": (
        (marked("Code"), marked("Field"), marked("We sent"), marked("The agency wrote"), marked("On record")),
        (2.4, 2.6, 3.8, 4.4, 3.8),
        ("cell", "text", "text", "text", "text"),
    ),
    "all conflicts": (
        (marked("Code"), marked("Agency"), marked("Field"), marked("We sent"), marked("It wrote"), marked("On record")),
        (2.4, 1.8, 2.4, 3.2, 4.0, 3.2),
        ("cell", "text", "text", "text", "text", "text"),
    ),
    "rounds": (
        (
            marked("Round"),
            marked("Due"),
            marked("Answered"),
            marked("In part"),
            marked("No reply"),
            marked("Days late"),
        ),
        (4.8, 2.2, 2.0, 3.2, 3.2, 1.6),
        ("text", "date", "text", "text", "text", "number"),
    ),
    "claims": (
        (marked("Code"), marked("Agency"), marked("Claimed status"), marked("As at")),
        (4.0, 3.6, 6.6, 2.8),
        ("cell", "text", "text", "date"),
    ),
    "decisions": (
        (marked("No."), marked("Decision"), marked("Due"), marked("About")),
        (1.4, 9.0, 2.6, 4.0),
        ("text", "text", "text", "text"),
    ),
    "all decisions": (
        (marked("No."), marked("Decision"), marked("Agency"), marked("Due"), marked("About")),
        (1.4, 7.4, 2.2, 2.2, 3.8),
        ("text", "text", "text", "text", "text"),
    ),
    "lead": (_TASKS, (2.4, 6.0, 1.9, 2.4, 4.3), ("cell", "text", "text", "text", "text")),
    "contributing": (
        (*_TASKS[:2], marked("Lead agency"), *_TASKS[2:]),
        (2.4, 4.8, 2.6, 1.8, 2.2, 3.2),
        ("cell", "text", "text", "text", "text", "text"),
    ),
}
"""The sections: the headings of their columns, the widths in centimetres, the styles in a workbook."""


def _section(texts: Texts, name: str, rows: Sequence[Sequence[Any]]) -> Section:
    columns, widths, kinds = _TABLES[name]
    heading = texts(_HEADINGS[name.removeprefix(_ALL)])
    page, note = (
        (
            texts(ROLE_NAMES[Role(name)]),
            texts(
                "The status is the group's own, as the secretariat confirmed it. What the agency itself said last "
                "stands beside it; it counts once it is confirmed."
            ),
        )
        if name in tuple(Role)
        else (heading, "")
    )
    return Section(heading, page, [texts(column) for column in columns], rows, widths, kinds, note)


def _waiting(
    session: Session, agency: str, today: date, texts: Texts, *, of_all: bool
) -> Iterator[tuple[str, list[list[Any]]]]:
    """What waits for an agency, by the name of its table; ``of_all`` for the secretariat."""
    if of_all:
        yield "rounds", list(open_rounds(session, today, texts))
        yield "claims", list(claims_to_confirm(session, today, texts))
        yield "all conflicts", list(_conflicts(session, Filter(waiting=None), today, texts))
        yield "all decisions", list(_decisions(session, "", texts))
    yield "letters", list(_due(session, agency, today, texts))
    if not of_all:
        yield "conflicts", list(_conflicts(session, Filter(agency=agency), today, texts))
        yield "decisions", list(_decisions(session, agency, texts))


def _posts(session: Session, agency: str, today: date, texts: Texts) -> Iterator[list[str]]:
    """Each post with those who hold it, stand in, are to come, and held it before."""
    for post in posts_of(session, agency):
        holders = holders_of(session, post)
        if not any(in_office(holder, today) and not holder.alternate for holder in holders):
            yield [post.title, "", texts("vacant"), "", _contact(post)]
        for part in ("holder", "alternate", "coming", "before"):
            for holder in holders:
                if _part(holder, today) == part:
                    reached = _contact(holder, post) if part == "holder" else _contact(holder)
                    yield [post.title, holder.name, texts(_PARTS[part]), _days(holder, texts), reached]


def _part(holder: Holder, today: date) -> str:
    if in_office(holder, today):
        return "alternate" if holder.alternate else "holder"
    return "coming" if holder.from_on > today else "before"


def _days(holder: Holder, texts: Texts) -> str:
    if holder.until_on is None:
        return texts("from {day}", day=texts.day(holder.from_on))
    return texts("{day} to {last}", day=texts.day(holder.from_on), last=texts.day(holder.until_on))


def _contact(*reached: Post | Holder) -> str:
    """Mail and telephone: the person's own, else those of the post."""
    mails, phones = [one.email for one in reached], [one.phone for one in reached]
    return "\n".join(next(filter(None, known)) for known in (mails, phones) if any(known))


def _due(session: Session, agency: str, today: date, texts: Texts) -> Iterator[list[Any]]:
    """The rounds that the agency has not answered whole, the latest first."""
    for request in requests(session):
        for standing in standings(session, request, today):
            if standing.agency == agency and standing.answered < standing.asked:
                letter = first_letter(standing)
                number = (letter and letter.number) or BLANK
                day = texts.day(letter.dated_on) if letter and letter.dated_on else BLANK
                yield [
                    f"{request.number}. {request.title}",
                    texts("{number} of {day}", number=number, day=day),
                    request.due_on,
                    texts("{answered} of {asked}", answered=standing.answered, asked=standing.asked),
                    standing.days_late,
                ]


def _conflicts(session: Session, wanted: Filter, today: date, texts: Texts) -> Iterator[list[str]]:
    """The open conflicts of an agency or of all, with the names of statuses."""
    headings = {column.field: texts(column.heading) for column in reply_columns()}
    labels = _labels(session, texts)
    for row in conflicts(session, wanted, today):
        values = [row[name] for name in ("sent", "came", "held")]
        if row["field"] == "status":
            values = [labels.get(value, value) for value in values]
        of = [] if wanted.agency else [row["agency"]]
        yield [row["code"], *of, headings.get(row["field"], row["field"]), *values]


def _decisions(session: Session, agency: str, texts: Texts) -> Iterator[list[str]]:
    """The decisions of meetings that are not done: those of an agency, or of all with the agency."""
    for item in decisions(session, agency=agency, only_open=True):
        of = [] if agency else [item.agency]
        yield [item.number, item.text, *of, texts.due_in_words(item.due), ", ".join(item.codes)]


def _labels(session: Session, texts: Texts) -> dict[str, str]:
    return {status.code: texts.label(status, "label") for status in session.scalars(select(Status))}
