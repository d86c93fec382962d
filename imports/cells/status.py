"""Status words in five languages, percentages, and positions written in the wrong column."""

import re
from functools import cached_property, lru_cache
from typing import NamedTuple

from imports.cells.likeness import likest
from imports.cells.vocabulary import Vocabulary
from tracker.folding import fold

_PERCENT = re.compile(r"^(?:~|≈)?\s*(\d{1,3})(?:[.,]\d+)?\s*(?:%|faiz|процент\w*|per ?cent)$", re.IGNORECASE)
_AMOUNT = re.compile(r"(?:~|≈)?\s*\b(\d{1,3})(?:[.,]\d+)?\s*(?:%|faiz|процент\w*|per ?cent)", re.IGNORECASE)
_DOUBTED = re.compile(r"\?[\s?!.]*$")
_HEAD = re.compile(r"^(.{2,60}?)\s*(?:[.;:,]\s|[.;:]$|\s[–—-]\s|\n|\s?\()(.*)$", re.DOTALL)
_NUMBER_SIGN = re.compile(r"№|(?<!\w)[Nn][o°º]\.?\s*(?=\d)")
_DONE = ("implemented", "partially_implemented")
_SHORT = 80
_LONGEST_AMOUNT = 40
_FUZZY = 90
_NEGATING = frozenset({"m", "n", "u", "im", "in", "ma", "me", "un", "не"})
"""Letters that turn a word round where they are put in: "planlaşdırılmır", "uncompleted", "невыполнено"."""


class StatusReading(NamedTuple):
    """What a status cell says.

    ``code`` is sure. Without it, ``candidates`` are what the word may mean (a person is asked), the best first;
    ``clear`` says that the first is clearly best. ``position`` is a position written in the status column; ``rest`` is
    text that stood behind the status word.
    """

    word: str
    code: str | None = None
    position: str | None = None
    percent: int | None = None
    candidates: tuple[str, ...] = ()
    clear: bool = False
    rest: str = ""
    blank: bool = False


