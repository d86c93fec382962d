"""How much of a sheet is still understood when its headings are changed: right, asked, left open and wrong in each way.

make bench
python benchmarks/changed_headings.py [--examples] [WAY ...]
"""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "benchmarks")]


def main(chosen: list[str]) -> None:
    """Print the table."""
    from changed_headings import books, tried
    from heading_ways import WAYS
    from shipped_readers import shipped_readers

    readers = shipped_readers()
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


if __name__ == "__main__":
    main(sys.argv[1:])
