"""Recognises a workbook of rows to correct: by its name, and by the two columns that the tracker put before the others."""

import re
from pathlib import PurePath

HEADINGS = ("Error", "From row")
"""The columns put before the sheet's own."""

_ENDING = " - to mend"
_WRITTEN = re.compile(rf"{_ENDING}(?: \(\d+\))?")


def mend_name(file: str) -> str:
    """The name of the workbook in which the rows of a file are corrected."""
    return f"{PurePath(file).stem}{_ENDING}.xlsx"


def original(file: str) -> str:
    """The name of the file whose rows were corrected; for any other file, its own name."""
    return _WRITTEN.sub("", file)
