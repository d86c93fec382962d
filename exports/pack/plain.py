"""A report for other programs: JSON with all figures and rows, CSV with the rows."""

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exports.look import safe
from exports.pack.counts import counted_by
from exports.pack.facts import Facts
from exports.pack.first_page import figures_of
from exports.register_frame import each
from tracker.language.texts import Texts, marked
from tracker.queries.decisions import decision_rows

if TYPE_CHECKING:
    import pandas as pd

_TABLES = {"mechanism": "mechanism", "agency": "lead", "theme": "headings", "group": "groups", "goal": "goals"}
"""The tables of counts, and the columns of the rows that they count by."""

_ROW = {
    "code": marked("Code"),
    "mechanism": marked("Mechanism"),
    "review": marked("Review"),
    "document": marked("Document"),
    "reference": marked("Paragraph"),
    "text": marked("Recommendation"),
    "states": marked("Recommending States"),
    "position": marked("Position"),
    "lead_key": marked("Lead agency"),
    "contributing": marked("Contributing agencies"),
    "status_code": marked("Status"),
    "status_date": marked("Status date"),
    "substantiated": marked("Substantiated"),
    "due": marked("Due"),
    "overdue": marked("Overdue"),
    "themes": marked("Themes"),
}
"""The fields of a row, and their headings in a language other than English."""

_WORDS = {"lead_key": "lead", "status_code": "status"}
"""Codes, and the fields with their words: in a language other than English nobody types the codes."""


def write_json(facts: Facts, target: Path) -> None:
    """Write everything that a report counts and lists as one JSON object."""
    by_status = facts.rows.status.value_counts()
    content = {
        "state": facts.state,
        "as_at": facts.as_at,
        "since": facts.since,
        "scope": facts.scope,
        "figures": {name: len(codes) for name, codes in _figures(facts).items()},
        "by_status": {label: int(by_status[label]) for label, _ in facts.statuses},
        **{f"by_{name}": _counts(facts, column) for name, column in _TABLES.items()},
        "moved": [
            {
                "code": item.code,
                "before": item.before,
                "first_on": item.before_on,
                "now": item.status,
                "why": item.why.replace("\n", "; "),
            }
            for item in each(facts.moved)
        ],
        "first_status": len(facts.first),
        "overdue": list(facts.overdue.code),
        "has_not_reported": [
            {"agency": item.agency, "open": item.open, "not_heard_of": item.unheard, "last_report": item.last}
            for item in facts.silent
        ],
        "conflicts": facts.waits.conflicts,
        "open_decisions": decision_rows(facts.decisions),
        "recommendations": _rows(facts.rows),
        "outside_the_mandate": _rows(facts.apart),
    }
    target.write_text(json.dumps(content, ensure_ascii=False, indent=2, default=_plain), encoding="utf-8")


def _figures(facts: Facts) -> dict[str, list[str]]:
    """The figures at the top, and what a reader of them must know."""
    rows = facts.rows
    return {
        **figures_of(facts),
        "Without a lead": list(rows.code[rows.lead_key == ""]),
        "Moved": list(facts.moved.code),
        "Not substantiated": list(rows.code[rows.substantiated.isin([False])]),
        "Outside the mandate": list(facts.apart.code),
        "Waiting for their review": [""] * facts.without_review,
    }


def _counts(facts: Facts, column: str) -> dict[str, dict[str, int]]:
    """The numbers of each heading of a column, in all and by stage."""
    return {
        heading: {part: len(codes) for part, codes in parts.items()}
        for heading, parts in counted_by(facts, column).items()
    }


def write_csv(facts: Facts, target: Path) -> None:
    """Write the recommendations as CSV that Excel opens with all letters right.

    In English it has the names and codes of the JSON, for other programs; in another language headings and words, and
    the separator by which Excel opens a file where it is spoken.
    """
    english = facts.texts.language == "en"
    names = [name if english else _WORDS.get(name, name) for name in _ROW]
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=facts.texts.separator)
        writer.writerow(_ROW if english else [facts.texts(heading) for heading in _ROW.values()])
        columns = [[_cell(value, facts.texts) for value in facts.rows[name].tolist()] for name in names]
        writer.writerows(zip(*columns, strict=True))


def _rows(rows: "pd.DataFrame") -> list[dict[str, Any]]:
    columns = [rows[name].tolist() for name in _ROW]
    return [dict(zip(_ROW, values, strict=True)) for values in zip(*columns, strict=True)]


def _cell(value: Any, texts: Texts) -> str:
    if isinstance(value, list):
        return "; ".join(value)
    if isinstance(value, bool) and texts.language != "en":
        return texts("yes") if value else texts("no")
    if value is None or value != value:  # noqa: PLR0124 - pandas' missing value
        return ""
    return safe(texts.period(str(value)))


def _plain(value: Any) -> Any:
    """Numbers of numpy as numbers, days as text, missing values as nothing."""
    if hasattr(value, "item"):
        return value.item()
    return None if value != value else str(value)  # noqa: PLR0124 - pandas' missing value
