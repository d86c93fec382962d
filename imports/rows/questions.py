"""Questions that only a person can answer, and the answers: they go down as data and come back as data."""

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tracker.errors import BadFile
from tracker.folding import fold

COLUMN = "column:"
"""How an answer begins that says what a column holds; its header follows."""

LEAVE_OPEN = "-"
"""The answer by which a person leaves a value as it is written, without being asked again."""


@dataclass
class Question:
    """Something that the sheet does not answer itself.

    ``candidates`` are the possible answers, the best first; ``clear`` says that the first is clearly best. ``labels``
    say in words what a candidate is. ``cells`` are the places that wait for the answer.
    """

    id: str
    text: str
    candidates: tuple[str, ...]
    clear: bool = False
    labels: Mapping[str, str] = field(default_factory=dict)
    cells: list[str] = field(default_factory=list)


@dataclass
class Answers:
    """The answers that an import may use: given ones first, then remembered ones, then the clearly best if ``yes``."""

    given: dict[str, str] = field(default_factory=dict)
    yes: bool = False
    review: str = ""

    @property
    def columns(self) -> dict[str, str]:
        """Folded headers of columns that a person gave a field: answers named ``column:HEADER``."""
        told = {key: field for key, field in self.given.items() if key.startswith(COLUMN)}
        return {fold(key.removeprefix(COLUMN)): field for key, field in told.items()}

    def of(self, question: Question, remembered: Mapping[str, str]) -> str | None:
        """The answer to a question; ``None`` while it is open."""
        if question.id in self.given:
            return self.given[question.id]
        if question.id in remembered:
            return remembered[question.id]
        return question.candidates[0] if self.yes and question.clear and question.candidates else None


class QuestionBook:
    """The questions that come up while a sheet is read."""

    def __init__(self, answers: Answers, remembered: Mapping[str, str]) -> None:
        self._answers = answers
        self._remembered = remembered
        self.open: dict[str, Question] = {}
        self.taken: dict[str, tuple[Question, str]] = {}

    def ask(self, question: Question, cell: str) -> str | None:
        """The answer, or ``None``: then the question is open and the cell waits for it."""
        answer = self._answers.of(question, self._remembered)
        if answer is not None:
            self.taken.setdefault(question.id, (question, answer))
            return None if answer == LEAVE_OPEN else answer
        self.open.setdefault(question.id, question).cells.append(cell)
        return None


def read_answers(path: Path) -> dict[str, str]:
    """Answers from a file: a JSON object ``{question: answer}``, or a CSV with the columns question and answer."""
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
            "the answers are not understood.",
            where=str(path),
            remedy='Write {"question": "answer", ...}, or a CSV with the columns question and answer.',
        ) from wrong
    return {str(key): str(value) for key, value in said.items()}


def _rows(text: str) -> list[tuple[str, str]]:
    rows = [row for row in csv.reader(io.StringIO(text)) if len(row) >= 2]
    return [(row[0].strip(), row[1].strip()) for row in rows if row[0].strip().lower() not in ("question", "id")]
