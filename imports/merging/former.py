"""Rows of recommendations that the register had under another number, or that a person took out: never new in silence."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property

from sqlalchemy.orm import Session

from imports.merging.records import Record, Records
from imports.merging.wording import same_text
from imports.reading.entry import Entry
from imports.reading.questions import Question, QuestionBook
from tracker.codes import code_of
from tracker.language.phrase import Phrase
from tracker.language.texts import marked
from tracker.queries.former import Former, former_recommendations
from tracker.textkey import text_key
from tracker.vocabulary import Outcome

_OUT, _AGAIN = "no", "yes"


class FormerOnes:
    """What the journal knows of such recommendations; it is asked once a file, and only if a row would be new."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @cached_property
    def _all(self) -> list[Former]:
        return former_recommendations(self._session)

    def exist(self) -> bool:
        """Return True if there are such recommendations at all."""
        return bool(self._all)

    @cached_property
    def _by_code(self) -> Mapping[str, list[Former]]:
        return _grouped((code, former) for former in self._all for code in former.codes)

    @cached_property
    def _by_text(self) -> Mapping[str, list[Former]]:
        return _grouped((former.text_key, former) for former in self._all if former.gone)

    def like(self, codes: Iterable[str], text: str) -> Iterator[Former]:
        """Those that had one of these codes, then those of this text that were taken out; the latest first."""
        for code in codes:
            yield from self._by_code.get(code, ())
        yield from self._by_text.get(text_key(text), ())


def _grouped(pairs: Iterable[tuple[str, Former]]) -> Mapping[str, list[Former]]:
    found: dict[str, list[Former]] = defaultdict(list)
    for key, former in pairs:
        found[key].append(former)
    return found


class FormerRows:
    """Compares rows that would be new with recommendations of former numbers, and with those that were taken out."""

    def __init__(self, known: FormerOnes, records: Records, questions: QuestionBook) -> None:
        self._known = known
        self._records = records
        self._questions = questions
        self._found: set[str] = set()
        self.keys: Collection[object] = ()
        """The codes and numbers that rows of the file have."""

        self.notes: dict[int, list[str]] = defaultdict(list)
        """What to say of rows that were found by their former numbers, by sheet."""

    def match(self, review: str, entry: Entry) -> tuple[Record | None, tuple[Outcome, str] | None]:
        """The recommendation that had this number; or why the row is left out, unless a person takes it in again."""
        if not self._known.exist():
            return None, None
        text, codes = entry.get("text"), _codes(review, entry)
        for former in self._known.like(sorted(codes), text):
            if former.gone:
                if self._is_gone(former, review, codes, entry):
                    return None, self._left_out(former, entry)
                continue
            record = self._records.by_code.get(former.code)
            if record is not None and same_text(text, record.text):
                return self._renumbered(former, record, entry)
        return None, None

    @staticmethod
    def _is_gone(former: Former, review: str, codes: set[str], entry: Entry) -> bool:
        """Return True for the same number and text; for the same text alone, where one side has no number."""
        text = entry.get("text")
        if not codes.isdisjoint(former.codes):
            return same_text(text, former.text)
        alone = entry.get("reference") is None or not former.numbered
        return alone and former.review == review and former.text_key == text_key(text)

    def _left_out(self, former: Former, entry: Entry) -> tuple[Outcome, str] | None:
        into, words = former.reason.into, former.reason.words
        told = {"who": former.by, "day": former.on, "reason": words, "into": into}
        removed = Phrase("was removed by {who} on {day}: {reason}", **told)
        reason = Phrase("was merged into {into} by {who} on {day}: {reason}", **told) if into else removed
        question = Question(
            f"again:{former.code}",
            Phrase("{code} {reason}. Take it in again?", code=former.code, reason=reason),
            (_OUT, _AGAIN),
            clear=True,
            labels={_OUT: marked("it stays out"), _AGAIN: marked("take it in again")},
        )
        answer = self._questions.ask(question, entry.cell)
        return None if answer == _AGAIN else (Outcome.LEFT_OUT, Phrase("it {reason}", reason=reason))

    def _renumbered(
        self, former: Former, record: Record, entry: Entry
    ) -> tuple[Record | None, tuple[Outcome, str] | None]:
        """The recommendation under its number of today; a second row of it in the file is left out."""
        number = entry.get("reference")
        told = Phrase(
            "{number} is {code} since {day}",
            number=number[0] if number else entry.get("code"),
            code=record.code,
            day=former.on,
        )
        keys = {record.code, (record.review, (record.reference, record.sub))}
        if record.code in self._found or not keys.isdisjoint(self.keys):
            return None, (Outcome.LEFT_OUT, Phrase("{told}, which another row has", told=told))
        self._found.add(record.code)
        self.notes[entry.sheet].append(Phrase("{cell}: {told}", cell=entry.cell, told=told))
        return record, None


def _codes(review: str, entry: Entry) -> set[str]:
    """The codes that a row may mean: the one that it gives, and that of its number."""
    number, said = entry.get("reference"), entry.get("code")
    return {code for code in (said, code_of(review, *number) if number else None) if code}
