"""Texts that stand in a blank cell: what a form shows until somebody fills it in, and what people write for nothing."""

from imports.cells.vocabulary import Vocabulary
from tracker.folding import fold

_LONGEST = 25
_DASHES = " \n-–—―_.…·/\\"


def is_placeholder(text: str, vocabulary: Vocabulary) -> bool:
    """Return True for the prompt of a drop-down or a date field that nobody used ("Choose an item.", "Select")."""
    return fold(text) in vocabulary.row_words("placeholder")


def is_dash(text: str) -> bool:
    """Return True for a dash or dots, with which people fill a blank cell."""
    return not text.strip(_DASHES)


def says_nothing(text: str, vocabulary: Vocabulary) -> bool:
    """Return True for a dash, a zero, or a word for nothing: "n/a", "none", "yoxdur"."""
    if len(text) > _LONGEST:
        return False
    return is_dash(text) or text.strip() == "0" or fold(text) in vocabulary.row_words("nobody")
