"""Files that people send to the pages: kept beside the register under names of our own, each import in a folder."""

import hashlib
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any, NamedTuple
from uuid import uuid4

from imports.run import Source
from tracker.errors import BadFile
from tracker.file_names import plain_name
from tracker.language.phrase import Phrase
from tracker.language.texts import marked

MOST_IN_ONE = 50 * 2**20
"""Bytes that a file may have."""
MOST_IN_ALL = 100 * 2**20
"""Bytes that the files of one import may have together."""
MOST_FILES = 20

_PIECE = 2**20


class Sent(NamedTuple):
    """A file as it is sent: the name that the sender says, and the content to be read."""

    name: str
    content: IO[bytes]


class Uploads:
    """The folder of the files that were sent. No name that somebody says becomes part of a path."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, sent: Sequence[Sent]) -> tuple[str, list[dict[str, Any]]]:
        """Keep the files of an import; gives the name of their folder, and the name, SHA-256 and size of each.

        Raises ``BadFile`` where there is none, or where they are too many or too large; nothing is kept then.
        """
        files = [file for file in sent if plain_name(file.name)]
        if not files:
            raise BadFile(marked("no file was sent."), remedy=marked("Choose one or more files, and send them."))
        if len(files) > MOST_FILES:
            raise BadFile(
                Phrase("{sent} files were sent; one import takes up to {most}.", sent=len(files), most=MOST_FILES),
                remedy=marked("Send them in parts."),
            )
        name = uuid4().hex
        try:
            (self._folder / name).mkdir(parents=True)
            return name, [_kept(file, _place(self._folder / name, at)) for at, file in enumerate(files)]
        except BadFile:
            self.remove(name)
            raise
        except OSError as wrong:
            self.remove(name)
            raise BadFile(
                Phrase("the files cannot be kept ({reason}).", reason=wrong.strerror),
                remedy=marked("Ask for space beside the register."),
            ) from wrong

    def sources(self, name: str, files: Sequence[Mapping[str, Any]]) -> list[Source]:
        """The files of an import, as it reads them: where each lies, and its own name."""
        return [Source(_place(self._folder / name, at), str(file["name"])) for at, file in enumerate(files)]

    def rows_file(self, name: str) -> Path:
        """Where the workbook of the rows that were not imported is kept."""
        return self._folder / name / "rows.xlsx"

    def remove(self, name: str) -> None:
        """Remove the files of an import."""
        shutil.rmtree(self._folder / name, ignore_errors=True)

    def remove_sheets(self, name: str, files: Sequence[object]) -> None:
        """Remove the sheets of an import that is done, but not the workbook of the rows that were not imported."""
        for at, _ in enumerate(files):
            _place(self._folder / name, at).unlink(missing_ok=True)


def _place(folder: Path, at: int) -> Path:
    return folder / str(at)


def _kept(file: Sent, target: Path) -> dict[str, Any]:
    name, digest, size = plain_name(file.name), hashlib.sha256(), 0
    with target.open("xb") as copy:
        while piece := file.content.read(_PIECE):
            size += len(piece)
            if size > MOST_IN_ONE:
                raise BadFile(
                    Phrase("the file is larger than {size} MB.", size=MOST_IN_ONE >> 20),
                    where=name,
                    remedy=marked("Split it into smaller files."),
                )
            digest.update(piece)
            copy.write(piece)
    return {"name": name, "sha256": digest.hexdigest(), "size": size}
