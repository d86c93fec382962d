"""Tables of an office that hold no recommendations, as ``other_tables.txt`` writes them: a name, then rows with bars."""

import re
from pathlib import Path

from imports.files import Sheet, Value, Workbook

WRITTEN = Path(__file__).with_suffix(".txt")


def other_tables() -> dict[str, Workbook]:
    """Every table by its name, as a workbook of one sheet."""
    found = {}
    for part in re.split(r"^== ", WRITTEN.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        name, *lines = part.strip().splitlines()
        rows = [[_value(cell.strip()) for cell in line.split("|")] for line in lines]
        found[name] = Workbook(file=f"{name}.xlsx", sha256="", sheets=[Sheet(name="Sheet1", rows=rows)])
    return found


def _value(cell: str) -> Value:
    if re.fullmatch(r"\d+", cell):
        return int(cell)
    return float(cell) if re.fullmatch(r"\d+\.\d", cell) else cell or None
