"""Texts that are nearly one of the register: never merged without a question."""

from collections.abc import Callable, Iterable, Set
from functools import lru_cache

from imports.cells.likeness import likest
from imports.merging.records import Record, Records
from imports.reading.entry import Entry
from imports.reading.questions import Question, QuestionBook
from tracker.language.phrase import Phrase
from tracker.textkey import compared, text_key
from tracker.vocabulary import Outcome

_NEAR = 88
"""Likeness (per cent) from which a text without a number may be one that the register has: a person is asked."""


_POOLS = 64
"""Groups of States whose records are kept at hand: the rows of a sheet come from few."""


class NearTexts:
    """Compares texts with those that the register had before the file."""

    def __init__(self, records: Records, identity: Callable[[str], str], questions: QuestionBook) -> None:
        self._stored = {review: list(found) for review, found in records.of_review.items()}
        self._identity = identity
        self._questions = questions
        self._pool = lru_cache(maxsize=_POOLS)(self._pool_of)

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
            f"same:{review}/{text_key(entry.get('text'))}",
            Phrase(
                "Is the recommendation in {cell} the same as {code} ('{text}')?",
                cell=entry.cell,
                code=near.code,
                text=near.text[:70],
            ),
            (near.code, "new"),
        )
        answer = self._questions.ask(question, entry.cell)
        if answer == near.code:
            return near, None
        if answer == "new":
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


def _nearly(near: Record) -> str:
    return Phrase("nearly the same as {code}; answer whether it is the same or a new one", code=near.code)
