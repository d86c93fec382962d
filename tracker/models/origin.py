"""Where values came from: the file, the sheet, the row and the cells."""

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, Id
from tracker.models.partial import index_where


class ImportedSheet(Base):
    """A sheet of a file that was imported: what its columns meant, and which rows waited for a person.

    ``as_of`` is the day that the sheet speaks of, ``as_of_basis`` where that day comes from; empty for the sheets that
    were imported before the register kept it. ``speaker`` is the agency whose words it has; empty for the group itself.
    ``said`` is what each row said, as ``imports/merging/said_before.py`` writes it; it is long, and loaded where it is asked
    for.
    """

    __tablename__ = "imported_sheet"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id"), index=True)
    file: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    sheet: Mapped[str]
    columns: Mapped[dict[str, str]]
    unsettled: Mapped[list[str]]
    as_of: Mapped[date | None]
    as_of_basis: Mapped[str] = mapped_column(default="", server_default=text("''"))
    speaker: Mapped[str] = mapped_column(default="", server_default=text("''"))
    said: Mapped[str] = mapped_column(default="{}", server_default=text("'{}'"), deferred=True)


class Origin(Base):
    """One row of an imported sheet that brought something into the register.

    ``cells`` gives the cell of every field that does not stand in the column that the sheet has for it (a section row
    above, the first cell of merged ones); ``others`` keeps what stood in columns that the register has no field for.
    ``stamp`` is that of a row of a sheet that the tracker wrote.
    """

    __tablename__ = "origin"
    __table_args__ = (
        UniqueConstraint("imported_sheet_id", "row", "part"),
        index_where("ix_origin_stamp", "stamp <> ''", "stamp"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    imported_sheet_id: Mapped[int] = mapped_column(ForeignKey("imported_sheet.id"))
    row: Mapped[int]
    part: Mapped[int]
    cells: Mapped[dict[str, str]]
    others: Mapped[dict[str, str]]
    stamp: Mapped[str] = mapped_column(default="", server_default=text("''"))


def status_of_day(on: date) -> str:
    """The name under which ``Origin.cells`` keeps the cell of a status of an older column."""
    return f"status of {on}"
