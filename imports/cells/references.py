"""References: the paragraph or number of a recommendation, always as text (140.10 is not 140.1)."""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from imports.cells.reference_prefixes import without_prefix
from imports.cells.reference_words import PARAGRAPH_WORDS, any_of, month_names
from imports.files import Value
from tracker.folding import fold, plain_hyphens

_LETTERS = str.maketrans("асіАСІ", "aciACI")
_CYRILLIC_ITEMS = dict(zip("бвгдежз", "bcdefgh", strict=True))
"""The letters of a Russian list, by which it names the items (a), (b), (c)."""

_LETTER = r"\s*[.\-]?\s*\(?\s*(?P<letter>[a-z])\s*\)"
_BARE_LETTER = r"\s?(?P<bare>[a-z])(?![a-z])"
_ROMAN = r"(?:\s*\(?\s*(?P<roman>[ivx]+)\s*\))?"
_TO = rf"(?:\s*(?:-|–|—|\.\.\.?|{any_of('range_word')})\s*\(?\s*(?P<to>[a-z])\s*\))?"
_NTH = rf"\s?-?\s?{any_of('ordinal_ending')}"
_TAIL = rf"(?:[.,;:)\]\s–—-]|{_NTH}\s+{any_of('paragraph_stem')}\w*)*$"
_UPR = re.compile(
    rf"^{PARAGRAPH_WORDS}(?P<paragraph>\d{{1,3}})\s?(?P<joint>[.,/])(?:(?<=\.)\s)?(?P<item>\d{{1,3}})(?:#(?P<sub>\d+))?{_TAIL}",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(
    rf"^{PARAGRAPH_WORDS}(?P<paragraph>\d{{1,3}})(?:(?:{_LETTER}{_ROMAN}{_TO})|{_BARE_LETTER})?(?:#(?P<sub>\d+))?{_TAIL}",
    re.IGNORECASE,
)
_LEADING_WORDS = re.compile(rf"^{PARAGRAPH_WORDS}", re.IGNORECASE)
_JOINTS = re.compile(rf"\s*[,;&+]\s*(?:{any_of('conjunction')}\s+)?|\s+{any_of('conjunction')}\s+", re.IGNORECASE)
_RANGE = re.compile(
    rf"^(\d{{1,3}})(?:\.(\d{{1,3}}))?\s*(?:-|–|—|{any_of('range_word')})\s*(?:(\d{{1,3}})\.)?(\d{{1,3}})$",
    re.IGNORECASE,
)
_MOST_IN_A_RANGE = 60
_ENDINGS = re.compile(
    rf"(\d{{1,3}})(?:{_NTH})?\s+{any_of('paragraph_stem')}\w*(?:\s+|\s*\()([a-z])(?!\w)\)?\s*(?:-?\s?{any_of('item_stem')}\w*)?",
    re.IGNORECASE,
)
_ORDINALS = re.compile(rf"^(\d{{1,3}}\s*[-–]\s*\d{{1,3}}){_NTH}\s+{any_of('paragraph_stem')}\w*$", re.IGNORECASE)
_ABOUT = re.compile(rf"\s+{any_of('about_word')}$", re.IGNORECASE)
_BARE = re.compile(r"^(\d{1,3})(?:\.(\d{1,3}))?$")
_LONE_LETTER = re.compile(r"(?<![а-яё])[асі](?![а-яё])", re.IGNORECASE)
_MARKS_BEHIND = re.compile(r"(?:\s*[*†‡⁰¹²³⁴-⁹]+|\s*\[\d{1,2}\])$")
_STATES_BEHIND = re.compile(r"^(\d{1,3}\.\d{1,3})\s*\([A-ZÀ-ÝÖÜÇŞƏİА-Я][^()]{3,}(?:\([^()]*\)[^()]*)*\)$")
_PREFIX = re.compile(r"^[A-Za-z]{1,3}[.-]?\s?(?=\d{2,3}\.\d)|^[(\[•*'’`\s–—-]+(?=\d{2,3}\.\d)")
_ITEM = re.compile(
    rf"^(?P<paragraph>\d{{1,3}})\s*[,.\-/]?\s*(?:{any_of('item_word')}(?!\w)\.?\s*)?"
    r"\(?(?P<letters>[a-z](?:\s*\)?\s*[,/&]\s*\(?\s*[a-z])*)\)?$",
    re.IGNORECASE,
)
_ITEM_OF_ITEM = re.compile(
    r"^(\d{1,3})\s*[.\-]?\s*\(?([a-z])[)\s.\-(]\s*[.\-]?\s*\(?(i{1,3}|i?vi{0,3}|i?xi{0,3})\)?$", re.IGNORECASE
)
_ITEMS_TO = re.compile(
    rf"^(\d{{1,3}})\s*[,./]?\s*\(?([a-z])\)?\s*(?:-|–|—|{any_of('range_word')})\s*\(?([a-z])\)?$", re.IGNORECASE
)
_ITEM_FIRST = re.compile(
    rf"^{any_of('item_word')}\.?\s*\(?(?P<letter>[a-z])\)?\s+(?:of\s+)?(?={any_of('paragraph_word')}\b)", re.IGNORECASE
)
_CYRILLIC_ITEM = re.compile(r"(\d{1,3})\s*\(?([бвгдежз])\)")
_SEVERAL_ITEMS = re.compile(r"^\d{1,3}\.\d{1,3}(?:\s*/\s*\d{1,3}\.\d{1,3})+$")
_IN_TEXT_UPR = re.compile(
    rf"^\W{{0,3}}{PARAGRAPH_WORDS}(\d{{1,3}}\.\d{{1,3}})(?!\d)(?!\s?\.\s?\d)(?:[.):,\s]|\s?[–—-])+\s*(?=\S)",
    re.IGNORECASE,
)
_IN_TEXT_PARAGRAPH = re.compile(
    rf"^\W{{0,3}}(?i:{PARAGRAPH_WORDS})"
    r"(\d{1,3}(?:\s?\([a-z]\))?(?:\s?\([ivx]+\))?)\s?[.):]\s*(?=[A-ZА-ЯƏÇŞĞÖÜİ“\"«(])"
)
_IN_TEXT_LETTERED = re.compile(
    rf"^\W{{0,3}}(?i:{PARAGRAPH_WORDS})(\d{{1,3}}\s?\([a-z]\)(?:\s?\([ivx]+\))?)[.):,\s–—-]+(?=\S)"
)
_AFTER_HEADING = re.compile(rf"(?<![\d.,/(])\b(\d{{1,3}})\.\s?(?={any_of('paragraph_opening')}[a-z]*\b)")
LEAST_UPR_PARAGRAPH = 60
"""From this paragraph on a comma or a stroke may stand for the point of a UPR number; "9,11" are two paragraphs."""
_POWER = re.compile(r"\s*\d+[.,]?\d*E[+-]\d+\s*$", re.IGNORECASE)  # "1,40E+03", as a narrow column shows a number
_OF_A_HUNDRED = 100
_LONGEST = 200
_DIGIT_IN_FRONT = re.compile(r".{0,40}?\d", re.DOTALL)
_SYMBOL_BEFORE = re.compile(rf"^.*?(?:/\S+)\s*[,;:–-]?\s*(?={any_of('paragraph_word')}\b|§)", re.IGNORECASE)
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_QUOTES = " \t\r\n«»“”„"
_WIDE = (
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | dict.fromkeys((0xA0, 0x202F, 0x3000), " ") | {0xB7: "."}
)
"""Signs that look like others: full-width digits and brackets, spaces that do not break, a point in the middle."""


class Reference(NamedTuple):
    """A reference in normal form: ``140.12``, ``13``, ``13(b)``, ``13(b)(i)``, ``24(a)-(c)``, ``9, 11, 13``."""

    text: str
    sub: int = 0

    @property
    def paragraph(self) -> str:
        """The paragraph without letters."""
        return re.split(r"[(,\-]", self.text, maxsplit=1)[0]

    @property
    def lettered(self) -> bool:
        """Return True if it names one item of a paragraph."""
        return self.text.endswith(")") and "-" not in self.text and "," not in self.text

    @property
    def numbered_by_item(self) -> bool:
        """Return True if it has the form of a UPR number."""
        return "." in self.text


_REMEMBERED = 2**17
"""How many readings are kept: several steps of an import read the same number, and a long sheet has 100,000."""


@lru_cache(maxsize=_REMEMBERED)
def read_reference(text: str) -> Reference | None:
    """The reference in the text of a cell; ``None`` if the text is not one."""
    if match := _BARE.match(text):
        return _upr(match[1], match[2]) if match[2] else _whole(match[1])
    if len(text) > _LONGEST or _DIGIT_IN_FRONT.match(text) is None or _POWER.match(text):
        return None
    _, found, bare = _prefixed(text)
    return None if bare else found


def named_paragraph(text: str) -> tuple[str, Reference] | None:
    """The name and the whole paragraph of a text such as "CAT 21", which is no number by itself: 21 may be a cycle."""
    if len(text) > _LONGEST or not text[:1].isalpha():
        return None
    prefix, found, bare = _prefixed(text)
    return (prefix, found) if bare and found is not None else None


def _prefixed(text: str) -> tuple[str, Reference | None, bool]:
    """The name before a number, the number, and True if it is a whole number that may as well belong to the name."""
    prefix, rest, bare_allowed = without_prefix(_in_words(_seen(text)))
    found = _read(_tidied(rest))
    bare = found is not None and found.text.isdigit() and rest[:1].isdigit()
    return prefix, found, bare and not bare_allowed


def prefix_of(text: str) -> str:
    """The part of a number that names its mechanism, review or document: "UPR/3", "CAT"; "" where none does."""
    return without_prefix(_in_words(_seen(text))).prefix if read_reference(text) else ""


def turned_into_date(value: Value) -> bool:
    """Return True if a cell of numbers holds a date, as a spreadsheet makes of "13.5" or "6-5"; nobody can turn it back."""
    if not isinstance(value, str):
        return isinstance(value, date)
    named = _DAY_OF_MONTH.fullmatch(fold(value)) if _DIGIT_IN_FRONT.match(value) else None
    return (named is not None and named[1] in _MONTHS) or _DAY.fullmatch(value.strip()) is not None


_MONTHS = month_names()
_DAY_OF_MONTH = re.compile(r"(?:\d{1,2} )?([^\W\d_]+)(?: \d{1,4})?")
_DAY = re.compile(r"(?:\d{4}-\d\d-\d\d|\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2}))(?:[T ]\d{1,2}:\d\d(?::\d\d)?)?")


def _read(plain: str) -> Reference | None:
    if (match := _UPR.match(plain)) and _is_upr(match):
        return _upr(match["paragraph"], match["item"], match["sub"])
    if match := _PARAGRAPH.match(plain):
        return Reference(_lettered(match), int(match["sub"] or 0)) if int(match["paragraph"]) else None
    bare = _LEADING_WORDS.sub("", plain).rstrip(". ")
    parts = _items(bare) or _listed(bare)
    return Reference(", ".join(parts)) if parts else None


def _upr(paragraph: str, item: str, sub: str | None = None) -> Reference | None:
    return Reference(f"{int(paragraph)}.{int(item)}", int(sub or 0)) if int(paragraph) and int(item) else None


def _whole(paragraph: str) -> Reference | None:
    return Reference(str(int(paragraph))) if int(paragraph) else None


def _is_upr(match: re.Match[str]) -> bool:
    """Return True if a comma or a stroke stands for the point: "140,12", "140/15", but not "9,11", "85/100", "140/141"."""
    paragraph, item = int(match["paragraph"]), int(match["item"])
    if match["joint"] == ".":
        return True
    counts = match["joint"] == "/" and item in (_OF_A_HUNDRED, paragraph + 1)
    return paragraph >= LEAST_UPR_PARAGRAPH and not counts


def _seen(text: str) -> str:
    """A text without invisible marks, and with plain digits, hyphens, brackets and spaces."""
    if text.isascii():
        return text.strip()
    return _latin_letters(plain_hyphens(_UNSEEN.sub("", text)).translate(_WIDE).strip(_QUOTES))


def _latin_letters(text: str) -> str:
    """A letter that was typed on a Russian keyboard and looks the same is the Latin one; words stay as they are."""
    return text if text.isascii() else _LONE_LETTER.sub(lambda match: match[0].translate(_LETTERS), text)


def _tidied(text: str) -> str:
    """A number without what people put around it: footnote marks, the States behind it, a letter before it."""
    text = _MARKS_BEHIND.sub("", text)
    if (match := _ITEM_FIRST.match(text)) is not None:
        text = f"{_LEADING_WORDS.sub('', text[match.end() :])} ({match['letter']})"
    text = _SYMBOL_BEFORE.sub("", text) if "/" in text else text
    text = _STATES_BEHIND.sub(r"\1", _LEADING_WORDS.sub("", text))
    text = _PREFIX.sub("", text)
    return text.replace("/", ", ") if _SEVERAL_ITEMS.match(text) else text


def _items(text: str) -> list[str]:
    """The items of a paragraph, however the letter is put to it: "13, b)", "17-a", "15, al. b)", "19 (a, b)", "12.a.i"."""
    if match := _ITEM_OF_ITEM.match(text):
        return [f"{int(match[1])}({_small(match[2])})({_small(match[3])})"]
    if (match := _ITEMS_TO.match(text)) and match[2].lower() < match[3].lower():
        return [f"{int(match[1])}({_small(match[2])})-({_small(match[3])})"]
    match = _ITEM.match(text)
    if match is None:
        return []
    return [f"{int(match['paragraph'])}({_small(letter)})" for letter in re.split(r"[,/&]", match["letters"])]


def _small(letter: str) -> str:
    """The small letter of an item without brackets; the Azerbaijani i with and without its dot are one."""
    return letter.strip(" ()").replace("İ", "i").replace("ı", "i").lower()


def _listed(text: str) -> list[str]:
    """The references of a list with its ranges spelt out: "13 (b), 17 (a)", "9-11, 13", "140.82-85, 87"."""
    found: list[str] = []
    for part in _JOINTS.split(text) if len(text) < 120 else ():
        plain = _LEADING_WORDS.sub("", part.strip())
        if match := _RANGE.match(plain):
            found += _spelt_out(match)
        elif re.fullmatch(r"\([a-z]\)", plain, re.IGNORECASE) and found:
            found.append(re.split(r"\(", found[-1])[0] + plain.lower())
        elif re.fullmatch(r"\d{1,3}", plain) and found and "." in found[-1]:
            found.append(f"{found[-1].partition('.')[0]}.{plain}")
        elif (match := _UPR.match(plain)) and _is_upr(match):
            found.append(f"{int(match['paragraph'])}.{int(match['item'])}")
        elif match := _PARAGRAPH.match(plain):
            found.append(_lettered(match))
        else:
            return []
    return found


def _spelt_out(match: re.Match[str]) -> list[str]:
    first = int(match[2] or match[1])
    last = int(match[4])
    if not first < last <= first + _MOST_IN_A_RANGE:
        return []
    return [f"{match[1]}.{number}" if match[2] else str(number) for number in range(first, last + 1)]


def _in_words(text: str) -> str:
    """A reference with case endings ("28-ci bəndin (a) yarımbəndi") or Russian letters as plain numbers and letters."""
    if "nd" in text:
        text = _ENDINGS.sub(r"\1 (\2)", _ORDINALS.sub(r"\1", _ABOUT.sub("", text)))
    return (
        text if text.isascii() else _CYRILLIC_ITEM.sub(lambda match: f"{match[1]} ({_CYRILLIC_ITEMS[match[2]]})", text)
    )


def _lettered(match: re.Match[str]) -> str:
    letter = _small(match["letter"] or match["bare"] or "")
    text = str(int(match["paragraph"]))
    if letter:
        text += f"({letter})"
    if match["roman"]:
        text += f"({_small(match['roman'])})"
    if match["to"]:
        text += f"-({_small(match['to'])})"
    return text


def shown_number(value: int | float, number_format: str) -> str:
    """A number as its cell shows it, so that 136.10 typed with two decimals stays 136.10."""
    decimals = _decimals(number_format)
    if decimals:
        return f"{value:.{decimals}f}"
    if number_format in ("0", "#0"):
        return f"{value:.0f}"
    return f"{value:.10g}"


def may_have_lost_zero(value: Value, number_format: str) -> bool:
    """Return True if a number may have been typed with one more decimal: 136.10 in a plain cell is kept as 136.1."""
    if not isinstance(value, float) or not 0 < value < 1000 or value == int(value) or _decimals(number_format):
        return False
    return len(f"{value:.10g}".partition(".")[2]) <= 3


def _decimals(number_format: str) -> int:
    """How many decimals a number format shows."""
    match = re.search(r"[#0][.,](0+)(?![#0,])", number_format.split(";", maxsplit=1)[0])
    return len(match[1]) if match and not re.search(r"[,.]0{3}(?![.,]0)|#,##0$", match[0]) else 0


@lru_cache(maxsize=8192)
def split_reference(text: str) -> tuple[Reference, str] | None:
    """A reference at the start of a recommendation's text, and the text behind it."""
    if _DIGIT_IN_FRONT.match(text) is None:
        return None
    for pattern in (_IN_TEXT_UPR, _IN_TEXT_LETTERED, _IN_TEXT_PARAGRAPH):
        if match := pattern.match(text):
            reference = read_reference(match.group(1))
            rest = text[match.end() :].strip()
            if reference is not None and not _is_quantity(reference, rest):
                return reference, rest
    return None


def _is_quantity(reference: Reference, rest: str) -> bool:
    """Return True if a number at the start of a text counts something ("1.5 million people")."""
    return reference.numbered_by_item and int(reference.paragraph.partition(".")[0]) < 5 and rest[:1].islower()


_TRAILING = re.compile(
    rf"(?:^|[,;:–—\-\s/(])\s*(?P<found>{PARAGRAPH_WORDS}(?:\d{{1,3}}\.\d{{1,3}}|\d{{1,3}}(?:\s*\(?\s?[a-z]\s?\))?(?:\s*\([ivx]+\))?))"
    rf"(?:{_NTH})?\s*(?:{any_of('paragraph_stem')}\w*|{any_of('paragraph_word')}\.?|\))?\s*\.?$",
    re.IGNORECASE,
)


def trailing_reference(text: str) -> Reference | None:
    """The reference behind a document or a mechanism: "CEDAW/C/AZE/CO/6, para. 13 (b)", "UPR (3rd cycle), 140.12".

    A bare number counts only behind a symbol with a separator, or with its word, so that "CO/6" or "2022" is none.
    """
    plain = _in_words(_seen(text))
    if (match := _TRAILING.search(plain)) is None:
        return None
    before = plain[: match.start("found")].rstrip()
    told = match["found"].strip()
    worded = not told[:1].isdigit() or match.end("found") < len(plain.rstrip(" .)"))
    itemised = "." in told or "(" in told or told.endswith(")")
    if not (worded or itemised or before.endswith((",", ";", ":", "–", "—")) or "\n" in text) or before.endswith("/"):
        return None
    return read_reference(told)


def split_after_heading(text: str) -> tuple[str, Reference, str] | None:
    """Heading, reference and text where a paragraph's heading and number run together ("Rural women 49.The Committee")."""
    if (match := _AFTER_HEADING.search(text[:250])) is None:
        return None
    reference = read_reference(match.group(1))
    return (text[: match.start()].strip(), reference, text[match.end() :].strip()) if reference else None
