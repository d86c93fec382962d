"""The follow-up that a committee asks for within a year or two: on which paragraphs, by when, with which verdict."""

from tracker.language.phrase import Phrase
from tracker.language.texts import marked
from tracker.models import Review

_BASES = {"derived": marked("derived"), "stated": marked("stated")}
"""How a day is known: reckoned from the mechanism's rule, or written in a document."""


def asked_about(review: Review, reference: str | None) -> bool:
    """Return True if the committee asked for follow-up on a unit: on its paragraph, or on an item around it.

    "19" covers 19 (a) and 19 (b); "13(b)" covers 13 (b) alone.
    """
    return reference is not None and any(
        reference == part or reference.startswith(f"{part}(") for part in review.followup_paragraphs
    )


def followup_of(review: Review) -> str:
    """What is known of a review's follow-up, in one line; blank where nothing is."""
    basis = Phrase(_BASES.get(review.followup_basis, review.followup_basis))
    parts = (
        Phrase("due {day} ({basis})", day=review.followup_due, basis=basis) if review.followup_due else "",
        Phrase("reply received {day}", day=review.followup_received) if review.followup_received else "",
        Phrase("verdict: {verdict}", verdict=verdict_of(review)) if review.followup_verdict else "",
    )
    return Phrase.joined(filter(None, parts), ", ")


def verdict_of(review: Review) -> str:
    """The committee's verdict on the follow-up, with the document that has it; blank where none is known."""
    document = f" ({review.followup_symbol})" if review.followup_symbol else ""
    return f"{review.followup_verdict}{document}" if review.followup_verdict else ""
