"""Recommendations compared by their text: the same words are the same text, whatever the punctuation and case."""

import hashlib
import re
from functools import lru_cache

from tracker.folding import fold

_WORDS = re.compile(r"[^\w]+")


@lru_cache(maxsize=1 << 15)
def compared(text: str) -> str:
    """A text's words alone."""
    return _WORDS.sub(" ", fold(text)).strip()


@lru_cache(maxsize=1 << 15)
def text_key(text: str) -> str:
    """A short key that equal texts share."""
    return hashlib.blake2b(compared(text).encode(), digest_size=12).hexdigest()
