"""Sentences that are made far from where they are shown, and can still be said in another language there."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

_GAP = re.compile(r"\{(\w+)\}")


class Term(str):
    """A word of the reference data in English, such as the label of a status; its code tells it in another language."""

    code: str

    def __new__(cls, english: str, code: str) -> "Term":
        """The word with its code."""
        made = super().__new__(cls, english)
        made.code = code
        return made


class Phrase(str):
    """A sentence in English that knows its text in the catalogue and what fills its gaps; phrases may fill gaps too."""

    english: str
    values: Mapping[str, Any]

    def __new__(cls, english: str, **values: Any) -> "Phrase":
        """The sentence with its gaps filled in, in English."""
        made = super().__new__(cls, filled(english, values))
        made.english, made.values = english, values
        return made

    @classmethod
    def listed(cls, parts: Sequence[str]) -> "Phrase":
        """The parts of a list in one: a, b and c. There has to be one."""
        if len(parts) == 1:
            return cls.joined(parts)
        return Phrase("{first} and {last}", first=cls.joined(parts[:-1], ", "), last=parts[-1])

    @classmethod
    def first(cls, parts: Sequence[str], most: int, between: str = ", ") -> "Phrase":
        """The first parts of a list, and how many more there are."""
        some = cls.joined(parts[:most], between)
        return Phrase("{some} and {number} more", some=some, number=len(parts) - most) if len(parts) > most else some

    @classmethod
    def joined(cls, parts: Iterable[str], between: str = "; ") -> "Phrase":
        """Several sentences, or the words of a list, in one."""
        values = {f"part{number}": part for number, part in enumerate(parts)}
        return cls(between.join(f"{{{name}}}" for name in values), **values)


def filled(text: str, values: Mapping[str, object]) -> str:
    """A text with its gaps, such as ``{due}``, filled in; one that nothing is known for stays."""
    return _GAP.sub(lambda gap: str(values.get(gap[1], gap[0])), text)
