"""Check the weights of the scoring model: whether another value is better on the sheets of the tests, and on those left out.

python benchmarks/fit_weights.py [WEIGHT ...]
"""

import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "benchmarks")]

FACTORS = (0.7, 0.85, 1.15, 1.3)
"""A weight is tried smaller and larger by these; what is best at an edge is worth a wider look."""

WAYS_TRIED = ("as they are", "text unknown", "all unknown")
"""What headings say wholly, nearly, and not at all; the other ways change words, which the weights do not see."""

WRONG = 5.0
"""A wrong field costs as much as so many that are left open: those are asked about or kept, a wrong one is stored."""

Losses = Mapping[str, float]


def main(chosen: list[str]) -> None:
    """Print for each weight what it costs as shipped, at its best value, and where that value is chosen without the case."""
    from imports.tables.weights import weights

    shipped = weights()
    asked = [name for name in shipped if name in chosen] or list(shipped)
    jobs = [(name, factor) for name in asked for factor in FACTORS]
    with ProcessPoolExecutor() as pool:
        base = pool.submit(losses, "", 1.0).result()
        tried = dict(zip(jobs, pool.map(losses, *zip(*jobs, strict=True)), strict=True))
    print(f"Loss of {len(base)} cases: a pair of field and column left open costs 1, a wrong one {WRONG:g}.")
    print(f"{'weight':<14} {'shipped':>8} {'loss':>7}  {'best':>7} {'loss':>7}  {'chosen without the case':>23}")
    for name in asked:
        values = {1.0: base} | {factor: tried[name, factor] for factor in FACTORS}
        best = min(values, key=lambda factor: (sum(values[factor].values()), abs(factor - 1)))
        total, least, kept_back = sum(base.values()), sum(values[best].values()), sum(_left_out(values))
        print(
            f"{name:<14} {shipped[name]:>8g} {total:>7g}  {shipped[name] * best:>7.3g} {least:>7g}  {kept_back:>23g}",
            flush=True,
        )


def _left_out(values: Mapping[float, Losses]) -> Iterator[float]:
    """The loss of each case with the value that is best for all other cases."""
    totals = {factor: sum(losses.values()) for factor, losses in values.items()}
    for case in values[1.0]:
        best = min(values, key=lambda factor: (totals[factor] - values[factor][case], abs(factor - 1)))
        yield values[best][case]


def losses(name: str, factor: float) -> Losses:
    """What each case costs if one weight is multiplied."""
    from changed_headings import tried
    from heading_ways import WAYS

    from imports.tables.weights import weights

    readers, found = _corpus()
    kept = weights().get(name)
    if kept is not None:
        weights()[name] = kept * factor
    try:
        cost: dict[str, float] = {}
        for one in found:
            case = one.name.partition("/")[0]
            for way in WAYS_TRIED:
                tally = tried(WAYS[way], [one], readers)
                missed = tally.pairs - tally.right
                cost[case] = cost.get(case, 0.0) + missed + WRONG * tally.wrong
        return cost
    finally:
        if kept is not None:
            weights()[name] = kept


@cache
def _corpus() -> tuple:
    from changed_headings import books
    from shipped_readers import shipped_readers

    readers = shipped_readers()
    return readers, books(readers)


if __name__ == "__main__":
    main(sys.argv[1:])
