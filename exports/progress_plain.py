"""The progress report for other programs: JSON with all figures and rows, CSV with the rows."""

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exports.look import safe
from exports.progress import Progress
from exports.register_frame import each
from tracker.language.texts import Texts, marked
from tracker.queries.meetings import decision_rows

if TYPE_CHECKING:
    import pandas as pd

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


def write_progress_json(report: Progress, target: Path) -> None:
    """Write everything the report holds as one JSON object."""
    content = {
        "state": report.state,
        "as_at": report.as_at,
        "since": report.since,
        "scope": report.scope,
        "figures": report.figures,
        "by_status": {label: int(count) for label, count in report.by_status.items()},
        "by_mechanism": _counts(report.by_mechanism),
        "by_agency": _counts(report.by_agency),
        "by_theme": _counts(report.by_theme),
        "moved": [
            {"code": item.code, "before": item.before, "now": item.status, "why": item.why}
            for item in each(report.moved)
        ],
        "first_status": report.first,
        "overdue": list(report.overdue.code),
        "has_not_reported": report.silent.to_dict("records"),
        "open_decisions": decision_rows(report.decisions),
        "recommendations": _rows(report.rows),
        "outside_the_mandate": _rows(report.apart),
    }
    target.write_text(json.dumps(content, ensure_ascii=False, indent=2, default=_plain), encoding="utf-8")


def write_progress_csv(report: Progress, target: Path) -> None:
    """Write the recommendations as CSV that Excel opens with all letters right.

    In English it has the names and codes of the JSON, for other programs; in another language headings and words, and
    the separator by which Excel opens a file where it is spoken.
    """
    english = report.texts.language == "en"
    names = [name if english else _WORDS.get(name, name) for name in _ROW]
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=report.texts.separator)
        writer.writerow(_ROW if english else [report.texts(heading) for heading in _ROW.values()])
        columns = [[_cell(value, report.texts) for value in report.rows[name].tolist()] for name in names]
        writer.writerows(zip(*columns, strict=True))


def _counts(table: "pd.DataFrame") -> dict[str, dict[str, int]]:
    return {str(name): {str(key): int(count) for key, count in row.items()} for name, row in table.iterrows()}


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
