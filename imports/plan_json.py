"""The plan of an import as JSON, for programs, and its fingerprint."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from imports.merging.plan import FilePlan, PlannedRow, SheetPlan
from imports.reading.questions import Question
from imports.run import ImportResult


def as_json(result: ImportResult, *, applied: bool) -> dict[str, Any]:
    """The plan and what became of it, for other programs."""
    return {"files": [_file_json(plan) for plan in result.plans], "applied": applied, "batch": result.batch}


def _file_json(plan: FilePlan) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "file": plan.file,
        "sheets": [_sheet_json(sheet) for sheet in plan.sheets],
        "new_agencies": plan.new_agencies,
        "new_reviews": [
            {"review": code, "symbol": new.symbol, "waits": new.provisional}
            for code, new in plan.reviews_to_add.items()
        ],
    }
    if plan.error is not None:
        shown["error"] = plan.error.message
    return shown


def _sheet_json(sheet: SheetPlan) -> dict[str, Any]:
    blocks = sheet.blocks
    return {
        "name": sheet.sheet.name,
        "kind": sheet.kind.value,
        "format": (blocks[0].known_as or "tracking sheet") if blocks else None,
        "header_rows": [row + 1 for block in blocks for row in block.header_rows],
        "columns": blocks[0].shown_columns() if blocks else {},
        "rows": len(sheet.rows),
        "outcomes": sheet.outcomes(),
        "speaker": sheet.speaker,
        "as_of": {"day": sheet.as_of[0].isoformat(), "from": sheet.as_of[1].value} if sheet.as_of else None,
        "new": sheet.new_codes,
        "problems": [
            {"cell": row.where, "outcome": row.outcome.value, "reason": row.reason} for row in sheet.rows if row.reason
        ],
        "changes": [change for row in sheet.rows for change in _changes_json(row)],
        "questions": list(map(_question_json, sheet.questions)),
        "answered": [
            {"id": question.id, "text": question.text, "answer": answer, "guessed": question.guessed}
            for question, answer in sheet.taken
        ],
        "notes": sheet.notes,
        "structure": dict(sheet.structure),
    }


def _question_json(question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "text": question.text,
        "candidates": list(question.candidates),
        "labels": {key: question.labels[key] for key in question.candidates if key in question.labels},
        "new": question.new,
        "cells": question.cells,
    }


def _changes_json(row: PlannedRow) -> Iterator[dict[str, Any]]:
    for code, change in row.changes():
        old, new = change.shown()
        yield {"code": code, "field": change.field, "old": old, "new": new, "cell": change.cell}


def fingerprint(result: ImportResult) -> str:
    """What tells a plan from another: equal for two plans that say the same of every row."""
    plan = json.dumps(as_json(result, applied=False)["files"], sort_keys=True, default=str)
    return hashlib.sha256(plan.encode()).hexdigest()


def same_plan(one: ImportResult, other: ImportResult) -> bool:
    """Return True if two plans say the same of every row."""
    return fingerprint(one) == fingerprint(other)
