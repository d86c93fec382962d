"""Import thousands of damaged files: each must be read or refused in plain words, soon, and a refused one changes nothing.

    python benchmarks/damaged_files.py --count 2000 --kinds xlsx,xls,ods,docx,csv,json
    python benchmarks/damaged_files.py --only xlsx:17      # one file again, with the traceback; it is kept

The files are the sheets of the tests with bytes, parts, elements and attributes changed. The same number always gives
the same file. The end is 1 if a file gave a traceback, took longer than 20 seconds, or was refused and changed the register.
"""

import argparse
import multiprocessing
import os
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from damage import KINDS, damaged_file

LONGEST = 20.0
"""Seconds after which an officer takes the program for stuck."""
MEMORY = 3 * 2**30
"""Bytes a process may take: a damaged file that asks for more shows as a traceback, and does not stop the machine."""
NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
SLOW, ENDED, CHANGED, TRACEBACK = "slow", "ended the process", "refused, but changed the register", "traceback"


@dataclass
class Worker:
    """A process that imports files one after the other, and the file it has at hand."""

    process: Any
    line: Connection
    at_hand: tuple[str, int] | None = None
    since: float = 0.0


@dataclass
class Found:
    """What came of all files so far."""

    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    faults: list[tuple[str, int, str, str]] = field(default_factory=list)
    slowest: float = 0.0

    def add(self, kind: str, number: int, outcome: str, detail: str, seconds: float) -> None:
        """Count a file."""
        self.outcomes[kind, outcome] += 1
        self.slowest = max(self.slowest, seconds)
        if outcome not in ("read", "refused"):
            self.faults.append((kind, number, outcome, detail))
            print(f"{kind}:{number}  {outcome}  {detail}", flush=True)


def import_one(path: Path, register: Path) -> tuple[str, str]:
    """Import a file as the command does, and take it back: "read", "refused" or what went wrong, with the details."""
    from sqlalchemy.orm import Session

    from imports.reading.questions import Answers
    from imports.run import import_files
    from tracker.database import engine_for

    engine = engine_for(str(register))
    with engine.connect() as connection, Session(connection) as session:
        raw: Any = connection.connection.dbapi_connection
        before = raw.total_changes
        try:
            plan = import_files(session, [path], Answers({}, yes=True, review="UPR-3"), "test", NOW).plans[0]
            session.flush()
        except BaseException as wrong:
            at = traceback.extract_tb(wrong.__traceback__)[-1]
            return TRACEBACK, f"{type(wrong).__name__}: {str(wrong)[:120]} ({Path(at.filename).name}:{at.lineno})"
        finally:
            changed = raw.total_changes != before
            session.rollback()
    if plan.error is None:
        return "read", ""
    return (CHANGED, plan.error.message) if changed else ("refused", plan.error.message)


def work(line: Connection, register: Path, folder: Path) -> None:
    """Import the files whose kind and number come down the line, until nothing comes."""
    _keep_memory_small()
    while (wanted := line.recv()) is not None:
        kind, number = wanted
        path = damaged_file(kind, number, folder)
        line.send(import_one(path, register))
        path.unlink()


def _keep_memory_small() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def run_all(files: Iterator[tuple[str, int]], workers: int, template: Path, folder: Path) -> Found:
    """Import all files, each in one of a few processes."""
    found = Found()
    pool = [_started(template, folder, number) for number in range(workers)]
    for worker in pool:
        _give(worker, files)
    while busy := [worker for worker in pool if worker.at_hand]:
        ready = wait([worker.line for worker in busy], timeout=1)
        for worker in busy:
            if worker.line in ready:
                _take(worker, found)
            elif time.monotonic() - worker.since > LONGEST:
                _count(worker, found, SLOW, f"longer than {LONGEST:.0f} seconds")
                worker.process.kill()
            else:
                continue
            if not worker.process.is_alive():
                _replace(worker, template, folder)
            _give(worker, files)
    for worker in pool:
        worker.line.send(None)
        worker.process.join()
    return found


def _started(template: Path, folder: Path, number: int) -> Worker:
    own = folder / f"{number}"
    own.mkdir(exist_ok=True)
    register = Path(shutil.copy(template, own / "register.db"))
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=work, args=(there, register, own))
    process.start()
    there.close()
    return Worker(process, here)


def _replace(worker: Worker, template: Path, folder: Path) -> None:
    worker.process.join()
    fresh = _started(template, folder, worker.process.pid)
    worker.process, worker.line = fresh.process, fresh.line


def _give(worker: Worker, files: Iterator[tuple[str, int]]) -> None:
    worker.at_hand, worker.since = next(files, None), time.monotonic()
    if worker.at_hand:
        worker.line.send(worker.at_hand)


def _take(worker: Worker, found: Found) -> None:
    try:
        outcome, detail = worker.line.recv()
    except (EOFError, ConnectionError):
        worker.process.join()
        outcome, detail = ENDED, f"with {worker.process.exitcode}"
    _count(worker, found, outcome, detail)


def _count(worker: Worker, found: Found, outcome: str, detail: str) -> None:
    kind, number = worker.at_hand or ("", 0)
    found.add(kind, number, outcome, detail, time.monotonic() - worker.since)


def again(kind: str, number: int, register: Path) -> int:
    """Import one of the files again and keep it in this folder."""
    path = damaged_file(kind, number, Path.cwd())
    begin = time.monotonic()
    outcome, detail = import_one(path, register)
    print(f"{path}: {outcome} {detail} ({time.monotonic() - begin:.1f} s)")
    return 0 if outcome in ("read", "refused") else 1


def main() -> int:
    """Make and import the files that were asked for; 1 if one of them went wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--count", type=int, default=2000, help="files of each kind")
    parser.add_argument("--first", type=int, default=0, help="number of the first file")
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--only", metavar="KIND:NUMBER", help="import one file again")
    asked = parser.parse_args()

    from tracker.followup.setup import set_up

    with tempfile.TemporaryDirectory() as place:
        template = Path(place) / "template.db"
        set_up(str(template), None, "test", NOW).engine.dispose()
        if asked.only:
            kind, _, number = asked.only.partition(":")
            return again(kind, int(number), template)
        numbers = range(asked.first, asked.first + asked.count)
        files = ((kind, number) for kind in asked.kinds.split(",") for number in numbers)
        found = run_all(files, asked.workers, template, Path(place))
    for (kind, outcome), times in sorted(found.outcomes.items()):
        print(f"{kind:<5} {outcome:<36} {times:6}")
    print(f"slowest: {found.slowest:.1f} s; files that went wrong: {len(found.faults)}")
    return 1 if found.faults else 0


if __name__ == "__main__":
    sys.exit(main())
