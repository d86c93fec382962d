"""Texts that are nearly one of the register: never merged without a question, and never asked about twice."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Set
from functools import lru_cache

from imports.cells.likeness import likest
from imports.merging.records import Record, Records
from imports.reading.entry import Entry
from imports.reading.questions import Question, QuestionBook
from tracker.language.phrase import Phrase
from tracker.queries.learned import SAME
from tracker.textkey import compared, text_key
from tracker.vocabulary import Outcome

_NEAR = 88
"""Likeness (per cent) from which a text without a number may be one that the register has: a person is asked."""

NEW_ONE = "new"
"""The answer that a row is a recommendation of its own."""

_MOST_SHOWN = 150
_POOLS = 64
"""Groups of States whose records are kept at hand: the rows of a sheet come from few."""


class NearTexts:
    """Compares texts with those that the register had before the file."""

    def __init__(self, records: Records, identity: Callable[[str], str], questions: QuestionBook) -> None:
        self._stored = {review: list(found) for review, found in records.of_review.items()}
        self._identity = identity
        self._questions = questions
        self._pool = lru_cache(maxsize=_POOLS)(self._pool_of)
        self.notes: dict[int, list[str]] = defaultdict(list)
        """What to say of rows whose words differ from those of the register, by sheet."""

    def identities(self, states: Iterable[str] | None) -> set[str]:
        """The States of some names, however they are written."""
        return {self._identity(name) for name in states or ()}

    def may_come_from(self, record: Record, states: Set[str]) -> bool:
        """Return True if a record comes from these States, or if one side names none."""
        return not states or not record.states or self.identities(record.states) == states

    def match(self, review: str, entry: Entry) -> tuple[Record | None, tuple[Outcome, str] | None]:
        """Ask about a text that is nearly one of the register, if numbers cannot tell; the outcome while nobody answers."""
        near = self._nearest(review, entry, numbered=entry.get("reference") is not None)
        if near is None:
            return None, None
        question = Question(
            f"{SAME}:{review}/{text_key(entry.get('text'))}",
            Phrase(
                "Is the recommendation in {cell} the same as {code} ('{text}')?",
                cell=entry.cell,
                code=near.code,
                text=near.text[:70],
            ),
            (near.code, NEW_ONE),
            subject=f"{review}: {entry.get('text')[:_MOST_SHOWN]}",
        )
        answer = self._questions.ask(question, entry.cell)
        if answer == near.code:
            told = Phrase(
                "{cell}: it is {code}, as was answered; the text stays as it is", cell=entry.cell, code=near.code
            )
            self.notes[entry.sheet].append(told)
            with_text_of(near, entry)
            return near, None
        if answer == NEW_ONE:
            return None, None
        return None, (Outcome.CONFLICT, _nearly(near))

    def _nearest(self, review: str, entry: Entry, *, numbered: bool) -> Record | None:
        pool, texts = self._pool(review, frozenset(self.identities(entry.get("states"))), numbered)
        found = likest(compared(entry.get("text")), texts, least=_NEAR) if pool else ()
        return pool[found[0][2]] if found else None

    def _pool_of(self, review: str, states: frozenset[str], numbered: bool) -> tuple[list[Record], list[str]]:
        """The records among which a row of these States, with or without a number, may be; and their texts."""
        stored = [record for record in self._stored.get(review, ()) if record.reference is None or not numbered]
        pool = [record for record in stored if self.may_come_from(record, states)]
        return pool, [compared(record.text) for record in pool]


def same_answers(words: Mapping[str, Mapping[str, list[str]]]) -> dict[str, str]:
    """What people answered of rows that may be recommendations of the register, by questions."""
    return {f"{SAME}:{key}": meanings[0] for key, meanings in words.get(SAME, {}).items()}


def with_text_of(record: Record, entry: Entry) -> None:
    """Give a row the text of the recommendation that a person says it is: no text contradicts it then."""
    entry.values["text"] = entry.values["text"]._replace(value=record.text)


def _nearly(near: Record) -> str:
    return Phrase("nearly the same as {code}; answer whether it is the same or a new one", code=near.code)
