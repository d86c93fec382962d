"""Phrases are found as one pattern of all of them would find them, though it is mostly not made."""

import re

import pytest

from imports.cells.phrases import Phrases

WORDS = ("in progress", "progress", "not yet", "100 %", "+", "icra olunur", "yet")
PATTERN = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(WORDS, key=len, reverse=True))) + r")(?!\w)")


@pytest.mark.parametrize(
    "text",
    [
        "in progress",
        "the work is in progress and not yet done",
        "in the progress of work",
        "inprogress, progressing",
        "done 100 %",
        "100% done",
        "+",
        "a + b",
        "icra olunurdu",
        "hələ icra olunur",
        "in progress yet",
        "",
    ],
)
def test_phrases_are_found_as_whole_words_the_longest_first(text):
    phrases = Phrases(WORDS)
    assert phrases.findall(text) == PATTERN.findall(text)
    assert phrases.without(text) == PATTERN.sub(" ", text)
    assert bool(phrases.search(text)) == bool(PATTERN.search(text))
    assert bool(phrases.match(text)) == bool(PATTERN.match(text))


def test_blank_phrases_are_none():
    assert Phrases(["", " "]).findall("in progress") == []
