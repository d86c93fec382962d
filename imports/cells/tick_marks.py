"""What a mark in a column of ticks says: a cross, a "да" or a 1 is a tick, a "non", an empty box or a dash is none."""

from collections.abc import Collection

from imports.cells.placeholders import says_none
from imports.cells.vocabulary import Vocabulary
from tracker.folding import fold


class TickMarks:
    """Reads marks with the words that the register knows."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        words = vocabulary.row_words
        self._vocabulary = vocabulary
        self._yes = (
            words("ticked") | words("box_ticked") | {word for word in words("answer_yes") if not _is_letter(word)}
        )
        self._letters = words("answer_yes") - self._yes
        self._no = words("unticked") | words("answer_no") | words("box_empty")
        self._no_letters = set(filter(_is_letter, words("answer_no")))
        self._crosses = {word for word in words("answer_no") if not word.isalnum()}

    def read(self, text: str, beside: Collection[str] = ()) -> bool | None:
        """Whether a mark is a tick; ``None`` where that is in doubt. ``beside`` are the marks of all columns of ticks.

        "✗" says no only beside another mark that says yes; "O" says yes (oui) only beside an "N".
        """
        plain = text.strip().casefold()
        folded = fold(plain) if plain.isalnum() else plain
        if folded in self._crosses:
            return False if any(map(self._is_yes, beside)) else None
        if folded in self._letters:
            return True if not self._no_letters.isdisjoint(fold(mark) for mark in beside) else None
        if self._is_yes(plain):
            return True
        return False if folded in self._no or says_none(plain, self._vocabulary) else None

    def is_cross(self, text: str) -> bool:
        """Return True for a sign that says no to some and yes to others."""
        return text.strip() in self._crosses

    def _is_yes(self, text: str) -> bool:
        plain = text.strip().casefold()
        return plain in self._yes or (fold(plain) in self._yes and all(sign.isalnum() for sign in plain))


def _is_letter(word: str) -> bool:
    return len(word) == 1 and word.isalpha()
