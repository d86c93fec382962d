"""A round that leaves the house: opened, reminded of, or written again, with a folder of files for each agency."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy.orm import Session

from exports.letter_words import Sending
from exports.round_folders import write_round
from tracker.followup.acts import Person
from tracker.followup.journal import Journal
from tracker.followup.letters import owing, remind
from tracker.followup.requests import Leaving, find_request, open_request
from tracker.models import Letter, Request
from tracker.queries.filter import Filter
from tracker.queries.letters import letters_of
from tracker.vocabulary import BatchKind, LetterKind


@dataclass(frozen=True)
class Round:
    """A round to be opened: its subject and due date, the recommendations, the language of what is sent."""

    title: str
    due_on: date
    wanted: Filter
    language: str
    prefix: str = ""
    leaving: Leaving = field(default_factory=Leaving)


@dataclass(frozen=True)
class Sent:
    """What left the house: the number of the round, the batch that recorded it, the agencies."""

    number: int
    batch: int
    agencies: list[str]


def send_round(session: Session, wish: Round, folder: Path, sending: Sending, person: Person) -> Sent:
    """Open a round and write a folder for each agency: nothing is recorded unless all files could be written.

    Raises ``RuleBroken`` and ``NotFound`` as the plan of the round does, ``BadFile`` for a template that cannot be used.
    """
    journal = Journal(session, BatchKind.COMMAND, f"round: {wish.title}", person.name, person.at)
    number = open_request(
        journal, wish.title, wish.due_on, wish.wanted, wish.language, sending.on, wish.prefix, wish.leaving
    )
    request = find_request(session, number)
    return _sent(session, request, journal, letters_of(session, request, LetterKind.REQUEST), folder, sending)


def send_reminders(session: Session, number: int, agency: str, folder: Path, sending: Sending, person: Person) -> Sent:
    """Remind the agencies (or one) that have not replied to a round in full, and write a folder for each.

    Raises ``NotFound`` for an unknown round, ``RuleBroken`` where nobody owes anything.
    """
    request = find_request(session, number)
    journal = Journal(session, BatchKind.COMMAND, f"reminder of round {number}", person.name, person.at)
    letters = remind(journal, request, agency, sending.on)
    return _sent(session, request, journal, letters, folder, sending)


def _sent(
    session: Session, request: Request, journal: Journal, letters: Sequence[Letter], folder: Path, sending: Sending
) -> Sent:
    write_round(session, request, letters, folder, sending)
    return Sent(request.number, journal.number, [letter.agency_key for letter in letters])


def write_again(session: Session, number: int, folder: Path, sending: Sending, agency: str = "") -> list[Path]:
    """Write the folders of a round again: what was asked then, with the present numbers of the letters."""
    request = find_request(session, number)
    letters = [one for one in letters_of(session, request, LetterKind.REQUEST) if agency in ("", one.agency_key)]
    return write_round(session, request, letters, folder, sending)


def write_reminders_again(
    session: Session, number: int, folder: Path, sending: Sending, agency: str = ""
) -> list[Path]:
    """Write the last reminders again, of the agencies (or one) that still owe a reply."""
    request = find_request(session, number)
    owe = owing(session, request, sending.on, agency)
    last = {one.agency_key: one for one in letters_of(session, request, LetterKind.REMINDER) if one.agency_key in owe}
    return write_round(session, request, list(last.values()), folder, sending)


def zip_folders(folder: Path, target: Path) -> None:
    """Pack all files of a folder, with the names of its folders."""
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for file in sorted(file for file in folder.rglob("*") if file.is_file()):
            archive.write(file, file.relative_to(folder).as_posix())
