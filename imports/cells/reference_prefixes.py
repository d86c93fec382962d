"""What stands around a number to name its review: "UPR/3/140.1", "CAT 13(b)", "A/HRC/39/14, 140.2", "140.7 (UPR)"."""

import re
from typing import NamedTuple

from imports.cells.reference_words import PARAGRAPH_WORDS, either, mechanism_names

_NAME = rf"{either(mechanism_names())}(?![^\W\d_])"
_CYCLE = r"(?:\d{1,2}|[ivx]{1,4})(?![\w.(])"
_STATE = r"(?:[a-z]{2,3}[-/ ])?"
_ITEM = rf"(?={PARAGRAPH_WORDS}(?:\d{{1,3}}\s?[.,]\s?|\d{{3}}/)\d)"
_DOTTED = rf"(?={PARAGRAPH_WORDS}\d{{1,3}}\.\d)"
_PARAGRAPH = rf"(?={PARAGRAPH_WORDS}\d)"
_APART = r"[-/ _,:;–—]+"
_PATTERNS = (
    re.compile(rf"(?P<named>{_STATE}{_NAME}(?:[-/ ]?{_CYCLE})?(?:[-/][a-z]{{3}})?){_APART}{_ITEM}", re.IGNORECASE),
    re.compile(
        rf"(?P<named>{_STATE}{_NAME}(?P<cycle>[-/]?{_CYCLE})?(?:[-/][a-z]{{3}})?)(?P<apart>{_APART}){_PARAGRAPH}",
        re.IGNORECASE,
    ),
    re.compile(rf"(?P<named>[A-Z]{{1,5}}(?:/[\w.\-]+){{2,}})[\s/,:;–—]+{_DOTTED}"),
    re.compile(rf"(?P<named>[A-Z]{{1,5}}(?:/[\w.\-]+){{2,}})[\s,:;–—]+{_PARAGRAPH}"),
)
_BEHIND = re.compile(rf"\s*[(\[]\s*(?P<named>{_NAME}(?:[-/ ]?\d{{1,2}})?)\s*[)\]]\.?$", re.IGNORECASE)


class Prefixed(NamedTuple):
    """A number without the name of its review."""

    prefix: str
    rest: str
    bare_allowed: bool
    """Return True if the rest may be a plain paragraph number: in "CAT 13" it could be a cycle, in "CAT/5/13" not."""


def without_prefix(text: str) -> Prefixed:
    """A number and the name of the mechanism, review or document around it."""
    if match := _BEHIND.search(text):
        return Prefixed(match["named"].strip(), text[: match.start()], True)
    for pattern in _PATTERNS if text[:1].isalpha() else ():
        if match := pattern.match(text):
            parts = match.groupdict()
            joined = bool(parts.get("cycle")) and "/" in (parts.get("apart") or "")
            return Prefixed(match["named"].strip(), text[match.end() :], joined)
    return Prefixed("", text, True)
