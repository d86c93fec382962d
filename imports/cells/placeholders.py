"""Texts that a form shows in a cell until somebody fills it in: such a cell is blank."""

from imports.cells.vocabulary import Vocabulary
from tracker.folding import fold


def is_placeholder(text: str, vocabulary: Vocabulary) -> bool:
    """Return True for the prompt of a drop-down or a date field that nobody used ("Choose an item.", "Select")."""
    return fold(text) in vocabulary.row_words("placeholder")
