"""The list of recommendations as CSV, in the words of a language."""

from collections.abc import Sequence
from typing import Any

from tracker.csv_rows import as_csv
from tracker.language.texts import Texts, marked

_HEADINGS = {
    "code": marked("Code"),
    "text": marked("Recommendation"),
    "position": marked("Position"),
    "lead": marked("Lead"),
    "status": marked("Status"),
    "due": marked("Due"),
    "mechanism": marked("Mechanism"),
    "review": marked("Review"),
    "reference": marked("Paragraph"),
    "states": marked("Recommending States"),
    "contributing": marked("Contributing agencies"),
    "themes": marked("Themes"),
    "priority": marked("Priority"),
    "out_of_mandate": marked("Outside the mandate"),
    "waiting": marked("Waits for its review"),
    "source": marked("Source"),
}
"""The fields of a row, and their headings in a language other than English."""


def listing_csv(rows: Sequence[dict[str, Any]], texts: Texts) -> bytes:
    """Rows as CSV, with the mark by which Excel knows how its letters are stored.

    In English the headings are the names of the JSON, for other programs; else rows are given in words.
    """
    return as_csv(_headed(rows, texts), texts.separator).encode("utf-8-sig")


def _headed(rows: Sequence[dict[str, Any]], texts: Texts) -> Sequence[dict[str, Any]]:
    if texts.language == "en":
        return rows
    said = {True: texts("yes"), False: texts("no")}
    told = [{**row, "out_of_mandate": said[row["out_of_mandate"]], "waiting": said[row["waiting"]]} for row in rows]
    return [{texts(_HEADINGS[name]): value for name, value in row.items()} for row in told]
