"""The codes behind a figure in few words: "UPR-4/138.1, 138.2; CAT-5/13(b)". A review is named once for its codes."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

_NEXT_CODE, _NEXT_REVIEW = ", ", "; "
_MARKS = re.compile(r'[/,;"]')
"""Signs that divide the codes; words with one of them stand between quotation marks."""
_PARTS = re.compile(r'"(?:[^"]|"")*"|[/,;]|[^/,;"]+')
_SPACES = re.compile(r"\s")


def grouped(codes: Iterable[str]) -> str:
    """Return codes in their order, those of one review that follow each other as a group; ``ungrouped`` reads them.

    Other names, such as "2.1" for a decision or an agency's, stay as they are; between quotation marks where they have
    a comma, a semicolon or a quotation mark.
    """
    groups = groupby(map(_divided, codes), key=lambda code: code[0])
    return _NEXT_REVIEW.join(
        (f"{review}/" if review else "") + _NEXT_CODE.join(reference for _, reference in of_one)
        for review, of_one in groups
    )


def ungrouped(text: str) -> tuple[str, ...]:
    """Return the codes that ``grouped`` made a text of."""
    return tuple(_spelt_out(_PARTS.findall(text))) if text else ()


def _divided(code: str) -> tuple[str, str]:
    """The review and the reference of a code; the review is empty where it is not the code of a recommendation."""
    review, slash, reference = code.partition("/")
    plain = review and slash and not _MARKS.search(review) and not _SPACES.search(review)
    return (review, _quoted(reference)) if plain else ("", _quoted(code))


def _quoted(words: str) -> str:
    """Words in which nothing is taken for a divider, and which do not lose a space at either end."""
    plain = words and words == words.strip() and not _MARKS.search(words)
    return words if plain else '"' + words.replace('"', '""') + '"'


def _spelt_out(parts: Iterable[str]) -> Iterator[str]:
    review, words = "", ""
    for part in parts:
        if part == "/":
            review, words = f"{words}/", ""
        elif part in {",", ";"}:
            yield review + words
            review, words = review if part == "," else "", ""
        else:
            words = part[1:-1].replace('""', '"') if part.startswith('"') else words or part.strip()
    yield review + words
