"""What can go wrong, said in the words of the person who has to put it right."""


class TrackerError(Exception):
    """Base of every error that is shown to a person: what is wrong, where, and what to do.

    The front doors map it once: the command line to exit code 1, a page to a status.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what = what
        self.where = where
        self.remedy = remedy
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """One line: place, problem, remedy."""
        place = f"{self.where}: " if self.where else ""
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{place}{self.what}{remedy}"


class NoRegister(TrackerError):
    """There is no database yet, or it is of another version than this program."""


class BadReference(TrackerError):
    """A reference data file cannot be used as it is."""


class NotFound(TrackerError):
    """A code, agency, review, batch or layout that the register does not know."""


class BadFile(TrackerError):
    """A file that cannot be read as sheets."""


class RuleBroken(TrackerError):
    """An act that the rules of follow-up do not allow."""


class Mistyped(TrackerError):
    """What a person typed cannot be read as what was asked for, such as a date."""


class ChangedMeanwhile(TrackerError):
    """Somebody else changed what a person was about to change, after it was shown to that person."""


class StandsInTheWay(TrackerError):
    """An import cannot be undone because later changes build on it."""
