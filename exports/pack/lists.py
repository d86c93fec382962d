"""The lists of a pack: what moved and why, what was done, what is late, who is silent, what waits, and the annex."""

from collections.abc import Iterable, Iterator, Sequence, Sized
from datetime import date
from typing import Any

from exports.minutes import decision_table
from exports.pack.blocks import ANNEX, Block, Cell, Column, Kind, Notes, Section, Table
from exports.pack.done import Done
from exports.pack.facts import Facts
from exports.pack.ledger import Ledger
from exports.pack.waiting import SEVERAL, TOPICS
from exports.register_frame import each
from exports.texts import cell_of_due
from tracker.language.texts import Texts, marked
from tracker.models import Meeting
from tracker.queries.checks import KINDS
from tracker.queries.reference import FIELD_WORDS

CODE, TEXT, LEAD = marked("Code"), marked("Recommendation"), marked("Lead agency")
STATUS, DUE = marked("Status"), marked("Due")

MOVED, OVERDUE, SILENT = marked("Moved"), marked("Overdue"), marked("Has not reported")
WAITS, DECISIONS = marked("What needs a decision"), marked("Decisions that are open")


def agenda_section(meeting: Meeting, points: Sequence[str], texts: Texts) -> Section:
    """The agenda of the meeting that the pack is for."""
    heading = texts("Agenda of meeting {number}, {day}", number=meeting.number, day=texts.day_in_words(meeting.held_on))
    rows = [(str(number), point) for number, point in enumerate(points, start=1)]
    return Section("agenda", heading, (_table("agenda", texts, rows, (marked("No."), 1.5), (marked("Topic"), 15.5)),))


def moved_section(facts: Facts) -> Section:
    """What moved since the day that counts, with what stands behind each new status.

    Where the facts have the words of the first rows alone, this list and the others are cut after these, and say so.
    """
    texts, moved = facts.texts, facts.moved[: facts.most]
    rows = [(item.code, item.text, _before(item, texts), _now(item, texts), item.why) for item in each(moved)]
    table = _table(
        *("moved", texts, rows, (CODE, 2.9, Kind.CODE), (TEXT, 5.3), (marked("Before"), 2.1)),
        *((marked("Now"), 2.1), (marked("Why"), 4.6)),
    )
    since = texts("Since {day}", day=texts.day_in_words(facts.since)) if facts.since else ""
    notes = [Notes((since,))] if since else []
    return Section("moved", texts(MOVED), (*notes, *_of_all(moved, facts.moved, texts), table))


def _before(item: Any, texts: Texts) -> str:
    if not item.before_on:
        return str(item.before)
    return f"{item.before}\n{texts('the first status, {day}', day=texts.day_in_words(item.before_on))}"


def _now(item: Any, texts: Texts) -> str:
    said = isinstance(item.status_date, date)
    return f"{item.status}\n{texts.day_in_words(item.status_date)}" if said else item.status


def done_section(done: Sequence[Done], texts: Texts) -> Section:
    """The measures and the evidence of each recommendation that has any."""
    rows = [(item.code, "\n".join(item.measures), "\n".join(item.evidence)) for item in done]
    columns = (CODE, 2.9, Kind.CODE), (marked("Measures"), 8.1), (marked("Evidence"), 6.0)
    return Section("done", texts("What was done"), (_table("done", texts, rows, *columns),))


def overdue_section(facts: Facts) -> Section:
    """What is past its due date and not closed, the oldest first."""
    texts, late = facts.texts, facts.overdue[: facts.most]
    rows = [(item.code, item.text, item.lead, item.status, cell_of_due(item.due, texts)) for item in each(late)]
    columns = (CODE, 2.9, Kind.CODE), (TEXT, 6.3), (LEAD, 3.5), (STATUS, 2.2, Kind.STATUS), (DUE, 2.1, Kind.DAY)
    cut = _of_all(late, facts.overdue, texts)
    return Section("overdue", texts(OVERDUE), (*cut, _table("overdue", texts, rows, *columns)))


def silent_section(facts: Facts, ledger: Ledger) -> Section:
    """Lead agencies that said nothing of open recommendations."""
    texts = facts.texts
    of, not_of = marked("Open recommendations"), marked("Not heard of")
    rows: list[tuple[Cell, ...]] = [
        (
            item.agency,
            ledger.figure(f"{texts(SILENT)}, {item.agency}: {texts(of)}", item.open),
            ledger.figure(f"{texts(SILENT)}, {item.agency}: {texts(not_of)}", item.unheard),
            item.last or texts("no report yet"),
        )
        for item in facts.silent
    ]
    columns = (
        (marked("Agency"), 8.6),
        (of, 3.1, Kind.FIGURE),
        (not_of, 2.4, Kind.FIGURE),
        (marked("Last report"), 2.9, Kind.DAY),
    )
    return Section("silent", texts(SILENT), (_table("silent", texts, rows, *columns),))


