"""Questions of an import that a person must answer, and their answers, as plain data."""

import csv
import io
import json
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from imports.fields import plain_label
from tracker.errors import BadFile, NotFound
from tracker.folding import fold, tidy
from tracker.language.phrase import Phrase
from tracker.language.texts import marked

COLUMN = "column:"
"""The start of the id of a question about a column; the heading of the column follows."""

NEWEST = "newest:"
"""The start of the id of a question about the newest of several status columns; their headings follow."""

_FOOTNOTE = "footnote:"
"""The start of the id of a question about a value with a footnote."""

LEAVE_OPEN = "-"
"""The answer that leaves a value as it is written; the question is not asked again."""

_MOST_LISTED = 10
"""Possible answers that an error names."""

NEW = "new:"
"""The start of an answer that adds what the register does not have yet; its key follows ("new:MOT")."""


_MARKS = re.compile(
    r"[?¿\u2300-\u27bf\u2b00-\u2bff\ue000-\uf8ff\U0001f000-\U0001faff]|[\[(]\s*\w?\s*[\])]|(?<!\w)[+-](?!\w)"
)
"""Marks that change what the words beside them say."""


def as_key(text: str) -> str:
    """A text as a part of a question's id: folded, unless it holds marks, which folding would take away."""
    return ("" if _MARKS.search(text) else fold(text)[:80]) or tidy(text).casefold()[:80]


def about_footnote(name: str, value: str, words: str) -> str:
    """The id of a question about a value of a field, which its footnote puts in doubt."""
    return f"{_FOOTNOTE}{name} {fold(value)[:80] or value} {fold(words)[:80]}"


@dataclass(frozen=True)
class Addition:
    """What a person may add as an answer: an agency, a review. Never taken without a person.

    ``key`` is a free key to propose, ``form`` the pattern of keys with an ``example``, ``taken`` are keys in use, ``name``
    is the name as the sheet writes it.
    """

    what: str
    form: str
    example: str
    taken: Collection[str]
    key: str = ""
    name: str = ""

    def understood(self, said: str) -> str:
        """The answer for a key. Raises ``NotFound`` if it cannot be a key, or is one already."""
        key = said.strip().upper()
        if not re.fullmatch(self.form, key):
            raise NotFound(
                Phrase("'{said}' cannot be a new {what}.", said=said, what=Phrase(self.what)),
                remedy=Phrase("Write it as {example}.", example=f"{NEW}{self.key or self.example}"),
            )
        if key in self.taken:
            raise NotFound(
                Phrase("there is {what} {key} already.", what=Phrase(self.what), key=key),
                remedy=marked("Answer with its key, or choose another."),
            )
        return f"{NEW}{key}"


@dataclass
class Question:
    """A question about a sheet that the sheet itself leaves open.

    ``candidates`` are the likely answers, the best first; ``clear`` is True if the first is clearly best. ``labels``
    are the names of answers. ``others`` are further possible codes. ``cells`` are the cells that wait for the answer.
    ``subject`` is the text in question, as written. ``guessed`` is True if the best answer was taken without asking,
    ``told`` if a person answered it now, and not before.
    ``addition`` is what a person may add instead of choosing.
    """

    id: str
    text: str
    candidates: tuple[str, ...]
    clear: bool = False
    labels: Mapping[str, str] = field(default_factory=dict)
    others: Collection[str] = ()
    cells: list[str] = field(default_factory=list)
    subject: str = ""
    guessed: bool = False
    told: bool = False
    addition: Addition | None = None
    accepts: Callable[[str], bool] | None = None
    """Tells whether a typed answer can be read, where any text of a kind is an answer."""
    kind: str = ""
    """What such a text has to be: "a date"."""
    spelling: Callable[[str], str | None] | None = None
    """Gives the answer that another spelling clearly means, such as the key of an agency."""

    @property
    def of_column(self) -> bool:
        """Return True if it asks which field a column holds."""
        return self.id.startswith(COLUMN)

    def named(self, answer: str) -> str:
        """An answer as a plan names it: a code as it is, a field in plain words."""
        return plain_label(answer) if self.of_column else answer

    @property
    def possible(self) -> list[str]:
        """All answers, the likely ones first."""
        return list(dict.fromkeys((*self.candidates, *self.others)))

    def listed(self, answer: str) -> str:
        """An answer with its name: MOJ – Ministry of Justice."""
        label = self.labels.get(answer, answer)
        return answer if label == answer else f"{answer} – {label}"

    def understood(self, said: str) -> str:
        """The possible answer that is given by its code, whatever its case, or by its name. Raises ``NotFound``."""
        if self.addition is not None and said.casefold().startswith(NEW):
            return self.addition.understood(said[len(NEW) :])
        if said != LEAVE_OPEN and self.accepts is not None and not self.accepts(said):
            told = {"said": said, "kind": Phrase(self.kind), "open": LEAVE_OPEN}
            remedy = Phrase("Write {kind}, or '{open}' to leave it as it is written.", **told)
            raise NotFound(Phrase("'{said}' is not {kind}.", **told), where=self.id, remedy=remedy)
        if said == LEAVE_OPEN or not (self.possible or self.addition):
            return said
        if found := self._named_by(said):
            return found
        named = [*map(self.listed, self.possible), *filter(None, (self.new,))]
        raise NotFound(
            Phrase("'{said}' is not an answer to: {question}", said=said, question=self.text),
            where=self.id,
            remedy=Phrase(
                "Possible: {answers}, or '{open}' to leave the value as it is written.",
                answers=Phrase.first(named, _MOST_LISTED, "; "),
                open=LEAVE_OPEN,
            ),
        )

    def _named_by(self, said: str) -> str | None:
        """The one possible answer with this code, name or other spelling."""
        by_code = [answer for answer in self.possible if fold(answer) == fold(said)]
        by_name = [answer for answer in self.possible if fold(self.labels.get(answer, "")) == fold(said)]
        spelt = self.spelling(said) if self.spelling is not None else None
        found = by_code[:1] or by_name or [answer for answer in self.possible if answer == spelt]
        return found[0] if len(found) == 1 else None

    @property
    def new(self) -> str:
        """The answer that adds what is not there yet, such as ``new:MOT``; empty if nothing can be added."""
        return f"{NEW}{self.addition.key or self.addition.example}" if self.addition else ""


