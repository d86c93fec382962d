"""What waits for a person: conflicts, claims, and what the check of the register finds."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from tracker.language.texts import Texts, marked
from tracker.queries.checks import Finding, check
from tracker.queries.conflicts import conflicts
from tracker.queries.filter import Filter

TOPICS = {
    "contradiction": marked("Statuses on which the agencies and the group differ"),
    "unassigned": marked("Recommendations without a lead agency"),
    "no status": marked("Recommendations without a status"),
    "not substantiated": marked("Statuses without the evidence that the rules ask for"),
    "stale": marked("Statuses that have to be renewed"),
    "not understood": marked("Values of sheets that were not understood"),
}
"""The findings of the check that a meeting has to know of, in its order."""


@dataclass
class Waits:
    """What waits: the conflicts as listings show them, and the findings of each topic."""

    conflicts: list[dict[str, Any]]
    findings: dict[str, list[Finding]]

    def codes(self, topic: str) -> list[str]:
        """The codes of a topic's recommendations, each once."""
        return list(dict.fromkeys(finding.code for finding in self.findings.get(topic, ())))


def what_waits(
    session: Session,
    wanted: Filter,
    today: date,
    codes: Collection[str],
    texts: Texts,
    findings: Sequence[Finding] | None = None,
) -> Waits:
    """What waits for a person on the recommendations of a filter, whose codes are given.

    ``findings`` are those of the check, where it was made already.
    """
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in check(session, today, texts, TOPICS) if findings is None else findings:
        if finding.kind in TOPICS and finding.code in codes:
            found[finding.kind].append(finding)
    return Waits(conflicts(session, wanted, today), found)
