"""Pages in Azerbaijani have no English of the program: all that is not somebody's own text goes through the catalogue."""

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
from desk import Desk
from jinja2.bccache import Bucket, BytecodeCache
from pages import FIRST, ROWS, Pages, signed_on
from sqlalchemy import select
from sqlalchemy.orm import Session
from test_import_sheets import CASES, SHEETS, copied
from untranslated import mark_translations, untranslated, words_of

from imports.fields import BY_NAME
from imports.files import read_workbook
from imports.run import ImportResult
from imports.waiting import plan
from tracker.errors import BadFile
from tracker.language.phrase import Phrase
from tracker.language.texts import Texts
from tracker.models import (
    AffectedGroup,
    Agency,
    Conflict,
    Goal,
    OpenValue,
    Recommendation,
    Review,
    Status,
    Theme,
)
from tracker.web.labels import FIELDS

NAMES = """
Leyla test English https xls xlsx csv docx ods Add Mac Roman
yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr rüb yarımil
"""
"""Persons, languages, months and other names that pages have as they are."""

_COLUMNS = (Agency.name_az, Status.label_az, Theme.label, AffectedGroup.label, Goal.name, Review.followup_verdict)
"""The group's own data, in the language in which they are kept."""

_COLOURS = re.compile(r"colour [0-9A-F]{6}")
"""What the register keeps of a colour that nobody explained."""


def own_words(desk: Desk, files: list[Path]) -> set[str]:
    """The words of sheets and of the register's own reference data."""
    said = [NAMES, *(file.name for file in files)]
    for sheet in (sheet for file in files for sheet in sheets_of(file)):
        said += [sheet.name, *(str(value) for row in sheet.rows for value in row)]
        said += [link for links in sheet.links.values() for link in links]
        said += [part for comment in sheet.comments.values() for part in (comment.author, comment.text)]
    with Session(desk.engine) as session:
        for column in _COLUMNS:
            said += [text for text in session.scalars(select(column)) if text]
    return words_of(said)


def sheets_of(file: Path) -> list:
    try:
        return read_workbook(file, file.name).sheets
    except BadFile:
        return []


class Reader:
    """Somebody who reads pages in Azerbaijani, and notes what is in English there."""

    def __init__(self, pages: Pages, own: set[str]) -> None:
        self.pages, self._own, self.found = pages, own, []

    def read(self, address: str) -> str:
        page = self.pages.get(f"{address}{'&' if '?' in address else '?'}language=az").text
        self.found += [(address, *words) for words in self._english(page)]
        return page

    def _english(self, page: str) -> Iterator[tuple[str, str]]:
        for text, words in untranslated(page, self._own):
            if left := [word for word in words if not self._is_own(word, text)]:
                yield text, ", ".join(left)

    def _is_own(self, word: str, text: str) -> bool:
        """Return True for codes, for a word of a sheet that is cut short, and for what the register keeps of a colour."""
        cut = any(own.startswith(word.casefold()) for own in self._own)
        return word.isupper() or cut or (word == "colour" and _COLOURS.search(text) is not None)

    def read_plan(self, address: str) -> str:
        """Read all sheets of a plan; gives the first page."""
        page = self.read(address)
        for link in re.findall(r'href="(/import/\d+\?sheet=[1-9]\d*)"', page):
            self.read(link)
        return page


