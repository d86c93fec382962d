"""What both front doors share, commands and pages: the register opened, who acts and when, what a person types."""

import getpass
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import Mistyped, TrackerError
from tracker.language.phrase import Phrase
from tracker.language.texts import Texts, marked

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from imports.uploads import Uploads
    from tracker.dates import Period
    from tracker.followup.archive import Archive
    from tracker.followup.reviews import Document
    from tracker.followup.view import Proof


class Register:
    """A register that stays open, for one command or for all pages.

    Raises ``NoRegister`` where there is none, or where it is of another version.
    """

    def __init__(self, database: str | None = None) -> None:
        from tracker.database import default_location, open_register

        self.location = database or default_location()
        self._engine = open_register(self.location)

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> "Iterator[Session]":
        """Context manager for reading: all that is read is of one moment."""
        from sqlalchemy.orm import Session

        from tracker.database import for_reading, in_plain_words

        with in_plain_words(self.location), Session(for_reading(self._engine)) as session:
            yield session

    @contextmanager
    def acting(self) -> "Iterator[Session]":
        """Context manager for one act: all of it is kept, or nothing."""
        from sqlalchemy.orm import Session

        from tracker.database import for_acting, in_plain_words

        with in_plain_words(self.location), Session(for_acting(self._engine)) as session, session.begin():
            yield session

    @contextmanager
    def noting(self) -> "Iterator[Session]":
        """Context manager for what is no act and is not in the journal, such as a sign-on: it does not wait for acts."""
        from sqlalchemy.orm import Session

        from tracker.database import for_noting, in_plain_words

        with in_plain_words(self.location), Session(for_noting(self._engine)) as session, session.begin():
            yield session


@contextmanager
def _opened(database: str | None) -> Iterator[Register]:
    register = Register(database)
    try:
        yield register
    finally:
        register.close()


@contextmanager
def reading(database: str | None, as_of: date | None = None) -> "Iterator[Session]":
    """The register, open for reading; with a day, as it was at the end of that day."""
    with _opened(database) as register, register.reading() as session:
        if as_of is None or as_of >= today():
            yield session
            return
        from tracker.dates import morning_of
        from tracker.queries.snapshot import last_batch_before, register_after

        with register_after(session, last_batch_before(session, morning_of(as_of + timedelta(days=1)))) as copy:
            yield copy


@contextmanager
def acting(database: str | None) -> "Iterator[Session]":
    """The register, open for one act: all of it is kept, or nothing."""
    with _opened(database) as register, register.acting() as session:
        yield session


def archive_of(database: str | None) -> "Archive":
    """The files of evidence that belong to the register."""
    from tracker.database import default_location, evidence_folder
    from tracker.followup.archive import Archive

    return Archive(evidence_folder(database or default_location()))


def uploads_of(database: str | None) -> "Uploads":
    """The files that were sent to the pages of the register, until their import is done."""
    from imports.uploads import Uploads
    from tracker.database import default_location, folder_beside

    return Uploads(folder_beside(database or default_location(), "uploads"))


def templates_of(database: str | None) -> Path | None:
    """The group's own letter templates: the folder ``templates`` beside the register, where there is one."""
    from tracker.database import default_location, folder_beside

    folder = folder_beside(database or default_location(), "templates")
    return folder if folder.is_dir() else None


def texts_of(language: str, database: str | None) -> Texts:
    """The texts in a language; those of the group's own folder ``templates`` stand before the shipped ones."""
    return Texts(language, templates_of(database))


def acting_person() -> str:
    """Return the default name of the acting person."""
    return os.environ.get("TRACKER_USER") or _login_name()


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


def today() -> date:
    """The day of the act: ``TRACKER_TODAY`` where a test or an exercise sets it, else the clock's."""
    said = os.environ.get("TRACKER_TODAY")
    if not said:
        return datetime.now().astimezone().date()
    try:
        return date.fromisoformat(said)
    except ValueError as wrong:
        raise TrackerError(
            f"'{said}' is not a date.", where="TRACKER_TODAY", remedy="Write it as 2026-03-02, or unset it."
        ) from wrong


