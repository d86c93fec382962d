"""States: the members of the United Nations and observers, to read recommending States and to tell whose review a row is."""

from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base


class State(Base):
    """A State under its United Nations name, with the spellings met in reports, exports and sheets."""

    __tablename__ = "state"

    iso3: Mapped[str] = mapped_column(primary_key=True)
    iso2: Mapped[str]
    name: Mapped[str]
    aliases: Mapped[list[str]]
