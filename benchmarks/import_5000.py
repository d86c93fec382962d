"""Importing 5,000 recommendations: the tracker against what a programmer would write, pandas.read_excel with to_sql.

Both are whole processes on the same workbook, run in turn, so that a busy machine slows both alike; the ratios of the
medians are printed. The tracker reads, understands, compares and journals every row; the reference only stores them.

    make bench
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
from pathlib import Path

ROWS = 5000
ROUNDS = 7
REFERENCE = """
import sys, pandas, sqlalchemy
frame = pandas.read_excel(sys.argv[1], engine="openpyxl")
frame.to_sql("recommendation", sqlalchemy.create_engine(f"sqlite:///{sys.argv[2]}"), index=False)
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


def write_sheet(path: Path, rows: int = ROWS) -> None:
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


def seconds(command: list[str], **environment: str) -> float:
    """Wall-clock time of a whole process."""
    begin = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, **environment})
    return time.perf_counter() - begin


def main() -> None:
    """Run both in turn and print the medians and their ratio.

    The tracker's modules are compiled beforehand, as the installer did with those of the reference.
    """
    for package in ("tracker", "imports", "exports"):
        compileall.compile_dir(Path(__file__).parents[1] / package, quiet=1)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        sheet, empty = folder / "follow-up.xlsx", folder / "empty.db"
        write_sheet(sheet)
        tracker = [sys.executable, "-c", TRACKER]
        seconds([*tracker, "init", "--database", str(empty)])
        first, again, reference = [], [], []
        for number in range(ROUNDS):
            register, plain = folder / f"{number}.db", folder / f"{number}-plain.db"
            shutil.copy(empty, register)
            take = [*tracker, "import", str(sheet), "--review", "UPR-3", "--yes", "--database", str(register)]
            reference.append(seconds([sys.executable, "-c", REFERENCE, str(sheet), str(plain)]))
            first.append(seconds(take))
            again.append(seconds(take))
        _print(reference, first, again)


def _print(reference: list[float], first: list[float], again: list[float]) -> None:
    base = statistics.median(reference)
    print(f"{ROWS} rows x 14 columns, median of {ROUNDS} whole processes")
    for name, times in (
        ("pandas.read_excel (openpyxl) + to_sql", reference),
        ("tracker import", first),
        ("tracker import, the same file again", again),
    ):
        middle = statistics.median(times)
        print(f"  {name:<38} {middle:6.2f} s   ratio {middle / base:.2f}   ({min(times):.2f} to {max(times):.2f})")


if __name__ == "__main__":
    main()
