"""How a table words its statuses: the language it is written in, and its own words for each status."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from imports.cells.languages import script
from imports.cells.readers import Readers
from tracker.folding import fold
from tracker.models import Word

_BY_SCRIPT = {"cyrillic": "ru", "azerbaijani": "az"}
_LONGEST = 60


class Wording:
    """Tells languages and words with what the register knows of them."""

    def __init__(self, session: Session, readers: Readers) -> None:
        self._readers = readers
        self._languages: dict[tuple[str, str], list[str]] = defaultdict(list)
        query = select(Word.kind, Word.folded, Word.language).where(Word.kind.in_(("header", "status")))
        for kind, folded, language in session.execute(query):
            self._languages[kind, folded].append(language)

    def language(self, headings: Iterable[str], words: Iterable[str]) -> str:
        """The language of a column: that of its status words, else of the table's headings, else English."""
        for kind, texts in (("status", list(words)), ("header", list(headings))):
            if found := self._most(kind, texts):
                return found
        return "en"

    def _most(self, kind: str, texts: list[str]) -> str:
        if by_letters := _BY_SCRIPT.get(script(" ".join(texts))):
            return by_letters
        parts = [fold(part) for text in texts for part in (text, *text.split(" / "))]
        counted = Counter(language for part in parts for language in self._languages.get((kind, part), ()) if language)
        return counted.most_common(1)[0][0] if counted else ""

    def words(self, offered: Iterable[str], known: Mapping[str, str]) -> dict[str, str]:
        """Code of a status, then the first word offered that means it; a doubtful word serves where no surer one is there.

        ``known`` are folded words of this very sheet with their codes (its own key, answers that people gave).
        """
        sure: dict[str, str] = {}
        doubtful: dict[str, str] = {}
        for word in offered:
            code = known.get(fold(word) or word) or self._code(word)
            if code:
                sure.setdefault(code, word)
            for meaning in self.meanings(word) if code is None else ():
                doubtful.setdefault(meaning, word)
        return doubtful | sure

    def meanings(self, word: str) -> tuple[str, ...]:
        """The statuses that a word may stand for."""
        return tuple(
            code
            for value in self._readers.vocabulary.meanings("status", word)
            for code in value.split("|")
            if code in self._readers.vocabulary.statuses
        )

    def _code(self, word: str) -> str | None:
        reading = self._readers.status.read(word)
        return None if reading.rest or len(word) > _LONGEST else reading.code
