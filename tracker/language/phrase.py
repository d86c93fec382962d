"""Sentences that are made far from where they are shown, and can still be said in another language there."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

_GAP = re.compile(r"\{(\w+)\}")


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
    def joined(cls, parts: Iterable[str], sign: str = "; ") -> "Phrase":
        """Several sentences or words in one, with a sign between them."""
        values = {f"part{number}": part for number, part in enumerate(parts)}
        return cls(sign.join(f"{{{name}}}" for name in values), **values)


def filled(text: str, values: Mapping[str, object]) -> str:
    """A text with its gaps, such as ``{due}``, filled in; one that nothing is known for stays."""
    return _GAP.sub(lambda gap: str(values.get(gap[1], gap[0])), text)