class StatusReader:
    """Reads statuses with the words that the register knows."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._words = {folded: values[0] for folded, values in vocabulary.words["status"].items()}
        self._about = vocabulary.row_words("about")
        self._negations = vocabulary.row_words("negation")
        self._hedges = vocabulary.row_words("hedge")
        self._intentions = vocabulary.row_words("intention")
        self._fully = vocabulary.row_words("fully")
        self._positions = {
            folded: values[0]
            for folded, values in vocabulary.words["position"].items()
            if values[0] != "none" and vocabulary.weights["position", values[0], folded] != "weak"
        }
        self._read = lru_cache(maxsize=8192)(self._reading)
        self.percent_rule = {0: "not_started", 100: "implemented"}

    @cached_property
    def _any(self) -> re.Pattern[str]:
        """Any status word; made when a cell holds more than one."""
        ordered = sorted((word for word in self._words if len(word) > 2), key=len, reverse=True)
        return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, ordered)) + r")(?!\w)")

    def read(self, text: str) -> StatusReading:
        """The status of a cell's text."""
        return self._read(text)

    def is_status(self, text: str) -> bool:
        """Whether a text is a status word and nothing else (to tell such a column from others)."""
        if len(text) > _SHORT:
            return False
        value = self._words.get(fold(text), "position:")
        return not value.startswith("position:") or _PERCENT.match(text.strip()) is not None

    def meanings(self, text: str) -> set[str]:
        """The statuses whose words stand in a longer text, such as the explanation of a key; none if it negates."""
        folded = fold(text)
        found = {self._words[match] for match in self._found(folded)}
        outside = set(self._any.sub(" ", folded).split())
        if self._negations & outside:
            return set()
        return {value for value in found if "|" not in value and ":" not in value and value != "unknown"}

    def _reading(self, text: str) -> StatusReading:
        reading = self._told(text)
        if reading.code is not None and reading.code == self._told(text.rstrip("?! ")).code and _DOUBTED.search(text):
            return StatusReading(reading.word, candidates=(reading.code,), rest=reading.rest)
        return reading

    def _told(self, text: str) -> StatusReading:
        text = text.strip().removeprefix("- ").strip()
        folded = fold(text) or text
        if not text:
            return StatusReading(text, blank=True)
        if found := self._words.get(folded):
            return self._meant(text, found)
        if found := self._positions.get(folded):
            return StatusReading(text, position=found)
        if (match := _PERCENT.match(self._exactly(text))) and int(match[1]) <= 100:
            return StatusReading(text, percent=int(match[1]))
        return (
            self._measured(text)
            or self._bilingual(text)
            or self._headed(text)
            or self._contained(text, folded)
            or self._similar(text, folded)
        )

    def _measured(self, text: str) -> StatusReading | None:
        """A status with a percentage: "40 % implemented" is not implemented, "in progress (40 %)" is in progress."""
        amounts = _AMOUNT.findall(text) if len(text) <= _LONGEST_AMOUNT else []
        if len(amounts) != 1 or int(amounts[0]) > 100:
            return None
        percent = int(amounts[0])
        said = self._told(_AMOUNT.sub(" ", text).strip(" -–—:;,.()"))
        meant = self.from_percent(percent)
        if said.code is None or said.code == meant:
            return said._replace(word=text) if said.code else None
        if said.code == "implemented" or (said.code == "not_started" and percent):
            return StatusReading(text, percent=percent)
        return said._replace(word=text) if 0 < percent < 100 else StatusReading(text, candidates=(said.code, meant))

    def _exactly(self, text: str) -> str:
        """A number without the word that says it is rounded ("about 60 %")."""
        first, _, rest = text.partition(" ")
        return rest.strip() if fold(first) in self._about else text

    def _meant(self, word: str, value: str, rest: str = "") -> StatusReading:
        if value == "unknown":
            return StatusReading(word, rest=rest, blank=True)
        if value.startswith("position:"):
            return StatusReading(word, position=value.removeprefix("position:"), rest=rest)
        if "|" in value:
            return StatusReading(word, candidates=tuple(value.split("|")), rest=rest)
        return StatusReading(word, code=value, rest=rest)

    def _bilingual(self, text: str) -> StatusReading | None:
        """Two languages in one cell ("İcra olunub / Implemented") that agree."""
        parts = [fold(part) for part in re.split(r"\s*[/|\n]\s*|\s+[–—-]\s+", text) if part.strip()]
        found = {self._words.get(part) for part in parts}
        if len(parts) == 2 and len(found) == 1 and (value := found.pop()):
            return self._meant(text, value)
        return None

    def _headed(self, text: str) -> StatusReading | None:
        """A status word followed by an explanation: "Implemented. The law was adopted in 2015."."""
        match = _HEAD.match(text)
        value = self._words.get(fold(match[1])) if match else None
        if match is None or value is None:
            return None
        rest = match[2].strip()
        rest = rest[:-1] if rest.endswith(")") and "(" not in rest else rest
        specific = self._words.get(fold(text.replace("(", " ").replace(")", " ")))
        meanings = {self._words[found] for found in self._found(fold(rest))}
        if "|" in value and (settled := [code for code in value.split("|") if code in meanings]):
            return StatusReading(
                text, code=settled[0] if len(settled) == 1 else None, candidates=tuple(settled), rest=rest
            )
        if specific is None and (doubt := self._qualified(text, value, match[2].strip())):
            return doubt
        return self._meant(match[1], specific or value, rest)

    def _qualified(self, text: str, value: str, rest: str) -> StatusReading | None:
        """A status that the words behind it take back: "Implemented (partially)", "Implemented, but not fully"."""
        qualifier = fold(_NUMBER_SIGN.sub(" ", rest))[:60]
        tokens = set(qualifier.split())
        others = {code for found in self._found(qualifier) for code in self._words[found].split("|")} - {
            value,
            "unknown",
        }
        others = {code for code in others if ":" not in code}
        short = len(tokens) <= 3 and bool(others)
        if (
            value == "implemented"
            and (tokens & (self._negations | self._hedges) or others)
            and "." not in text[len(text) - len(rest) - 2 :][:2]
        ):
            return StatusReading(text, candidates=("partially_implemented", "implemented"))
        return StatusReading(text, candidates=(value, *sorted(others))) if short else None

    def _found(self, folded: str) -> list[str]:
        return self._any.findall(folded)

    def _contained(self, text: str, folded: str) -> StatusReading | None:
        """Status words inside a short text, the longest first; a negation before them makes it a question."""
        if len(text) > _SHORT:
            return StatusReading(text, blank=True, rest=text)
        matches = list(self._any.finditer(folded))
        values = list(dict.fromkeys(self._words[match.group()] for match in matches))
        values = [value for value in values if value != "unknown" and not value.startswith("position:")]
        if not values:
            return None
        outside = self._any.sub(" ", folded).split()
        codes = tuple(dict.fromkeys(code for value in values for code in value.split("|")))
        if self._intended(outside):
            return StatusReading(text, candidates=("planned", "not_started"))
        negated = bool(self._negations.intersection(outside)) or values == ["not_implemented"]
        if negated and self._fully.intersection(outside):
            return StatusReading(text, code="partially_implemented")
        if self._negations.intersection(outside):
            return StatusReading(
                text, candidates=("not_implemented", "not_started", "partially_implemented", "in_progress")
            )
        if len(values) > 1 or "|" in values[0]:
            return StatusReading(text, candidates=codes)
        covered = sum(len(match.group()) for match in matches) / len(folded)
        counted = any(word.isdigit() and len(word) < 4 for word in outside)
        hedged = codes[0] == "implemented" and (counted or bool(self._hedges.intersection(outside)))
        similar = self._similar(text, folded)
        if similar.clear and similar.candidates[0] != codes[0]:
            return similar
        sure = (not hedged and covered >= 0.5) or (
            not hedged and matches[0].start() == 0 and len(matches[0].group()) > 5
        )
        return StatusReading(text, code=codes[0] if sure else None, candidates=codes, clear=sure)

    def _intended(self, words: list[str]) -> bool:
        """Whether something is still to be done: "to be completed"."""
        said = f" {' '.join(words)} "
        return any(f" {phrase} " in said for phrase in self._intentions)

    def _similar(self, text: str, folded: str) -> StatusReading:
        """A word nobody knows: similar ones are proposed, a typing error is clear."""
        if self._intended(folded.split()):
            return StatusReading(text, candidates=("planned", "not_started"))
        near = likest(folded, self._words.keys(), least=75, most=6)
        codes: dict[str, float] = {}
        for word, score, _ in near:
            for code in self._words[word].split("|"):
                if code != "unknown" and not code.startswith("position:"):
                    codes.setdefault(code, score)
        if near and _turned_round(folded, near[0][0]):
            return StatusReading(text, candidates=tuple(code for code in codes if code not in _DONE))
        ranked = sorted(codes.items(), key=lambda item: -item[1])
        clear = bool(ranked) and ranked[0][1] >= _FUZZY and (len(ranked) == 1 or ranked[0][1] - ranked[1][1] >= 6)
        return StatusReading(text, candidates=tuple(code for code, _ in ranked), clear=clear)

    def from_percent(self, percent: int) -> str:
        """The status that a percentage stands for: 0 not started, 100 implemented, between them in progress."""
        return self.percent_rule.get(percent, "in_progress")


def _turned_round(word: str, known: str) -> bool:
    """Whether letters that turn a word round stand in it and not in the known one, or the other way."""
    if abs(len(word) - len(known)) > 2 or word == known:
        return False
    longer, shorter = sorted((word, known), key=len, reverse=True)
    start = next((at for at, (one, two) in enumerate(zip(longer, shorter, strict=False)) if one != two), len(shorter))
    extra = len(longer) - len(shorter)
    return extra > 0 and longer[start + extra :] == shorter[start:] and longer[start : start + extra] in _NEGATING
