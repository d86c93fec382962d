"""Status words in five languages, percentages, and positions written in the wrong column."""

import re
from collections.abc import Collection
from datetime import date
from functools import cached_property, lru_cache

from imports.cells.boxes import BoxReader
from imports.cells.footnote_marks import without_marks
from imports.cells.phrases import Phrases
from imports.cells.placeholders import is_placeholder
from imports.cells.status_company import StatusCompany
from imports.cells.status_doubts import StatusDoubts
from imports.cells.status_inside import INTENDED, SHORT, StatusInside
from imports.cells.status_words import StatusReading, StatusWords, compared
from imports.cells.steps import Step, StepReader, in_doubt
from imports.cells.vocabulary import Vocabulary
from imports.cells.yes_no import YesNoReader
from imports.files import is_dash
from tracker.folding import fold
from tracker.language.phrase import Phrase, Term
from tracker.vocabulary import StatusKind

__all__ = ["StatusReader", "StatusReading"]

_HEAD = re.compile(r"^(.{2,60}?)\s*(?:[.;:,]\s|[.;:]$|\s[–—-]\s|\n|\s?\()(.*)$", re.DOTALL)
_NUMBERED = re.compile(r"^\(?(?:\d{1,2}|[A-Z])\s?(?:[.):=]|\s[–—-])\s+(.{2,60})$")
"""A status with its number or letter in a list of them: "1. Implemented"."""

_LONGEST_AMOUNT = 40


