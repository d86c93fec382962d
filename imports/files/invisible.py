"""Removes invisible marks from texts (zero width, byte order, soft hyphens), and keeps figures raised that are seen so."""

import re

_MARKS = "\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_ANY = re.compile(f"[{_MARKS}\u200d]")
_TABLE = dict.fromkeys(map(ord, _MARKS))
_JOINER = re.compile("\u200d(?![\u2190-\u2bff\U0001f000-\U0001faff])")
"""The zero width joiner, except where it joins pictures to one."""
_NUMBER = re.compile(r"\d[\d.,/\u00a0\u202f\u2009-]*")
_SPACES = "\u00a0\u202f\u2009"
_AT_POINT = re.compile(rf"(?<=[.,/-])[{_SPACES}](?=\d)|(?<=\d)[{_SPACES}](?=[.,/-])")
_RAISED = str.maketrans("1234567890", "¹²³⁴⁵⁶⁷⁸⁹⁰")
_THOUSANDS = re.compile(rf"\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?:[.,]\d+)?")


def visible(text: str) -> str:
    """The text of a cell without invisible marks; numbers without the spaces that keep them on one line."""
    return text if text.isascii() else number_together(unmarked(text))


def raised(digits: str) -> str:
    """A number in the small figures of footnote marks."""
    return digits.translate(_RAISED)


def unmarked(text: str) -> str:
    """A text without invisible marks."""
    if text.isascii() or not _ANY.search(text):
        return text
    return _JOINER.sub("", text.translate(_TABLE))


def number_together(text: str) -> str:
    """A number without the spaces that keep it on one line; any other text as it is."""
    if text.isascii() or not any(space in text for space in _SPACES):
        return text
    number = text.strip()
    if not _NUMBER.fullmatch(number):
        return text
    return re.sub(f"[{_SPACES}]", "", number) if _THOUSANDS.fullmatch(number) else _AT_POINT.sub("", number)
