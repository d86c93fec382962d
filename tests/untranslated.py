"""The words of a page that no catalogue gave: whatever is neither translated nor somebody's own text."""

import re
from collections.abc import Iterable, Iterator
from gettext import NullTranslations
from html.parser import HTMLParser
from typing import Any

from tracker.language import texts as language
from tracker.language.catalogue import translations

_OPEN, _SHUT = "\ue000", "\ue001"
"""What stands around words of the catalogue on a marked page; texts that are cut short may lose the second."""

_GAP = re.compile(r"(\{\w+\})")
_TRANSLATED = re.compile(f"{_OPEN}[^{_OPEN}{_SHUT}]*(?:{_SHUT}|$)")
_WORD = re.compile(r"[^\W\d_]{3,}")
_SAID_ALOUD = ("aria-label", "placeholder", "title")
_UNSEEN = ("script", "style")


def mark_translations(monkeypatch: Any) -> None:
    """Put marks around all that comes from the catalogue, but not around what fills the gaps of its texts."""
    monkeypatch.setattr(language, "translations", lambda *named: _Marked(translations(*named)))


class _Marked(NullTranslations):
    """A catalogue that marks its words; a text that it does not know stays as it is."""

    def __init__(self, found: NullTranslations) -> None:
        super().__init__()
        self._found = found

    def gettext(self, text: str) -> str:
        return _marked(text, self._found.gettext(text))

    def pgettext(self, context: str, text: str) -> str:
        return _marked(text, self._found.pgettext(context, text))

    def ngettext(self, one: str, several: str, number: int) -> str:
        return _marked(one, self._found.ngettext(one, several, number))


def _marked(english: str, said: str) -> str:
    if said == english:
        return said
    return "".join(part if _GAP.fullmatch(part) else f"{_OPEN}{part}{_SHUT}" for part in filter(None, _GAP.split(said)))


class _Texts(HTMLParser):
    """The texts of a page, also those that are read aloud only."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN
        self.found += [value for name, value in attrs if name in _SAID_ALOUD and value]

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN

    def handle_data(self, data: str) -> None:
        if not self._unseen and data.strip():
            self.found.append(" ".join(data.split()))


def texts_in(page: str) -> list[str]:
    """The texts that a page shows, as they stand there."""
    parser = _Texts()
    parser.feed(page)
    return parser.found


def words_of(texts: Iterable[str]) -> set[str]:
    """The words of some texts, without regard to capitals."""
    return {word.casefold() for text in texts for word in _WORD.findall(text)}


def untranslated(page: str, own: set[str]) -> Iterator[tuple[str, list[str]]]:
    """The texts of a marked page with words that are neither translated nor among ``own``, and those words."""
    for text in texts_in(page):
        rest = _WORD.findall(_TRANSLATED.sub(" ", text))
        if left := [word for word in rest if word.casefold() not in own]:
            yield text.replace(_OPEN, "[").replace(_SHUT, "]"), left
