"""Templates of documents: the group's own stand before those that come with the program.

Templates are somebody's files: those of Word run in a sandbox, and every text that they are given is shown as text.
"""

import re
import traceback
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from markupsafe import Markup

from exports.word import legal
from tracker.errors import BadFile

SHIPPED = Path(__file__).parent / "templates"
"""The folder of the templates that come with the program."""

REMEDY = "Correct it in Word, or start again with: tracker letters templates --to FOLDER"

_PARAGRAPH = re.compile(r"<w:p(?=[ >])")
_MARKS = re.compile(r"<[^>]+>")
_PLACE = re.compile(rb"<\?ready (\d+)\?>")


def own_or_shipped(name: str, folder: Path | None = None) -> Path:
    """Return the group's own template of a name, or the shipped one where ``folder`` has none."""
    own = folder / name if folder is not None else None
    return own if own is not None and own.exists() else SHIPPED / name


def filled(template: Path, words: Mapping[str, Any]) -> Any:
    """Return a Word template with its gaps filled in.

    Raises ``BadFile`` with the file, the line (counted in paragraphs) and its words where the template cannot be used.
    """
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=_shown)
    document = DocxTemplate(str(template))
    try:
        document.render(dict(words), environment, autoescape=True)
    except Exception as wrong:  # whatever somebody's template does wrong is told, with its place
        raise _broken(template, document, wrong) from wrong
    return document


def _shown(value: Any) -> Any:
    """A value as it can stand in a document."""
    return legal(value) if type(value) is str else value


def keep(document: Any, target: Path, ready: Sequence[str] = ()) -> None:
    """Write a document without the moment of its making: one that is written again is the same file.

    Each place that ``place_of`` gave a number is filled with the XML of that number in ``ready``, which takes no time.
    """
    made = BytesIO()
    document.save(made)
    with ZipFile(made) as parts, ZipFile(target, "w", ZIP_DEFLATED) as kept:
        for name in parts.namelist():
            data = _PLACE.sub(lambda place: ready[int(place[1])].encode(), parts.read(name))
            kept.writestr(ZipInfo(name), data, ZIP_DEFLATED)


def place_of(number: int) -> Markup:
    """Return what a template shows instead of XML that is put in its place when the document is written."""
    return Markup(f"<?ready {number:d}?>")  # noqa: S704 - a number


def number_of_place(element: Any) -> int | None:
    """Return the number of a place in the body of a document; ``None`` for its other elements."""
    from lxml import etree

    return int(element.text) if element.tag is etree.PI and element.target == "ready" else None


def _broken(template: Path, document: Any, wrong: Exception) -> BadFile:
    line = _line_of(wrong)
    said = _said_in(document, line)
    if document.docx is None:
        return BadFile("the template is not a Word document (.docx).", where=str(template), remedy=REMEDY)
    why = str(wrong).strip().partition("\n")[0].rstrip(".") or type(wrong).__name__
    place = f"{template}, line {line}" if line else str(template)
    return BadFile(f"the template cannot be used: {why}{f', in {said}' if said else ''}.", where=place, remedy=REMEDY)


def _line_of(wrong: Exception) -> int | None:
    """The paragraph at which the template stopped. The text before the first one is the first line of the XML."""
    frames = [frame.lineno for frame in traceback.extract_tb(wrong.__traceback__) if frame.filename == "<template>"]
    line = getattr(wrong, "lineno", None) or next(reversed(frames), None)
    return line - 1 if line else None


def _said_in(document: Any, line: int | None) -> str:
    """The words of a paragraph, by which it is found in Word."""
    if line is None:
        return ""
    if document.current_rendering_part is not document.docx.part:
        return "the header or footer"
    paragraphs = _PARAGRAPH.split(document.patch_xml(document.get_xml()))
    words = " ".join(_MARKS.sub("", f"<w:p{paragraphs[line]}").split()) if line < len(paragraphs) else ""
    return f"'{words[:100]}'" if words else ""
