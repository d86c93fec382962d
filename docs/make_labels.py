"""Writes docs/labels.md: every label of the outputs beside its English, and where it is used. `make docs`.

It takes new texts of the code and the reference data into the catalogue first (``tracker/language/az.po``), with nothing
beside them, and takes out those that nothing uses. Tests fail when a text has no words, and when the page is stale.
"""

import ast
import csv
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from jinja2 import Environment, nodes

from tracker.language.catalogue import HERE, read_catalogue, write_catalogue

PROJECT = Path(__file__).parents[1]
PAGE = Path(__file__).with_name("labels.md")
CATALOGUE = HERE / "az.po"

_CODE = ("exports", "imports", "tracker")
_CALLS = ("texts", "_texts", "marked", "Phrase")
"""What the code calls with an English text; ``many`` has two, for one thing and for several."""

_SIGNS = ("from tracker.language.", "texts_of", "visit.texts(", "class Phrase(")
"""What a file has that shows texts."""

_DATA = (
    ("mechanisms.csv", "name", "Names of the mechanisms"),
    ("statuses.csv", "note", "What the statuses mean"),
    ("reply_columns.csv", "heading", "Headings of the workbook of a round"),
)
_REGISTER = ("state_name", "group_name", "group_basis")

Text = str | tuple[str, str]
"""An English text; a pair, for one thing and for several."""

_OPENING = """# Labels in English and Azerbaijani

Written from the catalogue `tracker/language/az.po` by `make docs`; do not edit. A word is corrected in the catalogue:
each text is a pair of lines, `msgid` in English and `msgstr` in Azerbaijani. Words between braces, such as `{due}`,
are filled in and stay as they are. Texts about a number of things have two forms, for one and for several.

Labels of statuses and names of agencies stand in the reference data (`statuses.csv`, `agencies.csv`), not here.
"""


def used() -> dict[tuple[str, Text], list[str]]:
    """Every context and text that is used, with where, in the order of the files."""
    found: dict[tuple[str, Text], list[str]] = {}
    for where, context, text in (*_in_code(), *_in_templates(), *_in_data()):
        places = found.setdefault((context, text), [])
        if where not in places:
            places.append(where)
    return found


def _in_code() -> Iterator[tuple[str, str, Text]]:
    for file in (path for folder in _CODE for path in sorted((PROJECT / folder).rglob("*.py"))):
        code = file.read_text(encoding="utf-8")
        if not any(sign in code for sign in _SIGNS):
            continue
        tree = ast.parse(code)
        title = (ast.get_docstring(tree) or "").splitlines()[0].rstrip(".:")
        where = f"{file.relative_to(PROJECT).as_posix()}: {title}"
        calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
        for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            said = [part.value for part in call.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]
            if name in _CALLS and said:
                yield where, said[1] if len(said) > 1 else "", said[0]
            elif name == "many" and len(said) == 2:
                yield where, "", (said[0], said[1])


def _in_templates() -> Iterator[tuple[str, str, Text]]:
    """The texts of the pages, in the order of each template."""
    for file in sorted((PROJECT / "tracker" / "web" / "templates").glob("*.html")):
        where = f"{file.relative_to(PROJECT).as_posix()}: Page {file.stem}"
        calls = Environment(autoescape=True).parse(file.read_text(encoding="utf-8")).find_all(nodes.Call)
        for call in sorted(calls, key=lambda node: node.lineno):
            said = [part.value for part in call.args if isinstance(part, nodes.Const) and isinstance(part.value, str)]
            if isinstance(call.node, nodes.Name) and call.node.name == "texts" and said:
                yield where, "", said[0]
            elif isinstance(call.node, nodes.Getattr) and call.node.attr == "many" and len(said) == 2:
                yield where, "", (said[0], said[1])


def _in_data() -> Iterator[tuple[str, str, Text]]:
    folder = PROJECT / "tracker" / "reference"
    for name, column, where in _DATA:
        yield from ((f"{name}: {where}", "", row[column]) for row in _rows(folder / name) if row[column])
    for file in sorted(folder.rglob("register.csv")):
        yield from (
            ("register.csv: The group", "", row["value"])
            for row in _rows(file)
            if row["key"] in _REGISTER and row["value"]
        )


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def update() -> None:
    """Take new texts into the catalogue, with nothing beside them, and those that nothing uses out."""
    known, whole = read_catalogue(CATALOGUE, "az"), Catalog(locale="az")
    for (context, text), places in used().items():
        message = known.get(text, context or None)
        words = message.string if message else ("", "") if isinstance(text, tuple) else ""
        auto = [place.partition(":")[0] for place in places]
        whole.add(text, words, context=context or None, auto_comments=auto)
    write_catalogue(whole, CATALOGUE)


def page() -> str:
    """The whole page."""
    catalogue = read_catalogue(CATALOGUE, "az")
    sections: dict[str, list[str]] = {}
    for (context, text), places in used().items():
        message = catalogue.get(text, context or None)
        row = f"| {_cell(text)}{f' ({context})' if context else ''} | {_cell(message.string if message else '')} |"
        for place in places:
            sections.setdefault(place, []).append(row)
    return "\n".join([_OPENING, *(_section(place, rows) for place, rows in sections.items())])


def _section(place: str, rows: list[str]) -> str:
    file, _, title = place.partition(": ")
    return "\n".join([f"## {title}", "", f"`{file}`", "", "| English | Azerbaijani |", "|---|---|", *rows, ""])


def _cell(text: Text) -> str:
    forms = text if isinstance(text, tuple) else (text,)
    return " / ".join(dict.fromkeys(forms)).strip().replace("|", "\\|").replace("\n", "<br>")


if __name__ == "__main__":
    update()
    PAGE.write_text(page(), encoding="utf-8")
    print(f"written: {CATALOGUE}, {PAGE}")
