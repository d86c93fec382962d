"""Puts files and pages in evidence of a recommendation, finds them again, and tells which are gone or altered."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.errors import BadFile, Mistyped, NotFound, RuleBroken
from tracker.file_names import plain_name
from tracker.followup.archive import Archive
from tracker.followup.journal import Journal
from tracker.language.phrase import Phrase
from tracker.language.texts import Texts, marked
from tracker.models import Evidence, Recommendation
from tracker.queries.checks import Finding
from tracker.queries.evidence import evidence_of

_ENDING = re.compile(r"\.[A-Za-z0-9]{1,10}")
_UNNAMED = "file"
"""The name of a file that has none."""

_PAGE = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)


@dataclass(frozen=True)
class Exhibit:
    """A file or a page that proves something: what it is, its date, its place, who gave it; of a file its content's hash."""

    text: str
    dated_on: date
    place: str
    sha256: str | None = None
    agency: str | None = None


def kept(archive: Archive, place: str) -> tuple[str, str | None]:
    """The place of a page as it is; of a file its name, and the hash under which the archive keeps it from now on.

    Raises ``BadFile``.
    """
    if _PAGE.fullmatch(place):
        return place, None
    return Path(place).name, archive.keep(Path(place))


def kept_upload(archive: Archive, name: str, content: bytes) -> tuple[str, str]:
    """The name of a file that came without a place, and the hash under which the archive keeps its content.

    The name is a text to be shown, never a path. Raises ``BadFile`` as above.
    """
    shown = plain_name(name) or _UNNAMED
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"upload{Path(shown).suffix if _ENDING.fullmatch(Path(shown).suffix) else ''}"
        file.write_bytes(content)
        return shown, archive.keep(file)


def page_address(text: str) -> str:
    """The address of a page on the web. Raises ``Mistyped`` for what is none."""
    if not _PAGE.fullmatch(text.strip()):
        raise Mistyped(
            Phrase("'{text}' is not an address.", text=text.strip()), remedy=marked("Write it as https://...")
        )
    return text.strip()


def add_evidence(journal: Journal, item: Recommendation, exhibit: Exhibit, today: date) -> int:
    """Record evidence of a recommendation; gives its number. Raises ``RuleBroken`` for what is there already."""
    text = " ".join(exhibit.text.split())
    if not text:
        raise RuleBroken(marked("evidence needs a description."), remedy='Add --text, such as "Law No. 12 on the bar".')
    if exhibit.dated_on > today:
        raise RuleBroken(
            Phrase("{day} is in the future.", day=exhibit.dated_on), remedy="Give the date of the document itself."
        )
    known = evidence_of(journal.session, item)
    for other in known:
        if (other["text"], other["place"], other["sha256"]) == (text, exhibit.place, exhibit.sha256):
            raise RuleBroken(
                Phrase("this is evidence {number} of {code} already.", number=other["number"], code=item.code),
                remedy=marked("Nothing was added."),
            )
    journal.add(
        Evidence,
        recommendation_id=item.id,
        agency_key=exhibit.agency,
        dated_on=exhibit.dated_on,
        text=text,
        place=exhibit.place,
        sha256=exhibit.sha256,
    )
    journal.flush()
    return len(known) + 1


def remove_evidence(journal: Journal, item: Recommendation, number: int) -> str:
    """Remove evidence that proves nothing; gives its text. The journal keeps it. Raises ``NotFound``."""
    query = select(Evidence).where(Evidence.recommendation_id == item.id).order_by(Evidence.id)
    known = dict(enumerate(journal.session.scalars(query).all(), start=1))
    if number not in known:
        raise NotFound(
            f"there is no evidence {number} of {item.code}.", remedy=f'See: tracker evidence list "{item.code}"'
        )
    text = known[number].text
    journal.remove(Evidence, known[number].id, recommendation_id=item.id)
    journal.flush()
    return text


def find_evidence(session: Session, item: Recommendation, number: int | None) -> dict[str, Any]:
    """The evidence of a number, or the only one that can be opened. Raises ``NotFound``."""
    known = evidence_of(session, item)
    wanted = [row for row in known if (number is None and row["place"]) or row["number"] == number]
    if len(wanted) == 1:
        return wanted[0]
    numbers = ", ".join(str(row["number"]) for row in known if row["place"])
    raise NotFound(
        f"there is no evidence {number} of {item.code}." if number else f"which evidence of {item.code}?",
        remedy=f'Those with a file or a page: {numbers or "none"}. See: tracker evidence list "{item.code}"',
    )


def location(archive: Archive, row: dict[str, Any]) -> str:
    """The path or the address at which evidence can be opened. Raises ``NotFound`` or ``BadFile``."""
    if not row["place"]:
        raise NotFound(f"evidence {row['number']} ('{row['text']}') has neither file nor page.")
    if row["sha256"] is None:
        return str(row["place"])
    path = archive.find(row["sha256"])
    again = "Put the original back: tracker evidence add, with the same file."
    if path is None:
        raise NotFound(f"the file '{row['place']}' is missing from the register's evidence.", remedy=again)
    if archive.flaw(row["sha256"]):
        raise BadFile(f"the file '{row['place']}' was altered since it was kept.", where=str(path), remedy=again)
    return str(path)


def check_files(session: Session, archive: Archive, texts: Texts) -> list[Finding]:
    """Records whose file is missing or was altered. Every content is read once."""
    query = select(Recommendation.code, Evidence.text, Evidence.place, Evidence.sha256)
    query = query.join(Recommendation, Recommendation.id == Evidence.recommendation_id)
    query = query.where(Evidence.sha256.is_not(None)).order_by(Recommendation.code, Evidence.id)
    flaw = cache(archive.flaw)
    return [
        Finding("evidence file", code, partial(str, f"{place} ({text}): {texts(found)}, SHA-256 {sha256}"))
        for code, text, place, sha256 in session.execute(query)
        if (found := flaw(sha256))
    ]
