"""Names with one plural before or behind them: "Ministries of Justice and of Health", "Əmək və Səhiyyə nazirlikləri"."""

import re

from imports.cells.agency_names import AgencyNames
from imports.cells.vocabulary import Vocabulary
from tracker.folding import fold


class AgencyLists:
    """Writes such lists out as names of their own."""

    def __init__(self, vocabulary: Vocabulary, names: AgencyNames) -> None:
        self._names = names
        weights = vocabulary.weights
        self._plurals = {
            plural: (singulars[0], weights.get(("agency_plural", singulars[0], plural)) == "before")
            for plural, singulars in vocabulary.words["agency_plural"].items()
        }
        self._joints = vocabulary.row_words("conjunction")
        joints = "|".join(map(re.escape, sorted(self._joints, key=len, reverse=True)))
        particles = "|".join(map(re.escape, sorted(vocabulary.row_words("agency_particle"), key=len, reverse=True)))
        self._split = re.compile(rf"\s*(?:,|&|(?<!\w)(?:{joints})(?!\w))\s*")
        self._particles = re.compile(rf"^(?:(?:{particles})\s+)+")

    def written_out(self, text: str) -> str:
        """The text with every name in full; unchanged where no plural is shared."""
        folded = fold(text)
        for plural, (singular, before) in self._plurals.items():
            there = plural in folded and re.search(rf"(?<!\w){re.escape(plural)}(?!\w)", folded)
            if there and (names := self._names_of(text, plural, singular, before)):
                return ", ".join(names)
        return text

    def _names_of(self, text: str, plural: str, singular: str, before: bool) -> list[str]:
        head, _, tail = _soft(text).partition(plural)
        listed, kept = (tail, head) if before else (head, tail)
        parts = [self._particles.sub("", part) for part in self._split.split(listed)]
        parts = [part for part in parts if part]
        if sum(not self._names.owners(part) for part in parts) < 2:
            return []
        names: list[str] = []
        at = 0
        while at < len(parts):
            name, at = self._next(parts, at, singular, before)
            names.append(name)
        return [*names, kept.strip()]

    def _next(self, parts: list[str], at: int, singular: str, before: bool) -> tuple[str, int]:
        """The next name and where it ends: as many parts as a known name takes ("Science and Education"), else one."""
        if self._names.owners(parts[at]):
            return parts[at], at + 1
        for end in range(len(parts), at, -1):
            if name := self._known(parts[at:end], singular, before):
                return name, end
        return _full_name(parts[at], singular, before), at + 1

    def _known(self, parts: list[str], singular: str, before: bool) -> str:
        joints = ("", *self._joints) if len(parts) > 1 else ("",)
        names = (_full_name(" ".join(f" {joint} ".join(parts).split()), singular, before) for joint in joints)
        return next((name for name in names if self._names.is_name(fold(name))), "")


def _full_name(part: str, singular: str, before: bool) -> str:
    return f"{singular} {part}" if before else f"{part} {singular}"


def _soft(text: str) -> str:
    """Folded, but with the commas that separate names."""
    return " , ".join(" & ".join(map(fold, part.split("&"))) for part in re.split(r"[,;/|\n]", text))
