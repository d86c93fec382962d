"""The forms of a pack: which ending of a file name is written by what."""

from pathlib import Path

from exports.pack.blocks import Pack
from exports.pack.digest import file_digest

FORMS = (".docx", ".pdf", ".xlsx", ".html")
"""The endings of the forms: Word, PDF, workbook, page."""


def write_form(pack: Pack, target: Path, templates: Path | None = None) -> None:
    """Write a pack in the form that the ending of the file's name tells; ``OSError`` where it cannot be.

    ``templates`` is the folder of the group's own templates for Word and PDF.
    """
    match target.suffix.lower():
        case ".docx":
            from exports.pack.word import write_word

            write_word(pack, target, templates)
        case ".pdf":
            from exports.pack.pdf import write_pdf

            write_pdf(pack, target, templates)
        case ".xlsx":
            from exports.pack.workbook import write_workbook

            write_workbook(pack, target)
        case ".html":
            from exports.pack.page import write_page

            write_page(pack, target)
        case other:
            raise ValueError(f"a pack has no form {other}")


def write_forms(pack: Pack, folder: Path, templates: Path | None = None) -> dict[str, str]:
    """Write a pack in all forms into a folder; gives the names of the files with their SHA-256.

    The PDF is written beside the others: its compiler is not Python and has a core of its own.
    """
    from concurrent.futures import ThreadPoolExecutor

    stem = f"progress-{pack.as_at}-{pack.texts.language}"
    files = [folder / f"{stem}{ending}" for ending in FORMS]
    with ThreadPoolExecutor(len(FORMS)) as writers:
        for written in [writers.submit(write_form, pack, file, templates) for file in files]:
            written.result()
    return {file.name: file_digest(file) for file in files}