@dataclass
class Answers:
    """The answers that an import may use: given, then remembered, then (with ``yes``) the clearly best candidate."""

    given: dict[str, str] = field(default_factory=dict)
    yes: bool = False
    review: str = ""
    speaker: str = ""
    """Who speaks in the sheets, where the person who imports them says so: the key of an agency, or ``group``."""

    @property
    def columns(self) -> dict[str, str]:
        """The fields that a person gave to columns (``column:HEADING``), by folded headings."""
        told = {key: field for key, field in self.given.items() if key.startswith(COLUMN)}
        return {fold(key.removeprefix(COLUMN)): field for key, field in told.items()}

    def of(self, question: Question, remembered: Mapping[str, str]) -> str | None:
        """The answer to a question; ``None`` while it is open. Raises ``NotFound`` if the given one is not possible."""
        if question.id in self.given:
            answer = question.understood(self.given[question.id])
            question.told = remembered.get(question.id) != answer
            return answer
        known = remembered.get(question.id)
        if known and (known in question.possible or (question.accepts is not None and question.accepts(known))):
            return known
        question.guessed = self.yes and question.clear and bool(question.candidates)
        return question.candidates[0] if question.guessed else None


class QuestionBook:
    """The questions that come up while a sheet is read."""

    def __init__(self, answers: Answers, remembered: Mapping[str, str]) -> None:
        self._answers = answers
        self._remembered = remembered
        self.open: dict[str, Question] = {}
        self.taken: dict[str, tuple[Question, str]] = {}

    def ask(self, question: Question, cell: str) -> str | None:
        """The answer to a question; if there is none, the question is open and the cell waits for it."""
        answer = self.answer(question)
        self.note(question, cell)
        return answer

    def answer(self, question: Question) -> str | None:
        """The answer; ``None`` while there is none, and if the value stays as it is written."""
        if question.id not in self.taken and (answer := self._answers.of(question, self._remembered)) is not None:
            self.taken[question.id] = question, answer
        answer = self.taken[question.id][1] if question.id in self.taken else LEAVE_OPEN
        return None if answer == LEAVE_OPEN else answer

    def note(self, question: Question, cell: str) -> None:
        """Add a cell to a question; without an answer, the question becomes open."""
        asked = self.taken[question.id][0] if question.id in self.taken else self.open.setdefault(question.id, question)
        if cell not in asked.cells[-1:]:
            asked.cells.append(cell)


def read_answers(path: Path) -> dict[str, str]:
    """Answers from a file: a JSON object ``{question: answer}``, or a CSV with the columns question and answer.

    A question without an answer stays open. Raises ``BadFile`` for any other file.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as wrong:
        raise BadFile(
            "the answers cannot be read.", where=str(path), remedy="Give a JSON or CSV file (UTF-8)."
        ) from wrong
    try:
        said = json.loads(text) if text.lstrip().startswith("{") else dict(_rows(text))
    except (json.JSONDecodeError, ValueError) as wrong:
        raise BadFile(
            "the answers cannot be understood.",
            where=str(path),
            remedy='Write {"question": "answer", ...}, or a CSV with the columns question and answer.',
        ) from wrong
    return {str(key): str(value).strip() for key, value in said.items() if value}


def _rows(text: str) -> list[tuple[str, str]]:
    """Questions and answers of a CSV; where decimals have commas, Excel separates with semicolons."""
    first = text.partition("\n")[0]
    separator = ";" if first.count(";") > first.count(",") else ","
    rows = [row for row in csv.reader(io.StringIO(text), delimiter=separator) if any(row)]
    if any(len(row) < 2 for row in rows):
        raise ValueError("a row without an answer")
    return [(row[0].strip(), row[1].strip()) for row in rows if row[0].strip().lower() not in ("question", "id")]
