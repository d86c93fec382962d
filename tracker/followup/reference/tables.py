"""Gives the rows of the reference files the form of the register's tables, and refuses what means nothing there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tracker.errors import BadReference
from tracker.folding import fold
from tracker.followup.reference.files import ReferenceFolder, Row
from tracker.followup.reference.states import spellings_of
from tracker.followup.reference.statuses import renamed_statuses
from tracker.followup.reference.words import WORD_FILES, words
from tracker.models import (
    AffectedGroup,
    Agency,
    Alias,
    Base,
    Goal,
    Grade,
    Mechanism,
    NationalPlan,
    Register,
    Review,
    State,
    Status,
    Theme,
    Transition,
    Word,
)
from tracker.stamps import can_name
from tracker.vocabulary import Mandate, StatusKind

Values = list[dict[str, Any]]

_STANDINGS = ("open", "closed", "outside")
_WHO = ("agency", "secretariat", "either")
_LANGUAGES = ("en", "az", "ru")
_DATES = (
    *("examined_from", "examined_to", "adopted", "published"),
    *("next_report_due", "followup_due", "followup_received"),
)


@dataclass(frozen=True)
class Table:
    """The rows for a table: ``key`` names the columns by which a row is known, ``own`` that the group brings them.

    ``spelled`` are the columns of the key that a word's meanings share.
    """

    model: type[Base]
    key: tuple[str, ...]
    rows: Values
    own: bool
    spelled: tuple[str, ...] = ()


def tables(folder: ReferenceFolder) -> list[Table]:
    """All reference data, in the order in which tables refer to each other.

    Raises ``BadReference`` with the file, line and cell that cannot be used.
    """
    return [
        *(
            Table(model, tuple(key.split()), rows, any(folder.brings(name) for name in files.split()))
            for model, key, files, rows in _all(folder)
        ),
        *_words(folder),
    ]


def _all(folder: ReferenceFolder) -> Iterator[tuple[type[Base], str, str, Values]]:
    """Model, key columns, files, rows."""
    yield State, "iso3", "states", _states(folder)
    yield Agency, "key", "agencies", _agencies(folder)
    yield Alias, "agency_key folded", "agencies agency_aliases", _aliases(folder)
    yield Mechanism, "code", "mechanisms leads", _mechanisms(folder)
    yield Register, "id", "register", _registers(folder)
    yield Review, "code", "reviews", _reviews(folder)
    yield Status, "code", "statuses", _statuses(folder)
    yield Transition, "from_status to_status", "status_transitions", _transitions(folder)
    yield Grade, "scale code", "followup_grades", _grades(folder)
    yield NationalPlan, "key", "national_plans", _national_plans(folder)
    yield Theme, "folded", "themes", _themes(folder)
    yield AffectedGroup, "folded", "affected_groups", _affected(folder)
    yield Goal, "number", "sdgs", _goals(folder)


def _words(folder: ReferenceFolder) -> Iterator[Table]:
    """The words of the group's own files, and those of the shipped ones."""
    brought = {kind for kind, (name, *_) in WORD_FILES.items() if folder.brings(name)}
    told: tuple[Values, Values] = ([], [])
    for word in words(folder):
        told[word["kind"] in brought].append(word)
    for own, rows in enumerate(told):
        if rows:
            yield Table(Word, ("kind", "value", "folded"), rows, bool(own), ("kind", "folded"))


def _states(folder: ReferenceFolder) -> Values:
    rows = folder.rows("states", "iso3", "iso2", "name", "aliases", key="iso3")
    return [{**row, "aliases": spellings_of(row)} for row in rows]


def _agencies(folder: ReferenceFolder) -> Values:
    names = [f"name_{language}" for language in _LANGUAGES]
    rows = folder.rows("agencies", "key", "kind", *names, "membership", "role", "usual_themes", key="key")
    for row in rows:
        if not can_name(row["key"]):
            raise row.refusal("key", "is not a key.", "Write capital letters A-Z, digits and _, a letter first: MOJ.")
    return [{**row, "place": place} for place, row in enumerate(rows)]


