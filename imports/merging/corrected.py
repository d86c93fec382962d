"""How a workbook of rows to mend is told from the sheet whose rows it holds: by its name, and by two columns of ours."""

from pathlib import PurePath

HEADINGS = ("Error", "From row")
"""The columns put before the sheet's own."""

_ENDING = " - to mend"


def mend_name(file: str) -> str:
    """The name of the workbook in which the rows of a file are mended."""
    return f"{PurePath(file).stem}{_ENDING}.xlsx"


def original(file: str) -> str:
    """The name of the sheet whose rows were mended; of any other file, its own."""
    return file.replace(_ENDING, "")
