"""Recognises a workbook of rows to correct: by its name, and by the two columns that the tracker put before the others."""

import re
from pathlib import PurePath

from tracker.language.texts import LANGUAGES, Texts, marked

HEADINGS = (marked("Error"), marked("From row"))
"""The columns put before the sheet's own."""

_ENDING = marked("to mend")


def own_headings() -> set[str]:
    """The headings of these columns in every language."""
    return {texts(heading) for texts in map(Texts, LANGUAGES) for heading in HEADINGS}


def mend_name(file: str, texts: Texts) -> str:
    """The name of the workbook in which the rows of a file are corrected."""
    return f"{PurePath(file).stem} - {texts(_ENDING)}.xlsx"


def original(file: str) -> str:
    """The name of the file whose rows were corrected; for any other file, its own name."""
    endings = "|".join(re.escape(texts(_ENDING)) for texts in map(Texts, LANGUAGES))
    return re.sub(rf" - (?:{endings})(?: \(\d+\))?", "", file)
