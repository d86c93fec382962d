"""Rows of reply sheets in a plan: their changes, and their conflicts."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from imports.fields import plain_label
from imports.merging.compare import FieldChange
from tracker.followup.answers import Said
from tracker.language.phrase import Phrase
from tracker.vocabulary import Clash


@dataclass(frozen=True)
class ThreeWays:
    """The values of one field: as sent, as it came back, as in the register, and as in the agency's last reply."""

    sent: str
    came: str
    held: str
    last: str | None = None


@dataclass(frozen=True)
class Disagreement:
    """A value that is not taken as it came, with all three values, and the reason in words."""

    kind: Clash
    field: str
    cell: str
    ways: ThreeWays
    value: Any = None
    held_by: str = ""
    reason: str = ""
    agency: str = ""
    """The agency that says it, where it is not the group."""

    @property
    def label(self) -> str:
        """The field in plain words."""
        return plain_label(self.field)

    @property
    def words(self) -> str:
        """The three values in one line."""
        if self.reason:
            return Phrase("{field}: {reason}", field=self.label, reason=self.reason)
        return Phrase(
            "{field}: sent {sent}, came {came}, the register holds {held}",
            field=self.label,
            sent=_short(self.ways.sent),
            came=_short(self.ways.came),
            held=Phrase("{value} ({by})", value=_short(self.ways.held), by=self.held_by)
            if self.held_by
            else _short(self.ways.held),
        )


class Claim(NamedTuple):
    """A value that an agency says as its own, and how it is shown."""

    said: Said
    change: FieldChange


@dataclass
class AnsweredRow:
    """A row of a reply sheet: whose it is, what stood in the agency's cells, what is taken, and what is not.

    ``known`` are disagreements that were noted when this value came before. ``news`` says whether the cells differ from
    the agency's last answer.
    """

    code: str
    asked_id: int
    recommendation_id: int
    agency: str
    request_id: int
    came: dict[str, str] = field(default_factory=dict)
    news: bool = False
    takes: list[tuple[Said, FieldChange]] = field(default_factory=list)
    disagreements: list[Disagreement] = field(default_factory=list)
    known: list[Disagreement] = field(default_factory=list)
    remarks: list[tuple[str, str, str]] = field(default_factory=list)
    cells: dict[str, str] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)

    @property
    def writes(self) -> bool:
        """Return True if the row changes the register."""
        return bool(self.news or self.takes or self.disagreements or self.remarks)

    @property
    def changes(self) -> list[FieldChange]:
        """What the row changes."""
        return [change for _, change in self.takes]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return Phrase("nothing") if not line else f"'{line}'" if len(line) <= 50 else f"'{line[:47]}...'"
