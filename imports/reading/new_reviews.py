"""Reviews that a person may add as an answer: none is ever made up from a short reference."""

import re
from functools import cached_property

from imports.cells.vocabulary import Vocabulary
from imports.reading.questions import Addition
from imports.reading.reviews import Hints, NewReview
from tracker.codes import cycles_of
from tracker.language.texts import marked
from tracker.vocabulary import UNNAMED


class NewReviews:
    """The reviews of our State that the register could have and does not."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def addition(self, hints: Hints) -> Addition:
        """What a person may add; the review that hints name by mechanism and cycle is proposed."""
        key = f"{hints.mechanism}-{hints.cycle}"
        proposed = re.fullmatch(self._form, key) and key not in self._taken and self._follows(hints)
        return Addition(marked("review"), self._form, "CODE", self._taken, key if proposed else "")

    def _follows(self, hints: Hints) -> bool:
        """Return True for a cycle that may be the next one: a number of a paragraph is often larger."""
        known = [int(number) for code in self._taken for number in _cycle_numbers(code, hints.mechanism)]
        return int(hints.cycle.partition("-")[0]) <= max(known, default=0) + 1

    def made(self, code: str) -> NewReview:
        """The review of a code ("CCPR-5", "CRC-OPAC-2")."""
        mechanism = max((name for name in self._vocabulary.mechanisms if code.startswith(f"{name}-")), key=len)
        return NewReview(mechanism, code.removeprefix(f"{mechanism}-"), state=self._vocabulary.state)

    @cached_property
    def _form(self) -> str:
        """The pattern of codes: a mechanism of the mandate and a cycle, or two that were examined together."""
        mandate = (code for code in self._vocabulary.mechanisms if not self._vocabulary.out_of_mandate(code))
        names = "|".join(re.escape(code) for code in mandate if code != UNNAMED)
        return rf"({names})-[1-9]\d?(-[1-9]\d?)?"

    @cached_property
    def _taken(self) -> set[str]:
        """The codes of the register's reviews, by any of their cycles."""
        ours = [review for review in self._vocabulary.reviews.values() if review.state == self._vocabulary.state]
        named = {f"{review.mechanism}-{cycle}" for review in ours for cycle in cycles_of(review.cycle)}
        return named | set(self._vocabulary.reviews)


def _cycle_numbers(code: str, mechanism: str) -> list[str]:
    """The cycles in the code of a review of a mechanism."""
    found = re.fullmatch(rf"{re.escape(mechanism)}-(\d+)(?:-(\d+))?", code)
    return [number for number in found.groups() if number] if found else []