def _aliases(folder: ReferenceFolder) -> Values:
    known = folder.keys("agencies", "key")
    aliases: dict[tuple[str, str], dict[str, Any]] = {}
    for row in folder.rows("agency_aliases", "agency", "alias"):
        agency = row.key_of("agencies", known, "agency")
        _spell(aliases, agency, row["alias"], row["language"], row["kind"] or "alias")
    for row in folder.rows("agencies", "key"):
        for language in _LANGUAGES:
            _spell(aliases, row["key"], row[f"name_{language}"], language, "name")
        _spell(aliases, row["key"], row["key"], "", "abbreviation")
    return list(aliases.values())


def _spell(aliases: dict[tuple[str, str], dict[str, Any]], agency: str, text: str, language: str, kind: str) -> None:
    if folded := fold(text):
        alias = {"agency_key": agency, "text": text, "folded": folded, "language": language, "kind": kind}
        aliases.setdefault((agency, folded), alias)


def _mechanisms(folder: ReferenceFolder) -> Values:
    needed = (
        *("code", "family", "name", "instrument", "treaty", "mandate", "symbol_prefix", "followup_months"),
        *("followup_max_items", "followup_rule", "grading", "uhri_label", "names", "confidence", "source"),
    )
    rows = folder.rows("mechanisms", *needed, key="code")
    leads = _leads(folder)
    return [{**_mechanism(row), **leads.get(row["code"], _NO_LEAD), "place": place} for place, row in enumerate(rows)]


def _mechanism(row: Row) -> dict[str, Any]:
    return {
        **row,
        "mandate": row.one_of("mandate", list(Mandate)),
        "followup_months": row.number("followup_months"),
        "names": row.several("names"),
    }


_NO_LEAD = {"lead_agency": None, "lead_basis": ""}


def _leads(folder: ReferenceFolder) -> dict[str, dict[str, str]]:
    mechanisms, agencies = folder.keys("mechanisms", "code"), folder.keys("agencies", "key")
    return {
        row.key_of("mechanisms", mechanisms, "mechanism"): {
            "lead_agency": row.key_of("agencies", agencies, "agency"),
            "lead_basis": row["basis"],
        }
        for row in folder.rows("leads", "mechanism", "agency", "basis", key="mechanism")
    }


def _registers(folder: ReferenceFolder) -> Values:
    """The one row of the register; none where it exists already and the files say nothing about its group."""
    said = {
        row["key"]: Row({row["key"]: row["value"]}, row.where)
        for row in folder.rows("register", "key", "value", key="key")
    }
    if not said:
        return []
    if folder.is_new_group:
        said = {**_of_state(folder), **said}
    for name in ("group_name",) if folder.is_new_group else ("state", "state_name", "group_name", "secretariat"):
        if name not in said or not said[name][name]:
            where = str(folder.path("register"))
            raise BadReference(f"'{name}' is missing.", where=where, remedy="Add a line with its value.")
    agencies = {"", *folder.keys("agencies", "key")}
    said["state"].key_of("states", folder.keys("states", "iso3"), "state")
    for name in _VOICES & said.keys():
        said[name].key_of("agencies", agencies, name)
    values = {name: row[name] for name, row in said.items()}
    voices = {"secretariat": values.get("secretariat"), "independent": values.get("independent_voice")}
    return [{"id": 1, "group_basis": "", **values, **{name: key or None for name, key in voices.items()}}]


_VOICES = {"secretariat", "independent_voice"}


def _of_state(folder: ReferenceFolder) -> dict[str, Row]:
    """Whose register it is, where the files of a new group leave it open."""
    row = next(row for row in folder.rows("states", "iso3") if row["iso3"] == folder.state)
    return {"state": Row({"state": row["iso3"]}, row.where), "state_name": Row({"state_name": row["name"]}, row.where)}


