"""Units: a paragraph with lettered items holds several recommendations, each followed up on its own.

Committees ask for follow-up by exactly these letters ("13 (b), 17 (a), 21 and 23 (a)"), so a paragraph alone could not
carry the deadline.
"""

import re
from typing import NamedTuple

_ITEM = re.compile(r"(?:(?<=^)|(?<=[\s;:,.]))\(?([a-zçəğöşüıа-я])\)\s*(?=[\"“«(]?[A-ZА-ЯЁƏÇŞĞÖÜİÀ-Ý])")
_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    "abcçdeəfgğhxıijkqlmnoöprsştuüvyz",
    "абвгдежзиклмнопрстуфхцчшщ",
    "аbсdеfghi",
)
_ROMAN = re.compile(r"(?:(?<=^)|(?<=[\s;:,.]))\(?([ivx]+)\)\s*(?=\S)")
_NUMERALS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_TAIL = re.compile(r"[\s;,]*(?:;\s*(?:and|or|və|и|et|y))?[\s;,]*$")


class Unit(NamedTuple):
    """One item of a paragraph: its letters ("(b)(i)"; empty for the whole), the sentence before the items, its text."""

    letters: str
    lead_in: str
    text: str


def split_units(text: str) -> list[Unit]:
    """The lettered items of a paragraph; the paragraph itself when it has none.

    Only the next letter of the alphabet is accepted, so "(art. 2 (a))" or "(e.g." split nothing. Items of a translation
    (a, b, c, ç; а, б, в) are named by the letters of the original.
    """
    starts = max((_sequence(text, _ITEM, alphabet) for alphabet in _ALPHABETS), key=len)
    if len(starts) < 2:
        return [Unit("", "", text)]
    lead_in = text[: starts[0][1]].strip()
    units = []
    for number, (_, _, body) in enumerate(starts):
        letter = _ALPHABETS[0][number]
        end = starts[number + 1][1] if number + 1 < len(starts) else len(text)
        units += _romans(letter, lead_in, _TAIL.sub("", text[body:end]).strip())
    return units


def _romans(letter: str, lead_in: str, text: str) -> list[Unit]:
    """The items (i), (ii) ... inside a lettered one."""
    starts = _sequence(text, _ROMAN, _NUMERALS)
    if len(starts) < 2 or starts[0][1] == 0:
        return [Unit(f"({letter})", lead_in, text)]
    before = f"{lead_in} ({letter}) {text[: starts[0][1]].strip()}".strip()
    units = []
    for number, (numeral, _, body) in enumerate(starts):
        end = starts[number + 1][1] if number + 1 < len(starts) else len(text)
        units.append(Unit(f"({letter})({numeral})", before, _TAIL.sub("", text[body:end]).strip()))
    return units


def _sequence(text: str, pattern: re.Pattern[str], names: "str | tuple[str, ...]") -> list[tuple[str, int, int]]:
    """Markers that follow each other in order: name, where the marker starts, where its text starts."""
    found: list[tuple[str, int, int]] = []
    for match in pattern.finditer(text):
        if match[1] == "i" and pattern is _ITEM and re.search(r"\(?ii\)", text[match.end() :]):
            continue  # the numeral of an item inside an item, not the ninth letter
        if len(found) < len(names) and match[1] == names[len(found)]:
            found.append((match[1], match.start(), match.end()))
    return found
