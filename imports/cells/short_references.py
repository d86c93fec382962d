"""References of a committee and a whole paragraph, as people write them in a column of numbers: "CAT 21"."""

from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from imports.cells.references import Reference, named_paragraph
from imports.cells.vocabulary import KnownReview, Vocabulary
from tracker.codes import code_parts
from tracker.folding import fold

_UPR = "UPR"


class ShortReference(NamedTuple):
    """The committee of a short reference, the cycle where it names one, and the paragraph."""

    mechanism: str
    cycle: str
    reference: Reference


class ShortReferences:
    """Reads short references with the reviews that the register knows."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._names = vocabulary.mechanism_names
        self._reviews = {code_parts(code): review for code, review in vocabulary.reviews.items()}
        self._cycles: dict[str, int] = defaultdict(int)
        for review in vocabulary.reviews.values():
            self._cycles[review.mechanism] = max(self._cycles[review.mechanism], _last_cycle(review))
        self._of_committee = lru_cache(maxsize=4096)(self._read)

    def read(self, text: str) -> ShortReference | None:
        """The reference in a cell of a number column; ``None`` for what may be the cycle of a committee, such as "CAT 5"."""
        return self._of_committee(text) if text[:1].isalpha() else None

    def _read(self, text: str) -> ShortReference | None:
        found = named_paragraph(text)
        if found is None:
            return None
        name, reference = found
        review = self._reviews.get(code_parts(name))
        if review is not None and review.mechanism != _UPR:
            return ShortReference(review.mechanism, review.cycle, reference)
        mechanism = self._names.get(fold(name), _UPR)
        if mechanism == _UPR or int(reference.text) <= self._cycles[mechanism]:
            return None
        return ShortReference(mechanism, "", reference)


def _last_cycle(review: KnownReview) -> int:
    return max((int(part) for part in code_parts(review.cycle) if part.isdecimal()), default=0)
