"""The reply sheet: the columns of the workbook that an agency gets in a round, and whose they are."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.language.texts import LANGUAGES, Texts
from tracker.models import Status, Transition
from tracker.vocabulary import Role

_COLUMNS = Path(__file__).parents[1] / "reference" / "reply_columns.csv"


@dataclass(frozen=True)
class ReplyColumn:
    """A column of the reply sheet: ``asked_of`` are the parts whose agency fills it in; nobody's is the secretariat's."""

    field: str
    asked_of: frozenset[str]
    width: float
    heading: str

    @property
    def headings(self) -> dict[str, str]:
        """The heading in each language."""
        return {language: Texts(language)(self.heading) for language in LANGUAGES}

    @property
    def ours(self) -> bool:
        """Whether the column is the secretariat's: shown and locked."""
        return not self.asked_of


@cache
def reply_columns() -> Sequence[ReplyColumn]:
    """The columns in their order, from the reference data."""
    with _COLUMNS.open(encoding="utf-8-sig", newline="") as file:
        return [
            ReplyColumn(
                row["field"],
                frozenset(part for part in row["asked_of"].split(";") if part),
                float(row["width"]),
                row["heading"],
            )
            for row in csv.DictReader(file)
        ]


def fields_asked(role: Role | str) -> list[str]:
    """The fields that an agency fills in, by its part."""
    return [column.field for column in reply_columns() if role in column.asked_of]


def reserved_statuses(session: Session) -> set[str]:
    """Statuses that no agency claims: those outside the count, and those that only the secretariat sets."""
    ways = session.execute(select(Transition.to_status, Transition.who)).all()
    outside = set(session.scalars(select(Status.code).where(Status.standing == "outside")))
    return outside | ({status for status, _ in ways} - {status for status, who in ways if who != "secretariat"})


def claimable_statuses(session: Session) -> list[Status]:
    """The statuses that an agency may claim, in their order."""
    query = select(Status).where(Status.code.not_in(reserved_statuses(session)))
    return list(session.scalars(query.order_by(Status.place)))
