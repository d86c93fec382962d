"""The reviews that rows belong to: known ones, and those that an import would add."""

from collections.abc import Mapping

from imports.cells.vocabulary import KnownReview
from imports.merging.plan import FilePlan
from imports.reading.context import NewReview, Placing
from tracker.vocabulary import UNNAMED


class ReviewCodes:
    """Codes of reviews: known ones, and those that the import would add. Only another State is named in a code."""

    def __init__(self, known: Mapping[str, KnownReview], state: str, plan: FilePlan) -> None:
        self._known = known
        self._state = state
        self._plan = plan
        self._codes: dict[NewReview, str] = {}

    def code(self, placing: Placing) -> str:
        """The code of the review a row belongs to."""
        if placing.code:
            return placing.code
        new = placing.new or NewReview(UNNAMED, provisional=True)
        if new not in self._codes:
            code = self._existing(new) or self._free(new)
            self._codes[new] = code
            if code not in self._known:
                self._plan.new_reviews[code] = new
        return self._codes[new]

    def mechanism(self, code: str) -> str:
        """The mechanism of a review."""
        known = self._known.get(code)
        return known.mechanism if known else self._plan.new_reviews[code].mechanism

    def cycle(self, code: str) -> str:
        """The cycle of a review."""
        known = self._known.get(code)
        return known.cycle if known else self._plan.new_reviews[code].cycle

    def _existing(self, new: NewReview) -> str | None:
        for review in self._known.values():
            same = review.mechanism == new.mechanism and review.state == new.state
            if same and (
                (new.found_in and review.found_in == new.found_in) or (new.symbol and new.symbol in review.symbols)
            ):
                return str(review.code)
        return None

    def _free(self, new: NewReview) -> str:
        abroad = f"-{new.state}" if new.state and new.cycle and self._is_foreign(new) else ""
        if new.cycle and not new.provisional:
            code = f"{new.mechanism}-{new.cycle}{abroad}"
            if code not in self._known and code not in self._plan.new_reviews:
                return code
        letter = "X" if new.provisional or not new.symbol else ""
        abroad = f"-{new.state}" if self._is_foreign(new) else ""
        number = 1
        while f"{new.mechanism}-{letter}{number}{abroad}" in {*self._known, *self._plan.new_reviews}:
            number += 1
        return f"{new.mechanism}-{letter}{number}{abroad}"

    def _is_foreign(self, new: NewReview) -> bool:
        return new.state not in ("", self._state)
