"""What a batch did, in any language: its summary is kept in English, and is taken apart here by the forms that it has."""

import re
from collections.abc import Iterator
from functools import cache

from tracker.language.phrase import Phrase, Term
from tracker.language.texts import marked

_FORMS = (
    marked("account of {name} closed"),
    marked("account of {name}: {role}"),
    marked("add agency {agency}: {name}"),
    marked("add review {review}"),
    marked("add {code}"),
    marked("agenda of meeting {number}"),
    marked("assign {codes}"),
    marked("close agency {agency}, into {heir}"),
    marked("close agency {agency}"),
    marked("confirm claims of {number} recommendation"),
    marked("confirm claims of {number} recommendations"),
    marked("confirm claims of {codes}"),
    marked("contribution to {code} ({speaker})"),
    marked("correct meeting {number}"),
    marked("correct review {review}"),
    marked("correct {code}: {reason}"),
    marked("decision of meeting {number}"),
    marked("decision {decision} done"),
    marked("decision {decision} of meeting {number}"),
    marked("due date of {codes}: cleared"),
    marked("due date of {codes}: {due}"),
    marked("end of a time in post '{title}': {day}"),
    marked("evidence of {code}: {what}"),
    marked("evidence {number} of {code} removed: {reason}"),
    marked("import of {files}"),
    marked("layout '{name}' edited"),
    marked("letter from {agency}: No. {letter}"),
    marked("letter to {agency}: No. {letter}"),
    marked("letter {letter} of {agency} removed: {reason}"),
    marked("meeting of {day}"),
    marked("meeting {number} attended by {agencies}"),
    marked("meeting {number} removed"),
    marked("merge {code} into {into}: {reason}"),
    marked("name the secretariat or the independent voice: {agency} and {other}"),
    marked("name the secretariat or the independent voice: {agency}"),
    marked("pack as at {day}"),
    marked("place {codes} in {review}"),
    marked("post of {agency}: {title}"),
    marked("reference data loaded"),
    marked("refuse claims of {codes}: {reason}"),
    marked("reminder of round {number}"),
    marked("remove spelling of {agency}: {text}"),
    marked("remove {code}: {reason}"),
    marked("rename agency {agency}: {names}"),
    marked("resolve {number} conflict ({choices})"),
    marked("resolve {number} conflicts ({choices})"),
    marked("round: {title}"),
    marked("rows of {review} placed in {target}"),
    marked("saved view '{name}' removed"),
    marked("saved view '{name}'"),
    marked("spelling of {agency}: {text}"),
    marked("status {codes} {status} ({speaker})"),
    marked("undo batch {number}"),
    marked("{agency}: post '{title}' removed: {reason}"),
    marked("{kind} word '{text}' forgotten"),
    marked("{kind} word '{text}' means {meaning}"),
    marked("{name} in post '{title}'"),
)
"""The forms of summaries; the first that fits counts. A test finds a summary that has none."""

_GIVEN = {
    "contributing": marked("contributing {agencies}"),
    "due date": marked("due date {due}"),
    "lead": marked("lead {agency}"),
    "priority": marked("priority {priority}"),
    "removed": marked("removed {agencies}"),
    "status": marked("status {status}"),
}
"""What many recommendations are given at once, by the word that begins each part."""

_TERMS = {
    **dict.fromkeys(("agency", "heir", "kind", "other", "meaning", "priority", "role", "speaker", "status"), r"[\w-]+"),
    **dict.fromkeys(("agencies", "choices"), r"[^:]+"),
}
"""The gaps whose values are codes, one or several, with what these look like."""

_SHAPES = {**_TERMS, "meaning": ".+", "number": r"\d+", "day": r"[\d-]+"}
"""What fills the gaps, where not any words do."""

_GAP = re.compile(r"\{(\w+)\}")
_MORE = re.compile(r"(.+) and (\d+) more")


def summary_in_words(summary: str) -> str:
    """The summary of a batch as a phrase, with its codes as terms; as it is, where it has none of the known forms."""
    for form, pattern in _patterns():
        if found := pattern.fullmatch(summary):
            return Phrase(form, **{name: _value(name, value) for name, value in found.groupdict().items()})
    given, colon, codes = summary.rpartition(": ")
    parts = list(_given(given)) if colon else []
    return Phrase.joined((Phrase.joined(parts), _value("codes", codes)), ": ") if parts else summary


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((form, _pattern(form)) for form in _FORMS)


@cache
def _pattern(form: str) -> re.Pattern[str]:
    parts = _GAP.split(form)
    shown = (
        f"(?P<{part}>{_SHAPES.get(part, '.+?')})" if place % 2 else re.escape(part) for place, part in enumerate(parts)
    )
    return re.compile("".join(shown), re.DOTALL)


def _given(given: str) -> Iterator[Phrase]:
    for part in given.split("; "):
        for form in _GIVEN.values():
            if found := _pattern(form).fullmatch(part):
                yield Phrase(form, **{name: _value(name, value) for name, value in found.groupdict().items()})


def _value(name: str, value: str) -> str:
    """What fills a gap: codes as terms, and of many recommendations how many more there are."""
    if name in _TERMS:
        return Phrase.joined((Term(part, part) for part in value.split(", ")), ", ")
    if name == "codes" and (found := _MORE.fullmatch(value)):
        return Phrase("{some} and {number} more", some=found[1], number=found[2])
    return value
