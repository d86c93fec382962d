"""Pictures of figures for Word reports."""

import io
from typing import TYPE_CHECKING

from exports.look import INK, LINE

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_SIZE = (4.2, 3.0)
_DPI = 220


def bars(counts: "pd.Series[int]", colours: dict[str, str]) -> io.BytesIO:
    """Horizontal bars, one a status, each with its number."""
    figure, axes = _axes()
    shown = counts[counts > 0][::-1]
    drawn = axes.barh(
        list(shown.index), list(shown), color=[f"#{colours[label]}" for label in shown.index], height=0.65
    )
    axes.bar_label(drawn, padding=4, color=INK, fontsize=9)
    axes.margins(x=0.14)
    return _png(figure)


def stacked(table: "pd.DataFrame", colours: dict[str, str]) -> io.BytesIO:
    """Horizontal bars made of the statuses, one a row of the table."""
    figure, axes = _axes()
    rows = table[::-1]
    start = rows.iloc[:, 0] * 0
    for label, colour in colours.items():
        if label in rows and rows[label].sum():
            axes.barh(
                list(rows.index), list(rows[label]), left=list(start), color=f"#{colour}", height=0.65, label=label
            )
            start = start + rows[label]
    axes.legend(loc="upper center", bbox_to_anchor=(0.42, -0.02), ncols=3, fontsize=6.5, frameon=False, handlelength=1)
    return _png(figure)


def _axes() -> "tuple[Figure, Axes]":
    from matplotlib.figure import Figure

    figure = Figure(figsize=_SIZE, dpi=_DPI, layout="constrained")
    axes = figure.add_subplot()
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)
    axes.spines["left"].set_color(LINE)
    axes.tick_params(axis="y", colors=INK, labelsize=9, length=0)
    axes.tick_params(axis="x", bottom=False, labelbottom=False)
    return figure, axes


def _png(figure: "Figure") -> io.BytesIO:
    picture = io.BytesIO()
    figure.savefig(picture, format="png")
    picture.seek(0)
    return picture