def now() -> datetime:
    """The moment of the act on the officer's clock, whose day is the day of the act."""
    moment = datetime.now().astimezone()
    day = today() if os.environ.get("TRACKER_TODAY") else moment.date()
    return moment.replace(year=day.year, month=day.month, day=day.day)


def typed_due(session: "Session", text: str) -> "Period":
    """A due date as a person types it, in figures or in words ("end of 2027"), as the cells of a sheet are read.

    Raises ``Mistyped`` where it is none.
    """
    from imports.cells.dates import DateReader
    from imports.merging.load_vocabulary import load_vocabulary
    from tracker.dates import Period, typed_period

    if found := typed_period(text):
        return found
    read = DateReader(load_vocabulary(session)).read(text)
    if read is None or read.on is None:
        raise Mistyped(
            Phrase("'{text}' is not a date.", text=text),
            remedy=marked('Write it as 2027-05-31, 2027-Q2, 2027 or "end of 2027".'),
        )
    return Period(read.on, read.precision, text)


def typed_known(text: str) -> str:
    """A date as exactly as it is known: 2024, 2024-05 or 2024-05-06; empty for nothing. Raises ``Mistyped`` for others."""
    from tracker.dates import typed_period
    from tracker.vocabulary import Precision

    if not text.strip():
        return ""
    found = typed_period(text)
    length = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}.get(found.precision) if found else None
    if found is None or length is None:
        raise Mistyped(
            Phrase("'{text}' is not a day, a month or a year.", text=text),
            remedy=marked("Write it as 2027-05-31, 2027-05 or 2027."),
        )
    return found.on.isoformat()[:length]


def typed_document(symbol: str) -> "Document":
    """The document of a review as its symbol is typed. Raises ``Mistyped`` where that is none."""
    from imports.cells.symbols import read_symbol
    from tracker.followup.reviews import Document

    if not symbol.strip():
        return Document()
    found = read_symbol(symbol)
    if found is None:
        raise Mistyped(
            Phrase("'{symbol}' is not a UN symbol.", symbol=symbol),
            remedy=marked("Write it as CCPR/C/AZE/CO/5 or A/HRC/56/12."),
        )
    return Document(found.text, found.mechanism, found.state, found.cycle)


def typed_choice(session: "Session", field: str, choice: str) -> str:
    """What a person chose for a conflict; a date that was typed in words ("end of 2028") is given in figures.

    Raises ``Mistyped`` where a date is none.
    """
    from tracker.dates import shown_date
    from tracker.followup.conflicts import OURS, THEIRS

    if choice in (OURS, THEIRS) or field not in ("due", "dated"):
        return choice
    found = typed_due(session, choice)
    return shown_date(found.on, found.precision) or choice


def typed_proofs(session: "Session", lines: Sequence[str]) -> "list[Proof]":
    """Evidence as typed: what it is, and the date in it ("Law No. 12, 2024-05-06"; "Decree 45 of 12 March 2024").

    Raises ``Mistyped`` for what proves nothing, such as a promise.
    """
    from imports.cells.dates import DateReader
    from imports.cells.placeholders import proves_nothing
    from imports.merging.load_vocabulary import load_vocabulary
    from tracker.dates import days_in
    from tracker.followup.view import Proof

    if not lines:
        return []
    found = []
    vocabulary = load_vocabulary(session)
    dates = DateReader(vocabulary)
    for text in lines:
        if proves_nothing(text.strip(), vocabulary):
            raise Mistyped(
                Phrase("'{text}' is not evidence.", text=text.strip()),
                remedy=marked("Leave it out until there is some, and say in the note what is to come."),
            )
        days = days_in(text) or [day for day in [dates.find(text)] if day is not None]
        found.append(Proof(text.strip(), days[-1] if days else None))
    return found
