"""Compares what an import of a shared case stored with its truth: 'a|b' either is right, 'a|' a or left open, None empty."""

import json
import re
import unicodedata

LISTS = ("states", "contributing")
FIELDS = ("text", "review", "reference", "states", "position", "status", "lead", "contributing", "due")


def faults_of(case, told, stored):
    """What differs from the truth, in words."""
    if case.get("refused_ok") and told.code and not stored:
        return []
    free, faults, absent = list(stored), [], 0
    for row in case["rows"]:
        found = the_row(free, row)
        faults += unsaid(row, found, told)
        if found is None:
            absent += 1
            if not (row.get("may_be_absent") or row.get("refused_ok")):
                faults.append(f"row {row['row']} is not stored")
            continue
        free.remove(found)
        wanted = {"review": case["review"], **row} if case.get("review") else row
        faults += [
            f"row {row['row']}: {name} is {found[name]!r}, not {wanted[name]!r}"
            for name in FIELDS
            if name in wanted and not right(name, wanted[name], found[name])
        ]
    faults += [f"{one['code']} is invented" for one in free]
    return [*faults, *left_out_faults(case, told), *forbidden(case, told, stored)]


def unsaid(row, found, told):
    """What the officer had to be told of a row and was not; a value that is stored right needs no word, unless it is odd."""
    must = dict(row.get("must_say") or {})
    always = must.pop("told", False)
    said = plain(
        json.dumps([(one["problems"], one["questions"], one["notes"]) for _, one in sheets(told)], ensure_ascii=False)
    )
    for name, words in must.items():
        stored = found is not None and name in row and found.get(name) and right(name, row[name], found[name])
        if (always or not stored) and not any(plain(word) in said for word in words.split("|")):
            yield f"row {row['row']}: nothing is said of {words}"


def the_row(stored, row):
    """What was stored of a row: by its text, and where several have it or none, by its place in the file."""
    same = [one for one in stored if plain(row["text"]) in plain(one["text"])]
    there = [one for one in same or stored if int(re.sub(r"\D", "", one["source"]["cell"]) or 0) == row["row"]]
    return next(iter(there or same), None)


def left_out_faults(case, told):
    """Rows of other States that were not left out."""
    problems = [one for _, sheet in sheets(told) for one in sheet["problems"]]
    left = {int(re.sub(r"\D", "", one["cell"])) for one in problems if one["outcome"] == "left_out"}
    return [f"row {row['row']} is not left out" for row in case.get("left_out", []) if row["row"] not in left]


def forbidden(case, told, stored):
    """Values, columns and questions that must not be."""
    for ban in case.get("must_not", []):
        if "question" in ban:
            asked = [one["text"] for _, sheet in sheets(told) for one in sheet["questions"]]
            yield from (f"asked: {text}" for text in asked if plain(ban["question"]) in plain(text))
        elif "column" in ban:
            columns = [sheet["columns"].get(ban["field"]) or "" for _, sheet in sheets(told)]
            yield from (f"{ban} is taken" for taken in columns if ban["column"] in taken.split(","))
        else:
            values = [one[ban["field"]] for one in stored]
            yield from (
                f"{ban} is stored" for value in values if ban["value"] == value or ban["value"] in (value or [])
            )


def sheets(told):
    """Every sheet of the answer with its file."""
    return [(file["file"], sheet) for file in told.json["files"] for sheet in file["sheets"]]


def right(name, wanted, value):
    """Whether a value is one of those allowed."""
    if name == "text":
        return plain(wanted) in plain(value)
    if name not in LISTS:
        return plain(value) in map(plain, (wanted or "").split("|"))
    left = [plain(one) for one in value or []]
    for one in wanted:
        allowed = [plain(part) for part in one.split("|")]
        hit = next((part for part in left if part in allowed), None)
        if hit is not None:
            left.remove(hit)
        elif "" not in allowed:
            return False
    return not left


def plain(text):
    """Letters without case, spaces and marks that nobody sees."""
    seen = (letter for letter in unicodedata.normalize("NFKC", str(text or "")) if unicodedata.category(letter) != "Cf")
    return "".join("".join(seen).casefold().split())
