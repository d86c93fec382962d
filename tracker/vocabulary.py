"""Closed vocabularies of the register: each is enforced by the database as well."""

from enum import StrEnum


class Voice(StrEnum):
    """Who speaks about implementation. The four voices are kept apart, never mixed or averaged."""

    AGENCY = "agency"
    SECRETARIAT = "secretariat"
    OMBUDSPERSON = "ombudsperson"
    COMMITTEE = "committee"


class Role(StrEnum):
    """What an agency does for a recommendation: one leads, any number contribute."""

    LEAD = "lead"
    CONTRIBUTING = "contributing"


class Mandate(StrEnum):
    """In or outside the group's mandate, for the recommendations of a mechanism."""

    IN = "in"
    OUT = "out"


class Position(StrEnum):
    """What the State answered to a UPR recommendation (HRC resolutions 5/1 and 16/21)."""

    SUPPORTED = "supported"
    NOTED = "noted"
    PARTIALLY_SUPPORTED = "partially_supported"
    PENDING = "pending"


class StatusKind(StrEnum):
    """What a status of the group says, whatever its code: all that the program needs to know to read and check one."""

    NOT_BEGUN = "not_begun"
    PLANNED = "planned"
    UNDER_WAY = "under_way"
    PARTLY_DONE = "partly_done"
    DONE = "done"
    CONTINUOUS = "continuous"
    NOT_DONE = "not_done"
    NOTED = "noted"
    REPLACED = "replaced"
    OUTSIDE = "outside"


class Priority(StrEnum):
    """How urgent the group holds a recommendation; a person says so, with the reason."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Precision(StrEnum):
    """How exactly a date was given."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    TEXT = "text"


class DateBasis(StrEnum):
    """Where the date of a status comes from, the best first."""

    STATED = "stated"
    SHEET = "sheet"
    FILE = "file"
    IMPORT = "import"


class BatchKind(StrEnum):
    """What a batch of changes was: every act of a person on the register is one batch."""

    INIT = "init"
    IMPORT = "import"
    COMMAND = "command"
    UNDO = "undo"


class ImportState(StrEnum):
    """How far an import is that was begun on a page."""

    WAITING = "waiting"
    """Its plan waits for answers, or for somebody who puts it into the register."""
    APPLYING = "applying"
    DONE = "done"


class Outcome(StrEnum):
    """How a row of a sheet ends: always exactly one of these."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    CONFLICT = "conflict"
    REFUSED = "refused"
    LEFT_OUT = "left_out"


class Clash(StrEnum):
    """Why a value of a sheet was not taken as it came."""

    BOTH_CHANGED = "both_changed"
    EMPTIED = "emptied"
    UNREADABLE = "unreadable"
    TWICE = "twice"
    NOT_ASKED = "not_asked"
    SOURCE = "source"
    """It changes what was taken from the UN document."""
    NEWER = "newer"
    """The register's value is of a later day than the sheet."""
    PROPOSED = "proposed"
    """An agency may only propose it."""


class Direction(StrEnum):
    """Which way a letter went."""

    OUT = "out"
    IN = "in"


class LetterKind(StrEnum):
    """What a letter is for."""

    REQUEST = "request"
    REMINDER = "reminder"
    ANSWER = "answer"


class MeetingKind(StrEnum):
    """What a meeting of the group is."""

    ORDINARY = "ordinary"
    EXTRAORDINARY = "extraordinary"


class Speaker(StrEnum):
    """Who says a contribution."""

    AGENCY = "agency"
    OMBUDSPERSON = "ombudsperson"
    CIVIL_SOCIETY = "civil_society"


class SheetKind(StrEnum):
    """What a sheet of a workbook is."""

    RECOMMENDATIONS = "recommendations"
    ANSWER = "answer"
    COVER = "cover"
    LEGEND = "legend"
    LOOKUP = "lookup"
    EMPTY = "empty"
    OTHER = "other"


UNNAMED = "TBC"
"""The code that stands for the mechanism of rows whose mechanism is not known."""


def choices(kind: type[StrEnum]) -> str:
    """The values of a vocabulary as the list of an SQL ``IN``."""
    return ", ".join(f"'{member.value}'" for member in kind)
