"""Why a recommendation was removed or merged: the summary of the batch says it, in words that are written only here."""

from typing import NamedTuple


class Reason(NamedTuple):
    """The reason in a person's words; of a merger also the code of the recommendation that stayed."""

    words: str
    into: str = ""


def removal(code: str, reason: str) -> str:
    """The summary of a batch that removes a recommendation."""
    return f"remove {code}: {reason}"


def merger(code: str, into: str, reason: str) -> str:
    """The summary of a batch that merges a recommendation into another."""
    return f"merge {code} into {into}: {reason}"


def reason_of(summary: str, code: str) -> Reason:
    """The reason for which a batch with this summary took a recommendation out; the summary itself for other batches."""
    if summary.startswith(removal(code, "")):
        return Reason(summary.removeprefix(removal(code, "")))
    start = f"merge {code} into "
    into, colon, words = summary.removeprefix(start).partition(": ")
    return Reason(words, into) if colon and summary.startswith(start) else Reason(summary)
