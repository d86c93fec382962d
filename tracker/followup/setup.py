"""Makes a register, or brings an existing one up to date without losing anything."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from tracker import database
from tracker.errors import TrackerError
from tracker.followup.journal import Journal
from tracker.followup.reference import ReferenceFolder, load_reference
from tracker.models import Register, Review
from tracker.vocabulary import BatchKind


@dataclass(frozen=True)
class Setup:
    """What ``set_up`` did."""

    engine: Engine
    created: bool
    added: dict[str, int]
    reviews: int
    state_name: str


def set_up(location: str, folder: Path | None, who: str, at: datetime) -> Setup:
    """Create or upgrade the register at a place and load the reference data, in one transaction after the migrations."""
    reference = ReferenceFolder(folder)
    load_check = reference.rows("register", "key", "value")
    engine = database.engine_for(location)
    created = database.schema_of(engine, location) is None
    database.upgrade(engine)
    with Session(engine) as session, session.begin():
        _same_state(session, {row["key"]: row["value"] for row in load_check})
        journal = Journal(session, BatchKind.INIT, "reference data loaded", who, at)
        added = load_reference(journal, reference)
        reviews = session.scalar(select(func.count()).select_from(Review)) or 0
        register = session.scalars(select(Register)).one()
        return Setup(engine, created, added, reviews, register.state_name)


def _same_state(session: Session, said: dict[str, str]) -> None:
    present = session.scalars(select(Register)).first()
    if present is not None and said.get("state") != present.state:
        raise TrackerError(
            f"this register is of {present.state_name}, the reference data are of {said.get('state_name', 'another')}.",
            remedy="Give the folder of the register's own group with --reference, or another place with --database.",
        )
