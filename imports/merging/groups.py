"""Gathers the rows of a file that speak of the same unit: by code, by (review, number), then by text and States."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from imports.cells.languages import other_language
from imports.merging.bases import Bases
from imports.merging.reviews import ReviewCodes
from imports.merging.same_unit import translated
from imports.merging.wording import same_text
from imports.reading.entry import Entry
from tracker.textkey import text_key

_FIRST_CYCLE = "1"

Group = list[Entry]
"""The rows of one unit, in their order."""


class Groups:
    """Gathers rows; ``keys`` are then the codes and numbers that the file has, ``rows`` the rows of each.

    ``refuse`` is given the rows of one number whose texts differ for no known reason.
    """

    def __init__(
        self, bases: Bases, reviews: ReviewCodes, identity: Callable[[str], str], refuse: Callable[[Group], None]
    ) -> None:
        self._bases = bases
        self._reviews = reviews
        self._identity = identity
        self._refuse = refuse
        self._groups: dict[object, Group] = {}
        self.keys = self._groups.keys()
        self.rows: Mapping[object, Group] = self._groups

    def of(self, entries: Iterable[Entry]) -> Iterator[Group]:
        """The rows of each unit, those with a number first."""
        for entry in entries:
            self._groups.setdefault(self._key(entry), []).append(entry)
        for group in sorted(self._groups.values(), key=lambda rows: rows[0].get("reference") is None):
            yield from self._with_one_text(group)

    def _key(self, entry: Entry) -> object:
        if (own := self._bases.record(entry)) is not None:
            return own.code
        code = entry.get("code")
        if code:
            return code
        review = self._reviews.code(entry.placing)
        number = entry.get("reference")
        if number is not None:
            return (review, number)
        if entry.key is not None:
            return (review, entry.sheet, entry.key, entry.part)
        states = frozenset(map(self._identity, entry.get("states") or []))
        return (review, text_key(entry.get("text") or ""), states)

    def _with_one_text(self, group: Group) -> Iterator[Group]:
        """Rows of one number with different texts: translations, bundled recommendations, or a conflict."""
        if self._bases.record(group[0]) is not None:
            yield group
            return
        texts = [text for entry in group if (text := entry.get("text"))]
        if all(same_text(texts[0], text) for text in texts[1:]):
            yield group
        elif any(other_language(texts[0], text) for text in texts[1:]):
            yield translated(group)
        elif self._may_be_bundled(group[0]):
            yield from _bundle(group)
        else:
            self._refuse(group)

    def _may_be_bundled(self, entry: Entry) -> bool:
        """Return True for the first cycle of the UPR, where one number may stand for several recommendations."""
        review = self._reviews.code(entry.placing)
        return self._reviews.mechanism(review) == "UPR" and self._reviews.cycle(review) == _FIRST_CYCLE


def _bundle(group: Group) -> Iterator[Group]:
    texts: dict[str, Group] = defaultdict(list)
    for entry in group:
        texts[text_key(entry.get("text") or "")].append(entry)
    for sub, same in enumerate(texts.values(), start=1):
        for entry in same:
            reading = entry.values["reference"]
            entry.values["reference"] = reading._replace(value=(reading.value[0], reading.value[1] or sub))
        yield same
