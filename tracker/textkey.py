"""Recommendations compared by their text: the same words are the same text, whatever the punctuation and case."""

import hashlib
import re
from functools import lru_cache

from tracker.folding import fold

_SIGNS = re.compile("[%#+]")
"""The signs that folding keeps."""


def compared(text: str) -> str:
    """A text's words alone."""
    folded = fold(text)
    return " ".join(_SIGNS.sub(" ", folded).split()) if "%" in folded or "#" in folded or "+" in folded else folded


@lru_cache(maxsize=1 << 15)
def text_key(text: str) -> str:
    """A short key that equal texts share."""
    return hashlib.blake2b(compared(text).encode(), digest_size=12).hexdigest()
