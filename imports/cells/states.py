"""Recommending States: read from a cell, or taken from the brackets at the end of a recommendation."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from imports.cells.likeness import likest
from imports.cells.phrases import Phrases
from imports.cells.vocabulary import Vocabulary
from tracker.folding import fold

_BRACKETS = {")": "(", "]": "["}
_DASHES = re.compile(r"\s+[-–—]\s+|\s*\+\s*")
_TRAILING = " \t\n;,.·"
_CODE = re.compile(r"^[A-Z]{2,3}$")
_LONG_ENOUGH, _MISSPELT = 5, 80
"""In a column of States, a name with a typing error: "Norwey" is near enough to one, an abbreviation is not."""

_NAMES_LIKE = re.compile(
    r"^(?:[A-ZÀ-ÝА-ЯƏÇŞĞÖÜİ][\w'’.\-]*)(?:\s+(?:of|the|and|de|du|la|[A-ZÀ-ÝА-ЯƏÇŞĞÖÜİ][\w'’.\-]*)){0,6}$"
)


class Peeled(NamedTuple):
    """A text without the States at its end."""

    text: str
    states: tuple[str, ...]


class StateReader:
    """Reads names of States with the spellings that the register knows."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._known = vocabulary.states
        self._codes = {**vocabulary.iso2, **{code: code for code in vocabulary.state_names}}
        self._denied = vocabulary.row_words("negation")
        self._nobody = vocabulary.row_words("nobody")
        self._ands = _any_of(vocabulary.row_words("conjunction"))
        self._joints = re.compile(rf"\s*[,;\n/|]\s*|\s+(?:{self._ands}|&)\s+", re.IGNORECASE)
        self._joint_behind = re.compile(rf"\)\s*[,;]?\s*(?:{self._ands}|&|/|,|;)$", re.IGNORECASE)
        self._behalf = Phrases(vocabulary.row_words("on_behalf"))
        by = _any_of(vocabulary.row_words("from_state"))
        self._prefix = re.compile(rf"^(?:[-–—•*]|{by})\s+", re.IGNORECASE)
        self._cell = lru_cache(maxsize=16384)(self._read_cell)

    def identity(self, name: str) -> str:
        """What a name is compared by: the State's code, or the folded name where it is not known."""
        return self._code(name) or self._codes.get(name.strip()) or fold(name)

    def is_state(self, name: str) -> bool:
        """Return True if this is the name of a State."""
        return self._code(name) is not None

    def may_be_state(self, name: str) -> bool:
        """Return True for a State or nearly its name; not for one in doubt: "Chile?", "Chile (not Peru)"."""
        if self._is_code(name):
            return True
        if "?" in name or not self._denied.isdisjoint(fold(name).split()):
            return False
        misspelt = len(name) >= _LONG_ENOUGH and bool(likest(fold(name), self._known.keys(), least=_MISSPELT))
        return self.is_state(name) or misspelt

    def _code(self, name: str) -> str | None:
        """The State of a name, also where a qualifier stands in brackets or behind a comma ("Korea, Republic of")."""
        folded = fold(name)
        code = self._known.get(folded) or self._known.get(folded.removeprefix("the "))
        if code is None and "," in name:
            first, _, behind = name.partition(",")
            code = self._known.get(fold(f"{behind} {first}"))
        if code is None and (group := self._behalf.search(folded)):
            code = self._known.get(folded[: group.start()].strip())
        if code is None and (start := _opening(name.rstrip())) and "(" not in name[:start]:
            return self._known.get(fold(name[:start]))
        return code

    def read(self, text: str) -> tuple[str, ...]:
        """The States of a cell of its own."""
        return self._cell(text)

    def _read_cell(self, text: str) -> tuple[str, ...]:
        names: list[str] = []
        for line in text.replace("\r", "\n").split("\n"):
            line = self._prefix.sub("", line.strip()).strip(_TRAILING)
            if line.startswith("(") and line.endswith(")"):
                line = re.sub(r"\)\s*[,;]?\s*\(", ", ", line[1:-1]) if _opening(line) else line[1:-1]
            names += [] if self._is_nobody(line) else self._names(line)
        return tuple(dict.fromkeys(name for name in names if not self._is_nobody(name)))

    def _is_nobody(self, name: str) -> bool:
        """Return True if a cell says that there is no State; "NA" in capitals is the code of Namibia."""
        folded = fold(name)
        return (not folded or folded in self._nobody) and not self._is_code(name)

    def _is_code(self, name: str) -> bool:
        return _CODE.match(name) is not None and name in self._codes

    def _names(self, text: str) -> list[str]:
        """Split a list of names at commas and "and", where these are not part of a name."""
        if self.is_state(text):
            return [text]
        pieces: list[str] = []
        joints: list[str] = []
        start = 0
        for match in self._joints.finditer(text):
            if text.count("(", 0, match.start()) == text.count(")", 0, match.start()):
                pieces.append(text[start : match.start()])
                joints.append(match.group())
                start = match.end()
        pieces.append(text[start:])
        pieces = [re.sub(rf"^(?:{self._ands})\s+", "", piece, flags=re.IGNORECASE) for piece in pieces]
        return [name for joined in self._joined(pieces, joints) for name in self._by_dashes(joined)]

    def _by_dashes(self, name: str) -> list[str]:
        """A name, or several with dashes or plus signs between them, if each is that of a State."""
        parts = _DASHES.split(name)
        return parts if len(parts) > 1 and not self.is_state(name) and all(map(self.is_state, parts)) else [name]

    def _joined(self, pieces: list[str], joints: list[str]) -> list[str]:
        """Join pieces again wherever several of them make a known name."""
        names: list[str] = []
        at = 0
        while at < len(pieces):
            for end in range(min(len(pieces), at + 4), at, -1):
                name = pieces[at] + "".join(joints[n] + pieces[n + 1] for n in range(at, end - 1))
                if end == at + 1 or self.is_state(name):
                    if name.strip(_TRAILING):
                        names.append(self._prefix.sub("", name.strip()).strip(" ;,."))
                    at = end
                    break
        return names

    def peel(self, text: str) -> Peeled:
        """Take the bracketed States from the end of a recommendation.

        Brackets are balanced, because names hold brackets ("Iran (Islamic Republic of)"). A bracket that names no
        State ("(OPCAT)") stays in the text.
        """
        states: list[str] = []
        body = text.rstrip()
        while True:
            end = body.rstrip(_TRAILING)
            start = _opening(end)
            if start is None:
                break
            names = self._bracketed(end[start + 1 : -1])
            if names is None:
                break
            states = names + states
            body = self._without_joint(end[:start].rstrip())
        return Peeled(body if states else text.strip(), tuple(dict.fromkeys(states)))

    def _without_joint(self, text: str) -> str:
        """A text that ends in a bracket, without the "and" or the stroke that joined it to the next bracket."""
        bare = self._joint_behind.sub(")", text)
        return bare if _opening(bare) is not None else text

    def _bracketed(self, content: str) -> list[str] | None:
        """The States of a bracket; ``None`` when it names none. One misspelt name among known ones is kept as written."""
        names = list(self.read(content))
        if not names:
            return None
        known = [self.is_state(name) for name in names]
        if all(known):
            return names
        plausible = all(_NAMES_LIKE.match(name) for name, sure in zip(names, known, strict=True) if not sure)
        if plausible and (any(known) or all(self._nearly(name) for name in names)):
            return names
        return None

    def _nearly(self, name: str) -> bool:
        return bool(likest(fold(name), self._known.keys(), least=88))

    def are_codes(self, text: str) -> bool:
        """Return True if a cell holds codes of States and nothing else ("TR, GB")."""
        names = self.read(text)
        return bool(names) and all(map(self._is_code, names))

    def share_known(self, text: str) -> bool:
        """Return True if a cell holds names of States and nothing else (to tell such a column from others)."""
        names = self.read(text)
        if self.are_codes(text):
            return True
        return bool(names) and sum(map(self.is_state, names)) >= max(1, len(names) * 0.6)


def _any_of(words: Iterable[str]) -> str:
    """A pattern of folded words, as they may be written."""
    longest_first = sorted(filter(None, words), key=len, reverse=True)
    return "|".join(re.escape(word).replace("e", "[eə]") for word in longest_first)


def _opening(text: str) -> int | None:
    """Where the bracket that closes a text was opened."""
    if not text or text[-1] not in _BRACKETS:
        return None
    close, open_ = text[-1], _BRACKETS[text[-1]]
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        depth += (text[at] == close) - (text[at] == open_)
        if depth == 0:
            return at
    return None
