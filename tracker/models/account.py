"""Accounts of people who sign on at an office server, and what must never come back by an undo: passwords and sign-ons."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, Id, Recorded
from tracker.models.instant import Instant


class Account(Recorded, Base):
    """A person who may sign on: acts are recorded under ``name``; ``folded`` is the name as it is found in any spelling.

    A closed account stays, because its name stands in the history. Roles are those of ``reference/roles.csv``.
    """

    __tablename__ = "account"
    __table_args__ = (CheckConstraint("(role = 'agency') = (agency_key IS NOT NULL)", name="agency_of_its_role"),)

    name: Mapped[str]
    folded: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str]
    agency_key: Mapped[str | None] = mapped_column(ForeignKey("agency.key"))
    closed_on: Mapped[date | None]


class Credential(Base):
    """How a person proves who they are: the hash of the password, or that of the one-time code with which it is set.

    It is outside the journal, which keeps old values and gives them back: an old password must do neither.
    """

    __tablename__ = "credential"

    account_id: Mapped[int] = mapped_column(Id, ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    password: Mapped[str] = mapped_column(default="")
    code: Mapped[str] = mapped_column(default="")
    code_expires: Mapped[datetime | None] = mapped_column(Instant)


class SignOn(Base):
    """A browser that is signed on, by the hash of the token in its cookie. Without its row a cookie is worthless."""

    __tablename__ = "sign_on"

    token: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(Id, ForeignKey("account.id", ondelete="CASCADE"), index=True)
    began: Mapped[datetime] = mapped_column(Instant)
    seen: Mapped[datetime] = mapped_column(Instant)
    expires: Mapped[datetime] = mapped_column(Instant)
