"""The content of a pack, and of its short form: which parts it has, in their order."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from exports.pack.blocks import Pack, Section
from exports.pack.counts import count_sections
from exports.pack.done import what_was_done
from exports.pack.facts import Facts, facts_of
from exports.pack.first_page import first_page
from exports.pack.ledger import Ledger
from exports.pack.lists import (
    agenda_section,
    annex_section,
    apart_section,
    decisions_section,
    done_section,
    moved_section,
    overdue_section,
    silent_section,
    waiting_section,
)
from tracker.language.texts import Texts
from tracker.models import Meeting
from tracker.queries.filter import Filter
from tracker.queries.meetings import agenda_points

_WITH_CODES = 5000
"""Recommendations up to which the short form has the codes behind its figures: those of more fill a book."""


def meeting_pack(
    session: Session, wanted: Filter, today: date, since: date | None, texts: Texts, meeting: Meeting | None = None
) -> Pack:
    """The pack on the recommendations of a filter: with what was done, every recommendation, and a meeting's agenda."""
    facts, ledger = facts_of(session, wanted, today, since, texts), Ledger()
    first = first_page(facts, ledger)
    done = what_was_done(session, dict(zip(facts.rows.id, facts.rows.code, strict=True)), texts)
    agenda = [agenda_section(meeting, agenda_points(session, meeting, texts), texts)] if meeting is not None else []
    parts = _sections(facts, ledger, done_section(done, texts))
    return _pack(facts, ledger, first, [*agenda, *parts, annex_section(facts)])


def short_pack(facts: Facts) -> Pack:
    """The short form: without what was done and without the annex; of a large register also without codes."""
    ledger = Ledger(codes=len(facts.rows) <= _WITH_CODES)
    first = first_page(facts, ledger)
    return _pack(facts, ledger, first, _sections(facts, ledger, None))


def _sections(facts: Facts, ledger: Ledger, done: Section | None) -> list[Section]:
    counts = list(count_sections(facts, ledger))
    lists = [
        moved_section(facts) if facts.since is not None else None,
        done,
        overdue_section(facts),
        silent_section(facts, ledger),
        waiting_section(facts, ledger),
        decisions_section(facts),
        apart_section(facts) if len(facts.apart) else None,
    ]
    return [*counts, *filter(None, lists)] if len(facts.rows) else list(filter(None, lists[-1:]))


def _pack(facts: Facts, ledger: Ledger, first: Section, sections: Sequence[Section]) -> Pack:
    return Pack(
        texts=facts.texts,
        title=facts.texts("Progress on UN recommendations"),
        subtitle=subtitle(facts),
        state=facts.state,
        group=facts.group,
        as_at=facts.as_at,
        since=facts.since,
        first=first,
        sections=tuple(sections),
        figures=tuple(ledger.figures),
        colours=dict(facts.statuses),
    )


def subtitle(facts: Facts) -> str:
    """The line under the title: the day, since when, and what the report is restricted to."""
    texts = facts.texts
    parts = [texts("{state}, as at {day}", state=facts.state, day=texts.day_in_words(facts.as_at))]
    parts += [texts("changes since {day}", day=texts.day_in_words(facts.since))] if facts.since else []
    parts += [facts.scope] if facts.scope else []
    return "; ".join(parts)
