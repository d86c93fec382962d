"""The register itself: whose it is."""

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base


class Register(Base):
    """The one row that says which State and which group this register belongs to.

    A new group may not have named its secretariat yet; it may have no independent institution at all.
    """

    __tablename__ = "register"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    state: Mapped[str]
    state_name: Mapped[str]
    group_name: Mapped[str]
    group_basis: Mapped[str]
    secretariat: Mapped[str | None] = mapped_column(ForeignKey("agency.key"))
    independent: Mapped[str | None] = mapped_column(ForeignKey("agency.key"))
