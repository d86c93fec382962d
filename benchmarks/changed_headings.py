"""How much of a sheet is still understood when its headings are changed: right, asked, left open and wrong in each way.

make bench
python benchmarks/changed_headings.py [--examples] [WAY ...]
"""

import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]


def main(chosen: list[str]) -> None:
    """Print the table."""
    from changed_headings import books, tried
    from heading_ways import WAYS

    readers = _readers()
    found = books(readers)
    print(f"{len(found)} workbooks of tests/sheets; percentages of all pairs of field and column")
    print(
        f"{'headings':<18} {'pairs':>5} {'right':>7} {'asked':>6} {'open':>6} {'wrong':>6}  texts lost, headers read as rows"
    )
    for name in [one for one in WAYS if one in chosen] or WAYS:
        tally = tried(WAYS[name], found, readers)
        shares = f"{tally.share('right'):7.2f} {tally.share('asked'):6.2f} {tally.share('left_open'):6.2f}"
        lost = f"{tally.texts_lost}, {tally.headers_read}"
        print(f"{name:<18} {tally.pairs:>5} {shares} {tally.share('wrong'):6.2f}  {lost}", flush=True)
        if "--examples" in chosen:
            print(*(f"    {example}" for example in tally.examples), sep="\n")


def _readers() -> object:
    """The readers with the words that are shipped."""
    from sqlalchemy.orm import Session

    from imports.cells.readers import Readers
    from imports.merging.load_vocabulary import load_vocabulary
    from tracker.followup.setup import set_up

    folder = tempfile.mkdtemp()
    try:
        engine = set_up(f"{folder}/register.db", None, "bench", datetime(2026, 1, 5, tzinfo=UTC)).engine
        with Session(engine) as session:
            return Readers(load_vocabulary(session))
    finally:
        engine.dispose()
        shutil.rmtree(folder)


if __name__ == "__main__":
    main(sys.argv[1:])
