"""The folders of a round: for each agency its workbooks, the letter, and a mail draft with all of them attached."""

import re
from collections.abc import Sequence
from pathlib import Path
from textwrap import shorten
from typing import Any

from sqlalchemy.orm import Session

from exports.letter import template_for, write_letter
from exports.letter_words import Sending, contact_of, letter_words, reminder_words
from exports.mail_draft import write_mail_draft
from exports.reply_workbook import write_reply_workbook
from tracker.errors import NotFound
from tracker.language.phrase import Phrase
from tracker.language.texts import Texts, marked
from tracker.models import Agency, Letter, Request
from tracker.queries.addressees import addressee
from tracker.queries.reference import secretariat
from tracker.queries.requests import Package, packages, unanswered
from tracker.vocabulary import LetterKind, Role

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_LONGEST = 60
"""Characters of a folder's name: Windows counts the whole path."""

_ANNEXES = {
    Role.LEAD: marked("Workbook '{file}': recommendations on which you lead ({count})"),
    Role.CONTRIBUTING: marked("Workbook '{file}': recommendations to which you contribute ({count})"),
}
_MAILS = {
    LetterKind.REQUEST: (
        marked("{title}: information by {due} ({reference})"),
        marked(
            "Dear colleagues,\n\n"
            "Please find attached the letter of the {secretariat} and the workbook to be filled in on {count} "
            "recommendations. Please return the workbook by {due}.\n\n"
            "Contact: {contact}\n\n"
            "Reference: {reference}"
        ),
    ),
    LetterKind.REMINDER: (
        marked("Reminder: {title}, due {due} ({reference})"),
        marked(
            "Dear colleagues,\n\n"
            "The information asked for by {due} has not arrived in full: {count} recommendations are still "
            "without a reply. Please find attached our reminder and the workbook once more.\n\n"
            "Contact: {contact}\n\n"
            "Reference: {reference}"
        ),
    ),
}
"""Subject and text of the mail with a letter."""


def write_round(
    session: Session, request: Request, letters: Sequence[Letter], folder: Path, sending: Sending
) -> list[Path]:
    """Write the folder of each letter, for requests and reminders; returns the folders.

    Raises ``BadFile`` for a template that cannot be used, ``BadReference`` for words that cannot, ``OSError`` where a
    file cannot be written.
    """
    texts = Texts(request.language, sending.templates)
    return [_Dispatch(session, request, letter, sending, texts).write(folder) for letter in letters]


def write_workbook(session: Session, request: Request, agency: str, role: Role, target: Path, sending: Sending) -> None:
    """Write one workbook of an agency in a round, as it was sent.

    Raises ``NotFound`` where the agency was asked nothing in that part.
    """
    found = packages(session, request, agency)
    if not any(row.role == role for package in found for row in package.rows):
        raise NotFound(Phrase("round {number} asks {agency} nothing here.", number=request.number, agency=agency))
    contact = sending.contact or contact_of(addressee(session, secretariat(session), sending.on))
    texts = Texts(request.language, sending.templates)
    write_reply_workbook(session, request, found[0], role, target, texts, contact)


class _Dispatch:
    """What one agency gets with one letter."""

    def __init__(self, session: Session, request: Request, letter: Letter, sending: Sending, texts: Texts) -> None:
        self._session, self._request, self._letter = session, request, letter
        self._sending, self._texts = sending, texts
        self._whole = packages(session, request, letter.agency_key)[0]
        reminds = letter.kind == LetterKind.REMINDER
        self._about = unanswered(session, request, letter.agency_key) if reminds else self._whole

    def write(self, folder: Path) -> Path:
        """Write the agency's folder; gives it."""
        place = folder / folder_name(self._session.get_one(Agency, self._letter.agency_key), self._texts)
        place.mkdir(parents=True, exist_ok=True)
        words = self._words()
        workbooks = [self._workbook(place, role, words["contact"]) for role in self._roles()]
        letter = place / self._letter.file
        write_letter(self._template(), words, letter)
        self._mail(letter, workbooks, words)
        return place

    def _roles(self) -> list[Role]:
        return [role for role in Role if any(row.role == role for row in self._about.rows)]

    def _workbook(self, place: Path, role: Role, contact: str) -> Path:
        target = place / self._workbook_name(role)
        write_reply_workbook(self._session, self._request, self._whole, role, target, self._texts, contact)
        return target

    def _workbook_name(self, role: Role) -> str:
        return workbook_name(self._request, self._letter.agency_key, role)

    def _template(self) -> Path:
        return template_for(self._letter.kind, self._request.language, self._sending.templates)

    def _words(self) -> dict[str, Any]:
        words = letter_words(self._session, self._request, self._letter, self._about, self._sending, self._texts)
        words["annexes"] = [
            self._texts(_ANNEXES[role], file=self._workbook_name(role), count=_count(self._whole, role))
            for role in self._roles()
        ]
        if self._letter.kind == LetterKind.REMINDER:
            first = self._session.get(Letter, self._letter.answers_id) if self._letter.answers_id else None
            asked, owed = len(self._whole.rows), len(self._about.rows)
            words |= reminder_words(self._request, first, asked, owed, self._sending, self._texts)
        return words

    def _mail(self, letter: Path, workbooks: Sequence[Path], words: dict[str, Any]) -> None:
        subject, body = _MAILS[LetterKind(self._letter.kind)]
        said = {**words, "title": words["subject"], "due": words["deadline"]}
        said["contact"] = words["contact"] or words["secretariat"]
        write_mail_draft(
            letter.with_name(f"{letter.stem.removesuffix(' letter')} mail.eml"),
            self._texts(subject, **said),
            self._texts(body, **said),
            [letter, *workbooks],
            to=addressee(self._session, self._letter.agency_key, self._sending.on).email,
            sender=self._sending.sender,
        )


def workbook_name(request: Request, agency: str, role: Role) -> str:
    """The name of the workbook of a part, such as ``R3 MOJ lead.xlsx``."""
    return f"R{request.number} {agency} {role}.xlsx"


def folder_name(agency: Agency, texts: Texts) -> str:
    """The name of an agency's folder, such as ``MOJ - Ministry of Justice``, which every system can keep."""
    plain = _NOT_IN_NAMES.sub(" ", f"{agency.key} - {texts.label(agency, 'name')}")
    return shorten(plain, _LONGEST, placeholder="").rstrip(" .")


def _count(package: Package, role: Role) -> int:
    return sum(row.role == role for row in package.rows)
