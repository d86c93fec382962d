"""The best assignment of columns to fields: the one with the greatest total, by the Hungarian method.

J. Munkres, "Algorithms for the Assignment and Transportation Problems" (1957), in the form with potentials. Here a row may
also go without a column, which counts as much for every row: no column of a sheet has to be a field.
"""

from collections.abc import Sequence
from dataclasses import dataclass

_NEVER = 1e9


def best_assignment(scores: Sequence[Sequence[float]], without: float) -> list[int | None]:
    """For each row its column, or nothing, so that the sum is greatest: of ``scores[row][column]``, or of ``without``."""
    width = len(scores[0]) if scores else 0
    state = _State([0.0] * (len(scores) + 1), [0.0] * (width + 1), [0] * (width + 1))
    for row in range(1, len(scores) + 1):
        state.taken[0] = row
        _place(scores, without, state)
    chosen: list[int | None] = [None] * len(scores)
    for column in range(1, width + 1):
        if state.taken[column]:
            chosen[state.taken[column] - 1] = column - 1
    return chosen


@dataclass
class _State:
    """The potentials of rows and columns, and for each column its row counted from 1; place 0 holds the one to be placed."""

    row_potential: list[float]
    column_potential: list[float]
    taken: list[int]


def _place(scores: Sequence[Sequence[float]], without: float, state: _State) -> None:
    """Give the row at place 0 a column, moving others along the cheapest path, or leave the row at its end without."""
    width = len(state.taken)
    cheapest, came_from, done = [_NEVER] * width, [0] * width, [False] * width
    column, leaving, leaves = 0, _NEVER, 0
    while state.taken[column]:
        done[column] = True
        row = state.taken[column]
        line, potential = scores[row - 1], state.row_potential[row]
        if -without - potential < leaving:
            leaving, leaves = -without - potential, column
        step, after = leaving, -1
        for other in range(1, width):
            if done[other]:
                continue
            cost = -line[other - 1] - potential - state.column_potential[other]
            if cost < cheapest[other]:
                cheapest[other], came_from[other] = cost, column
            if cheapest[other] < step:
                step, after = cheapest[other], other
        _move(step, done, cheapest, state)
        leaving -= step
        column = after if after >= 0 else leaves
        if after < 0:
            break
    while column:
        state.taken[column] = state.taken[came_from[column]]
        column = came_from[column]


def _move(step: float, done: Sequence[bool], cheapest: list[float], state: _State) -> None:
    """Change the potentials so that the cheapest step costs nothing more."""
    for column, is_done in enumerate(done):
        if is_done:
            state.row_potential[state.taken[column]] += step
            state.column_potential[column] -= step
        else:
            cheapest[column] -= step
