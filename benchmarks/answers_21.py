"""Twenty-one answers imported one after another: in a small register, and in one forty times as large.

The same round and the same answers in both, run in turn; the ratio says whether the time grows with the answers (about 1)
or with the register (towards 40).

    .venv/bin/python benchmarks/answers_21.py
"""

import random
import shutil
import statistics
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

from openpyxl import Workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from import_speed import write_sheet
from reply import reply_of

from imports.reading.questions import Answers
from imports.run import import_files
from tracker.database import engine_for
from tracker.followup.journal import Journal
from tracker.followup.requests import open_request
from tracker.followup.setup import set_up
from tracker.models import Agency, Asked
from tracker.queries.filter import Filter
from tracker.vocabulary import BatchKind

ASKED = 210
OTHERS = (200, 8000)
ROUNDS = 5
NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)


class Place:
    """A register with its engine, as the tests' helpers want it."""

    def __init__(self, path: Path) -> None:
        self.engine = engine_for(str(path))


def make_register(path: Path, others: int) -> list[str]:
    """A register with a round of 21 agencies, and so many recommendations beside it; gives the agencies."""
    set_up(str(path), None, "benchmark", NOW).engine.dispose()
    place = Place(path)
    with Session(place.engine) as session:
        agencies = list(session.scalars(select(Agency.key).order_by(Agency.place).limit(21)))
    asked, filler = path.with_name("asked.xlsx"), path.with_name("filler.xlsx")
    book = Workbook()
    book.active.append(["No.", "Recommendation", "Lead agency", "Status"])
    for number in range(ASKED):
        text = f"Ensure that every office in district {number} keeps a register of complaints"
        book.active.append([f"138.{number + 1}", text, agencies[number % 21], "Planned"])
    book.save(asked)
    write_sheet(filler, others)
    with Session(place.engine) as session, session.begin():
        import_files(session, [asked], Answers(yes=True, review="UPR-4"), "benchmark", NOW)
        import_files(session, [filler], Answers(yes=True, review="UPR-3"), "benchmark", NOW)
        journal = Journal(session, BatchKind.COMMAND, "request", "benchmark", NOW)
        open_request(journal, "Round", date(2026, 5, 1), Filter(review="UPR-4"), "en", NOW.date())
    write_answers(place, agencies, path.parent)
    place.engine.dispose()
    return agencies


def write_answers(place: Place, agencies: list[str], folder: Path) -> None:
    """The sheets of the agencies, half of their rows filled in."""
    chance = random.Random(3)
    for agency in agencies:
        reply = reply_of(place, agency)
        for row in reply.rows[::2]:
            row |= {
                "status": "In progress",
                "measures": f"Offices visited: {chance.randrange(99)}",
                "note": "As agreed",
            }
        reply.save(folder, f"{agency}.xlsx")


def take_all(path: Path, agencies: list[str]) -> float:
    """Seconds for importing all answers one after another into a fresh copy of a register."""
    copy = path.with_suffix(".copy")
    shutil.copy(path, copy)
    engine = engine_for(str(copy))
    begin = time.perf_counter()
    for agency in agencies:
        with Session(engine) as session, session.begin():
            import_files(session, [path.with_name(f"{agency}.xlsx")], Answers(yes=True), "benchmark", NOW)
    spent = time.perf_counter() - begin
    with Session(engine) as session:
        assert session.scalars(select(Asked.id)).first() is not None
    engine.dispose()
    copy.unlink()
    return spent


def main() -> None:
    """Run both in turn and print the medians and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        places = []
        for others in OTHERS:
            path = Path(folder) / str(others) / "register.db"
            path.parent.mkdir()
            places.append((path, make_register(path, others)))
        times: list[list[float]] = [[], []]
        for _ in range(ROUNDS):
            for found, (path, agencies) in zip(times, places, strict=True):
                found.append(take_all(path, agencies))
    small, large = (statistics.median(found) for found in times)
    print(f"21 answers, {ASKED} rows in all, median of {ROUNDS}")
    print(f"  register of {OTHERS[0] + ASKED:>6} recommendations  {small:6.2f} s   ratio 1.00")
    print(f"  register of {OTHERS[1] + ASKED:>6} recommendations  {large:6.2f} s   ratio {large / small:.2f}")


if __name__ == "__main__":
    main()
