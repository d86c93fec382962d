"""Sets the register up with reference data: files that a secretariat can read, correct or bring for its own country.

A folder of the same files (``tracker init --reference FOLDER``) stands before the shipped one. What belongs to one
group (its bodies, leads, reviews and plans) is never mixed with another's: a folder that has its own ``register.csv``
brings these files itself, and those it leaves out are taken as empty.
"""

import csv
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import select

from tracker.errors import BadReference
from tracker.folding import fold
from tracker.followup.journal import Journal
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

SHIPPED = Path(__file__).parent.parent / "reference"
GROUPS_OWN = ("agencies", "agency_aliases", "leads", "reviews", "national_plans")

Row = Mapping[str, str]


class ReferenceFolder:
    """The reference files to use: the group's own before the shipped ones."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        if folder is not None and not folder.is_dir():
            raise BadReference("this is not a folder.", where=str(folder), remedy="Name the folder with the files.")
        self.own_group = folder is not None and (folder / "register.csv").exists()

    def rows(self, name: str, *needed: str) -> list[dict[str, str]]:
        """The rows of a file, with the columns that are needed checked."""
        path = self._path(name)
        if path is None:
            return []
        try:
            with path.open(encoding="utf-8-sig", newline="") as file:
                reader = csv.DictReader(file, strict=True)
                missing = [column for column in needed if column not in (reader.fieldnames or [])]
                rows = [{key: (value or "").strip() for key, value in row.items() if key} for row in reader]
        except (UnicodeDecodeError, csv.Error) as wrong:
            raise BadReference(
                f"the file cannot be read ({wrong}).",
                where=str(path),
                remedy="Save it as CSV (UTF-8), comma separated.",
            ) from wrong
        if missing:
            raise BadReference(
                f"column {', '.join(missing)} is missing.", where=str(path), remedy="Add it to the first line."
            )
        return rows

    def where(self, name: str, line: int) -> str:
        """The place of a row, for a message: data rows start on line 2."""
        return f"{self._path(name)}, line {line + 2}"

    def _path(self, name: str) -> Path | None:
        if self.folder is not None and (own := self.folder / f"{name}.csv").exists():
            return own
        if self.own_group and name in GROUPS_OWN:
            return None
        return SHIPPED / f"{name}.csv"


def load_reference(journal: Journal, folder: ReferenceFolder) -> dict[str, int]:
    """Bring the reference data into the register and say how many rows of each table were added.

    On an existing register only what is missing is added and only blanks are filled: what people corrected stays.
    """
    added: dict[str, int] = {}
    for model, key, rows in _tables(folder):
        added[model.__tablename__] = _merge(journal, model, key, rows)
        journal.flush()
    return added


def _tables(folder: ReferenceFolder) -> Iterable[tuple[type[Base], tuple[str, ...], list[dict[str, Any]]]]:
    """The tables in the order in which they refer to each other: model, key columns, rows."""
    yield State, ("iso3",), _shaped(folder.rows("states", "iso3", "name"), aliases=_several)
    yield Agency, ("key",), _placed(folder.rows("agencies", "key", "kind", "name_en", "name_az", "name_ru"))
    yield Alias, ("agency_key", "folded"), _aliases(folder)
    yield Mechanism, ("code",), _mechanisms(folder)
    yield Register, ("id",), [_register(folder)]
    yield Review, ("code",), _reviews(folder)
    yield Status, ("code",), _statuses(folder)
    yield Transition, ("from_status", "to_status"), _transitions(folder)
    yield Grade, ("scale", "code"), [dict(row) for row in folder.rows("followup_grades", "scale", "code", "label")]
    yield NationalPlan, ("key",), [dict(row) for row in folder.rows("national_plans", "key", "name")]
    yield Theme, ("folded",), _themes(folder)
    yield AffectedGroup, ("folded",), _affected(folder)
    yield Goal, ("number",), [_goal(row) for row in folder.rows("sdgs", "goal", "name", "uhri_label")]
    yield Word, ("kind", "value", "folded"), list(_words(folder))


def _merge(journal: Journal, model: type[Base], key: tuple[str, ...], rows: list[dict[str, Any]]) -> int:
    table = model.__table__
    recorded = "batch_id" in table.columns
    columns = {column.name for column in table.columns}
    present = {tuple(getattr(item, name) for name in key): item for item in journal.session.scalars(select(model))}
    added = 0
    for row in rows:
        values = {name: value for name, value in row.items() if name in columns}
        identity = tuple(values[name] for name in key)
        item = present.get(identity)
        if item is not None:
            _fill_blanks(item, values)
            continue
        present[identity] = model(**values)
        added += 1
        if recorded:
            journal.add(model, **values)
        else:
            journal.session.add(present[identity])
    journal.session.flush()
    return added


def _fill_blanks(item: Base, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if value not in ("", None, []) and getattr(item, name) in ("", None, []):
            setattr(item, name, value)


def _shaped(rows: list[dict[str, str]], **shapes: Callable[[str], Any]) -> list[dict[str, Any]]:
    return [{name: shapes[name](value) if name in shapes else value for name, value in row.items()} for row in rows]


def _several(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _placed(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [{**row, "place": place} for place, row in enumerate(rows)]


def _number(text: str) -> int | None:
    return int(text) if text else None


def _register(folder: ReferenceFolder) -> dict[str, Any]:
    said = {row["key"]: row["value"] for row in folder.rows("register", "key", "value")}
    for name in ("state", "state_name", "group_name", "secretariat"):
        if not said.get(name):
            raise BadReference(f"'{name}' is not given.", where="register.csv", remedy="Add a line with its value.")
    return {
        "id": 1,
        "state": said["state"],
        "state_name": said["state_name"],
        "group_name": said["group_name"],
        "group_basis": said.get("group_basis", ""),
        "secretariat": said["secretariat"],
        "independent": said.get("independent_voice") or None,
    }


def _aliases(folder: ReferenceFolder) -> list[dict[str, Any]]:
    known = {row["key"] for row in folder.rows("agencies", "key")}
    aliases: dict[tuple[str, str], dict[str, Any]] = {}
    rows = folder.rows("agency_aliases", "agency", "alias")
    for line, row in enumerate(rows):
        if row["agency"] not in known:
            raise BadReference(
                f"agency '{row['agency']}' is not in agencies.csv.",
                where=folder.where("agency_aliases", line),
                remedy="Correct the key or add the agency.",
            )
        aliases.setdefault((row["agency"], fold(row["alias"])), _alias(row["agency"], row["alias"], row))
    for row in folder.rows("agencies", "key"):
        for language in ("en", "az", "ru"):
            if name := row.get(f"name_{language}", ""):
                spelling = _alias(row["key"], name, {"language": language, "kind": "name"})
                aliases.setdefault((row["key"], fold(name)), spelling)
        aliases.setdefault((row["key"], fold(row["key"])), _alias(row["key"], row["key"], {"kind": "abbreviation"}))
    return list(aliases.values())


def _alias(agency: str, text: str, row: Row) -> dict[str, Any]:
    return {
        "agency_key": agency,
        "text": text,
        "folded": fold(text),
        "language": row.get("language", ""),
        "kind": row.get("kind", "") or "alias",
    }


def _mechanisms(folder: ReferenceFolder) -> list[dict[str, Any]]:
    leads = {row["mechanism"]: row for row in folder.rows("leads", "mechanism", "agency")}
    rows = _placed(folder.rows("mechanisms", "code", "family", "name", "mandate", "symbol_prefix", "names"))
    for row in rows:
        lead = leads.get(row["code"], {})
        row["lead_agency"] = lead.get("agency") or None
        row["lead_basis"] = lead.get("basis", "")
        row["followup_months"] = _number(row["followup_months"])
        row["names"] = _several(row["names"])
    return rows


def _reviews(folder: ReferenceFolder) -> list[dict[str, Any]]:
    state = _register(folder)["state"]
    rows = _shaped(
        folder.rows("reviews", "code", "mechanism", "cycle", "symbol"),
        other_symbols=_several,
        followup_paragraphs=lambda text: [re.sub(r"\s+", "", part) for part in _several(text)],
        symbol=lambda text: text or None,
    )
    return [{**row, "state": row.get("state") or state} for row in rows]


def _statuses(folder: ReferenceFolder) -> list[dict[str, Any]]:
    rows = folder.rows("statuses", "code", "label_en", "standing", "needs_evidence", "needs_reason", "colour")
    return _placed(_shaped(rows, counts_as_action=_yes, terminal=_yes, stale_after_months=_number))


def _yes(text: str) -> bool:
    return text == "yes"


def _transitions(folder: ReferenceFolder) -> list[dict[str, Any]]:
    return [
        {"from_status": row["from"], "to_status": row["to"], "who": row["who"], "rule": row["rule"]}
        for row in folder.rows("status_transitions", "from", "to", "who", "rule")
    ]


def _themes(folder: ReferenceFolder) -> list[dict[str, Any]]:
    themes: dict[str, dict[str, Any]] = {}
    for row in folder.rows("themes", "label", "scheme", "code", "group"):
        label = f"{row['code']} {row['label']}".strip()
        themes.setdefault(fold(label), {**row, "label": label, "folded": fold(label)})
        themes.setdefault(fold(row["label"]), {**row, "folded": fold(row["label"])})
    return list(themes.values())


def _affected(folder: ReferenceFolder) -> list[dict[str, Any]]:
    rows = _shaped(folder.rows("affected_groups", "label", "aliases"), aliases=_several)
    return [{**row, "folded": fold(row["label"])} for row in rows]


def _goal(row: Row) -> dict[str, Any]:
    return {"number": int(row["goal"]), "name": row["name"], "uhri_label": row["uhri_label"]}


WORD_FILES = {
    "header": ("header_words", "field", "term"),
    "row": ("row_words", "kind", "term"),
    "status": ("status_words", "status", "term"),
    "position": ("position_words", "position", "term"),
    "month": ("months", "month", "forms"),
    "period": ("period_words", "kind", "terms"),
    "colour": ("colour_words", "colour", "terms"),
    "uhri_body": ("uhri_bodies", "mechanism", "label"),
    "theme": ("theme_aliases", "label", "alias"),
    "upr_cycle": ("upr_sessions", "cycle", "first_session"),
    "known_sheet": ("known_sheets", "field", "header"),
    "agency_plural": ("agency_plurals", "singular", "plural"),
    "agency_short": ("agency_abbreviations", "full", "short"),
}
"""Which files hold words: kind of word, then file, column of the meaning, column of the spellings."""


def _words(folder: ReferenceFolder) -> Iterable[dict[str, Any]]:
    seen: set[tuple[str, str, str]] = set()
    known: set[str] = set()
    for kind, (name, value, spellings) in WORD_FILES.items():
        for row in folder.rows(name, value, spellings):
            for text in _several(row[spellings]):
                key = (kind, f"{row['sheet']}:{row[value]}" if "sheet" in row else row[value], _folded_word(text))
                if key not in seen:
                    seen.add(key)
                    known.update([key[2]] if kind == "status" else [])
                    yield _word(key, text, row)
    for row in folder.rows("statuses", "code", "label_en", "label_az", "label_ru"):
        for language in ("en", "az", "ru"):
            label = row[f"label_{language}"]
            if fold(label) not in known:
                known.add(fold(label))
                yield _word(("status", row["code"], fold(label)), label, {"language": language})


def _word(key: tuple[str, str, str], text: str, row: Row) -> dict[str, Any]:
    kind, value, folded = key
    note = (
        row.get("weight") or row.get("sheet") or row.get("last_session") or row.get("place") or row.get("evidence", "")
    )
    return {
        "kind": kind,
        "value": value,
        "folded": folded,
        "text": text,
        "language": row.get("language", ""),
        "note": note,
    }


def _folded_word(text: str) -> str:
    """Words of signs alone ("-", "?") keep their signs."""
    return fold(text) or text
