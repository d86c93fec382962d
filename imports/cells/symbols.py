"""UN document symbols: which body, which State, which examination a document belongs to.

Forms as in use by the treaty body and Human Rights Council secretariats; A/HRC symbols carry no country and look alike
for UPR reports and special procedures, so they are never classified by their form alone.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from imports.cells.reference_words import any_of
from tracker.folding import latin, plain_hyphens

_TAIL = r"(?:/(?:ADD|CORR|REV)\.\d+)*"
_TREATY = re.compile(
    rf"^(?P<body>CCPR|CERD|CEDAW|CAT|CRC|CRPD|CMW|CED)/C/(?:(?P<protocol>OPAC|OPSC)/)?(?P<state>[A-Z]{{3}})/"
    rf"(?:(?P<kind>CO|Q|QPR|RQ|FCO)/)?(?P<cycle>\d+(?:-\d+)?){_TAIL}$"
)
_CESCR = re.compile(rf"^E/C\.12/(?P<state>[A-Z]{{3}})/(?:(?P<kind>CO|Q|QPR|RQ|FCO)/)?(?P<cycle>\d+(?:-\d+)?){_TAIL}$")
_BEGINNING = re.compile(
    r"^(?:(?P<body>CCPR|CERD|CEDAW|CAT|CRC|CRPD|CMW|CED)/C|E/C\.12)/(?P<state>[A-Z]{3})/(?:(?P<kind>CO)/)?\d"
)
_UPR = re.compile(rf"^A/HRC/WG\.6/(?P<session>\d{{1,2}})/(?:(?P<state>[A-Z]{{3}})/[123]|L\.\d+){_TAIL}$")
_COUNCIL = re.compile(rf"^A/HRC/(?P<council>\d{{1,2}})/\d{{1,3}}{_TAIL}$")
_SPT = re.compile(rf"^CAT/OP/(?P<state>[A-Z]{{3}})/(?:[A-Z]+/)?R?\.?\d+{_TAIL}$")
_ANY = re.compile(
    r"(?<![\w/])(?:(?:CCPR|CERD|CEDAW|CAT|CRC|CRPD|CMW|CED)\s?/\s?(?:C|OP)\s?/|E\s?/\s?C\.12\s?/|A\s?/\s?HRC\s?/|HRI\s?/)"
    r"\s?[\w.\-]+(?:\s?/\s?[\w.\-]+)*",
    re.IGNORECASE,
)
_DASHES = re.compile("[\u2013\u2014\u2015]")
_SEVERAL = re.compile(
    rf"(?<=/)\s?(\d{{1,2}})(?:\s*[-+&]\s*|\s+{any_of('conjunction')}\s+)(\d{{1,2}})(?!\w|\.\d|\s?\()", re.IGNORECASE
)
_MOST_TOGETHER = 2
"""Reports that a committee takes up together: "5-6" or "10-12"; "5, 13" is a document and a paragraph."""

_MOST_COUNTED = 4
"""A longer row of reports was never taken up together: "5-13" is something else."""

_GLUED = re.compile(r"[^\s.,;:!?()\[\]{}<>'\"«»“”„’‘/|*§…]\S*")
"""What stands at the end of a symbol without a space and belongs to it, though nobody knows what it says."""


@dataclass(frozen=True)
class Symbol:
    """A symbol in normal form, with its parts."""

    text: str
    mechanism: str = ""
    state: str = ""
    kind: str = ""
    cycle: str = ""
    session: str = ""
    council: str = ""

    @property
    def recommends(self) -> bool:
        """Return True for a document with recommendations: concluding observations, a report of the UPR or a visit."""
        if self.mechanism == "UPR":
            return not self.state
        return bool(self.council) or self.mechanism == "SPT" or (bool(self.mechanism) and self.kind == "CO")

    @property
    def reports(self) -> bool:
        """Return True for a report of a State, a list of questions, or an answer to one."""
        return bool(self.mechanism) and not self.recommends


@lru_cache(maxsize=4096)
def read_symbol(text: str) -> Symbol | None:
    """The first UN symbol in a text: Cyrillic look-alikes, odd spaces, asterisks and small letters are put right."""
    if text.isascii() and "/" not in text:
        return None
    plain = unicodedata.normalize("NFKC", text).replace("\u00ad", "").replace("\u200b", "").replace("*", "")
    plain = latin(plain) if re.search("[А-яІЈЅ]", plain) and "/" in plain else plain
    plain = _SEVERAL.sub(_joined, _DASHES.sub("-", plain_hyphens(plain)))
    match = _ANY.search(plain)
    if match is None:
        return None
    symbol = re.sub(r"\s+", "", match.group()).rstrip(".,;-").upper()
    rest = _GLUED.match(plain, match.end())
    return _told(f"{symbol}{rest.group()}") if rest else _told(symbol)


def _joined(match: re.Match[str]) -> str:
    """The reports that a committee took up together, as its symbol has them: "5 & 6" is "5-6"."""
    together = 0 < int(match[2]) - int(match[1]) <= _MOST_TOGETHER
    return f"{match[1]}-{match[2]}" if together else match[0]


def _counted(cycle: str) -> bool:
    """Return True for the number of an examination, or of reports that may be taken up together."""
    first, _, last = cycle.partition("-")
    return not last or 0 < int(last) - int(first) <= _MOST_COUNTED


def _told(symbol: str) -> Symbol:
    """A symbol with its parts; one with a rest that nobody understands counts no examination."""
    shown = re.sub(r"/(ADD|CORR|REV)\.", lambda part: f"/{part.group(1).capitalize()}.", symbol)
    if (match := _TREATY.match(symbol)) and _counted(match["cycle"]):
        parts = match.groupdict(default="")
        mechanism = f"{parts['body']}-{parts['protocol']}" if parts["protocol"] else parts["body"]
        return Symbol(shown, mechanism, parts["state"], parts["kind"], parts["cycle"])
    if (match := _CESCR.match(symbol)) and _counted(match["cycle"]):
        parts = match.groupdict(default="")
        return Symbol(shown, "CESCR", parts["state"], parts["kind"], parts["cycle"])
    if match := _UPR.match(symbol):
        parts = match.groupdict(default="")
        return Symbol(shown, "UPR", parts["state"], "", "", parts["session"])
    if match := _SPT.match(symbol):
        return Symbol(shown, "SPT", match.group("state"))
    if match := _COUNCIL.match(symbol):
        return Symbol(shown, council=match.group("council"))
    if match := _BEGINNING.match(symbol):
        return Symbol(shown, match["body"] or "CESCR", match["state"], match["kind"] or "")
    return Symbol(shown)


def base_symbol(text: str) -> str:
    """A symbol without its addenda: positions stand in ``A/HRC/39/14/Add.1``, the recommendations in ``A/HRC/39/14``."""
    return re.sub(r"(?:/(?:Add|Corr|Rev)\.\d+)+$", "", text)
