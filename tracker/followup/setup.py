"""Makes a register, or brings an existing one up to date without losing anything."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tracker.database import for_acting, in_plain_words, make_register
from tracker.errors import BadReference, TrackerError
from tracker.followup.journal import Journal
from tracker.followup.reference.files import ReferenceFolder
from tracker.followup.reference.load import load_reference
from tracker.followup.reference.tables import Table, tables
from tracker.models import Register, Review
from tracker.vocabulary import BatchKind


@dataclass(frozen=True)
class Setup:
    """What ``set_up`` did."""

    engine: Engine
    created: bool
    added: dict[str, int]
    corrected: dict[str, int]
    reviews: int
    state_name: str


def set_up(location: str, folder: Path | None, who: str, at: datetime) -> Setup:
    """Create or upgrade the register at a place and load the reference data, in one transaction after the migrations.

    Every file is read and checked first: a mistake in one leaves no empty register behind.
    """
    reference = tables(ReferenceFolder(folder))
    engine, created = make_register(location)
    try:
        with in_plain_words(location), Session(for_acting(engine)) as session, session.begin():
            return _load(session, reference, engine, created, who, at)
    except IntegrityError as wrong:
        engine.dispose()
        raise BadReference(
            f"the reference data contradict what the register holds ({str(wrong.orig).splitlines()[-1]}).",
            remedy="Look for a code or symbol that belongs to another row of the register.",
        ) from wrong
    except TrackerError:
        engine.dispose()
        raise


def _load(session: Session, reference: list[Table], engine: Engine, created: bool, who: str, at: datetime) -> Setup:
    _same_state(session, reference)
    loaded = load_reference(Journal(session, BatchKind.INIT, "reference data loaded", who, at), reference)
    reviews = session.scalar(select(func.count()).select_from(Review)) or 0
    register = session.scalars(select(Register)).one()
    return Setup(engine, created, loaded.added, loaded.corrected, reviews, register.state_name)


def _same_state(session: Session, reference: list[Table]) -> None:
    said = next(table.rows[0] for table in reference if table.model is Register)
    present = session.scalars(select(Register)).first()
    if present is not None and said["state"] != present.state:
        raise TrackerError(
            f"this register is of {present.state_name}, the reference data are of {said['state_name']}.",
            remedy="Give the folder of the register's own group with --reference, or another place with --database.",
        )
