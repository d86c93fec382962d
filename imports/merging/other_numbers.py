"""Rows that have the text of a recommendation of another number: the same one, or a further one? A person is asked."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from imports.merging.near import NEW_ONE, NearTexts, with_text_of
from imports.merging.records import Record, Records
from imports.merging.wording import same_text
from imports.reading.entry import Entry
from imports.reading.questions import Question, QuestionBook
from tracker.language.phrase import Phrase
from tracker.language.texts import marked
from tracker.queries.learned import SAME
from tracker.textkey import compared, text_key
from tracker.vocabulary import Outcome

_NUMBER = re.compile(r"(\d+)(?:\.(\d+))?")
_PART = 25
"""Letters that a text has at least to be known as a part of another."""

_Found = tuple[Record | None, tuple[Outcome, str] | None]


class OtherNumbers:
    """Compares rows that would be new with the recommendations that the register had before the file."""

    def __init__(self, records: Records, near: NearTexts, questions: QuestionBook) -> None:
        self._stored = {review: list(found) for review, found in records.of_review.items()}
        self._records = records
        self._near = near
        self._questions = questions
        self._met: set[str] = set()
        self._kin = lru_cache(self._kin_of)
        self.rows: Mapping[object, Sequence[Entry]] = {}
        """The rows of the file by their codes and numbers: of two numbers that have a text in one file, each is its own."""

        self.notes: dict[int, list[str]] = defaultdict(list)
        """What to say of rows that were taken as a recommendation of another number, by sheet."""

    def match(self, review: str, entry: Entry) -> _Found:
        """The recommendation that a person says it is; the outcome while nobody says."""
        number = entry.get("reference")
        found = self._like(review, entry, number[0]) if number is not None and review in self._stored else []
        if not found:
            return None, None
        question, known = _question(review, number[0], found)
        answer = self._questions.ask(question, entry.cell)
        if answer == NEW_ONE:
            return None, None
        if answer is None:
            return None, (Outcome.CONFLICT, _waits(number[0], found[0]))
        return self._taken(known[answer], number[0], entry)

    def _like(self, review: str, entry: Entry, number: str) -> list[Record]:
        """The recommendations of very this text; else those of a number of the same kin with nearly this text."""
        text = entry.get("text")
        found = [record for record in self._records.with_text(review, text_key(text)) if self._may_be(record, entry)]
        if found:
            return found
        kin = {record.code: record for root in _roots(number) for record in self._kin(review).get(root, ())}
        kin = {code: record for code, record in kin.items() if self._may_be(record, entry)}
        return [
            record
            for record in kin.values()
            if same_text(text, record.text) or (not any(_heads(number, record)) and _is_part(text, record.text))
        ]

    def _may_be(self, record: Record, entry: Entry) -> bool:
        """Return True for one of the register, of these States, that has no row of its own in the file."""
        known = record.id and record.reference is not None
        if not known or not self._near.may_come_from(record, self._near.identities(entry.get("states"))):
            return False
        own = (*self.rows.get(record.code, ()), *self.rows.get((record.review, (record.reference, record.sub)), ()))
        return not any(same_text(row.get("text") or record.text, record.text) for row in own)

    def _kin_of(self, review: str) -> Mapping[str, Sequence[Record]]:
        found: dict[str, list[Record]] = defaultdict(list)
        for record in self._stored[review]:
            for root in _roots(record.reference or ""):
                found[root].append(record)
        return found

    def _taken(self, record: Record, number: str, entry: Entry) -> _Found:
        told = Phrase("{number} is {code}, as was answered", number=number, code=record.code)
        if record.code in self._met:
            return None, (Outcome.LEFT_OUT, Phrase("{told}, which another row has", told=told))
        self._met.add(record.code)
        self.notes[entry.sheet].append(Phrase("{cell}: {told}", cell=entry.cell, told=told))
        with_text_of(record, entry)
        return record, None


def _roots(number: str) -> set[str]:
    """What numbers of one kin share: 6.12 and 140.12 the item, 12 and 12(a) the paragraph; of a list, what each has."""
    parts = (_NUMBER.match(part) for part in number.split(", "))
    return {f".{part[2]}" if part[2] else part[1] for part in parts if part is not None}


def _is_part(one: str, two: str) -> bool:
    """Return True if one text is a part of the other: it was split, or several were joined."""
    shorter, longer = sorted((compared(one), compared(two)), key=len)
    return len(shorter) >= _PART and shorter in longer


def _question(review: str, number: str, found: Sequence[Record]) -> tuple[Question, Mapping[str, Record]]:
    """The question about a number, and what each answer means; one for all rows of another head: 6.* and 140.*."""
    head, other = _heads(number, found[0])
    if len(found) == 1 and other:
        question = Question(
            f"{SAME}:{review}/{head}.*={other}.*",
            Phrase(
                "In {review}, numbers {head}… have the texts of {other}… in the register. Are they the same?",
                review=review,
                head=f"{head}.",
                other=f"{other}.",
            ),
            (SAME, NEW_ONE),
            labels={
                SAME: marked("the same recommendations, under other numbers"),
                NEW_ONE: marked("further recommendations"),
            },
            subject=f"{review}/{head}.*={other}.*",
        )
        return question, {SAME: found[0]}
    codes = [record.code for record in found]
    question = Question(
        f"{SAME}:{review}/{number}",
        Phrase(
            "{number} has the text of {code}, or a part of it ('{text}'). Is it the same recommendation?",
            code=Phrase.joined(codes, ", "),
            number=number,
            text=found[0].text[:70],
        ),
        (*codes, NEW_ONE),
        labels={NEW_ONE: marked("a further recommendation")},
        subject=f"{review}/{number}",
    )
    return question, dict(zip(codes, found, strict=True))


def _heads(number: str, record: Record) -> tuple[str, str]:
    """The heads of two UPR numbers with the same item, 6 and 140; blank for others."""
    found = _NUMBER.fullmatch(number), _NUMBER.fullmatch(record.reference or "")
    (head, item), (other, same) = ((match[1], match[2]) if match else ("", None) for match in found)
    return (head, other) if item and item == same else ("", "")


def _waits(number: str, record: Record) -> str:
    return Phrase(
        "{number} has the text of {code}; answer whether it is the same or a further one",
        code=record.code,
        number=number,
    )
