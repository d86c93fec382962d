"""Letters of a round in Word, written from a template that the group owns and can edit.

A template says where things stand and in which words; docs/letter-templates.md names what it can show. Templates are
somebody's files: they run in a sandbox, and every text that they are given is shown as text.
"""

import re
import shutil
import traceback
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tracker.errors import BadFile
from tracker.language.catalogue import write_own
from tracker.language.texts import LANGUAGES

SHIPPED = Path(__file__).parent / "templates"
"""The folder of the templates that come with the program."""

_PARAGRAPH = re.compile(r"<w:p(?=[ >])")
_MARKS = re.compile(r"<[^>]+>")
_REMEDY = "Mend it in Word, or begin again with: tracker letters templates --to FOLDER"


def template_for(kind: str, language: str, folder: Path | None = None) -> Path:
    """The template of a kind of letter (request, reminder) in a language: the group's own, else the shipped one."""
    name = f"letter_{kind}_{language}.docx"
    own = folder / name if folder is not None else None
    return own if own is not None and own.exists() else SHIPPED / name


def copy_templates(folder: Path) -> list[str]:
    """Copy the shipped templates, and the texts that stand beside them, into a folder; gives the names."""
    shipped = sorted(SHIPPED.glob("*.docx"))
    for file in shipped:
        shutil.copyfile(file, folder / file.name)
    return [*(file.name for file in shipped), *(write_own(language, folder).name for language in LANGUAGES)]


def write_letter(template: Path, words: Mapping[str, Any], target: Path) -> None:
    """Write a letter: the template with its gaps filled in.

    Raises ``BadFile`` with the file, the line (counted in paragraphs) and its words where the template cannot be used,
    ``OSError`` where the letter cannot be written.
    """
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    document = DocxTemplate(str(template))
    try:
        document.render(dict(words), environment, autoescape=True)
    except Exception as wrong:  # whatever somebody's template does wrong is told, with its place
        raise _broken(template, document, wrong) from wrong
    made = BytesIO()
    document.save(made)
    _keep(made, target)


def _keep(made: BytesIO, target: Path) -> None:
    """Keep a document without the moment of its making: a letter that is written again is the same file."""
    with ZipFile(made) as parts, ZipFile(target, "w", ZIP_DEFLATED) as kept:
        for name in parts.namelist():
            kept.writestr(ZipInfo(name), parts.read(name), ZIP_DEFLATED)


def _broken(template: Path, document: Any, wrong: Exception) -> BadFile:
    line = _line_of(wrong)
    said = _said_in(document, line)
    if document.docx is None:
        return BadFile("the template is no Word document (.docx).", where=str(template), remedy=_REMEDY)
    why = str(wrong).strip().partition("\n")[0].rstrip(".") or type(wrong).__name__
    place = f"{template}, line {line}" if line else str(template)
    return BadFile(f"the template cannot be used: {why}{f', in {said}' if said else ''}.", where=place, remedy=_REMEDY)


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
