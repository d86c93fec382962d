"""The words of a round: what workbooks, letters and mails say, in the round's language, from a file people can edit."""

import re
from datetime import date
from pathlib import Path
from typing import Any

from tracker.dates import in_words
from tracker.followup.reference.files import ReferenceFolder

FILE = "reply_texts.csv"
_GAP = re.compile(r"\{(\w+)\}")


class ReplyTexts:
    """The words in one language: those of the group's own file in ``folder``, else the shipped ones, else English.

    Raises ``BadReference`` with the line where the group's own file cannot be used.
    """

    def __init__(self, language: str, folder: Path | None = None) -> None:
        self.language = language
        shipped = ReferenceFolder().rows("reply_texts", "key", "en", language, key="key")
        self._words = {row["key"]: (row["en"], row[language] or row["en"]) for row in shipped}
        if folder is not None and (folder / FILE).exists():
            for row in ReferenceFolder(folder).rows("reply_texts", "key", "en", language, key="key"):
                self._words[row["key"]] = (row["en"], row[language] or row["en"])

    def __getitem__(self, key: str) -> str:
        return self._words[key][1]

    def get(self, key: str, otherwise: str = "") -> str:
        """The words of a key, or others where the file does not have it."""
        return self._words[key][1] if key in self._words else otherwise

    def keys(self) -> list[str]:
        """The keys in the order of the file."""
        return list(self._words)

    def several(self, prefix: str) -> list[str]:
        """The words of the keys that begin like this, in the order of the file."""
        return [words for key, (_, words) in self._words.items() if words and key.startswith(prefix)]

    def fill(self, key: str, **values: object) -> str:
        """The words of a key with their gaps, such as ``{due}``, filled in; gaps that nothing is known for stay."""
        return filled(self[key], values)

    def own(self, key: str, text: str) -> str:
        """The register's own words, such as the name of the group, in this language where the file translates them."""
        english, words = self._words.get(key, ("", ""))
        return words if text == english else text

    def label(self, row: Any, name: str) -> str:
        """The name or label of an agency or a status in this language, else in English."""
        return str(getattr(row, f"{name}_{self.language}", "") or getattr(row, f"{name}_en"))

    def day(self, on: date) -> str:
        """A day as letters say it: 24 November 2026, or 24.11.2026 where words would have to be inflected."""
        return in_words(on) if self.language == "en" else f"{on:%d.%m.%Y}"


def filled(text: str, values: dict[str, object]) -> str:
    """A text with its gaps filled in."""
    return _GAP.sub(lambda gap: str(values.get(gap[1], gap[0])), text)
