"""How the plan of an import is said on a page: outcomes, fields and answers in the reader's language, without codes."""

from imports.plan_lines import Line
from imports.reading.questions import Question
from imports.reading.whose_words import GROUP
from tracker.language.phrase import Phrase
from tracker.language.texts import Texts, marked
from tracker.queries.reference import worded
from tracker.vocabulary import Clash, DateBasis, Outcome, Position
from tracker.web.labels import field_name
from tracker.web.visit import Visit

OUTCOMES = {
    Outcome.NEW: marked("new"),
    Outcome.CHANGED: marked("changed"),
    Outcome.SAME: marked("as in the register"),
    Outcome.CONFLICT: marked("in conflict"),
    Outcome.REFUSED: marked("refused"),
    Outcome.LEFT_OUT: marked("left out"),
}
"""How rows end, as counts say it: 9 changed, 2 in conflict."""

HAPPENS = {
    Outcome.NEW: marked("is added"),
    Outcome.CHANGED: marked("is taken"),
    Outcome.SAME: marked("stays as it is"),
    Outcome.CONFLICT: marked("conflict"),
    Outcome.REFUSED: marked("is refused"),
    Outcome.LEFT_OUT: marked("is left out"),
}
"""What happens with a row or a value."""

CLASHES = {
    Clash.BOTH_CHANGED: marked("changed in the sheet and in the register"),
    Clash.EMPTIED: marked("the sheet has no value any more"),
    Clash.UNREADABLE: marked("the sheet's value cannot be read"),
    Clash.TWICE: marked("the sheet has several values"),
    Clash.NOT_ASKED: marked("this was not asked"),
    Clash.SOURCE: marked("this comes from the UN document"),
    Clash.NEWER: marked("the register's value is newer"),
    Clash.PROPOSED: marked("an agency can only propose it"),
}

ANSWERS = {
    "all contribute": marked("all of them contribute"),
    "as the rows say": marked("as the rows say"),
    "first leads": marked("the first leads, the others contribute"),
    "it stays out": marked("it stays out"),
    "keep apart": marked("keep it apart, not counted"),
    "leave out": marked("leave them out"),
    "new": marked("it is a new one"),
    "no": marked("no"),
    "take it in again": marked("take it in again"),
    "take them": marked("take them"),
    "take these values": marked("take these values"),
    "the register stays as it is": marked("the register stays as it is"),
    "the working group itself": marked("the working group itself"),
    "its own words: its statuses are claims": marked("its own words: its statuses are claims"),
    "unknown": marked("it says nothing of the status"),
    "yes": marked("yes"),
}
"""Answers that are neither codes nor names."""

DAYS = {
    DateBasis.STATED: marked("the day that the rows say"),
    DateBasis.SHEET: marked("the day that the sheet or its file names"),
    DateBasis.FILE: marked("the day on which the file was saved; the sheet names none, so this is not sure"),
    DateBasis.IMPORT: marked("today; neither the sheet nor the file names a day, so this is not sure"),
}
"""Where the day of a sheet comes from."""


def answer_name(question: Question, answer: str, visit: Visit) -> str:
    """An answer in words: the label of a status, the name of an agency, a field."""
    kind = question.id.partition(":")[0]
    if question.of_column:
        return field_name(answer, visit.texts)
    if answer in visit.statuses and kind in ("status", "colour"):
        return visit.statuses[answer]
    if kind == "position" and answer in set(Position):
        return visit.position(answer)
    if answer != GROUP and answer in visit.agencies:
        return f"{answer} – {visit.agencies[answer]}" if kind != "from" else _speaks(question, answer, visit)
    label = question.labels.get(answer, answer)
    said = visit.texts(ANSWERS[label]) if label in ANSWERS else visit.texts(label)
    return f"{answer} – {said}" if label != answer and answer.isupper() else said


def _speaks(question: Question, agency: str, visit: Visit) -> str:
    name, label = visit.agencies[agency], question.labels.get(agency, "")
    return f"{name}: {visit.texts(ANSWERS[label])}" if label in ANSWERS else name


def happens(line: Line, visit: Visit) -> str:
    """What happens with a line of the plan, in words."""
    texts = visit.texts
    if line.left_open:
        return _stays_open(line, texts)
    if line.clash is not None:
        why = visit.said(line.reason) if line.reason else texts(CLASHES[line.clash])
        return f"{texts(HAPPENS[Outcome.CONFLICT])}: {why}"
    done = Outcome.CHANGED if line.field and line.outcome not in (Outcome.NEW, Outcome.CHANGED) else line.outcome
    if not line.reason and line.field.startswith("status by "):
        return texts("is taken as the agency's claim")
    if not line.reason:
        return texts(HAPPENS[done])
    return f"{texts(HAPPENS[line.outcome])}: {_reason(line.reason, visit)}"


def _stays_open(line: Line, texts: Texts) -> str:
    if line.asked:
        return texts("waits for your answer; without one it is left open")
    if line.old not in ("", "-"):
        return texts("is left open; the value of the register stays")
    return texts("is left open, as it is written")


def _reason(reason: str, visit: Visit) -> str:
    said = visit.said(reason)
    told = str(reason).startswith("status: ") or (isinstance(reason, Phrase) and "status" in str(reason))
    return worded(said, visit.statuses) if told else said


def value(line: Line, said: str, visit: Visit) -> str:
    """A value of a line as people read it: labels in place of codes, days as the language has them."""
    said = visit.said(said)
    if line.left_open and said == line.new:
        return f"“{said}”"
    if "status" in line.field.partition(" by ")[0]:
        return worded(said, visit.statuses)
    if line.field == "position":
        return visit.position(said) if said in set(Position) else said
    return visit.texts.period(said) if line.field == "due" else said
