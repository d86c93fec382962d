"""A view: what one voice says of implementation on a day, with what supports it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.dates import Period
from tracker.vocabulary import Voice


@dataclass(frozen=True)
class Proof:
    """A piece of evidence: what it is, its date, and its kind (law, decree, programme, statistic, event ...)."""

    text: str
    dated_on: date | None = None
    kind: str = ""


@dataclass(frozen=True)
class View:
    """What one voice says: a status (or a committee's grade), with what supports it."""

    voice: Voice
    status: str | None
    dated_on: date
    agency: str | None = None
    grade: str = ""
    note: str = ""
    proofs: Sequence[Proof] = ()
    measure: str = ""
    due: Period | None = None
    newer: str = ""
    correction: str = ""
    """Why the status on record is wrong, where the view corrects it: then no way between statuses binds."""

    @property
    def said(self) -> str:
        """The note, after the reason for a correction."""
        return "; ".join(part for part in (self.correction, self.note) if part)

    @property
    def speaker(self) -> str | None:
        """The agency that speaks; the other voices have one speaker each."""
        return self.agency if self.voice == Voice.AGENCY else None
