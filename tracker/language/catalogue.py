"""Reads catalogues: files in the form of gettext (``.po``), each English text with its words in another language.

They are read as they are, when they are first needed: whoever corrects one has nothing to compile.
"""

import re
from collections.abc import Sequence
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import SEEK_END, BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.errors import BadReference

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

HERE = Path(__file__).parent

_LINE = re.compile(r'#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr|msgstr\[[0-5]\]) )?"(?:[^"\\]|\\.)*"')
"""A line of a catalogue: a comment, or words between quotation marks, most with a name before them."""

_HEADER = """# The words of what the tracker writes. Correct what stands between quotation marks after msgstr.
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {forms}\\n"

"""

_REMEDY = r"Write the words between quotation marks after msgstr, and \" for a quotation mark among them."


def translations(language: str, folder: Path | None = None) -> NullTranslations:
    """The words of a language: those of a group's own file in ``folder``, else the shipped ones, else English.

    Raises ``BadReference`` with the line where the group's own file cannot be used.
    """
    own = folder / f"{language}.po" if folder is not None else None
    if own is None or not own.exists():
        return _shipped(language)
    found = _compiled(read_catalogue(own, language))
    found.add_fallback(_shipped(language))
    return found


@cache
def _shipped(language: str) -> NullTranslations:
    file = HERE / f"{language}.po"
    return _compiled(read_catalogue(file, language)) if file.exists() else NullTranslations()


def read_catalogue(file: Path, language: str) -> "Catalog":
    """The texts of a file. Raises ``BadReference`` with the line that is wrong, also where a text stands twice."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import PoFileError, PoFileParser

    class Once(Catalog):
        """A catalogue that takes no text a second time."""

        def __setitem__(self, text: Any, message: Any) -> None:
            if text and (first := self.get(text, message.context)) is not None:
                raise _refusal(
                    file, message.lineno, f"'{text}' stands in line {first.lineno} already.", "Take one out."
                )
            super().__setitem__(text, message)

    found = Once(locale=language)
    try:
        PoFileParser(found, abort_invalid=True).parse(_lines(file))
    except PoFileError as wrong:
        raise _refusal(file, wrong.lineno + 1, "the text has no words after msgstr.", _REMEDY) from wrong
    return found


def _lines(file: Path) -> Sequence[str]:
    try:
        lines = file.read_bytes().decode("utf-8-sig").splitlines()
    except OSError as wrong:
        remedy = "Close it in other programs and try again."
        raise _refusal(file, 0, f"the file cannot be opened ({wrong.strerror}).", remedy) from wrong
    except UnicodeDecodeError as wrong:
        raise _refusal(file, 0, f"the file cannot be read ({wrong}).", "Save it with the encoding UTF-8.") from wrong
    for number, line in enumerate(lines, start=1):
        if line.strip() and not _LINE.fullmatch(line.strip()):
            raise _refusal(file, number, f"this is not a line of a catalogue: {line.strip()}", _REMEDY)
    return lines


def write_own(language: str, folder: Path) -> Path:
    """Write the catalogue in which a group puts words of its own for a language; gives the file.

    It has every English text. Beside it stand the shipped words; in English they are left open.
    """
    found = read_catalogue(HERE / "az.po", "az")
    if language != "az":
        found.locale = language
        for message in found:
            message.string = ("", "") if message.pluralizable else "" if message.id else message.string
    write_catalogue(found, folder / f"{language}.po")
    return folder / f"{language}.po"


def write_catalogue(catalogue: "Catalog", target: Path) -> None:
    """Write a catalogue: a text a line, as editors of catalogues and of plain text both open it."""
    from babel.messages.pofile import write_po

    file = BytesIO(_HEADER.format(language=catalogue.locale_identifier, forms=catalogue.plural_forms).encode())
    file.seek(0, SEEK_END)
    write_po(file, catalogue, width=0, omit_header=True)
    target.write_bytes(file.getvalue())


def _compiled(catalogue: "Catalog") -> GNUTranslations:
    from babel.messages.mofile import write_mo

    file = BytesIO()
    write_mo(file, catalogue)
    file.seek(0)
    return GNUTranslations(file)


def _refusal(file: Path, line: int, what: str, remedy: str) -> BadReference:
    return BadReference(what, where=f"{file}, line {line}" if line else str(file), remedy=remedy)