class StatusReader:
    """Reads statuses with the words that the register knows; after ``today``, if it is given, nothing is done yet."""

    def __init__(self, vocabulary: Vocabulary, today: date | None = None) -> None:
        self._vocabulary = vocabulary
        self._statuses = vocabulary.statuses
        self._known = StatusWords(vocabulary)
        self._words = self._known.values
        self._about = vocabulary.row_words("about")
        self._fully = vocabulary.row_words("fully")
        self._subjects = Phrases(vocabulary.row_words("status_subject"))
        self._lone = vocabulary.row_words("lone_remark")
        self._done_nouns = vocabulary.row_words("asks_done")
        self._doubts = StatusDoubts(vocabulary)
        self._company = StatusCompany(vocabulary, today)
        self._inside = StatusInside(vocabulary, self._known, self._doubts, self._company)
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
    def _yes_no(self) -> YesNoReader:
        return YesNoReader(self._vocabulary, self._known.any)

    def asked(self, heading: str) -> str:
        """The code of the status that a heading asks for ("Implemented?"); blank where it asks for none."""
        return self._yes_no.asked(heading)

    def read(self, text: str, heading: str = "") -> StatusReading:
        """The status of a cell's text; below a heading that asks for one ("Implemented?"), "yes" and "no" count."""
        return self._read(text, self._yes_no.asked(heading) if heading else "")

    def is_status(self, text: str) -> bool:
        """Return True if a text is a status word and nothing else (to tell such a column from others)."""
        if len(text) > SHORT:
            return False
        value = self._words.get(fold(text), "position:")
        return not value.startswith("position:") or self._percent.match(text.strip()) is not None

    def is_done(self, text: str, heading: str) -> bool:
        """Return True if a text below a heading is a status that says that all is done."""
        code = self.read(text, heading).code
        return code is not None and self._known.is_done(code)

    def meanings(self, text: str) -> set[str]:
        """The statuses whose words stand in a longer text, such as the explanation of a key; none if it negates."""
        folded = fold(text)
        if self._doubts.negated(self._known.any.without(folded)):
            return set()
        return set(self._known.values_in(folded)) & self._statuses.keys()

    def from_percent(self, percent: int) -> str | None:
        """The status that a percentage stands for."""
        return next((code for code, status in self._statuses.items() if status.stands_for(percent)), None)

    def percent_rule(self) -> str:
        """What percentages stand for, in words: "0 % not started, 1 to 99 % in progress, 100 % implemented"."""
        said = [status for status in self._statuses.values() if status.percent]
        said.sort(key=lambda status: int(status.percent.partition("-")[0]))
        rules = (_rule(status.percent, Term(status.label_en.lower(), status.code)) for status in said)
        return Phrase.joined(rules, ", ")

    def _reading(self, text: str, asked: str) -> StatusReading:
        text = compared(without_marks(text.strip().removeprefix("- ").strip()))
        if is_dash(text) or is_placeholder(text, self._vocabulary):
            return StatusReading(text, blank=True)
        if asked and (answered := self._answered(text, asked)):
            return answered
        return self._ticked(text) or self._doubted(text)

    def _answered(self, text: str, asked: str) -> StatusReading | None:
        """The answer, yes or no, below a heading that asks; words behind it are read as words behind the status."""
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
        found = self._boxes.read(text)
        known = [self._words.get(fold(box.label), "") for box in found.boxes]
        if found.doubtful:
            return StatusReading(text, candidates=self._known.codes_in(fold(text)))
        if not found.boxes or (len(known) < 2 and not any(known)):
            return None
        ticked = list(map(self._doubted, found.ticked))
        if not ticked:
            return StatusReading(text, blank=True)
        codes = tuple(dict.fromkeys(code for one in ticked for code in (one.code, *one.candidates) if code))
        return ticked[0] if len(ticked) == 1 else StatusReading(text, candidates=codes)

    def _doubted(self, text: str) -> StatusReading:
        """The status of a text; a history has its last one, and words beside a status may put it in doubt."""
        folded = fold(text)
        if (folded or text) in self._words and not (folded and self._doubts.marked(text)):
            return self._told(text)
        return self._latest(text) or self._weighed(text, folded)

    def _weighed(self, text: str, folded: str) -> StatusReading:
        """A status that becomes a question where words beside it put it in doubt."""
        reading = self._told(self._doubts.without_question(text) if "?" in text else text)
        codes = (reading.code,) if reading.code else reading.candidates
        if reading.blank or not self._in_doubt(text, self._known.kinds(codes)):
            return reading
        return StatusReading(text, candidates=codes or self._known.codes_in(folded[:SHORT]), rest=reading.rest)

    def _in_doubt(self, text: str, kinds: Collection[str]) -> bool:
        """Return True if words or days beside statuses of these kinds leave them open."""
        if self._doubts.doubted(text, kinds):
            return True
        first = self._doubts.first_sentence(text)
        if StatusKind.DONE in kinds:
            return self._company.alters(first, self._known.any.without(fold(first)))
        going = not {StatusKind.UNDER_WAY, StatusKind.PARTLY_DONE, StatusKind.CONTINUOUS}.isdisjoint(kinds)
        return going and self._company.is_of_other_time(first)

    def _latest(self, text: str) -> StatusReading | None:
        """The last status of a history in one cell ("2023: planned; 2025: implemented")."""
        for steps in self._steps.read(text):
            readings = [self._plain(step) for step in steps]
            if all(self._known.any.search(fold(step.text)) for step in steps):
                return self._last(text, steps, readings)
        return None

    def _plain(self, step: Step) -> StatusReading:
        reading = self._told(step.text)
        to_come = self._company.is_after_today(step.year) and self._known.is_done(reading.code or "")
        if reading.code and (to_come or self._doubts.doubted(step.text, {StatusKind.DONE})):
            return StatusReading(reading.word, candidates=(reading.code,))
        return reading

    def _last(self, text: str, steps: list[Step], readings: list[StatusReading]) -> StatusReading:
        """The last status of a history; a question if it is only a plan after something better was reached."""
        codes = [reading.code for reading in readings]
        kinds = [self._statuses[code].kind if code else "" for code in codes]
        back = kinds[-1] in INTENDED and set(kinds) - set(INTENDED)
        if codes[-1] and not back and not in_doubt(steps[-1], steps[-2]):
            return StatusReading(text, codes[-1])
        named = dict.fromkeys(code for one in reversed(readings) for code in (one.code, *one.candidates) if code)
        return StatusReading(text, candidates=tuple(named))

    def _told(self, text: str) -> StatusReading:
        folded = fold(text) or text
        if not text:
            return StatusReading(text, blank=True)
        if found := self._words.get(folded):
            return self._known.reading(text, found)
        if found := self._positions.get(folded):
            return StatusReading(text, position=found)
        if (match := self._percent.match(self._exactly(text))) and int(match[1]) <= 100:
            return StatusReading(text, percent=int(match[1]))
        return (
            self._measured(text)
            or self._bilingual(text)
            or self._framed(text, folded)
            or self._headed(text)
            or self._inside.contained(text, folded)
            or self._inside.similar(text, folded)
        )

    def _measured(self, text: str) -> StatusReading | None:
        """A status with a percentage: "40 % implemented" is not implemented, "in progress (40 %)" is in progress."""
        percent = self._only_percentage(text)
        if percent is None:
            return None
        left = self._amount.sub(" ", text).strip(" -–—:;,.()")
        if fold(left) in self._done_nouns:
            return StatusReading(text, percent=percent)
        said = self._told(left)
        return self._with_percentage(said._replace(word=text), said.code, percent) if said.code else None

    def _only_percentage(self, text: str) -> int | None:
        """The percentage in a short text that has one and no other."""
        amounts = self._amount.findall(text) if len(text) <= _LONGEST_AMOUNT else []
        return int(amounts[0]) if len(amounts) == 1 and int(amounts[0]) <= 100 else None

    def _with_percentage(self, said: StatusReading, code: str, percent: int) -> StatusReading:
        """The status of a word, or the percentage beside it, or a question where they contradict each other."""
        meant = self.from_percent(percent)
        if code == meant:
            return said
        kind = self._statuses[code].kind
        if kind == StatusKind.DONE or (kind == StatusKind.NOT_BEGUN and percent):
            return StatusReading(said.word, percent=percent)
        if 0 < percent < 100 or meant is None:
            return said
        return StatusReading(said.word, candidates=(code, meant))

    def _exactly(self, text: str) -> str:
        """A number without a word such as "about" ("about 60 %")."""
        first, _, rest = text.partition(" ")
        return rest.strip() if fold(first) in self._about else text

    def _bilingual(self, text: str) -> StatusReading | None:
        """Two languages in one cell ("İcra olunub / Implemented") that agree."""
        parts = [fold(part) for part in re.split(r"\s*[/|\n]\s*|\s+[–—-]\s+", text) if part.strip()]
        found = {self._words.get(part) for part in parts}
        if len(parts) == 2 and len(found) == 1 and (value := found.pop()):
            return self._known.reading(text, value)
        return None

    def _framed(self, text: str, folded: str) -> StatusReading | None:
        """A status word with its number in a list before it, or as a sentence ("The recommendation is implemented")."""
        numbered, subject = _NUMBERED.match(text), self._subjects.match(folded)
        rest = fold(numbered[1]) if numbered else folded[subject.end() :].strip() if subject else ""
        value = self._words.get(rest, "unknown")
        return self._known.reading(text, value) if value != "unknown" else None

    def _headed(self, text: str) -> StatusReading | None:
        """A status word followed by an explanation: "Implemented. The law was adopted in 2015."."""
        match = _HEAD.match(text)
        if match is None or (value := self._words.get(fold(match[1]))) is None:
            return None
        behind = match[2].strip()
        rest = behind[:-1] if behind.endswith(")") and "(" not in behind else behind
        if named := self._named_behind(value, rest):
            return StatusReading(text, code=named[0] if len(named) == 1 else None, candidates=named, rest=rest)
        specific = self._words.get(fold(text.replace("(", " ").replace(")", " ")))
        if self._says_the_same(value, rest):
            rest = ""
        elif specific is None and (doubt := self._qualified(text, value, behind)):
            return doubt
        return self._known.reading(match[1], specific or value, rest)

    def _says_the_same(self, value: str, rest: str) -> bool:
        """Return True if the words behind a status only repeat it: "Implemented (fully)"."""
        folded = fold(rest)
        return self._words.get(folded) == value or (self._known.is_done(value) and folded in self._fully)

    def _named_behind(self, value: str, rest: str) -> tuple[str, ...]:
        """Of the statuses that an ambiguous word may mean, those that the words behind it name."""
        if "|" not in value:
            return ()
        meanings = self._known.values_in(fold(rest))
        return tuple(code for code in value.split("|") if code in meanings)

    def _qualified(self, text: str, value: str, rest: str) -> StatusReading | None:
        """A status that the words behind it limit: "Implemented (partially)", "Implemented, but not fully"."""
        qualifier = self._doubts.without_sources(fold(rest))[:60]
        own = [code for code in value.split("|") if code in self._statuses]
        others = sorted(set(self._known.codes_in(qualifier)).difference(own))
        explained = "." in text[len(text) - len(rest) - 2 :][:2]
        candidates = [*own, *others]
        limited = others or qualifier in self._lone or self._doubts.taken_back(qualifier)
        if self._known.is_done(value) and not explained and limited:
            candidates = [*self._known.of_kinds(StatusKind.PARTLY_DONE), *candidates]
        elif len(qualifier.split()) > 3 or not others:
            return None
        return StatusReading(text, candidates=tuple(dict.fromkeys(candidates)))


def _rule(percent: str, status: Term) -> Phrase:
    low, _, high = percent.partition("-")
    if not high:
        return Phrase("{percent} % {status}", percent=low, status=status)
    return Phrase("{low} to {high} % {status}", low=low, high=high, status=status)
