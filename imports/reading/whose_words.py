"""Decides whose words the rows of a sheet are; in doubt a person is asked, once a sheet."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from imports.reading.entry import Entry
from imports.reading.questions import Question, QuestionBook
from imports.reading.speaker import Grounds, Said
from tracker.language.phrase import Phrase
from tracker.language.texts import marked

GROUP = "group"
"""The answer that the group itself speaks."""

_ITSELF = marked("the working group itself")

_DECIDED = ("status", "due", "lead", "contributing")
"""What an agency only claims or proposes."""


class Place(NamedTuple):
    """The file, the sheet, and the cell from which a title or the sheet's name gives all rows their lead."""

    file: str
    sheet: str
    lead_from: str


def speaker(
    said: Said, given: str, entries: Sequence[Entry], place: Place, book: QuestionBook, known: Collection[str]
) -> str | None:
    """The agency that speaks in a sheet, "" for the group; ``None`` where only a person could say, and did not.

    ``known`` are all agencies. The name of the speaker does not make it the lead of the rows.
    """
    answer = given or _found(said, entries, place, book, known)
    if answer == GROUP:
        return ""
    if answer != "":
        _take_lead_back(entries, place.lead_from)
        _leave_mandate_open(entries)
    if answer is None:
        _leave_open(entries, ("status",) if said.grounds in (Grounds.HEADING, Grounds.STRANGERS) else _DECIDED)
    return answer


def _leave_mandate_open(entries: Sequence[Entry]) -> None:
    """Leave "out of mandate" open: an agency speaks of its own competence, not of the group's mandate."""
    for entry in entries:
        if (said := entry.values.pop("out_of_mandate", None)) is not None:
            entry.open_values.append(("status", said.value.values["text"], entry.whole(said.cell)))


def _found(
    said: Said, entries: Sequence[Entry], place: Place, book: QuestionBook, known: Collection[str]
) -> str | None:
    """The answer that the texts give, else that of a person; a sheet that the tracker wrote is named after its agency."""
    leads = sorted({lead for entry in entries if (lead := entry.get("lead"))})
    others = set(leads) - set(said.agencies)
    if said.sure or (said.grounds is Grounds.FILE_NAME and not others):
        return said.agencies[0]
    weighs = said.grounds in (Grounds.NAME, Grounds.HEADING, Grounds.STRANGERS)
    if said.grounds is Grounds.NONE or (weighs and not _in_doubt(entries)):
        return ""
    if said.grounds in (Grounds.NAME, Grounds.FILE_NAME):
        question = _own_or_about(said.agencies[0], place, is_matrix=bool(others))
    else:
        question = _which(said.agencies or tuple(leads), place, known)
    return book.ask(question, f"{place.sheet}!A1")


def _in_doubt(entries: Sequence[Entry]) -> bool:
    """Return True if the rows state statuses that the tracker did not write: it matters whose words they are."""
    return any(entry.get("status") is not None and not entry.stamp for entry in entries)


def _own_or_about(agency: str, place: Place, *, is_matrix: bool) -> Question:
    """The question of a sheet that names an agency; one that gives other agencies the lead is likely the group's."""
    text = Phrase(
        "Sheet '{sheet}' of {file} names {agency}. "
        "Whose words are these: {agency}'s own, or the group's record about {agency}?",
        sheet=place.sheet,
        file=place.file,
        agency=agency,
    )
    labels = {agency: marked("its own words: its statuses are claims"), GROUP: _ITSELF}
    likely = (GROUP, agency) if is_matrix else (agency, GROUP)
    return Question(f"from:{place.file}/{place.sheet}", text, likely, labels=labels, clear=True)


def _which(agencies: Sequence[str], place: Place, known: Collection[str]) -> Question:
    text = Phrase(
        "Who speaks in the sheet '{sheet}' of {file}? An agency's status is its claim until it is confirmed.",
        sheet=place.sheet,
        file=place.file,
    )
    labels = {GROUP: _ITSELF}
    likely = (*agencies, GROUP)
    return Question(f"from:{place.file}/{place.sheet}", text, likely, labels=labels, others=sorted(known))


def _take_lead_back(entries: Sequence[Entry], cell: str) -> None:
    """Take the lead off the rows that have it only from a title or the name of the sheet."""
    for entry in entries:
        if (lead := entry.values.get("lead")) is not None and lead.cell == cell:
            del entry.values["lead"]


def _leave_open(entries: Sequence[Entry], names: Sequence[str]) -> None:
    """Leave values as they are written: nobody knows yet whose they are."""
    for entry in entries:
        for name in [name for name in names if name in entry.values]:
            entry.leave_open(name)
