"""Makes a register, or brings an existing one up to date without losing anything."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tracker.database import engine_for, for_acting, in_plain_words, make_register, schema_of
from tracker.errors import BadReference, TrackerError
from tracker.followup.journal import Journal
from tracker.followup.reference.files import DEFAULT_STATE, ReferenceFolder, Row
from tracker.followup.reference.load import load_reference
from tracker.followup.reference.states import find_state
from tracker.followup.reference.tables import Table, tables
from tracker.models import Agency, Register, Review
from tracker.vocabulary import BatchKind


@dataclass(frozen=True)
class Setup:
    """What ``set_up`` did. ``assumed`` says that nobody said whose register the new one is."""

    engine: Engine
    created: bool
    added: dict[str, int]
    corrected: dict[str, int]
    agencies: int
    reviews: int
    state_name: str
    secretariat: str | None
    assumed: bool


def set_up(location: str, folder: Path | None, who: str, at: datetime, state: str = "") -> Setup:
    """Create or upgrade the register at a place and load the reference data, in one transaction after the migrations.

    ``state`` is the State as a person names it. Without it a register that exists keeps its own, and a new one is of the
    State in the folder's ``register.csv``, else of the program's default. Every file is read and checked first: a
    mistake in one leaves no empty register behind.
    Raises ``NotFound`` for an unknown State, ``BadReference`` for files that cannot be used, ``TrackerError`` where two
    States are named.
    """
    present, said = _state_of(location), _said_state(folder, state)
    chosen = said["iso3"] if said else present or DEFAULT_STATE
    reference = tables(ReferenceFolder(folder, chosen, begins=not present))
    engine, created = make_register(location)
    try:
        with _contradictions(), in_plain_words(location), Session(for_acting(engine)) as session, session.begin():
            _refuse_other(session, said)
            journal = Journal(session, BatchKind.INIT, "reference data loaded", who, at)
            return _load(journal, reference, engine, created, not said)
    except TrackerError:
        engine.dispose()
        raise


def _state_of(location: str) -> str | None:
    """The State of the register at a place, of whatever version it is; nothing where there is none."""
    engine = engine_for(location)
    try:
        if schema_of(engine, location) is None:
            return None
        with in_plain_words(location), Session(engine) as session:
            return session.scalars(select(Register.state)).first()
    finally:
        engine.dispose()


def _refuse_other(session: Session, said: Row | None) -> None:
    """Refuse to bring another State's group into a register."""
    present = session.scalars(select(Register)).first()
    if present is not None and said is not None and said["iso3"] != present.state:
        raise TrackerError(
            f"this register is for {present.state_name}; the reference data are for {said['name']}.",
            remedy="For the register's own State, leave out --state and give its group's folder with --reference, "
            "if there is one. For another State, name another file with --database.",
        )


def _said_state(folder: Path | None, named: str) -> Row | None:
    """The State that was named, by its name or by a folder of its group. Raises ``TrackerError`` where these differ."""
    files = ReferenceFolder(folder)
    by_name = find_state(files, named) if named else None
    rows = files.rows("register", "key", "value", key="key") if files.brings("register") else []
    code = next((row["value"] for row in rows if row["key"] == "state"), "")
    by_folder = next((row for row in files.rows("states", "iso3", "name") if code and row["iso3"] == code), None)
    if by_name and by_folder and by_name["iso3"] != by_folder["iso3"]:
        raise TrackerError(
            f"--state is {by_name['name']}, but the folder is of {by_folder['name']}'s group.",
            where=str(files.path("register")),
            remedy="Name one of them.",
        )
    return by_name or by_folder


def _load(journal: Journal, reference: list[Table], engine: Engine, created: bool, unsaid: bool) -> Setup:
    session = journal.session
    loaded = load_reference(journal, reference)
    agencies, reviews = (session.scalar(select(func.count()).select_from(model)) or 0 for model in (Agency, Review))
    register = session.scalars(select(Register)).one()
    return Setup(
        engine=engine,
        created=created,
        added=loaded.added,
        corrected=loaded.corrected,
        agencies=agencies,
        reviews=reviews,
        state_name=register.state_name,
        secretariat=register.secretariat,
        assumed=created and unsaid,
    )


@contextmanager
def _contradictions() -> Iterator[None]:
    """Says in plain words that files and register contradict each other."""
    try:
        yield
    except IntegrityError as wrong:
        raise BadReference(
            f"the reference data contradict what the register holds ({str(wrong.orig).splitlines()[-1]}).",
            remedy="Look for a code or symbol that belongs to another row of the register.",
        ) from wrong
