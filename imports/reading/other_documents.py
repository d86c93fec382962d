"""Leaves documents open that are not those of a row's review: a symbol of another mechanism, a bare number."""

from collections.abc import Iterable

from imports.cells.symbols import read_symbol
from imports.cells.vocabulary import Vocabulary
from imports.fields import CODE
from imports.reading.entry import Entry

_DOCUMENT, _UPR = "document", "UPR"


def leave_other_documents(entries: Iterable[Entry], vocabulary: Vocabulary) -> None:
    """Leave the documents of rows open that their review cannot have; a row with the register's code has its own."""
    for entry in entries:
        text = entry.get(_DOCUMENT)
        if not text or not entry.placing.code or entry.get(CODE):
            continue
        mechanism = vocabulary.mechanisms[vocabulary.reviews[entry.placing.code].mechanism]
        if (mechanism.treaty or mechanism.code == _UPR) and _is_of_another(text, mechanism.code):
            entry.leave_open(_DOCUMENT)


def _is_of_another(text: str, mechanism: str) -> bool:
    """Return True for a document that a review of a mechanism cannot have."""
    symbol = read_symbol(text)
    if symbol is None:
        return text.strip().isdecimal()
    other = _UPR if symbol.council and not symbol.mechanism else symbol.mechanism
    return other != "" and other.partition("-")[0] != mechanism.partition("-")[0]
