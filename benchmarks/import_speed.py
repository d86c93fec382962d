"""How fast sheets are imported, as ratios that a busy machine does not change: both sides are whole processes, run in turn.

Against what a programmer would write (pandas.read_excel with openpyxl, and to_sql), and against the limit: calamine reads
all rows and the driver stores them as they are. The tracker reads, understands, compares and journals every row.

Part of ``make bench``; ``python benchmarks/import_speed.py --quick`` takes a tenth of the rows.
"""

import compileall
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
PANDAS = """
import sys, pandas, sqlalchemy
frame = pandas.read_excel(sys.argv[1], engine="openpyxl")
frame.to_sql("recommendation", sqlalchemy.create_engine(f"sqlite:///{sys.argv[2]}"), index=False)
"""
LIMIT = """
import sqlite3, sys
from python_calamine import CalamineWorkbook
header, *rows = CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()
register = sqlite3.connect(sys.argv[2])
register.execute(f"create table recommendation ({', '.join(f'c{at}' for at in range(len(header)))})")
plain = ([cell if isinstance(cell, (str, int, float)) else str(cell) for cell in row] for row in rows)
register.executemany(f"insert into recommendation values ({', '.join('?' * len(header))})", plain)
register.commit()
"""
TRACKER = "from tracker.cli.main import run; run()"

_VERBS = (
    "Ensure",
    "Adopt",
    "Strengthen",
    "Ratify",
    "Guarantee",
    "Review",
    "Allocate resources for",
    "Train officials on",
)
_TOPICS = (
    "access to a lawyer",
    "inclusive education",
    "the register of births",
    "safe migration",
    "equal pay",
    "shelters",
)
_LEADS = ("Ministry of Justice", "MOH", "Daxili İşlər Nazirliyi", "Ministry of Science and Education", "МВД", "MLSPP")
_STATUSES = ("Implemented", "In progress", "Planned", "Not started", "Partially implemented", "")
_OTHER_STATES = (("Albania", "ALB"), ("Georgia", "GEO"), ("Brazil", "BRA"), ("Nepal", "NPL"), ("Kenya", "KEN"))


def write_sheet(path: Path, rows: int = 5000) -> None:
    """A follow-up sheet of 14 columns, as a group keeps it."""
    import xlsxwriter

    chance = random.Random(5)
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("Follow-up")
    header = (
        "No.",
        "Recommendation",
        "Recommending State",
        "Position",
        "Theme",
        "Affected persons",
        "SDG",
        "Lead agency",
    )
    page.write_row(0, 0, (*header, "Contributing", "Status", "Deadline", "Measures", "Evidence", "Remarks"))
    for number in range(1, rows + 1):
        text = f"{chance.choice(_VERBS)} {chance.choice(_TOPICS)} in district {number}, and report on {chance.random():.9f}"
        row = (
            *(
                f"{100 + number // 300}.{number % 300 + 1}",
                text,
                chance.choice(("Spain", "Türkiye; Georgia", "Brazil")),
                "Supported",
                "Right to health",
            ),
            *(
                "Children",
                "SDG 4",
                chance.choice(_LEADS),
                "Ministry of Finance; MFA",
                chance.choice(_STATUSES),
                "31.12.2027",
            ),
            *(f"A working group met {number} times", "Law No. 12, 6 May 2024", "See the minutes"),
        )
        page.write_row(number, 0, row)
    book.close()


