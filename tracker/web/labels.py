"""Words of the register that pages show in place of its codes."""

from tracker.language.texts import Texts, marked
from tracker.vocabulary import Priority

PRIORITIES = {Priority.HIGH: marked("high"), Priority.MEDIUM: marked("medium"), Priority.LOW: marked("low")}
"""How urgent the group holds a recommendation."""

FIELDS = {
    "action": marked("Action"),
    "affected": marked("Affected persons"),
    "annotation": marked("Annotation"),
    "code": marked("Code"),
    "comment": marked("Comment"),
    "contributing": marked("Contributing agencies"),
    "country": marked("State under review"),
    "cycle": marked("Cycle"),
    "dated": marked("Date of the status"),
    "deadline": marked("Due date on record"),
    "decision": marked("Decision"),
    "document": marked("Document"),
    "due": marked("Due date"),
    "earlier_status": marked("Earlier status"),
    "evidence": marked("Evidence"),
    "ignored": marked("Nothing for the register"),
    "kept": marked("Something else, to be kept as it is"),
    "lead": marked("Lead agency"),
    "lead_in": marked("Opening words"),
    "letter": marked("Letter of the paragraph"),
    "measures": marked("Measures"),
    "mechanism": marked("Mechanism"),
    "note": marked("Note"),
    "open": marked("Left open"),
    "ordinal": marked("Running number"),
    "out_of_mandate": marked("Mandate"),
    "percent": marked("Progress in per cent"),
    "position": marked("Position"),
    "position_source": marked("Source of the position"),
    "position_word": marked("Position, as written"),
    "published": marked("Date of publication"),
    "reference": marked("Number"),
    "sdg": marked("SDGs"),
    "session": marked("Session"),
    "states": marked("Recommending States"),
    "status": marked("Status"),
    "text": marked("Recommendation"),
    "theme": marked("Themes"),
    "translation": marked("Translation"),
    "type": marked("Kind of the entry"),
    "updated": marked("Date of the status"),
    "year": marked("Year"),
}
"""What pages call the fields of a recommendation."""

TERMS = {
    **FIELDS,
    "agency": marked("agency"),
    "civil_society": marked("civil society"),
    "committee": marked("committee"),
    "ombudsperson": marked("Ombudsperson"),
    "observer": marked("observer"),
    "ours": marked("the value of the register"),
    "secretariat": marked("secretariat"),
    **{str(one): label for one, label in PRIORITIES.items()},
    "theirs": marked("the value of the sheet"),
}
"""What pages call the terms of sentences: fields, those who speak, and the ways to resolve a conflict."""

_OF_A_DAY = "status of "
"""How the name of a status of an older column begins; its day follows."""


def field_name(name: str, texts: Texts) -> str:
    """A field in words: "Due date", "Measures (MOJ)"."""
    field, _, agency = name.partition(" by ")
    if field.startswith(_OF_A_DAY):
        return texts("Status as at {day}", day=texts.period(field.removeprefix(_OF_A_DAY)))
    label = texts(FIELDS[field]) if field in FIELDS else field.replace("_", " ").capitalize()
    return f"{label} ({agency})" if agency else label
