"""Status words in five languages, percentages, and positions written in the wrong column."""

import re
from functools import cached_property, lru_cache
from typing import NamedTuple

from imports.cells.boxes import BoxReader
from imports.cells.likeness import likest
from imports.cells.phrases import any_of
from imports.cells.placeholders import is_placeholder
from imports.cells.status_doubts import StatusDoubts
from imports.cells.steps import Step, StepReader, in_doubt
from imports.cells.vocabulary import Vocabulary
from imports.cells.yes_no import YesNoReader
from tracker.folding import fold
from tracker.vocabulary import StatusKind

_HEAD = re.compile(r"^(.{2,60}?)\s*(?:[.;:,]\s|[.;:]$|\s[–—-]\s|\n|\s?\()(.*)$", re.DOTALL)
_NEGATED = (StatusKind.NOT_DONE, StatusKind.NOT_BEGUN, StatusKind.PARTLY_DONE, StatusKind.UNDER_WAY)
"""What a status that is denied may be instead."""

_INTENDED = (StatusKind.PLANNED, StatusKind.NOT_BEGUN)
_SHORT = 80
_LONGEST_AMOUNT = 40
_FUZZY = 90


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
        self._vocabulary = vocabulary
        self._statuses = vocabulary.statuses
        self._words = {folded: values[0] for folded, values in vocabulary.words["status"].items()}
        self._about = vocabulary.row_words("about")
        self._done_nouns = vocabulary.row_words("asks_done")
        self._fully = vocabulary.row_words("fully")
        self._doubts = StatusDoubts(vocabulary)
        self._boxes = BoxReader(vocabulary)
        self._steps = StepReader(vocabulary)
        self._positions = {
            folded: values[0]
            for folded, values in vocabulary.words["position"].items()
            if values[0] != "none" and vocabulary.weights["position", values[0], folded] != "weak"
        }
        words = "|".join(
            re.escape(word) + (r"\w*" if word.isalpha() else "") for word in vocabulary.row_words("percent")
        )
        amount = rf"[~≈]?\s*(\d{{1,3}})(?:[.,]\d+)?\s*(?:{words or '%'})"
        self._percent = re.compile(rf"^{amount}$", re.IGNORECASE)
        self._amount = re.compile(rf"(?<!\d){amount}", re.IGNORECASE)
        self._read = lru_cache(maxsize=8192)(self._reading)

    @cached_property
    def _any(self) -> re.Pattern[str]:
        """Any status word; made when a cell holds more than one."""
        return any_of(word for word in self._words if len(word) > 2)

    @cached_property
    def _yes_no(self) -> YesNoReader:
        return YesNoReader(self._vocabulary, self._any)

    def asked(self, heading: str) -> str:
        """The code of the status that a heading asks for ("Implemented?"); blank where it asks for none."""
        return self._yes_no.asked(heading)

    def read(self, text: str, heading: str = "") -> StatusReading:
        """The status of a cell's text; below a heading that asks for one ("Implemented?"), "yes" and "no" count."""
        return self._read(text, self._yes_no.asked(heading) if heading else "")

    def is_status(self, text: str) -> bool:
        """Whether a text is a status word and nothing else (to tell such a column from others)."""
        if len(text) > _SHORT:
            return False
        value = self._words.get(fold(text), "position:")
        return not value.startswith("position:") or self._percent.match(text.strip()) is not None

    def meanings(self, text: str) -> set[str]:
        """The statuses whose words stand in a longer text, such as the explanation of a key; none if it negates."""
        folded = fold(text)
        found = {self._words[match] for match in self._found(folded)}
        if self._doubts.negated(self._any.sub(" ", folded)):
            return set()
        return found & self._statuses.keys()

    def from_percent(self, percent: int) -> str | None:
        """The status that a percentage stands for."""
        return next((code for code, status in self._statuses.items() if status.stands_for(percent)), None)

    def percent_rule(self) -> str:
        """What percentages stand for, in words: "0 % not started, 1 to 99 % in progress, 100 % implemented"."""
        rules = [(status.percent, status.label_en.lower()) for status in self._statuses.values() if status.percent]
        rules.sort(key=lambda rule: int(rule[0].partition("-")[0]))
        return ", ".join(f"{percent.replace('-', ' to ')} % {label}" for percent, label in rules)

    def _reading(self, text: str, asked: str) -> StatusReading:
        text = text.strip().removeprefix("- ").strip()
        if not text or is_placeholder(text, self._vocabulary):
            return StatusReading(text, blank=True)
        if asked and (answered := self._answered(text, asked)):
            return answered
        return self._ticked(text) or self._doubted(text)

    def _answered(self, text: str, asked: str) -> StatusReading | None:
        """Yes or no below a heading that asks; words behind it count as behind the status that it stands for."""
        answer = self._yes_no.read(text, asked)
        if answer is None:
            return None
        if answer.code is None:
            others = tuple(code for code in self._statuses if answer.open and code != asked)
            return StatusReading(text, candidates=others)
        if not answer.rest.strip():
            return StatusReading(text, answer.code)
        label = self._statuses[answer.code].label_en
        reading = self._doubted(label + answer.rest)
        return reading._replace(word=reading.word.replace(label, answer.word, 1))

    def _ticked(self, text: str) -> StatusReading | None:
        """The status whose box is ticked; without a tick none, with several a question."""
        boxes = self._boxes.read(text)
        known = [self._words.get(fold(box.label), "") for box in boxes]
        if not boxes or (len(boxes) < 2 and not any(known)):
            return None
        ticked = [self._doubted(box.label) for box in boxes if box.ticked]
        if not ticked:
            return StatusReading(text, blank=True)
        codes = tuple(dict.fromkeys(code for one in ticked for code in (one.code, *one.candidates) if code))
        return ticked[0] if len(ticked) == 1 else StatusReading(text, candidates=codes)

    def _doubted(self, text: str) -> StatusReading:
        """A status as it is said, unless words beside it put it in doubt."""
        folded = fold(text)
        if (folded or text) in self._words and not (folded and self._doubts.marked(text)):
            return self._told(text)
        if stepped := self._latest(text):
            return stepped
        reading = self._told(self._doubts.without_question(text)) if "?" in text else self._told(text)
        codes = (reading.code,) if reading.code else reading.candidates
        kinds = {self._statuses[code].kind for code in codes if code in self._statuses}
        if reading.blank or not self._doubts.doubted(text, kinds):
            return reading
        found = (self._words[word] for word in self._found(folded[:_SHORT]))
        named = (code for value in found for code in value.split("|") if code in self._statuses)
        return StatusReading(text, candidates=codes or tuple(dict.fromkeys(named)), rest=reading.rest)

    def _latest(self, text: str) -> StatusReading | None:
        """The last status of a history in one cell ("2023: planned; 2025: implemented")."""
        for steps in self._steps.read(text):
            readings = [self._plain(step) for step in steps]
            if all(self._any.search(fold(step.text)) for step in steps):
                return self._last(text, steps, readings)
        return None

    def _plain(self, step: Step) -> StatusReading:
        reading = self._told(step.text)
        if reading.code and self._doubts.doubted(step.text, {StatusKind.DONE}):
            return StatusReading(reading.word, candidates=(reading.code,))
        return reading

    def _last(self, text: str, steps: list[Step], readings: list[StatusReading]) -> StatusReading:
        """A plan after something better was reached is one for the time to come, and does not end the history."""
        codes = [reading.code for reading in readings]
        kinds = [self._statuses[code].kind if code else "" for code in codes]
        back = kinds[-1] in _INTENDED and set(kinds) - set(_INTENDED)
        if codes[-1] and not back and not in_doubt(steps[-1], steps[-2]):
            return StatusReading(text, codes[-1])
        named = dict.fromkeys(code for one in reversed(readings) for code in (one.code, *one.candidates) if code)
        return StatusReading(text, candidates=tuple(named))

    def _told(self, text: str) -> StatusReading:
        folded = fold(text) or text
        if not text:
            return StatusReading(text, blank=True)
        if found := self._words.get(folded):
            return self._meant(text, found)
        if found := self._positions.get(folded):
            return StatusReading(text, position=found)
        if (match := self._percent.match(self._exactly(text))) and int(match[1]) <= 100:
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
        amounts = self._amount.findall(text) if len(text) <= _LONGEST_AMOUNT else []
        if len(amounts) != 1 or int(amounts[0]) > 100:
            return None
        percent = int(amounts[0])
        left = self._amount.sub(" ", text).strip(" -–—:;,.()")
        if fold(left) in self._done_nouns:
            return StatusReading(text, percent=percent)
        said = self._told(left)
        meant = self.from_percent(percent)
        if said.code is None or said.code == meant:
            return said._replace(word=text) if said.code else None
        kind = self._statuses[said.code].kind
        if kind == StatusKind.DONE or (kind == StatusKind.NOT_BEGUN and percent):
            return StatusReading(text, percent=percent)
        if 0 < percent < 100 or meant is None:
            return said._replace(word=text)
        return StatusReading(text, candidates=(said.code, meant))

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
        qualifier = self._doubts.without_sources(fold(rest))[:60]
        others = {code for found in self._found(qualifier) for code in self._words[found].split("|")}
        others = (others - {value}) & self._statuses.keys()
        explained = "." in text[len(text) - len(rest) - 2 :][:2]
        if self._is_done(value) and not explained and (self._doubts.taken_back(qualifier) or others):
            return StatusReading(text, candidates=(*self._of_kinds(StatusKind.PARTLY_DONE), value))
        short = len(qualifier.split()) <= 3 and bool(others)
        return StatusReading(text, candidates=(value, *sorted(others))) if short else None

    def _found(self, folded: str) -> list[str]:
        return self._any.findall(folded)

    def _is_done(self, code: str) -> bool:
        return code in self._statuses and self._statuses[code].kind == StatusKind.DONE

    def _of_kinds(self, *kinds: StatusKind) -> tuple[str, ...]:
        """The statuses of some kinds, in the order of the kinds."""
        return tuple(code for kind in kinds for code, status in self._statuses.items() if status.kind == kind)

    def _contained(self, text: str, folded: str) -> StatusReading | None:
        """Status words inside a short text, the longest first; a negation before them makes it a question."""
        if len(text) > _SHORT:
            return StatusReading(text, blank=True, rest=text)
        folded = self._doubts.without_sources(folded)
        matches = list(self._any.finditer(folded))
        values = list(dict.fromkeys(self._words[match.group()] for match in matches))
        values = [value for value in values if value != "unknown" and not value.startswith("position:")]
        if not values:
            return None
        outside = self._any.sub(" ", folded)
        codes = tuple(dict.fromkeys(code for value in values for code in value.split("|")))
        if self._doubts.intended(outside):
            return StatusReading(text, candidates=self._of_kinds(*_INTENDED))
        if denied := self._denied(text, outside, codes):
            return denied
        if len(values) > 1 or "|" in values[0]:
            return StatusReading(text, candidates=codes)
        similar = self._similar(text, folded)
        if similar.clear and similar.candidates[0] != codes[0]:
            return similar
        hedged = self._is_done(codes[0]) and (self._doubts.taken_back(outside) or self._doubts.counted(outside))
        covered = sum(len(match.group()) for match in matches) / len(folded)
        sure = not hedged and (covered >= 0.5 or (matches[0].start() == 0 and len(matches[0].group()) > 5))
        return StatusReading(text, code=codes[0] if sure else None, candidates=codes, clear=sure)

    def _denied(self, text: str, outside: str, codes: tuple[str, ...]) -> StatusReading | None:
        """A status with a "not" beside it; not fully done is partly done."""
        negated = self._doubts.negated(outside)
        not_done = all(self._statuses[code].kind == StatusKind.NOT_DONE for code in codes if code in self._statuses)
        partly = self._of_kinds(StatusKind.PARTLY_DONE)
        if (negated or not_done) and partly and self._fully.intersection(outside.split()):
            return StatusReading(text, code=partly[0])
        return StatusReading(text, candidates=self._of_kinds(*_NEGATED)) if negated else None

    def _similar(self, text: str, folded: str) -> StatusReading:
        """A word nobody knows: similar ones are proposed, a typing error of a single one is clear."""
        if self._doubts.intended(folded):
            return StatusReading(text, candidates=self._of_kinds(*_INTENDED))
        codes: dict[str, float] = {}
        near = likest(folded, self._words.keys(), least=75, most=6)
        for word, score, _ in near:
            for code in self._words[word].split("|"):
                if code in self._statuses:
                    codes.setdefault(code, score)
        if near and self._doubts.turned_round(folded, near[0][0]):
            done = self._of_kinds(StatusKind.DONE, StatusKind.PARTLY_DONE)
            return StatusReading(text, candidates=tuple(code for code in codes if code not in done))
        ranked = sorted(codes.items(), key=lambda item: -item[1])
        clear = bool(ranked) and ranked[0][1] >= _FUZZY and (len(ranked) == 1 or ranked[0][1] - ranked[1][1] >= 6)
        return StatusReading(text, candidates=tuple(code for code, _ in ranked), clear=clear)