def write_export(path: Path, rows: int) -> None:
    """An export of the recommendations made to all States, in the columns of UHRI; one row in a hundred is ours."""
    import xlsxwriter

    chance = random.Random(250)
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("Export")
    header = ("Text", "Countries Concerned", "Recommending Body", "Document Symbol", "Themes", "Affected Persons")
    page.write_row(0, 0, (*header, "Document Publication Date", "Type", "OHCHR Annotation Id"))
    for number in range(1, rows + 1):
        country, code = ("Azerbaijan", "AZE") if number % 100 == 0 else chance.choice(_OTHER_STATES)
        asks = f"{chance.choice(_VERBS)} {chance.choice(_TOPICS)} in district {number}"
        text = f"{number // 300 + 1}. {asks}, as the Committee asked before"
        body, cycle = (("CEDAW", 6), ("CAT", 5), ("CMW", 3))[number // 100 % 3]
        place = (f"- {country}", f"- {body}", f"{body}/C/{code}/CO/{cycle}")
        page.write_row(number, 0, (text, *place, "- Right to health", "- Children", 44900, "- Recommendations"))
        page.write_string(number, 8, f"annotation-{number:08}")
    book.close()


@dataclass
class Runs:
    """The times and the largest memory of one command, run several times."""

    seconds: list[float] = field(default_factory=list)
    memory: int = 0

    @property
    def middle(self) -> float:
        """The median of the times."""
        return statistics.median(self.seconds)

    def add(self, command: list[str]) -> None:
        """Run the command once more as a process of its own."""
        begin = time.perf_counter()
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": str(ROOT)})
        _, status, used = os.wait4(child.pid, 0)
        self.seconds.append(time.perf_counter() - begin)
        self.memory = max(self.memory, used.ru_maxrss)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            raise subprocess.CalledProcessError(child.returncode, command)


@dataclass
class Sheet:
    """A workbook that everybody imports in turn."""

    name: str
    rows: int
    rounds: int
    write: Callable[[Path, int], None]
    reference: str = LIMIT
    arguments: tuple[str, ...] = ()


def compared(sheet: Sheet, folder: Path) -> tuple[Runs, Runs, Runs]:
    """The reference, the first import and the second import of a sheet."""
    file, empty = folder / f"{sheet.name.replace(' ', '-')}.xlsx", folder / "empty.db"
    sheet.write(file, sheet.rows)
    reference, first, again = Runs(), Runs(), Runs()
    for number in range(sheet.rounds):
        register, plain = folder / f"{number}.db", folder / f"{number}-plain.db"
        plain.unlink(missing_ok=True)
        shutil.copy(empty, register)
        options = [*sheet.arguments, "--yes", "--database", str(register)]
        take = [sys.executable, "-c", TRACKER, "import", str(file), *options]
        reference.add([sys.executable, "-c", sheet.reference, str(file), str(plain)])
        first.add(take)
        again.add(take)
    return reference, first, again


def main(*, quick: bool) -> None:
    """Print the ratios, each with the most that it may be.

    The tracker's modules are compiled beforehand, as the installer did with those of the reference.
    """
    for package in ("tracker", "imports", "exports"):
        compileall.compile_dir(ROOT / package, quiet=1)
    part, upr = 10 if quick else 1, ("--review", "UPR-3")
    sheets = (
        (Sheet("5,000 rows to pandas", 5000 // part, 5, write_sheet, PANDAS, upr), 0.7),
        (Sheet("10,000 rows to the limit", 10_000 // part, 3, write_sheet, LIMIT, upr), None),
        (Sheet("100,000 rows to the limit", 100_000 // part, 1, write_sheet, LIMIT, upr), 5),
        (Sheet("250,000 rows of all States to the limit", 250_000 // part, 1, write_export), 2),
    )
    firsts = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        Runs().add([sys.executable, "-c", TRACKER, "init", "--database", str(folder / "empty.db")])
        print(f"{'':<42} {'base':>7} {'first':>8} {'again':>8}   ratio (at most)  again/first  memory")
        for sheet, most in sheets:
            reference, first, again = compared(sheet, folder)
            firsts.append(first)
            times = f"{reference.middle:6.2f}s {first.middle:7.2f}s {again.middle:7.2f}s"
            allowed = f"({most})" if most else ""
            memory = f"{first.memory / reference.memory:.2f} (4), {first.memory >> 10} MB"
            ratios = f"{first.middle / reference.middle:7.2f} {allowed:<9} {again.middle / first.middle:11.2f} (1)"
            name = f"{sheet.name}{' / 10' if quick else ''}"
            print(f"{name:<42} {times} {ratios}  {memory}", flush=True)
    print(f"ten times the rows, 10,000 to 100,000: {firsts[2].middle / firsts[1].middle:.1f} times as long (11)")


if __name__ == "__main__":
    main(quick="--quick" in sys.argv)
