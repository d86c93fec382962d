"""Cells that are as good as blank: what a form shows until somebody fills it in, a dash, words for "nothing"."""

from imports.cells.vocabulary import Vocabulary
from tracker.folding import fold

DASHES = " -–—_.…·"
_LONGEST = 60


def says_nothing(text: str, vocabulary: Vocabulary) -> bool:
    """Return True for a dash, and for words that say that there is nothing, or that nothing is known ("n/a", "yoxdur")."""
    if len(text) > _LONGEST:
        return False
    return not text.strip(DASHES) or fold(text) in vocabulary.words_for_nothing


def is_placeholder(text: str, vocabulary: Vocabulary) -> bool:
    """Return True for the prompt of a drop-down or a date field that nobody used ("Choose an item.", "Select")."""
    return fold(text) in vocabulary.row_words("placeholder")
