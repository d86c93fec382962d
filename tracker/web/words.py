"""Words: what was learned of the words of sheets and of whole sheets, to be corrected or forgotten."""

from typing import Any

from flask import request

from tracker.followup.keeping import edit_layout, forget, teach
from tracker.followup.layouts import NOTHING, layouts, shown_layout
from tracker.language.texts import marked
from tracker.queries.known_meanwhile import check_layout_unchanged, check_word_unchanged
from tracker.queries.learned import AGENCY, SAME, learned
from tracker.vocabulary import Position
from tracker.web.typed import seen
from tracker.web.visit import Route, Visit

_KINDS = {
    AGENCY: marked("Agency"),
    "status": marked("Status"),
    "position": marked("Position"),
    SAME: marked("Recommendation"),
}


def page(visit: Visit) -> Any:
    """All words that were learned, and the sheets that are remembered."""
    return visit.page(
        "words.html",
        words=learned(visit.session),
        kinds={kind: visit.texts(label) for kind, label in _KINDS.items()},
        meanings={
            AGENCY: visit.agencies,
            "status": visit.statuses,
            "position": {str(one): visit.position(one) for one in Position},
        },
        layouts=[(one, shown_layout(visit.session, one["name"])) for one in layouts(visit.session)],
    )


def correct(visit: Visit) -> Any:
    """Correct what a word means."""
    form = request.form
    text = _word(visit)
    batch = teach(visit.session, form.get("kind", ""), text, form.get("meaning", ""), visit.person)
    return visit.after(batch, [visit.texts("“{text}” has another meaning from now on.", text=text)], "words")


def forget_word(visit: Visit) -> Any:
    """Forget what a word means."""
    text = _word(visit)
    batch = forget(visit.session, request.form.get("kind", ""), text, visit.person)
    return _forgotten(visit, batch, text)


def forget_answer(visit: Visit) -> Any:
    """Forget one answer that is remembered of a sheet."""
    form = request.form
    answer = (form.get("question", ""), NOTHING)
    batch = edit_layout(visit.session, _layout(visit), visit.person, answer=answer)
    return visit.after(batch, [visit.texts("The answer is forgotten.")], "words")


def forget_layout(visit: Visit) -> Any:
    """Forget all that is remembered of a sheet."""
    name = _layout(visit)
    batch = edit_layout(visit.session, name, visit.person, forget=True)
    return _forgotten(visit, batch, name)


def _word(visit: Visit) -> str:
    """The word that a form changes. Raises ``ChangedMeanwhile`` if it is not as the form showed it."""
    text = request.form.get("text", "")
    check_word_unchanged(visit.session, request.form.get("kind", ""), text, seen())
    return text


def _layout(visit: Visit) -> str:
    """The remembered sheet that a form changes. Raises ``ChangedMeanwhile`` if it is not as the form showed it."""
    name = request.form.get("name", "")
    check_layout_unchanged(visit.session, name, seen())
    return name


def _forgotten(visit: Visit, batch: int | None, text: str) -> Any:
    told = visit.texts("“{text}” is forgotten: the next sheet that has it is asked about.", text=text)
    return visit.after(batch, [told], "words")


ROUTES = (
    Route("/words", "words", page, "reference"),
    Route("/words/correct", "correct_word", correct, "reference", act=True, again=page),
    Route("/words/forget", "forget_word", forget_word, "reference", act=True, again=page),
    Route("/words/answer/forget", "forget_answer", forget_answer, "reference", act=True, again=page),
    Route("/words/sheet/forget", "forget_layout", forget_layout, "reference", act=True, again=page),
)
