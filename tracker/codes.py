"""Codes and numbers of recommendations: how they are made, sorted, searched and recognised as people type them."""

import re

from tracker.textkey import compared


def code_of(review: str, reference: str, sub: int = 0) -> str:
    """The code of a recommendation with a number, such as ``UPR-4/138.71``."""
    return f"{review}/{reference}" + (f"#{sub}" if sub else "")


def cycles_of(cycle: str) -> set[str]:
    """The numbers that name a cycle: 10-12 is also called 10, 11 or 12."""
    low, dash, high = cycle.partition("-")
    if dash and low.isdigit() and high.isdigit():
        return {cycle, *map(str, range(int(low), int(high) + 1))}
    return {cycle}


def code_parts(text: str) -> tuple[str, ...]:
    """The words and numbers of a code, however it is written: "UPR-4/138.71" and "upr 4 138.71" have the same."""
    return tuple(re.findall(r"\d+|[^\W\d_]+", text.casefold()))


def searched(number: str | None, lead_in: str | None, words: str) -> str:
    """The words by which a recommendation is found; ``words`` are those of its text."""
    return " ".join(part for part in (number, compared(lead_in or ""), words) if part)


def sort_key(reference: str | None, sub: int = 0) -> str:
    """A key by which references sort as people count: 140.2 before 140.10, 13(b) before 21."""
    if reference is None:
        return "~"
    parts = reference.split(".")
    if all(map(str.isdecimal, parts)):
        return ".".join(part.zfill(5) for part in parts) + f"#{sub:03d}"
    plain = re.sub(r"(?<=\))\(([ivx]+)\)", lambda match: f".{_from_roman(match[1])}", reference.lower())
    parts = re.findall(r"\d+|[a-z]+", plain)
    return ".".join(part.zfill(5) if part.isdigit() else part for part in parts) + f"#{sub:03d}"


def _from_roman(text: str) -> int:
    values = {"i": 1, "v": 5, "x": 10}
    numbers = [values[letter] for letter in text]
    return sum(-one if one < two else one for one, two in zip(numbers, [*numbers[1:], 0], strict=True))