class Compiled(BytecodeCache):
    """The templates, compiled once for all tests."""

    _code: ClassVar[dict[str, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if code := self._code.get(bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


@pytest.fixture
def plans(monkeypatch) -> list[ImportResult]:
    """The plans that the pages make; a page waits for its plan, however busy the machine is."""
    made: list[ImportResult] = []

    def keeping(*given: Any) -> ImportResult:
        made.append(plan(*given))
        return made[-1]

    monkeypatch.setattr("tracker.web.import_jobs.plan", keeping)
    monkeypatch.setattr("tracker.web.import_plan._AT_ONCE", 60)
    return made


@pytest.mark.parametrize("name", CASES)
def test_an_import_has_no_words_of_the_program_in_english(quick_desk, name, monkeypatch, plans):
    """Sent with its questions open, put in, and what became of it: the plan, the history, Activity, Home."""
    mark_translations(monkeypatch)
    case = json.loads((SHEETS / name / "case.json").read_text(encoding="utf-8"))
    copies = [copied(quick_desk.folder, SHEETS / name / file) for file in case["files"]]
    files = [file for file in copies if file.exists()]
    with signed_on(quick_desk) as pages:
        pages.client.application.jinja_env.bytecode_cache = Compiled()
        reader = Reader(pages, own_words(quick_desk, files))
        sent = [(io.BytesIO(file.read_bytes()), file.name) for file in files]
        address = pages.act("/import/send", "/import", files=sent, review=review_of(case)).headers["Location"]
        if 'name="open"' in reader.read_plan(address):
            pages.act(f"{address}/rest", address, open="1")
            reader.read_plan(address)
        pages.act(f"{address}/put-in", address)
        for page in (address, "/import", "/activity", *pages_after(quick_desk)):
            reader.read(page)
    assert reader.found == []
    assert [text for result in plans for text in told_in(result) if not is_known(text)] == []


def review_of(case: dict[str, Any]) -> str:
    """The review that the command of a case names."""
    return case["args"][2] if len(case["args"]) > 2 else ""


def pages_after(desk: Desk) -> Iterator[str]:
    """The pages on which an import that was put in shows: Home and conflicts where something waits."""
    with Session(desk.engine) as session:
        code = session.scalar(select(Recommendation.code).limit(1))
        unclear = select(Recommendation.code).join(OpenValue, OpenValue.recommendation_id == Recommendation.id)
        waiting = session.scalar(unclear.limit(1))
        disputed = session.scalar(select(Conflict.id).limit(1))
    if code:
        yield from ("/activity/2", f"/recommendation/{waiting or code}")
    if waiting:
        yield "/"
    if disputed:
        yield "/conflicts"


def told_in(result: ImportResult) -> Iterator[str]:
    """The notes, reasons, errors and questions of a plan."""
    for file in result.plans:
        yield from filter(None, (file.error.what, file.error.remedy) if file.error else ())
        for sheet in file.sheets:
            yield from sheet.notes
            yield from (row.reason for row in sheet.rows if row.reason)
            yield from (question.text for question in (*sheet.questions, *(asked for asked, _ in sheet.taken)))


AZERBAIJANI = Texts("az")


def is_known(text: str) -> bool:
    """Return True if the catalogue has a text; of a phrase its form, and the phrases among its values."""
    if not isinstance(text, Phrase):
        return AZERBAIJANI(text) != text
    parts = [value for value in text.values.values() if isinstance(value, Phrase)]
    form = re.sub(r"\{\w+\}", "", text.english)
    return all(map(is_known, parts)) and (not re.search(r"[a-z]{2}", form) or AZERBAIJANI(text.english) != text.english)


def test_every_field_has_a_name_on_the_pages():
    assert set(BY_NAME) - set(FIELDS) == set()


def test_activity_says_what_was_done_with_labels_in_place_of_codes(quick_desk):
    quick_desk.take(quick_desk.sheet(ROWS), yes=True)
    quick_desk.ok("status", FIRST, "in_progress", "--note", "Begun", "--measure", "A law")
    quick_desk.ok("agencies", "alias", "MOJ", "Min. Law")
    with signed_on(quick_desk) as pages:
        english, own = pages.read("/activity?language=en"), pages.read("/activity?language=az")
    assert f"status {FIRST} In progress (secretariat)" in english
    assert f"{FIRST} – icra vəziyyəti: İcra olunur (katiblik)" in own
    assert "Ədliyyə Nazirliyi – yazılış variantı: Min. Law" in own
