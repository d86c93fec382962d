"""The README's session, typed: every command in its console blocks works, and says what the README shows.

A line of three dots stands for any lines; three dots in a line for any words.
"""

import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from docx import Document
from openpyxl import Workbook, load_workbook

from tracker.cli.main import main

ROOT = Path(__file__).parents[1]
HEADER = ["No.", "Recommendation", "Lead agency", "Status", "Deadline", "Measures"]


@dataclass
class Typed:
    """A command of the README, what it shows, and what is answered to its questions."""

    line: str
    shown: list[str] = field(default_factory=list)

    @property
    def words(self) -> list[str]:
        return shlex.split(self.line, comments=True)[1:]

    @property
    def answers(self) -> list[str]:
        return [found[1] for line in self.shown if (found := re.search(r"\]: (\S*)$", line))]

    @property
    def fails(self) -> bool:
        """An error, or a row that needs a person."""
        return any(line.startswith("Error:") or " conflict: " in line for line in self.shown)


def session() -> Iterator[Typed]:
    for block in re.findall(r"```console\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL):
        typed: list[Typed] = []
        for line in block.splitlines():
            if line.startswith("$ "):
                typed.append(Typed(line[2:]))
            elif typed:
                typed[-1].shown.append(line)
        yield from (item for item in typed if item.line.startswith("tracker "))


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A folder with the samples and the files that arrive in the session."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    (tmp_path / "demo").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TRACKER_DATABASE", "demo/register.db")
    monkeypatch.setenv("TRACKER_TODAY", "2026-03-02")
    monkeypatch.setenv("TRACKER_USER", "Leyla")
    at_terminal = SimpleNamespace(isatty=lambda: True)
    monkeypatch.setattr("tracker.cli.import_.sys", SimpleNamespace(stdin=at_terminal, stderr=sys.stderr, exit=sys.exit))
    monkeypatch.setattr("click.launch", lambda *_, **__: 0)
    sport = "Open the sports grounds of schools to all children after lessons"
    workbook("reply.xlsx", ["138.60", sport, "Min. of Sport", "Planned", "2027", ""])
    workbook(
        "answer.xlsx",
        ["138.48", "Make the registration of associations a matter of notice", "", "Planned", "", "A draft"],
    )
    unplaced(
        "List from the ministry.xlsx", ["9", "Let every detainee call a relative"], ["11", "Publish the annual report"]
    )
    letter(tmp_path / "Reply of the Ministry of Justice.docx")
    shutil.copy(ROOT / "examples" / "followup-2024.xlsx", "Matrix 2024.xlsx")
    Path("order-114.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    return tmp_path


def workbook(name, *rows):
    book = Workbook()
    book.active.append(["Universal Periodic Review of Azerbaijan, fourth cycle"])
    for row in (HEADER, *rows):
        book.active.append(row)
    book.save(name)


def unplaced(name, *rows):
    """A list that does not say of which review it is."""
    book = Workbook()
    for row in (HEADER[:2], *rows):
        book.active.append(row)
    book.save(name)


def letter(target):
    document = Document()
    document.add_paragraph("Ministry of Justice of the Republic of Azerbaijan")
    document.add_paragraph("Universal Periodic Review of Azerbaijan, fourth cycle")
    table = document.add_table(rows=0, cols=len(HEADER))
    row = ["138.3", "Open a medical service for prisoners that answers to the health authorities", "", "In progress"]
    for cells in (HEADER, [*row, "30.06.2027", "A draft law was sent to the Cabinet"]):
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    document.save(str(target))


def edited_meanwhile():
    """An officer moves a due date in the sheet; a colleague moves the same one in the register."""
    book = load_workbook("MIA.xlsx")
    page = book.active
    headings = {str(cell.value): cell.column for row in page.iter_rows(max_row=8) for cell in row if cell.value}
    row = next(row[0].row for row in page.iter_rows() if any(cell.value == "CAT-5/13(b)" for cell in row))
    page.cell(
        row, next(at for name, at in headings.items() if name.startswith(("Due", "Deadline")))
    ).value = "2027-06-30"
    book.save("MIA.xlsx")
    run(["due", "CAT-5/13(b)", "--to", "2026-12-31"])


BEFORE = {"tracker import MIA.xlsx": edited_meanwhile}


def run(words, answers=()):
    return CliRunner().invoke(main, words, input="".join(f"{line}\n" for line in answers) or None, prog_name="tracker")


def test_the_session(office):
    for typed in session():
        BEFORE.get(typed.line, lambda: None)()
        told = run(typed.words, typed.answers)
        assert (told.exit_code != 0) == typed.fails, f"{typed.line}\n{told.output}"
        missing = not_said(typed.shown, told.output)
        assert missing is None, f"{typed.line}: '{missing}' is not in\n{told.output}"


def not_said(shown, output):
    """The first line that was not printed, in order; nothing if all were."""
    lines = iter([" ".join(line.split()) for line in output.splitlines()])
    for line in filter(None, (" ".join(line.split()) for line in shown)):
        pattern = re.compile(".*".join(map(re.escape, re.split(r" ?\.\.\. ?", line))))
        if line != "..." and not any(pattern.fullmatch(printed) for printed in lines):
            return line
    return None
