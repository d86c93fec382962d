"""Compares two texts of one recommendation: small differences are none, but a "not" or another figure turns the sense."""

import re
from collections.abc import Iterator
from itertools import pairwise

from imports.cells.likeness import likeness
from imports.cells.reference_words import words_of
from tracker.folding import fold
from tracker.language.phrase import Phrase
from tracker.textkey import compared

_SAME = 90
"""Likeness (per cent) from which two texts of one number are the same text with small differences."""

_CUT = 40
"""A text of so many letters may be the beginning of a longer one."""

_MOST_SHOWN = 80
_FIGURE = re.compile(r"(?<!\w)\d+")
_DENIALS = words_of("negation") | words_of("denial")
_ENDINGS = tuple(words_of("denial_ending"))


def same_text(one: str, two: str) -> bool:
    """Return True if two texts of one number are the same: equal words, small differences, or one cut short."""
    first, second = compared(one), compared(two)
    if first == second:
        return True
    shorter, longer = sorted((first, second), key=len)
    if len(shorter) >= _CUT and (longer.startswith(shorter) or one.rstrip().endswith(("…", "..."))):
        words = shorter.split()[:-1]
        return longer.startswith(shorter[:_CUT]) and _same_sense(words, longer.split()[: len(words)])
    return _nearly_same(one, two) and _same_sense(first.split(), second.split())


def other_text(code: str, held: str, told: str) -> str:
    """How a text differs from that of the register: in a few words that turn its sense, or altogether."""
    if _nearly_same(told, held):
        said, kept = _difference(told, held)
        return Phrase(
            "the text says '{told}', that of {code} in the register '{kept}'; correct the text, or the number",
            code=code,
            told=said,
            kept=kept,
        )
    return Phrase(
        "{code} has another text in the register ('{text}'); check the number, or the review",
        code=code,
        text=_short(held),
    )


def _nearly_same(one: str, two: str) -> bool:
    """Return True if two texts have nearly the same letters, whatever they mean."""
    return likeness(compared(one), compared(two), least=_SAME) > 0


def _difference(one: str, two: str) -> tuple[str, str]:
    """The words in which two texts differ, with a word before and after them."""
    first, second = one.split(), two.split()
    start = _alike(first, second)
    end = _alike(first[start:][::-1], second[start:][::-1])
    return _around(first, start, end), _around(second, start, end)


def _same_sense(one: list[str], two: list[str]) -> bool:
    """Return True if two texts deny the same and have the same figures."""
    return list(_denied(one)) == list(_denied(two)) and _figures(one) == _figures(two)


def _denied(words: list[str]) -> Iterator[str]:
    """What a text denies: the words after a "not", and words that end with one; "No. 12" denies nothing."""
    for word, after in pairwise([*words, ""]):
        if word in _DENIALS and not after[:1].isdigit():
            yield after
        elif word.endswith(_ENDINGS):
            yield word


def _figures(words: list[str]) -> str:
    """The figures of a text in their order; a footnote's mark at the end of a word is none."""
    return "".join(_FIGURE.findall(" ".join(words)))


def _alike(one: list[str], two: list[str]) -> int:
    """How many words two texts have in common at their beginning."""
    pairs = enumerate(zip(one, two, strict=False))
    return next((at for at, (a, b) in pairs if fold(a) != fold(b)), min(len(one), len(two)))


def _around(words: list[str], start: int, end: int) -> str:
    return _short(" ".join(words[max(start - 1, 0) : len(words) - max(end - 1, 0)]))


def _short(text: str) -> str:
    return text if len(text) <= _MOST_SHOWN else text[: _MOST_SHOWN - 3] + "..."
