"""Rows of any listing as CSV, for spreadsheets and other programs."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any


def as_csv(rows: Sequence[Mapping[str, Any]], separator: str = ",") -> str:
    """Rows as CSV; text that a spreadsheet would run as a formula is kept as text."""
    if not rows:
        return ""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\n")
    writer.writerow(rows[0])
    for row in rows:
        writer.writerow([_cell(value) for value in row.values()])
    return out.getvalue()


def _cell(value: Any) -> str:
    text = _flat(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") and len(text) > 1 else text


def _flat(value: Any) -> str:
    """A value in one cell; of parts that have parts of their own the name is told too ("agency: implemented ...")."""
    match value:
        case None:
            return ""
        case Mapping():
            parts = {name: part for name, part in value.items() if part}
            return " ".join(
                f"{name}: {_flat(part)}" if isinstance(part, Mapping) else str(part) for name, part in parts.items()
            )
        case list() | tuple():
            return "; ".join(map(_flat, value))
    return str(value)
