"""Imports that wait: sheets that were sent to the pages, what people answered about them, and what became of them."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, one_of
from tracker.models.instant import Instant
from tracker.vocabulary import ImportState


class WaitingImport(Base):
    """Files that somebody sent, and how far their import is. It is no act on the register; ``batch`` is the act, if done.

    ``folder`` is where the files are kept among the uploads, ``files`` the name, SHA-256 and size of each. ``review`` and
    ``speaker`` hold for rows and sheets that do not say it. ``rest_open`` says that questions without an answer stay open.
    ``rows``, ``questions`` and ``message`` are those of the last plan: rows read, questions open, what went wrong.
    ``seen`` is the fingerprint of the plan that ``put_by`` saw and wants in the register. ``outcomes`` counts the rows that
    were put in. ``rows_file`` is the name of the workbook of the rows that were not; empty if there is none.
    """

    __tablename__ = "waiting_import"
    __table_args__ = (one_of("state", ImportState), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    who: Mapped[str]
    at: Mapped[datetime] = mapped_column(Instant)
    folder: Mapped[str]
    files: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    review: Mapped[str]
    speaker: Mapped[str]
    answers: Mapped[dict[str, str]]
    rest_open: Mapped[bool]
    state: Mapped[str]
    rows: Mapped[int]
    questions: Mapped[int]
    message: Mapped[str]
    seen: Mapped[str]
    put_by: Mapped[str]
    put_at: Mapped[datetime | None] = mapped_column(Instant)
    outcomes: Mapped[dict[str, Any]] = mapped_column(JSON)
    batch: Mapped[int | None] = mapped_column(ForeignKey("batch.id"))
    rows_file: Mapped[str]

    @property
    def names(self) -> list[str]:
        """The names of the files, as they were sent."""
        return [str(file["name"]) for file in self.files]
