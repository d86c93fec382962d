"""The text of a Word document as a person sees it once all tracked changes are accepted."""

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy

from lxml import etree

from imports.files.invisible import raised, visible
from imports.files.ticks import as_seen, symbol
from imports.files.word_numbers import WordNumbers
from tracker.word_grid import FALLBACK, W, is_on

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_SKIPPED = {f"{W}{name}" for name in ("del", "moveFrom", "instrText", "fldData", "delText", "sdtPr")} | {FALLBACK}

_VALUE = 60
"""A longer text is read without the marks of its footnotes, which are no part of it."""


class TextReader:
    """Gives the text of a part of a document: a line for every paragraph; ``marks`` are those of its footnotes."""

    def __init__(self, numbers: WordNumbers, marks: Mapping[str, str] | None = None) -> None:
        self._numbers = numbers
        self._marks = marks or {}

    def cell(self, cell: etree._Element, *, struck: bool = True) -> str:
        """The text of a cell; a value of a few words with the marks of its footnotes."""
        text = self.text(cell, struck=struck)
        if not self._marks or not text or len(text) > _VALUE:
            return text
        keys = (item.get(f"{W}id", "") for item in cell.iter(f"{W}footnoteReference"))
        return text + ",".join(self._marks[key] for key in keys if key in self._marks)

    def text(self, element: etree._Element, *, struck: bool = True) -> str:
        """The text of a paragraph, a cell or a comment; without ``struck``, what is left without its struck words."""
        lines: list[str] = []
        if not struck:
            element = _without_struck(element)
        self._collect(element, lines)
        return visible("\n".join(line.rstrip() for line in lines).strip())

    def _collect(self, element: etree._Element, lines: list[str]) -> None:
        if element.tag == f"{W}p":
            label = self._numbers.label(element)
            lines.append(f"{label} " if label else "")
        if not lines:
            lines.append("")
        for child in element:
            if child.tag in _SKIPPED or _is_a_sheet(child):
                continue
            if (box := _check_box(child)) is not None:
                lines[-1] += box
            elif (piece := _PIECES.get(child.tag)) is not None:
                lines[-1] += piece(child)
            elif child.tag in (f"{W}br", f"{W}cr"):
                lines.append("")
            else:
                self._collect(child, lines)


def _is_a_sheet(element: etree._Element) -> bool:
    """Return True for a table in a text box, which is read as a table of the document."""
    box = element.getparent() if element.tag == f"{W}tbl" else None
    return box is not None and box.tag == f"{W}txbxContent" and next(box.iterancestors(f"{W}tc"), None) is None


def plain_text(element: etree._Element) -> str:
    """The text of an element without the numbers that Word gives to paragraphs."""
    return TextReader(WordNumbers()).text(element)


def struck_share(cell: etree._Element) -> float:
    """The share (0 to 1) of a cell's pieces of text that are struck through."""
    runs = list(map(_is_struck_run, _runs(cell)))
    return sum(runs) / len(runs) if runs else 0


def _is_struck_run(run: etree._Element) -> bool:
    return any(is_on(run.find(f"{W}rPr/{W}{name}")) for name in ("strike", "dstrike"))


def _without_struck(element: etree._Element) -> etree._Element:
    """A copy of a cell without the pieces that are struck through."""
    copy = deepcopy(element)
    for run in [run for run in copy.iter(f"{W}r") if _is_struck_run(run)]:
        run.getparent().remove(run)
    return copy


def _runs(element: etree._Element) -> Iterator[etree._Element]:
    """The pieces of text, each with its own look, that a person sees."""
    for child in element:
        if child.tag == f"{W}r" and "".join(item.text or "" for item in child.iter(f"{W}t")).strip():
            yield child
        elif child.tag not in _SKIPPED:
            yield from _runs(child)


def _check_box(element: etree._Element) -> str | None:
    """☒ or ☐ for a check box, of a content control or of an old form; ``None`` for anything else."""
    if element.tag == f"{W}sdt":
        box = element.find(f"{W}sdtPr/{_W14}checkbox")
        if box is None or element.find(f".//{W}tc") is not None:
            return None
        ticked = box.find(f"{_W14}checked")
        return "☒" if ticked is not None and ticked.get(f"{_W14}val", "1") in ("1", "true", "on") else "☐"
    if element.tag == f"{W}fldChar":
        box = element.find(f"{W}ffData/{W}checkBox")
        if box is not None:
            ticked = box.find(f"{W}checked")
            return "☒" if is_on(box.find(f"{W}default") if ticked is None else ticked) else "☐"
    return None


def _letters(item: etree._Element) -> str:
    """A piece of text; letters of a picture font as the ticks and boxes they show."""
    text = item.text or ""
    run = item.getparent()
    if text.strip().isdigit() and run is not None and _is_raised(run):
        return raised(text)
    fonts = run.find(f"{W}rPr/{W}rFonts") if run is not None and len(text) <= _FEW else None
    return as_seen(text, fonts.get(f"{W}ascii", "")) if fonts is not None else text


def _is_raised(run: etree._Element) -> bool:
    """Return True if a run stands above the line, as the mark of a footnote does."""
    place = run.find(f"{W}rPr/{W}vertAlign")
    return place is not None and place.get(f"{W}val") == "superscript"


_FEW = 10
"""A run of ticks is short; a longer one is not looked at."""

_PIECES: dict[object, Callable[[etree._Element], str]] = {
    f"{W}t": _letters,
    f"{W}tab": lambda _: " ",
    f"{W}noBreakHyphen": lambda _: "-",
    f"{W}softHyphen": lambda _: "",
    f"{W}sym": lambda item: symbol(item.get(f"{W}char", ""), item.get(f"{W}font", "")),
}
