"""Text from bytes of unknown encoding, and what was guessed or repaired."""

import re
from functools import cache

from tracker.language.phrase import Phrase

BAD_LETTER = "\ufffd"
"""What stands for a letter that could not be decoded."""

_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяё"
_LATIN = "àâäçéèêëîïôöùûüœæñáíóúışğ"
_PUNCTUATION = "«»“”„‘’–—…№°§·•¿¡\xa0\xad"
_CODE_PAGES = {
    "cp1252": ("", _LATIN),
    "cp1251": ("", _CYRILLIC),
    "cp1254": ("", _LATIN),
    "mac_roman": ("Mac Roman", _LATIN),
    "mac_cyrillic": ("Mac Cyrillic", _CYRILLIC),
    "cp866": (Phrase("the Cyrillic letters of DOS (866)"), _CYRILLIC),
    "koi8_r": ("KOI8-R", _CYRILLIC),
    "cp850": (Phrase("the letters of DOS (850)"), _LATIN),
}
"""Code pages with the name to be told, and the small letters that texts in them use; the first of equals is taken.

The pages of Windows are so usual that nobody needs to be told.
"""
_TWICE = ("cp1252", "cp1251", "cp1254", "mac_roman")
"""The pages as which programs read UTF-8 before they write it as UTF-8 once more."""
_LOOKS_TWICE = re.compile("Ã[\x80-\xbf©¨ª«¢§‰€™]|â€|Ð[°-¿]|Ñ[\x80-\x8f€‚ƒ„…]|Ä[±°]|ÅŸ|É™")
_MAY_BE_TWICE = re.compile(f"{_LOOKS_TWICE.pattern}|вЂ|Г[©Ё§ЄґўЂ®]|[РС][Ђ-Џђ-џ°-»‚-™]|[√ƒ][©†±°¢£§•]")
_SAMPLE = 100_000
_WELL_KNOWN = 3
"""How many letters of UTF-8 must be right for each wrong byte; texts in a code page have hardly any."""


def decode(data: bytes) -> tuple[str, list[str]]:
    """The text, and in words what was guessed or repaired."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            text = data.decode(encoding, errors="replace")
            return _once(text) if encoding == "utf-8-sig" else (text, [])
    if b"\x00" in data[:1000].rstrip(b"\x00"):
        return data.decode("utf-16-le" if data[1:2] == b"\x00" else "utf-16-be", errors="replace"), []
    try:
        return _once(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _of_code_page(data)


def _of_code_page(data: bytes) -> tuple[str, list[str]]:
    text = data.decode("utf-8", errors="replace")
    wrong = text.count(BAD_LETTER)
    if sum(letter > "\x7f" for letter in text) - wrong >= _WELL_KNOWN * wrong:
        return text, []
    page = code_page(data)
    name = _CODE_PAGES[page][0]
    told: list[str] = [Phrase("the letters were read as {name}", name=name)] if name else []
    return data.decode(page, errors="replace"), told


def code_page(data: bytes) -> str:
    """The code page in which the text reads like the languages of the region."""
    sample = b"\n".join(line for line in re.split(rb"[\r\n]+", data) if not line.isascii())[:_SAMPLE]
    return max(_CODE_PAGES, key=lambda page: _likeness(sample.decode(page, errors="replace"), _CODE_PAGES[page][1]))


def _likeness(text: str, usual: str) -> float:
    """How much the letters beyond ASCII are such as the language uses, in places where it uses them."""
    return sum(
        _likeness_of(run, text[place.start() - 1 : place.start()], usual)
        for place in re.finditer(r"[^\x00-\x7f]+", text)
        if (run := place.group())
    )


def _likeness_of(run: str, before: str, usual: str) -> float:
    latin = usual is _LATIN
    likeness = 0.0
    for letter in run:
        turned = letter.isupper() and before.islower()
        mixed = not latin and before.isalpha() and before.isascii()
        if letter in _PUNCTUATION:
            likeness += 0.2
        else:
            likeness += -1 if letter.lower() not in usual or turned or mixed else 1
        before = letter
    # Words of Cyrillic letters are long runs beyond ASCII, accents stand among plain letters.
    return likeness - len(run) if latin and len(run) > 3 and run.isalpha() else likeness


def _once(text: str) -> tuple[str, list[str]]:
    """The text before it was encoded a second time, if that is certain."""
    if text.isascii() or not _MAY_BE_TWICE.search(text):
        return text, []
    for page in _TWICE:
        if once := _decoded_again(text, page):
            return once, [Phrase("the letters had been encoded twice (as in 'Ã©' for 'é'); this was put right")]
    if not _LOOKS_TWICE.search(text):
        return text, []
    return text, [
        Phrase("some letters look as if they had been encoded twice (as in 'Ã©' for 'é'); they were left as they are")
    ]


def _decoded_again(text: str, page: str) -> str:
    """The text that was taken for one in this code page; empty if it was not, for then some letter does not fit."""
    try:
        return bytes(map(_bytes_of(page).__getitem__, text)).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return ""


@cache
def _bytes_of(page: str) -> dict[str, int]:
    """The byte of every letter of a code page; bytes that have none stand for themselves, as Windows takes them."""
    own = {bytes([byte]).decode(page, errors="ignore"): byte for byte in range(256)}
    return {chr(byte): byte for byte in range(0x80, 0xA0)} | own
