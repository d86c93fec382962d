"""References that were typed as numbers and may have lost a zero: 140.10 in a plain cell reads 140.1.

They are settled by the order of the column where only one reading lets it count upwards, else a person is asked; never
guessed.
"""

from collections.abc import Sequence

from imports.cells.references import may_have_lost_zero, read_reference, shown_number
from imports.files import Value

_MOST_ITEMS = 400


def settle_numbers(cells: Sequence[tuple[int, Value, str]]) -> dict[int, list[str]]:
    """For every row whose reference may have lost a zero, the readings that are possible: one when it is settled."""
    if not any(isinstance(value, float) for _, value, _ in cells):
        return {}
    column: list[tuple[int, list[str], bool]] = []
    for row, value, number_format in cells:
        if may_have_lost_zero(value, number_format) and isinstance(value, float):
            column.append((row, _possible(value), True))
        elif value is not None and (reference := read_reference(_text(value, number_format))):
            column.append((row, [reference.text], False))
    readings = _counting_upwards([texts for _, texts, _ in column])
    used = {texts[0] for texts in readings if len(texts) == 1}
    return {
        row: [text for text in texts if text not in used] or texts if len(texts) > 1 else texts
        for (row, _, doubtful), texts in zip(column, readings, strict=True)
        if doubtful
    }


def _text(value: Value, number_format: str) -> str:
    return shown_number(value, number_format) if isinstance(value, (int, float)) else str(value)


def _possible(value: float) -> list[str]:
    """140.1 may be 140.1, 140.10 or 140.100; 140.25 may be 140.25 or 140.250."""
    paragraph, _, item = f"{value:.10g}".partition(".")
    longer = [item + "0" * zeros for zeros in (0, 1, 2) if int(item + "0" * zeros) <= _MOST_ITEMS]
    return [f"{paragraph}.{candidate}" for candidate in longer]


def _counting_upwards(column: list[list[str]]) -> list[list[str]]:
    """The readings by which most neighbours follow each other; a row with one such reading is settled.

    The longest chain of neighbours is found from both ends; a reading that no best chain needs falls away.
    """
    before = _chains(column)
    behind = _chains([texts[::-1] for texts in column[::-1]], upwards=False)[::-1]
    settled = []
    for texts, up, down in zip(column, before, behind, strict=True):
        through = {text: up[text] + down[text] for text in texts}
        best = max(through.values())
        fitting = [text for text in texts if through[text] == best]
        settled.append(fitting if len(fitting) == 1 else texts)
    return settled


def _chains(column: list[list[str]], *, upwards: bool = True) -> list[dict[str, int]]:
    """For every reading, the most neighbours that follow each other from the start of the column up to it."""
    chains: list[dict[str, int]] = []
    for texts in column:
        last = chains[-1] if chains else {}
        chains.append(
            {
                text: max((score + _follows(other, text, upwards) for other, score in last.items()), default=0)
                for text in texts
            }
        )
    return chains


def _follows(one: str, two: str, upwards: bool) -> bool:
    if not upwards:
        one, two = two, one
    paragraph, _, item = one.partition(".")
    next_paragraph, _, next_item = two.partition(".")
    counted = item.isdigit() and next_item.isdigit()
    return counted and paragraph == next_paragraph and int(next_item) == int(item) + 1
