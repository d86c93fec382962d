"""The open recommendations of an agency: the group's status, and beside it what the agency itself said last."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.language.texts import Texts
from tracker.models import Agency, Batch, Status
from tracker.queries.claims import Held, held_values
from tracker.queries.current import current
from tracker.queries.filter import Filter
from tracker.queries.register import Listed, listing
from tracker.vocabulary import Role

_OWN_WORDS = ("measures", "note")


class Work:
    """What is open for an agency in one role: overdue first, then by due date, then in the register's order."""

    def __init__(self, session: Session, agency: str, role: Role, today: date, texts: Texts) -> None:
        self._session, self._role, self._today, self._texts = session, role, today, texts
        self._labels = {row.code: texts.label(row, "label") for row in session.scalars(select(Status))}
        self._names = {row.key: texts.label(row, "name") for row in session.scalars(select(Agency))}
        self.items = self._open(agency)
        self._current = current(session, [item.id for item in self.items])
        held = held_values(session, [(item.id, agency) for item in self.items])
        self._held = {key: values for (key, _), values in held.items()}

    def _open(self, agency: str) -> list[Listed]:
        is_open = set(self._session.scalars(select(Status.code).where(Status.standing == "open")))
        found = listing(self._session, Filter(agency=agency, role=self._role, mandate="in"), self._today)
        items = [item for item in found if item.status is None or item.status in is_open]
        return sorted(items, key=lambda item: (item.due_on is None, item.due_on or self._today))

    @property
    def overdue(self) -> int:
        """Return how many are past their due date."""
        return sum(self._is_late(item) for item in self.items)

    def _is_late(self, item: Listed) -> bool:
        return item.due_on is not None and item.due_on < self._today

    def rows(self) -> list[list[str]]:
        """The recommendations; where the agency only contributes, with the agency that leads."""
        return [
            [
                item.code,
                item.text,
                *([self._names.get(item.lead or "", "")] if self._role == Role.CONTRIBUTING else []),
                self._due(item),
                self._status(item),
                self._said(self._held[item.id]),
            ]
            for item in self.items
        ]

    def _due(self, item: Listed) -> str:
        due = self._texts.due_in_words(item.due or item.due_text)
        return f"{due}\n{self._texts('overdue')}" if self._is_late(item) else due

    def _status(self, item: Listed) -> str:
        known = self._current[item.id]
        if known.status is None:
            return self._texts("No status")
        label = self._labels[known.status]
        return f"{label}\n{self._texts.day_in_words(known.dated_on)}" if known.dated_on else label

    def _said(self, held: dict[str, Held]) -> str:
        """The agency's claim, measures and note; the day is that of the claim, else the one on which they came."""
        words = [held[name].text for name in _OWN_WORDS if name in held]
        if "status" in held:
            words.insert(0, f"{self._labels[held['status'].text]}, {self._texts.due_in_words(held['dated'].text)}")
        elif words:
            last = max(held[name].batch for name in _OWN_WORDS if name in held)
            words.insert(0, self._texts.day_in_words(self._session.get_one(Batch, last).at))
        return "\n".join(words)
