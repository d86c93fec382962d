"""What waits for a person: conflicts, claims, and what the check of the register finds."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from tracker.language.texts import Texts, marked
from tracker.queries.checks import Finding, check
from tracker.queries.conflicts import conflicts
from tracker.queries.filter import Filter

if TYPE_CHECKING:
    import pandas as pd

TOPICS = {
    "contradiction": marked("Statuses on which the agencies and the group differ"),
    "unassigned": marked("Recommendations without a lead agency"),
    "no status": marked("Recommendations without a status"),
    "not substantiated": marked("Statuses without the evidence that the rules ask for"),
    "stale": marked("Statuses that have to be renewed"),
    "not understood": marked("Values of sheets that were left open"),
}
"""The findings of the check that a meeting has to know of, in its order."""

_BLANK = {"unassigned": "lead_key", "no status": "status_code"}
"""The column of the rows of a report that is blank where the check would find something: it need not look again."""


@dataclass
class Waits:
    """What waits: the conflicts as listings show them, where voices differ, and the codes of each topic, each once."""

    conflicts: list[dict[str, Any]]
    differing: list[Finding]
    codes: dict[str, list[str]]


def what_waits(
    session: Session,
    wanted: Filter,
    today: date,
    rows: "pd.DataFrame",
    texts: Texts,
    findings: Sequence[Finding] | None = None,
) -> Waits:
    """What waits for a person on the recommendations of a filter, whose rows of ``register_frame`` are given.

    ``findings`` are those of the check, where it was made already.
    """
    if findings is None:
        findings = check(session, today, texts, TOPICS.keys() - _BLANK.keys())
    known, found = set(rows.code), defaultdict[str, list[Finding]](list)
    for finding in findings:
        if finding.code in known:
            found[finding.kind].append(finding)
    blank = {topic: rows.code[rows[column] == ""].tolist() for topic, column in _BLANK.items()}
    told = {topic: list(dict.fromkeys(finding.code for finding in found[topic])) for topic in TOPICS}
    return Waits(conflicts(session, wanted, today), found["contradiction"], told | blank)
