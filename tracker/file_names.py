"""The names of files that people send: texts to be shown and kept, never paths."""

import re
import unicodedata
from pathlib import PurePosixPath

_LONGEST = 120
"""Characters of a name before its ending."""


def plain_name(said: str) -> str:
    """A name without folders, and without signs that cannot be seen or that turn others around; blank for none.

    "../sheets/UPR.xlsx" gives "UPR.xlsx". A long one is cut before its ending.
    """
    last = re.split(r"[\\/]", said)[-1]
    plain = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C").strip(" .")
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST].rstrip()}{PurePosixPath(plain).suffix[:11]}"
