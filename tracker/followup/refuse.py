"""Refuses claims: the secretariat does not confirm what an agency says, and tells why; the group's status stays as it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.errors import RuleBroken
from tracker.followup.confirm import waiting_claim
from tracker.followup.journal import Journal
from tracker.language.texts import marked
from tracker.models import Assessment, Recommendation
from tracker.queries.on_record import OnRecord


@dataclass(frozen=True)
class Refused:
    """A claim that was not confirmed: of which recommendation, by which agency, which status."""

    code: str
    agency: str
    status: str


def refuse(journal: Journal, items: Sequence[Recommendation], reason: str) -> Iterator[Refused]:
    """Refuse the claims of recommendations that wait, all for one reason; the agency may claim again.

    Raises ``RuleBroken`` without a reason: the agency has to know what is missing.
    """
    if not reason.strip():
        raise RuleBroken(marked("A claim is refused with a reason."), remedy=marked("Say why it is not confirmed."))
    record = OnRecord(journal.session, [item.id for item in items])
    for item in dict.fromkeys(items):
        claim = waiting_claim(record, item.id)
        if claim is not None:
            journal.change(Assessment, claim.id, "refusal", "", reason.strip(), recommendation_id=item.id)
            yield Refused(item.code, claim.agency_key or "", claim.status_code or "")
