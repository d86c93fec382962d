"""Texts that leave a cell as good as blank: prompts of a form, words such as "none", promises in place of evidence."""

import re

from imports.cells.vocabulary import Vocabulary
from imports.files import is_dash
from tracker.folding import fold

_MOST_WORDS = 9
_LONGEST = 40
"""Characters of the longest text that only says that there is none."""

_PROMISE = range(1, 5)
"""Words of a promise."""

_NUMBER = re.compile(r"[0-9]")
"""What a piece of evidence is known by; a promise that names an act leaves it evidence."""


def is_placeholder(text: str, vocabulary: Vocabulary) -> bool:
    """Return True for the prompt of a form that nobody used ("Choose an item.", "Enter the measures here")."""
    folded = fold(text)
    if folded in vocabulary.row_words("placeholder"):
        return True
    words = folded.split()
    verbs = vocabulary.row_words("prompt_verb")
    if not 1 < len(words) <= _MOST_WORDS or verbs.isdisjoint(words):
        return False
    others = vocabulary.row_words("prompt_word")
    return all(word in verbs or word in others for word in words)


def says_none(text: str, vocabulary: Vocabulary) -> bool:
    """Return True for a dash, and for a text that says that there is none, or that nothing is known ("n/a", "yoxdur")."""
    return len(text) <= _LONGEST and (is_dash(text) or fold(text) in vocabulary.words_for_nothing)


def proves_nothing(text: str, vocabulary: Vocabulary) -> bool:
    """Return True for what stands in place of evidence: "yes", a tick, what is only promised ("to be sent in May")."""
    folded = fold(text)
    if folded in vocabulary.row_words("answer_yes") or text in vocabulary.row_words("box_ticked") or text == "+":
        return True
    promised, words = vocabulary.row_words("promised"), folded.split()
    begins = any(" ".join(words[:length]) in promised for length in _PROMISE)
    return begins or (not _NUMBER.search(folded) and any(" ".join(words[-length:]) in promised for length in _PROMISE))
