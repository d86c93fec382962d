"""Remembers what people answered, so that the next sheet of the kind asks less."""

from sqlalchemy import select

from imports.merging.near import NEW_ONE
from imports.merging.plan import FilePlan, SheetPlan
from imports.reading.questions import COLUMN, LEAVE_OPEN, NEW, Question
from tracker.folding import fold
from tracker.followup.journal import Journal
from tracker.models import Alias, Layout, Word
from tracker.models.word import ANSWER
from tracker.queries.learned import SAME

_KEPT_WITH_THE_LAYOUT = (
    "above", "agency in doubt", "colour", "due", "footnote", "lead", "newest", "percentages", "review"
)  # fmt: skip


def remember(journal: Journal, plan: FilePlan) -> None:
    """Keep the answers of people that an import used: spellings of agencies, status words, what was said about a sheet.

    What was assumed without asking is nobody's answer: the next sheet asks it again, or says again that it is assumed.
    """
    for sheet in plan.sheets:
        kept: dict[str, str] = {}
        answered = [(question, taken) for question, taken in sheet.taken if sheet.blocks and not question.guessed]
        for question, taken in answered:
            answer = taken.removeprefix(NEW)
            if answer != LEAVE_OPEN and not _remember_meaning(journal, question, answer):
                kept |= {question.id: answer} if question.id.partition(":")[0] in _KEPT_WITH_THE_LAYOUT else {}
        if kept or any(question.id.startswith(COLUMN) for question, _ in answered):
            save_layout(journal, sheet, kept, f"{plan.file} / {sheet.sheet.name}")
    journal.flush()


def _remember_meaning(journal: Journal, question: Question, answer: str) -> bool:
    """Keep what a word or a number means, whatever sheet it stands in; False for what is said of one kind of sheet."""
    kind, _, word = question.id.partition(":")
    if kind == "agency":
        _remember_alias(journal, word, question, answer)
    elif kind in ("status", "position"):
        _remember_word(journal, kind, word, word, answer)
    elif _says_same(question, answer):
        _remember_word(journal, kind, word, question.subject, answer)
    else:
        return False
    return True


def tells_more(plan: FilePlan) -> bool:
    """Return True if a person said that rows are recommendations of the register, and that was not known."""
    return any(
        _says_same(question, answer) and question.told for sheet in plan.sheets for question, answer in sheet.taken
    )


def _says_same(question: Question, answer: str) -> bool:
    return question.id.startswith(f"{SAME}:") and answer not in (NEW_ONE, LEAVE_OPEN)


def _remember_alias(journal: Journal, folded: str, question: Question, answer: str) -> None:
    known = select(Alias.id).where(Alias.agency_key == answer, Alias.folded == folded)
    if journal.session.scalar(known) is None:
        written = question.text.split("'")[1] if question.text.count("'") >= 2 else folded
        journal.add(Alias, agency_key=answer, text=written, folded=fold(written), kind="answer")
        journal.flush()


def _remember_word(journal: Journal, kind: str, folded: str, text: str, answer: str) -> None:
    """Keep what a word means; a word that may mean several things means this from now on."""
    known = select(Word.value).where(Word.kind == kind, Word.folded == folded)
    if answer not in journal.session.scalars(known).all():
        journal.add(Word, kind=kind, value=answer, text=text, folded=folded, note=ANSWER)
        journal.flush()


def save_layout(journal: Journal, sheet: SheetPlan, answers: dict[str, str], name: str) -> None:
    """Keep what was decided about a sheet; the words of its header find it again."""
    block = sheet.blocks[0]
    columns = {
        fold(block.headers[column]): field
        for field, places in block.columns.items()
        for column in places
        if column in block.headers
    }
    present = journal.session.scalars(select(Layout).where(Layout.header == block.fingerprint)).first()
    if present is None:
        journal.add(Layout, name=_free_name(journal, name), header=block.fingerprint, columns=columns, answers=answers)
        journal.flush()
        return
    for name_of, old, new in (("columns", present.columns, columns), ("answers", present.answers, answers)):
        if not new.items() <= old.items():
            journal.change(Layout, present.id, name_of, old, old | new)
    journal.flush()


def _free_name(journal: Journal, name: str) -> str:
    taken = set(journal.session.scalars(select(Layout.name)))
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name} ({number})"
    return free