def waiting_section(facts: Facts, ledger: Ledger) -> Section:
    """What needs a decision: how many of each kind, then each conflict, contradiction and value that is open."""
    texts, waits = facts.texts, facts.waits
    topics: list[tuple[Cell, ...]] = [
        (texts(KINDS[topic]), ledger.figure(texts(KINDS[topic]), behind, of))
        for topic, behind, of in waiting_topics(facts)
    ]
    blocks: list[Block] = [
        _table("waiting", texts, topics, (marked("Topic"), 14.0), (marked("Number"), 3.0, Kind.FIGURE))
    ]
    conflicts = [
        (
            item["number"],
            item["code"],
            texts(FIELD_WORDS.get(item["field"], item["field"])),
            item["held"],
            item["came"],
            _who(item),
        )
        for item in waits.conflicts[: facts.most]
    ]
    if conflicts:
        columns = (marked("No."), 1.5), (CODE, 2.9, Kind.CODE), (marked("Field"), 2.4), (marked("In the register"), 3.5)
        blocks += _of_all(conflicts, waits.conflicts, texts)
        blocks.append(
            _table("conflicts", texts, conflicts, *columns, (marked("In the sheet"), 3.5), (marked("Who"), 3.2))
        )
    for topic in SEVERAL:
        if found := waits.found[topic]:
            of = (marked("No."), 1.5), (CODE, 2.9, Kind.CODE), (KINDS[topic], 12.6)
            told = [(str(at), item.code, item.what) for at, item in enumerate(found[: facts.most], start=1)]
            blocks += [*_of_all(told, found, texts), _table(topic, texts, told, *of)]
    return Section("waiting", texts(WAITS), tuple(blocks))


def waiting_topics(facts: Facts) -> Iterator[tuple[str, list[str], str]]:
    """What waits, by the kind of the finding, with what is behind it and in which list; topics of nothing are left out."""
    waits = facts.waits
    if waits.conflicts:
        yield "conflict", [item["number"] for item in waits.conflicts], "conflicts"
    for topic in TOPICS:
        if topic in SEVERAL and (found := waits.found[topic]):
            yield topic, [str(at) for at in range(1, len(found) + 1)], topic
        elif codes := waits.codes.get(topic):
            yield topic, codes, ANNEX


def _who(item: dict[str, Any]) -> str:
    return "\n".join(filter(None, (item["agency"], item["came_by"])))


def decisions_section(facts: Facts) -> Section:
    """Decisions of meetings that are not done yet."""
    headings, rows = decision_table(facts.decisions, facts.agencies, facts.texts)
    widths = 1.2, 7.4, 3.6, 2.2, 2.6
    columns = tuple(Column(heading, width) for heading, width in zip(headings, widths, strict=True))
    table = Table("decisions", columns, tuple(map(tuple, rows)))
    return Section("decisions", facts.texts(DECISIONS), (table,))


def apart_section(facts: Facts) -> Section:
    """What is outside the group's mandate, and why."""
    texts, apart = facts.texts, facts.apart[: facts.most]
    rows = [(item.code, item.text, item.out_reason) for item in each(apart)]
    columns = (CODE, 2.9, Kind.CODE), (TEXT, 9.9), (marked("Why it is kept apart"), 4.2)
    cut = _of_all(apart, facts.apart, texts)
    return Section("apart", texts("Outside the group's mandate"), (*cut, _table("apart", texts, rows, *columns)))


def annex_section(facts: Facts) -> Section:
    """Every recommendation in the group's mandate."""
    texts = facts.texts
    rows = [(item.code, _whole(item), *_followed(item, texts), *_beside(item)) for item in each(facts.rows)]
    columns = (CODE, 2.5, Kind.CODE), (TEXT, 7.4), (LEAD, 3.0), (STATUS, 2.1, Kind.STATUS), (DUE, 2.0, Kind.DAY)
    wide = (
        *((marked("Status date"), 2.0, Kind.DAY, True), (marked("Contributing agencies"), 4.0, Kind.TEXT, True)),
        *((marked("Position"), 2.4, Kind.TEXT, True), (marked("Document"), 3.0, Kind.TEXT, True)),
        (marked("Themes"), 5.0, Kind.TEXT, True),
    )
    return Section(ANNEX, texts("Recommendations"), (_table(ANNEX, texts, rows, *columns, *wide),))


def _followed(item: Any, texts: Texts) -> tuple[Cell, ...]:
    return item.lead if item.lead_key else "", item.status, cell_of_due(item.due, texts)


def _beside(item: Any) -> tuple[Cell, ...]:
    """What only a workbook has room for."""
    return item.status_date, item.contributing, item.position, item.document, "; ".join(item.themes)


def _whole(item: Any) -> str:
    return f"{item.text} ({item.states})" if item.states else str(item.text)


def _of_all(shown: Sized, found: Sized, texts: Texts) -> list[Notes]:
    """How many rows of a list are left out, where any are."""
    if len(shown) == len(found):
        return []
    told = texts(
        "The first {number} of {all}. The pack of tracker report meeting has all of them.",
        number=texts.number(len(shown)),
        all=texts.number(len(found)),
    )
    return [Notes((told,))]


def _table(key: str, texts: Texts, rows: Iterable[Sequence[Cell]], *columns: Any) -> Table:
    """A table of columns that are given as heading, width and kind."""
    return Table(key, tuple(Column(texts(heading), *rest) for heading, *rest in columns), tuple(map(tuple, rows)))
