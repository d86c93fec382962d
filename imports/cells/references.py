"""References: the paragraph or number of a recommendation, always as text (140.10 is not 140.1)."""

import re
from dataclasses import dataclass
from functools import lru_cache

from imports.sheets import Value

_LETTERS = str.maketrans("асеіАСЕІ", "aceiACEI")
_WORDS = (
    r"(?:(?:(?:paragraphs?|paras?|par|parágrafo|párr?afos?|párrs?|paragraphes?|recommendations?|recs?|no|nos|nr|"
    r"bəndlər|bənd|bend|b|paraqraf|tövsiyənin|tövsiyə|töv|t|apdo|пункты?|пп?|пар|абз|абзац|r)\b|[№§#]+)\.?\s*)*"
)
_LETTER = r"\s*[.\-]?\s*\(?\s*(?P<letter>[a-z])\s*\)"
_BARE_LETTER = r"\s?(?P<bare>[a-z])(?![a-z])"
_ROMAN = r"(?:\s*\(?\s*(?P<roman>[ivx]+)\s*\))?"
_TO = r"(?:\s*(?:-|–|—|to|\.\.\.?|до|по)\s*\(?\s*(?P<to>[a-z])\s*\))?"
_TAIL = r"(?:[.):\s]|-?\s?(?:ci|cı|cu|cü|й|го)\s+(?:bənd|tövsiyə|пункт)\w*)*$"
_UPR = re.compile(
    rf"^{_WORDS}(?P<paragraph>\d{{1,3}})(?:\s?\.\s?|,)(?P<item>\d{{1,3}})(?:#(?P<sub>\d+))?{_TAIL}", re.IGNORECASE
)
_PARAGRAPH = re.compile(
    rf"^{_WORDS}(?P<paragraph>\d{{1,3}})(?:(?:{_LETTER}{_ROMAN}{_TO})|{_BARE_LETTER})?(?:#(?P<sub>\d+))?{_TAIL}",
    re.IGNORECASE,
)
_MANY = re.compile(
    rf"^{_WORDS}\d{{1,3}}(?:\s*(?:,|;|&|and|və|и|et|y|-|–|—|to)\s*{_WORDS}\d{{1,3}})+[.\s]*$", re.IGNORECASE
)
_SEVERAL = re.compile(
    rf"^{_WORDS}\d{{1,3}}(?:\s*\([a-z]\))?(?:\s*(?:,|;|&|and|və|и|et|y)\s*{_WORDS}(?:\d{{1,3}}\s*)?(?:\([a-z]\))?)+[.\s]*$",
    re.IGNORECASE,
)
_ENDINGS = re.compile(r"(\d{1,3})\s?-?\s?(?:ci|cı|cu|cü)?\s+bənd\w*\s*\(?([a-z])\)?\s*(?:-?\s?yarım\s?bənd\w*)?", re.IGNORECASE)
_SEVERAL_UPR = re.compile(
    rf"^{_WORDS}\d{{1,3}}\.\d{{1,3}}(?:\s*(?:,|;|&|and|və|и|et|y|-|–|to)\s*\d{{1,3}}\.\d{{1,3}})+[.\s]*$", re.IGNORECASE
)
_IN_TEXT_UPR = re.compile(
    r"^\W{0,3}(?:[Rr]ec(?:ommendation)?\.?\s*)?(\d{1,3}\.\d{1,3})(?!\d)(?:[.):,\s]|\s?[–—-])+\s*(?=\S)"
)
_IN_TEXT_PARAGRAPH = re.compile(
    r"^\W{0,3}(?:(?:[Pp]ara(?:graph|s)?|[Pp]ar|[Bb]ənd|[Пп](?:ункт|\.)?|§)\.?\s*)?"
    r"(\d{1,3}(?:\s?\([a-z]\))?(?:\s?\([ivx]+\))?)\s?[.):]\s*(?=[A-ZА-ЯƏÇŞĞÖÜİ“\"«(])"
)
_IN_TEXT_LETTERED = re.compile(
    r"^\W{0,3}(?:[Pp]ara(?:graph)?\.?\s*)?(\d{1,3}\s?\([a-z]\)(?:\s?\([ivx]+\))?)[.):,\s–—-]+(?=\S)"
)
_AFTER_HEADING = re.compile(
    r"(?<![\d.,/(])\b(\d{1,3})\.\s?(?=(?:The|While|In|Recall|Reiterat|With|Noting|Taking|Bearing|Further|It|Pursuant|Consider|Welcom|Drawing|Underl)[a-z]*\b)"
)
_SYMBOL_BEFORE = re.compile(r"^.*?(?:/\S+)\s*[,;:–-]?\s*(?=(?:paras?|paragraphs?|§|bənd|п)\b)", re.IGNORECASE)


