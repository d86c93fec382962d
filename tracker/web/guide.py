"""Help: the guide in the reader's language, from docs/guide, with its pictures."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from flask import send_from_directory, url_for
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from tracker.web.visit import Route, Visit

_SHIPPED = Path(__file__).parents[1] / "guide"
_HERE = _SHIPPED if _SHIPPED.is_dir() else Path(__file__).parents[2] / "docs" / "guide"
"""The guide: inside the package where it was installed, else in the folder of the documents."""

_PICTURE = re.compile(r"pictures/(?P<language>[a-z]{2})/(?P<name>[a-z-]+\.png)")


class Part(NamedTuple):
    """A part of the guide, for the list of contents: its mark on the page, and its heading."""

    mark: str
    heading: str


def page(visit: Visit) -> Any:
    """The guide; a picture that is not there is left out."""
    reader = MarkdownIt("commonmark", {"html": False})
    tokens = reader.parse((_HERE / f"{visit.texts.language}.md").read_text(encoding="utf-8"))
    contents = list(_marked(tokens))
    for token in tokens:
        token.children = [one for one in token.children or [] if one.type != "image" or _placed(one)]
    guide = Markup(reader.renderer.render(tokens, reader.options, {}))  # noqa: S704 - our own text, raw HTML is off
    return visit.page("help.html", guide=guide, contents=contents)


def picture(_visit: Visit, language: str, name: str) -> Any:
    """A picture of the guide."""
    return send_from_directory(_HERE / "pictures", f"{language}/{name}", mimetype="image/png")


def _marked(tokens: list[Token]) -> Iterator[Part]:
    """Mark the headings of the parts, so that the list of contents leads to them."""
    for opening, words in pairwise(tokens):
        if opening.type == "heading_open" and opening.tag == "h2":
            mark = f"part-{opening.map[0] if opening.map else 0}"
            opening.attrSet("id", mark)
            yield Part(mark, words.content)


def _placed(image: Token) -> bool:
    """Give a picture its address; return False where there is none."""
    found = _PICTURE.fullmatch(str(image.attrGet("src")))
    if found is None or not (_HERE / found[0]).is_file():
        return False
    image.attrSet("src", url_for("guide_picture", language=found["language"], name=found["name"]))
    return True


ROUTES = (
    Route("/help", "help", page, "help"),
    Route("/help/<language>/<name>", "guide_picture", picture, "help"),
)
