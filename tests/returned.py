"""A tracking sheet in the hands of its author: read, edited by code and heading, and saved again."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tracker.language.texts import LANGUAGES, Texts

HEADINGS = (
    *("Code", "Mechanism", "Document", "Paragraph", "Opening words", "Recommendation", "Translation"),
    *("Recommending States", "Position", "Lead agency", "Contributing agencies", "Status", "Status date", "Due"),
    *("Measures taken", "Evidence", "Note", "Themes", "Affected persons", "SDGs", "Tracker key"),
)


@dataclass
class Returned:
    """An exported tracking sheet that somebody edits."""

    book: Workbook
    page: Worksheet
    headings: dict[str, int]
    rows: dict[str, int]

    def cell(self, code: str, heading: str) -> Any:
        return self.page.cell(self.rows[code], self.headings[heading])

    def fill(self, code: str, **values: Any) -> "Returned":
        """Write values by the English heading; underscores stand for spaces."""
        for heading, value in values.items():
            self.cell(code, heading.replace("_", " ")).value = value
        return self

    def save(self, path: Path) -> Path:
        self.book.save(path)
        return path


def exported(desk, name: str = "sheet.xlsx", language: str = "en") -> Path:
    desk.ok("export", "sheet", "-o", desk.folder / name, "--force", "--language", language)
    return desk.folder / name


def opened(path: Path) -> Returned:
    book = load_workbook(path)
    page = book.worksheets[0]
    known = {texts(heading): heading for texts in map(Texts, LANGUAGES) for heading in HEADINGS}
    headings = {known[cell.value]: cell.column for cell in page[4] if cell.value}
    rows = {page.cell(row, 1).value: row for row in range(5, page.max_row + 1) if page.cell(row, 1).value}
    return Returned(book, page, headings, rows)
