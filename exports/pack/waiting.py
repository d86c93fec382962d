"""What waits for a person: conflicts, claims, and what the check of the register finds."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from tracker.language.texts import Texts
from tracker.queries.checks import Finding, check
from tracker.queries.conflicts import conflicts
from tracker.queries.filter import Filter

if TYPE_CHECKING:
    import pandas as pd

TOPICS = "contradiction", "unassigned", "no status", "not substantiated", "stale", "not understood"
"""The findings of the check that a meeting has to know of, in its order."""

SEVERAL = "contradiction", "not substantiated", "not understood"
"""Those of which a recommendation may have several: each counts, as in the check."""

_BLANK = {"unassigned": "lead_key", "no status": "status_code"}
"""The column of the rows of a report that is blank where the check would find something: it need not look again."""


@dataclass
class Waits:
    """What waits: the conflicts as listings show them, the findings of ``SEVERAL``, and the codes of the other topics."""

    conflicts: list[dict[str, Any]]
    found: dict[str, list[Finding]]
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
        findings = check(session, today, texts, set(TOPICS) - _BLANK.keys())
    known, found = set(rows.code), defaultdict[str, list[Finding]](list)
    for finding in findings:
        if finding.code in known:
            found[finding.kind].append(finding)
    blank = {topic: rows.code[rows[column] == ""].tolist() for topic, column in _BLANK.items()}
    stale = {"stale": [finding.code for finding in found["stale"]]}
    return Waits(conflicts(session, wanted, today), {topic: found[topic] for topic in SEVERAL}, blank | stale)
