"""The weights of the scoring model, each with its reason in ``weights.csv``; ``benchmarks/fit_weights.py`` checks them."""

import csv
from functools import cache
from importlib.resources import files


@cache
def weights() -> dict[str, float]:
    """Name of a weight, then its value."""
    text = files("imports.tables").joinpath("weights.csv").read_text(encoding="utf-8")
    return {row["name"]: float(row["value"]) for row in csv.DictReader(text.splitlines())}
