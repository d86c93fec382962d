"""Agencies of a cell: several to a cell, with commas and "and" inside their names, abbreviated, inflected, misspelt."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from imports.cells.likeness import likeness
from imports.cells.prefixes import Prefixes
from imports.cells.vocabulary import Spelling, Vocabulary
from tracker.folding import fold, tidy
from tracker.vocabulary import Role

_DIVIDED = re.compile(r"[,():\[\]–—]|\s-\s")
"""Signs that may divide one name from another."""

_STRONG = re.compile(r"[;\n\r|/•▪+]|(?:^|(?<=\s))\d{1,2}[.)]\s|^\s*[-–—*]\s", re.MULTILINE)
_CLEAR_SCORE = 0.75
_CLEAR_MARGIN = 0.1
_MARK = "\x00"
_WITH = ("with", "с")
_ENDING = re.compile(r"\b([A-ZƏÇĞİÖŞÜ]{2,})[-'’](?:n?[ıiuü]n|[ny]?[aəıiuü]|d[aə]n?|l[aə]|ilə)\b")
"""Case endings that Azerbaijani puts behind an abbreviation: "ƏƏSMN-in", "DİN-ə"."""


class Mention(NamedTuple):
    """An agency that a cell names, with the role if the cell says so."""

    agency: str
    role: Role | None = None


class UnknownName(NamedTuple):
    """A name that no spelling matches; ``shared_by`` are the agencies where several share it."""

    text: str
    shared_by: tuple[str, ...] = ()


class Proposal(NamedTuple):
    """Agencies that a name may mean, the best first; ``clear`` says that the first is clearly best."""

    candidates: tuple[str, ...]
    clear: bool = False


class AgencyReading(NamedTuple):
    """What a cell of agencies says."""

    mentions: tuple[Mention, ...] = ()
    unknown: tuple[UnknownName, ...] = ()


@dataclass
class _Segment:
    role: Role | None
    found: list[tuple[int, Mention]] = field(default_factory=list)
    unknown: list[UnknownName] = field(default_factory=list)


class AgencyReader:
    """Reads agencies with the spellings that the register knows; the alias table decides, similarity only proposes."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._shorts = {short: fold(values[0]) for short, values in vocabulary.words["agency_short"].items()}
        spelt_out = [item._replace(folded=self._expanded(item.folded)) for item in vocabulary.spellings]
        spellings = list(dict.fromkeys([*vocabulary.spellings, *spelt_out]))
        self._names: dict[str, set[str]] = defaultdict(set)
        for spelling in spellings:
            self._names[spelling.folded].add(spelling.agency)
        self._long = _long_names(spellings)
        self._prefixes = Prefixes(self._long)
        self._plurals = vocabulary.words["agency_plural"]
        self._joints = vocabulary.row_words("conjunction")
        self._marks = dict.fromkeys(vocabulary.row_words("lead_mark"), Role.LEAD)
        self._marks |= dict.fromkeys(vocabulary.row_words("contributing_mark"), Role.CONTRIBUTING)
        common = Counter(token for spelling in vocabulary.spellings for token in set(spelling.folded.split()))
        self._generic = {token for token, times in common.items() if times >= 8} | vocabulary.row_words("agency_common")
        state_words = [_stem(name) for name, code in vocabulary.states.items() if code == vocabulary.state]
        self._state = re.compile(rf"\b(?:{'|'.join(sorted(state_words, key=len, reverse=True))})\w{{0,4}}\b")
        self._with = {word for word in self._marks if word.split()[-1] in _WITH}
        self._jointly = re.compile(rf"\s(?:{'|'.join(sorted(self._with, key=len, reverse=True))})\s", re.IGNORECASE)
        self._pairs = {pair for spelling in vocabulary.spellings for pair in pairwise(spelling.folded.split())}
        self.read = lru_cache(maxsize=8192)(self._read)
        self.propose = lru_cache(maxsize=2048)(self._proposal)

    def is_agency(self, text: str) -> bool:
        """Whether a cell holds agencies and little else (to tell such a column from others)."""
        if len(text) > 400:
            return False
        reading = self.read(text)
        return len(reading.mentions) > 0 and len(reading.mentions) >= len(reading.unknown)

    def _read(self, text: str) -> AgencyReading:
        mentions: dict[str, Mention] = {}
        unknown: dict[str, UnknownName] = {}
        role: Role | None = None
        for piece in _STRONG.split(self._jointly.sub(self._contributing, text)):
            if not piece.strip(" ,.;:-–—"):
                continue
            segment = self._segment(piece, role)
            role = segment.role
            for _, mention in sorted(segment.found, key=lambda item: item[0]):
                mentions.setdefault(mention.agency, mention)
            for name in segment.unknown:
                unknown.setdefault(name.text, name)
        return AgencyReading(tuple(mentions.values()), tuple(unknown.values()))

    def _contributing(self, match: re.Match[str]) -> str:
        """In "A jointly with B" B contributes, unless the word belongs to a name ("Work with Diaspora")."""
        behind = fold(match.string[match.end() :]).split(" ", 1)[0]
        last = fold(match[0]).rsplit(" ", 1)[-1]
        return match[0] if (last, behind) in self._pairs else " ; contributing: "

    def _segment(self, text: str, role: Role | None) -> _Segment:
        """One part between strong separators: its prefix ("Lead:"), its names, and what is left over."""
        role, text = self._prefix(text, role)
        segment = _Segment(role)
        whole = self._names.get(fold(text), ()) if not _DIVIDED.search(text) else ()
        if len(whole) == 1:
            segment.found.append((0, Mention(next(iter(whole)), role)))
            return segment
        written, text = text, self._spelt_out(text)
        rest = _soft(text)
        rest = self._take_names(rest, segment, role)
        for piece in self._left_over(rest):
            self._take_piece(piece, rest, segment, role)
        if len(segment.unknown) == 1 and not segment.found:
            segment.unknown = [segment.unknown[0]._replace(text=tidy(written).strip(" ,.;:-–—"))]
            return segment
        segment.unknown = [name._replace(text=self._as_written(name.text, written)) for name in segment.unknown]
        return segment

    def _prefix(self, text: str, role: Role | None) -> tuple[Role | None, str]:
        head, colon, tail = text.partition(":")
        if not colon:
            head, colon, tail = text.partition(" - ")
        if colon and (said := self._marks.get(fold(head))):
            return said, tail
        return role, text

    def _take_names(self, folded: str, segment: _Segment, role: Role | None) -> str:
        """Find the long names, the longest first, and blank them out."""
        for name in self._prefixes.names_in(folded):
            agencies = tuple(sorted(self._names[name]))
            for match in list(_pattern(name, self._long[name]).finditer(folded)):
                said = self._bracket_role(folded[match.end() :]) or role
                if len(agencies) == 1:
                    segment.found.append((match.start(), Mention(agencies[0], said)))
                else:
                    segment.unknown.append(UnknownName(match.group(), agencies))
                folded = folded[: match.start()] + _MARK * (match.end() - match.start()) + folded[match.end() :]
        return folded

    def _bracket_role(self, behind: str) -> Role | None:
        match = re.match(r"\s*(?:\(([^()]*)\)|[-–—]\s*(\w+))", behind)
        return self._marks.get(fold(match[1] or match[2] or "")) if match else None

    def _left_over(self, rest: str) -> list[str]:
        """What no name covered, split at commas, brackets and "and"."""
        rest = self._state.sub(" ", rest)
        joints = "|".join(re.escape(joint) for joint in self._joints)
        pieces = re.split(rf"[,()\[\]:\"{_MARK}]+|(?<!\w)-(?!\w)|(?<!\w)(?:{joints})(?!\w)", rest)
        kept = []
        for piece in pieces:
            piece = re.sub(r"^(?:of|the|republic|with|in|to|by)\s+(?:the\s+)?", "", piece.strip(" .-–—'")).strip(
                " .-–—'"
            )
            if len(piece) > 1 and piece not in self._marks and not piece.isdigit() and self._says_something(piece):
                kept.append(piece)
        return kept

    def _says_something(self, piece: str) -> bool:
        return any(char.isalpha() for char in piece) and piece not in (
            "of",
            "the",
            "of the",
            "republic of",
            "of the republic of",
        )

    def _take_piece(self, piece: str, rest: str, segment: _Segment, role: Role | None) -> None:
        folded = fold(piece)
        agencies = sorted(self._names.get(folded) or self._names.get(self._expanded(folded)) or ())
        at = rest.find(piece)
        if len(agencies) == 1:
            if segment.found and any(mention.agency == agencies[0] for _, mention in segment.found):
                return
            segment.found.append((at, Mention(agencies[0], self._bracket_role(rest[at + len(piece) :]) or role)))
        elif agencies:
            segment.unknown.append(UnknownName(piece, tuple(agencies)))
        elif not re.search(rf"\(\s*{re.escape(piece)}\s*\)", rest):
            segment.unknown.append(UnknownName(piece))

    def _expanded(self, folded: str) -> str:
        return " ".join(self._shorts.get(token, token) for token in folded.split())

    def _spelt_out(self, text: str) -> str:
        """The two names that "Ministries of Justice and of Health" stands for; shortened words written out."""
        text = _ENDING.sub(r"\1", text)
        if "." in text:
            text = re.sub(r"\b(\w{2,8})\.(?=\s?\w)", lambda match: self._shorts.get(fold(match[1])) or match[0], text)
        folded = fold(text)
        for plural, singulars in self._plurals.items():
            if not re.search(rf"(?<!\w){re.escape(plural)}(?!\w)", folded):
                continue
            before = self._vocabulary.weights.get(("agency_plural", singulars[0], plural)) == "before"
            if spelt := self._singulars(text, plural, singulars[0], before):
                return spelt
        return text

    def _as_written(self, piece: str, text: str) -> str:
        """The words of the cell behind a folded piece."""
        for part in [text, *re.split(r"[,()\[\]:]|\s(?:and|və|и|et|y)\s", text)]:
            if fold(part) == fold(piece) or self._expanded(fold(part)) == self._expanded(fold(piece)):
                return part.strip()
        return piece

    def _singulars(self, text: str, plural: str, singular: str, before: bool) -> str | None:
        folded = _soft(text)
        head, _, tail = folded.partition(plural)
        listed, kept = (tail, head) if before else (head, tail)
        joints = "|".join(re.escape(joint) for joint in self._joints)
        pieces = [
            re.sub(r"^(?:of|for)\s+(?:the\s+)?", "", piece.strip())
            for piece in re.split(rf",|(?<!\w)(?:{joints})(?!\w)", listed)
        ]
        pieces = [piece for piece in pieces if piece]
        if sum(not self._names.get(fold(piece)) for piece in pieces) < 2:
            return None
        names: list[str] = []
        at = 0
        while at < len(pieces):
            if self._names.get(fold(pieces[at])):
                names.append(pieces[at])
                at += 1
                continue
            end = next(
                (end for end in range(len(pieces), at, -1) if self._full(pieces[at:end], singular, before)), at + 1
            )
            names.append(
                self._full(pieces[at:end], singular, before) or _full_name(" ".join(pieces[at:end]), singular, before)
            )
            at = end
        return ", ".join([*names, kept])

    def _full(self, pieces: list[str], singular: str, before: bool) -> str | None:
        for joint in (" ", " and ", " və ", " и "):
            name = _full_name(fold(joint.join(pieces)), singular, before)
            soft = _soft(name)
            if any(_pattern(known, self._long[known]).fullmatch(soft) for known in self._prefixes.names_in(soft)):
                return name
        return None

    def _proposal(self, name: UnknownName) -> Proposal:
        """The agencies whose telling words are nearest to a name's telling words."""
        if name.shared_by:
            return Proposal(name.shared_by)
        piece = name.text
        tokens = [token for token in self._expanded(fold(piece)).split() if not self._is_generic(token)]
        scores: dict[str, float] = {}
        for spelling in self._vocabulary.spellings:
            score = self._score(tokens, piece, spelling)
            scores[spelling.agency] = max(score, scores.get(spelling.agency, 0))
        ranked = sorted(scores.items(), key=lambda item: -item[1])[:4]
        likely = tuple(agency for agency, score in ranked if score >= 0.45)
        clear = bool(likely) and ranked[0][1] >= _CLEAR_SCORE and ranked[0][1] - ranked[1][1] >= _CLEAR_MARGIN
        return Proposal(likely, clear)

    def _is_generic(self, token: str) -> bool:
        """A word that many names share ("ministry"), also misspelt."""
        return token in self._generic or (
            len(token) >= 5 and any(len(word) >= 5 and likeness(token, word) >= 85 for word in self._generic)
        )

    def _score(self, tokens: list[str], piece: str, spelling: Spelling) -> float:
        theirs = [token for token in spelling.folded.split() if token not in self._generic]
        if not tokens or not theirs or spelling.kind == "abbreviation":
            return 0.9 * likeness(fold(piece), spelling.folded) / 100 if len(piece) > 4 else 0
        there = sum(_nearest(token, theirs) for token in tokens) / len(tokens)
        back = sum(_nearest(token, tokens) for token in theirs) / len(theirs)
        return 0.75 * there + 0.25 * back


