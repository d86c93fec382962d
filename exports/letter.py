"""Letters of a round in Word, written from a template that the group owns and can edit.

A template says where things stand and in which words; docs/letter-templates.md names what it can show.
"""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from exports.template import SHIPPED, filled, keep, own_or_shipped
from tracker.language.catalogue import write_own
from tracker.language.texts import LANGUAGES


def template_for(kind: str, language: str, folder: Path | None = None) -> Path:
    """The template of a kind of letter (request, reminder) in a language: the group's own, else the shipped one."""
    return own_or_shipped(f"letter_{kind}_{language}.docx", folder)


def copy_templates(folder: Path) -> list[str]:
    """Copy the shipped templates, and the texts that stand beside them, into a folder; gives the names."""
    shipped = sorted(file for file in SHIPPED.iterdir() if file.suffix in {".docx", ".typ"})
    for file in shipped:
        shutil.copyfile(file, folder / file.name)
    return [*(file.name for file in shipped), *(write_own(language, folder).name for language in LANGUAGES)]


def write_letter(template: Path, words: Mapping[str, Any], target: Path) -> None:
    """Write a letter: the template with its gaps filled in.

    Raises ``BadFile`` with the file, the line (counted in paragraphs) and its words where the template cannot be used,
    ``OSError`` where the letter cannot be written.
    """
    keep(filled(template, words), target)