def _reviews(folder: ReferenceFolder) -> Values:
    mechanisms = folder.keys("mechanisms", "code")
    return [
        {
            **row,
            **{name: row.date(name) for name in _DATES},
            "cycle": _cycle(row),
            "mechanism": row.key_of("mechanisms", mechanisms, "mechanism"),
            "symbol": row["symbol"] or None,
            "state": row["state"] or folder.state,
            "other_symbols": row.several("other_symbols"),
            "followup_paragraphs": [re.sub(r"\s+", "", part) for part in row.several("followup_paragraphs")],
        }
        for row in folder.rows("reviews", "code", "mechanism", "cycle", "symbol", key="code", once="symbol")
    ]


def _cycle(row: Row) -> str:
    """One number or two: a spreadsheet that made a day of ``3-4`` is told so, since reviews are found by it."""
    if not re.fullmatch(r"(\d+(-\d+)?)?", row["cycle"]):
        raise row.refusal(
            "cycle", "is not a cycle.", "Write 5 or 5-6; in a spreadsheet, mark the column as text first."
        )
    return row["cycle"]


def _statuses(folder: ReferenceFolder) -> Values:
    """A status without a kind is one that no word or rule of the program stands for."""
    needed = (
        *("code", "label_en", "label_az", "label_ru", "kind", "percent", "standing", "counts_as_action", "terminal"),
        *("needs_evidence", "needs_reason", "stale_after_months", "colour", "note"),
    )
    return [
        {
            **row,
            "kind": row.one_of("kind", ("", *StatusKind)),
            "percent": _percent(row),
            "standing": row.one_of("standing", _STANDINGS),
            "counts_as_action": row.yes("counts_as_action"),
            "terminal": row.yes("terminal"),
            "stale_after_months": row.number("stale_after_months"),
            "place": place,
        }
        for place, row in enumerate(folder.rows("statuses", *needed, key="code"))
    ]


def _percent(row: Row) -> str:
    if not re.fullmatch(r"(\d{1,3}(-\d{1,3})?)?", row["percent"]):
        raise row.refusal("percent", "is not a percentage.", "Write 0, 100 or, from and to, 1-99.")
    return row["percent"]


def _transitions(folder: ReferenceFolder) -> Values:
    statuses = folder.keys("statuses", "code")
    renamed = renamed_statuses(folder, "status_transitions")
    rows = [
        Row({**row, "from": start, "to": end}, row.where)
        for row in folder.rows("status_transitions", "from", "to", "who", "rule", key="from to")
        if (start := renamed.get(row["from"], row["from"])) and (end := renamed.get(row["to"], row["to"]))
    ]
    return [
        {
            "from_status": row.key_of("statuses", {"any open", *statuses}, "from"),
            "to_status": row.key_of("statuses", statuses, "to"),
            "who": row.one_of("who", _WHO),
            "rule": row["rule"],
        }
        for row in rows
    ]


def _grades(folder: ReferenceFolder) -> Values:
    needed = ("scale", "code", "label", "meaning", "in_force", "confidence")
    return [{**row} for row in folder.rows("followup_grades", *needed, key="scale code")]


def _national_plans(folder: ReferenceFolder) -> Values:
    rows = folder.rows("national_plans", "key", "name", "adopted", "content", key="key")
    return [{**row, "adopted": row.date("adopted")} for row in rows]


def _themes(folder: ReferenceFolder) -> Values:
    themes: dict[str, dict[str, Any]] = {}
    for row in folder.rows("themes", "label", "scheme", "code", "group"):
        for label in (f"{row['code']} {row['label']}".strip(), row["label"]):
            themes.setdefault(fold(label), {**row, "label": label, "folded": fold(label)})
    return list(themes.values())


def _affected(folder: ReferenceFolder) -> Values:
    rows = folder.rows("affected_groups", "label", "aliases", key="label")
    return [{**row, "folded": fold(row["label"]), "aliases": row.several("aliases")} for row in rows]


def _goals(folder: ReferenceFolder) -> Values:
    rows = folder.rows("sdgs", "goal", "name", "uhri_label", key="goal")
    return [{**row, "number": row.number("goal")} for row in rows]
