"""What every table shares: naming of constraints, and who put a row there."""

from enum import StrEnum
from typing import ClassVar

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Integer, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from tracker.vocabulary import choices

Id = BigInteger().with_variant(Integer, "sqlite")


class Base(DeclarativeBase):
    """Base of the models. Constraints are named, so that migrations can name what they drop."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {dict[str, str]: JSON, list[str]: JSON, object: JSON(none_as_null=True)}


class Recorded:
    """A row that some act put into the register: the batch says who and when, the origin from which row of a sheet.

    Identifiers are made by the batch (see ``tracker.followup.journal``), so that thousands of rows can be written
    without asking the database for an answer.
    """

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)

    @declared_attr
    def batch_id(cls) -> Mapped[int]:
        """The act that created the row."""
        return mapped_column(ForeignKey("batch.id"))

    @declared_attr
    def origin_id(cls) -> Mapped[int | None]:
        """The row of a sheet that the value came from; empty when a person typed it."""
        return mapped_column(ForeignKey("origin.id"))


def one_of(column: str, kind: type[StrEnum], *, optional: bool = False) -> CheckConstraint:
    """A constraint by which the database itself knows a closed vocabulary."""
    allowed = f"{column} IN ({choices(kind)})"
    return CheckConstraint(f"{column} IS NULL OR {allowed}" if optional else allowed, name=column)
