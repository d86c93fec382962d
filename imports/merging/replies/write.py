"""Writes the plan of a reply sheet: the agency's own words, its claims, and the conflicts."""

from datetime import date

from sqlalchemy import select

from imports.merging.answered import AnsweredRow, Disagreement
from imports.merging.corrected import original
from imports.merging.plan import FilePlan, PlannedRow, SheetPlan
from tracker.followup.agency_due import ANEW
from tracker.followup.answers import take
from tracker.followup.conflicts import close
from tracker.followup.journal import Journal
from tracker.followup.letters import mark_answer
from tracker.models import Answer, Conflict, ImportedSheet, Origin, Remark
from tracker.queries.pieces import pieces
from tracker.vocabulary import Clash, Outcome

_SAID_TOGETHER = {"status": ("status", "dated")}
"""Fields that make one value: a status and its date."""


def write_answers(journal: Journal, plan: FilePlan, today: date) -> None:
    """Write a plan through the journal, and mark the letters of the agencies as answered."""
    waiting = _waiting(journal, plan)
    for sheet in plan.sheets:
        if any(row.writes for row in sheet.rows):
            _write_sheet(journal, plan, sheet, today)
    for conflict in waiting:
        close(journal, conflict, ANEW)
    answered = {(row.answer.request_id, row.answer.agency) for sheet in plan.sheets for row in sheet.rows if row.answer}
    for request_id, agency in sorted(answered):
        mark_answer(journal, request_id, agency, original(plan.file), today)
    journal.flush()


def _waiting(journal: Journal, plan: FilePlan) -> list[Conflict]:
    """The conflicts that this reply resolves: the agency corrected what was not taken before, or proposes anew."""
    anew = {
        (row.answer.asked_id, name)
        for sheet in plan.sheets
        for row in sheet.rows
        if row.answer is not None
        for field in _said_anew(row.answer)
        for name in _SAID_TOGETHER.get(field, (field,))
    }
    asked = sorted({asked_id for asked_id, _ in anew})
    query = select(Conflict).where(Conflict.settled_in.is_(None))
    found = [
        conflict
        for some in pieces(asked)
        for conflict in journal.session.scalars(query.where(Conflict.asked_id.in_(some)))
    ]
    return [conflict for conflict in found if (conflict.asked_id, conflict.field) in anew]


def _said_anew(answer: AnsweredRow) -> list[str]:
    """The fields of which a row says something else than before."""
    proposed = [found.field for found in answer.disagreements if found.kind == Clash.PROPOSED]
    return [*(said.field for said, _ in answer.takes), *proposed]


def _write_sheet(journal: Journal, plan: FilePlan, sheet: SheetPlan, today: date) -> None:
    sheet_id = journal.add(
        ImportedSheet,
        file=plan.file,
        sha256=plan.sha256,
        sheet=sheet.sheet.name,
        columns=sheet.blocks[0].column_letters(),
        unsettled=[str(row.row) for row in sheet.rows if row.outcome in (Outcome.CONFLICT, Outcome.REFUSED)],
    )
    for row in sheet.rows:
        if row.answer is not None and row.writes:
            _write_row(journal, row, row.answer, sheet_id, today)


def _write_row(journal: Journal, row: PlannedRow, answer: AnsweredRow, sheet_id: int, today: date) -> None:
    origin = journal.add(
        Origin, imported_sheet_id=sheet_id, row=row.row + 1, part=0, cells=answer.cells, others=answer.others
    )
    if answer.news:
        journal.add(Answer, origin_id=origin, asked_id=answer.asked_id, came=answer.came, came_on=today)
    for said, _ in answer.takes:
        take(journal, said, today, origin)
    for found in answer.disagreements:
        _note(journal, answer, found, origin)
    for cell, author, text in answer.remarks:
        journal.add(
            Remark,
            origin_id=origin,
            recommendation_id=answer.recommendation_id,
            cell=cell,
            author=author,
            text=text,
        )


def _note(journal: Journal, answer: AnsweredRow, found: Disagreement, origin: int) -> None:
    journal.add(
        Conflict,
        origin_id=origin,
        recommendation_id=answer.recommendation_id,
        asked_id=answer.asked_id,
        kind=found.kind,
        field=found.field,
        cell=found.cell,
        sent=found.ways.sent,
        came=found.ways.came,
        held=found.ways.held,
        held_by=found.held_by,
        value=found.value,
    )
