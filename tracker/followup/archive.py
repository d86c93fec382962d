"""The archive: files kept beside the register under the hash of their content, each content once."""

import hashlib
import os
import re
from pathlib import Path
from uuid import uuid4

from tracker.errors import BadFile
from tracker.language.texts import marked

_LARGEST = 200 * 1024 * 1024
_PIECE = 1024 * 1024
_ENDING = re.compile(r"\.[a-z0-9]{1,10}")


class Archive:
    """A folder of files such as ``ab/abcdef....pdf``. What lies there is never written to again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, file: Path) -> str:
        """Keep a copy of a file; gives the SHA-256 of its content.

        The copy gets its name when it is whole, so that a crash leaves no half file under it. A copy that was altered is
        put right. Raises ``BadFile`` when there is no file, it is empty or very large, or cannot be read or kept.
        """
        part = self._folder / f".{uuid4().hex}.part"
        try:
            _check(file)
            self._folder.mkdir(parents=True, exist_ok=True)
            sha256 = _copy(file, part)
            if self.flaw(sha256):
                self._put(part, sha256, file.suffix.lower())
        except OSError as wrong:
            raise BadFile(
                f"the file cannot be kept as evidence ({wrong.strerror or wrong}).",
                where=str(wrong.filename or file),
                remedy="Check that the file can be read and the folder written to.",
            ) from wrong
        finally:
            if part.exists():
                part.unlink()
        return sha256

    def find(self, sha256: str) -> Path | None:
        """Where the content of a hash lies, whatever its ending."""
        return next(self._shelf(sha256).glob(f"{sha256}*"), None)

    def flaw(self, sha256: str) -> str:
        """What is wrong with a kept file: ``missing``, ``altered``, or nothing."""
        found = self.find(sha256)
        if found is None:
            return marked("missing")
        return "" if _hash(found) == sha256 else marked("altered")

    def _shelf(self, sha256: str) -> Path:
        return self._folder / sha256[:2]

    def _put(self, part: Path, sha256: str, ending: str) -> None:
        target = self.find(sha256)
        if target is None:
            self._shelf(sha256).mkdir(exist_ok=True)
            target = self._shelf(sha256) / f"{sha256}{ending if _ENDING.fullmatch(ending) else ''}"
        else:
            target.chmod(0o644)  # Windows replaces no file that is read-only
        part.chmod(0o444)  # a program that opens it cannot save over it by mistake
        part.replace(target)


def _check(file: Path) -> None:
    if file.is_dir():
        raise BadFile("this is a folder.", where=str(file), remedy="Name one file.")
    if not file.is_file():
        raise BadFile("there is no such file.", where=str(file), remedy="Name a file, or a page as https://...")
    size = file.stat().st_size
    if size == 0:
        raise BadFile("the file is empty.", where=str(file), remedy="Check that it was saved whole.")
    if size > _LARGEST:
        raise BadFile(
            f"the file has {size // _PIECE} MB; evidence of up to {_LARGEST // _PIECE} MB is kept.",
            where=str(file),
            remedy="Keep it in a place of its own and give its address.",
        )


def _copy(file: Path, target: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as source, target.open("xb") as copy:
        while piece := source.read(_PIECE):
            digest.update(piece)
            copy.write(piece)
        copy.flush()
        os.fsync(copy.fileno())
    return digest.hexdigest()


def _hash(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