def _full_name(piece: str, singular: str, before: bool) -> str:
    return f"{singular} {piece}" if before else f"{piece} {singular}"


def _nearest(token: str, others: list[str]) -> float:
    best = max(_alike(token, other) for other in others)
    return best if best >= 0.78 else 0


def _alike(one: str, other: str) -> float:
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= 4 and longer.startswith(shorter):
        return 0.97
    return likeness(one, other) / 100


def _stem(name: str) -> str:
    """A folded name as a pattern that its Russian case endings fit too."""
    return " ".join(
        re.escape(word[:-2]) + r"\w{0,4}" if re.search("[а-я]", word) and len(word) > 5 else re.escape(word)
        for word in name.split()
    )


def _soft(text: str) -> str:
    """Folded, but with the commas, colons and brackets that separate names."""
    parts = re.split(r"([,():\[\]]|(?<=\s)[-–—](?=\s))", text)
    kept = (part if part and part in ",():[]" else "-" if part and part in "-–—" else fold(part) for part in parts)
    return re.sub(r" +", " ", " ".join(kept)).strip()


def _long_names(spellings: Iterable[Spelling]) -> dict[str, str]:
    """The folded names that are looked for inside a text, with their languages: of two words or more, or one long word."""
    return {
        spelling.folded: spelling.language
        for spelling in spellings
        if " " in spelling.folded or (len(spelling.folded) >= 8 and spelling.kind != "abbreviation")
    }


@lru_cache(maxsize=2048)
def _pattern(name: str, language: str) -> re.Pattern[str]:
    """A name with the endings that its language puts to it."""
    words = []
    tokens = name.split()
    for number, token in enumerate(tokens):
        last = number == len(tokens) - 1
        if language == "ru" and len(token) >= 5:
            words.append(re.escape(token[:-2]) + r"\w{0,4}")
        elif language == "az" and last and len(token) >= 6:
            words.append(re.escape(token[:-1]) + r"\w{0,8}")
        else:
            words.append(re.escape(token))
    return re.compile(r"(?<!\w)" + r"[ ,()\-]+".join(words) + r"(?!\w)")