@dataclass(frozen=True)
class Reference:
    """A reference in normal form: ``140.12``, ``13``, ``13(b)``, ``13(b)(i)``, ``24(a)-(c)``, ``9, 11, 13``."""

    text: str
    sub: int = 0

    @property
    def paragraph(self) -> str:
        """The paragraph without letters."""
        return re.split(r"[(,\-]", self.text, maxsplit=1)[0]

    @property
    def lettered(self) -> bool:
        """Whether it names one item of a paragraph."""
        return self.text.endswith(")") and "-" not in self.text

    @property
    def numbered_by_item(self) -> bool:
        """Whether it has the form of a UPR number."""
        return "." in self.text


@lru_cache(maxsize=16384)
def read_reference(text: str) -> Reference | None:
    """A reference from the text of a cell; ``None`` when it is none."""
    plain = _in_words(text.strip().translate(_LETTERS).replace("\u00a0", " "))
    plain = _SYMBOL_BEFORE.sub("", plain) if "/" in plain else plain
    if match := _UPR.match(plain):
        return Reference(f"{int(match['paragraph'])}.{match['item']}", int(match["sub"] or 0))
    if match := _PARAGRAPH.match(plain):
        return Reference(_lettered(match), int(match["sub"] or 0))
    if _SEVERAL_UPR.match(plain):
        return Reference(", ".join(re.findall(r"\d{1,3}\.\d{1,3}", plain)))
    if _MANY.match(plain):
        numbers = re.findall(r"\d{1,3}", plain)
        joint = "-" if re.fullmatch(rf"{_WORDS}\d+\s*(?:-|–|—|to)\s*\d+[.\s]*", plain, re.IGNORECASE) else ", "
        return Reference(joint.join(numbers))
    if _SEVERAL.match(plain):
        parts = re.findall(r"\d{1,3}(?:\s*\([a-z]\))?|\([a-z]\)", plain, re.IGNORECASE)
        return Reference(", ".join(re.sub(r"\s", "", part).lower() for part in parts))
    return None


def _in_words(text: str) -> str:
    """An Azerbaijani reference with its case endings ("28-ci bəndin (a) yarımbəndi") as plain numbers and letters."""
    return _ENDINGS.sub(r"\1 (\2)", text) if "nd" in text else text


def _lettered(match: re.Match[str]) -> str:
    letter = (match["letter"] or match["bare"] or "").lower()
    text = str(int(match["paragraph"]))
    if letter:
        text += f"({letter})"
    if match["roman"]:
        text += f"({match['roman'].lower()})"
    if match["to"]:
        text += f"-({match['to'].lower()})"
    return text


def shown_number(value: int | float, number_format: str) -> str:
    """A number as its cell shows it, so that 136.10 typed with two decimals stays 136.10."""
    decimals = re.match(r"^[#0]*[.,](0+)", number_format)
    if decimals:
        return f"{value:.{len(decimals.group(1))}f}"
    if number_format in ("0", "#0"):
        return f"{value:.0f}"
    return f"{value:.10g}"


def may_have_lost_zero(value: Value, number_format: str) -> bool:
    """Whether a number with one or two decimals may have been typed with more: 136.10 in a plain cell reads 136.1."""
    return isinstance(value, float) and not re.match(r"^[#0]*[.,]0", number_format)


def split_reference(text: str) -> tuple[Reference, str] | None:
    """A reference at the start of a recommendation's text, and the text behind it."""
    for pattern in (_IN_TEXT_UPR, _IN_TEXT_LETTERED, _IN_TEXT_PARAGRAPH):
        if match := pattern.match(text):
            reference = read_reference(match.group(1))
            if reference is not None:
                return reference, text[match.end() :].strip()
    return None


_TRAILING = re.compile(
    rf"(?:^|[,;:–—\-\s/(])\s*(?P<found>{_WORDS}(?:\d{{1,3}}\.\d{{1,3}}|\d{{1,3}}(?:\s*\(?\s?[a-z]\s?\))?(?:\s*\([ivx]+\))?))"
    rf"(?:\s?-?\s?(?:ci|cı|cu|cü|ү|й|го))?\s*(?:bənd\w*|paraqraf\w*|пункт\w*|paragraph|para\.?|tövsiyə\w*|\))?\s*\.?$",
    re.IGNORECASE,
)


def trailing_reference(text: str) -> Reference | None:
    """The reference behind a document or a mechanism: "CEDAW/C/AZE/CO/6, para. 13 (b)", "UPR (3rd cycle), 140.12".

    A bare number counts only behind a symbol with a separator, or with its word, so that "CO/6" or "2022" is none.
    """
    plain = _in_words(text.strip().translate(_LETTERS))
    match = _TRAILING.search(plain)
    if match is None:
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
    match = _AFTER_HEADING.search(text[:250])
    if match is None:
        return None
    reference = read_reference(match.group(1))
    return (text[: match.start()].strip(), reference, text[match.end() :].strip()) if reference else None


def sort_key(reference: str | None, sub: int = 0) -> str:
    """A key by which references sort as people count: 140.2 before 140.10, 13(b) before 21."""
    if reference is None:
        return "~"
    parts = re.findall(r"\d+|[a-z]+", reference.lower())
    return ".".join(part.zfill(5) if part.isdigit() else part for part in parts) + f"#{sub:03d}"
