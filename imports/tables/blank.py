"""Tells quickly which texts leave a cell blank: of most texts the first word tells that they are no prompt of a form."""

from imports.cells.placeholders import is_placeholder
from imports.cells.vocabulary import Vocabulary
from imports.files import is_dash

_LONGEST = 60
_BRACKETS = " [](){}<>-–—.,:;…*'\""


class Prompts:
    """Knows the prompts that stand in a cell until somebody fills it in ("Choose an item."), and dashes for nothing."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        kinds = ("placeholder", "prompt_verb", "prompt_word")
        self._first_words = {word.split(" ", 1)[0] for kind in kinds for word in vocabulary.row_words(kind)}

    def has(self, text: str) -> bool:
        """Whether a text is a prompt or a dash: its cell is blank."""
        if len(text) > _LONGEST:
            return False
        if is_dash(text):
            return True
        # Folding every short text of a long sheet would cost more than all the rest of reading it.
        if text.isascii():
            first = text.strip(_BRACKETS).split(None, 1)
            if first and first[0].strip(_BRACKETS).lower() not in self._first_words:
                return False
        return is_placeholder(text, self._vocabulary)
