"""Texts folded for comparison, so that spelling habits of four alphabets do not keep equal words apart."""

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "İ": "i", "I": "i", "ı": "i", "ə": "e", "Ə": "e", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe",
        "Ø": "o", "Ł": "l", "Đ": "d", "Æ": "ae", "Œ": "oe", "\u00ad": None, "\u200b": None, "\ufeff": None,
        "’": "'", "‘": "'", "ʼ": "'", "`": "'",
    }
)  # fmt: skip
_SEPARATORS = re.compile(r"(?:[^\w%#+]|_)+")
_ASCII = map(chr, range(128))
_PLAIN = bytes(ord(char.lower() if char.isalnum() or char in "%#+" else " ") for char in _ASCII).ljust(256)
"""The same separators, and small letters, for texts of plain letters, which are most and are folded as bytes."""

_HYPHENS = dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2212, 0xFE58, 0xFE63, 0xFF0D), "-")
"""Signs that people take for a hyphen; that of Word, which does not break, is U+2011."""

_LOOKALIKES = str.maketrans("АВЕКМНОРСТХУІЈЅаеорсхуі", "ABEKMHOPCTXYIJSaeopcxyi")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """A text without case, accents, punctuation and doubled spaces.

    Azerbaijani dotted and dotless i fall together and ``ə`` reads as ``e``: "HÜQUQLARI", "hüquqları" and "huquqlari" are
    the same word. Russian ``ё`` reads as ``е``. The result is for comparison only, never for showing.
    """
    if text.isascii():
        return _folded_plain(text)
    lowered = text.translate(_LETTERS).casefold()
    if not lowered.isascii():
        lowered = unicodedata.normalize("NFKD", lowered)
        lowered = "".join(char for char in lowered if not unicodedata.combining(char))
        lowered = lowered.translate(_LETTERS).casefold()
    return _folded_plain(lowered) if lowered.isascii() else _SEPARATORS.sub(" ", lowered.replace("'", "")).strip()


def _folded_plain(text: str) -> str:
    return " ".join(text.encode().translate(_PLAIN, b"'`").decode().split())


def tidy(text: str) -> str:
    """A text as people would type it: plain spaces, no soft hyphens, no spaces at line ends, no empty lines."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    text = unicodedata.normalize("NFC", text.replace("\u00ad", "").replace("\u200b", "").replace("\ufeff", ""))
    text = _CONTROLS.sub("", text)
    lines = (_SPACES.sub(" ", line).strip() for line in _LINE_ENDS.split(text))
    return "\n".join(line for line in lines if line)


_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\ufffe\uffff]")
_SPACES = re.compile(r"[^\S\n]+")
_LINE_ENDS = re.compile(r"\r\n|\r|\n|\v|\f|\u2028|\u2029")


def plain_hyphens(text: str) -> str:
    """A text in which all hyphens are the one of the keyboard; longer dashes stay."""
    return text if text.isascii() else text.translate(_HYPHENS)


def latin(text: str) -> str:
    """A symbol-shaped text with Cyrillic letters that look Latin turned into Latin ones (``СAT/C/AZE`` → ``CAT/C/AZE``)."""
    return text.translate(_LOOKALIKES)
