"""The best assignment of columns to fields: the one with the greatest total, by the Hungarian method.

J. Munkres, "Algorithms for the Assignment and Transportation Problems" (1957), in the form with potentials: a table has
some twenty columns and sixty places for fields, which takes a few milliseconds.
"""

from collections.abc import Sequence

_NEVER = 1e9


def best_assignment(scores: Sequence[Sequence[float]]) -> list[int]:
    """For each row its column, so that the sum of ``scores[row][column]`` is greatest; at least as many columns as rows."""
    width = len(scores[0]) if scores else 0
    row_potential = [0.0] * (len(scores) + 1)
    column_potential = [0.0] * (width + 1)
    taken = [0] * (width + 1)
    """Column, then its row counted from 1; place 0 holds the row that is being placed."""
    for row in range(1, len(scores) + 1):
        taken[0] = row
        _place(scores, taken, row_potential, column_potential)
    chosen = [0] * len(scores)
    for column in range(1, width + 1):
        if taken[column]:
            chosen[taken[column] - 1] = column - 1
    return chosen


def _place(
    scores: Sequence[Sequence[float]], taken: list[int], row_potential: list[float], column_potential: list[float]
) -> None:
    """Give the row at place 0 a column, moving others along the cheapest path."""
    width = len(taken)
    cheapest = [_NEVER] * width
    came_from = [0] * width
    done = [False] * width
    column = 0
    while taken[column]:
        done[column] = True
        row, step, after = taken[column], _NEVER, 0
        line, potential = scores[row - 1], row_potential[row]
        for other in range(1, width):
            if done[other]:
                continue
            cost = -line[other - 1] - potential - column_potential[other]
            if cost < cheapest[other]:
                cheapest[other], came_from[other] = cost, column
            if cheapest[other] < step:
                step, after = cheapest[other], other
        for other in range(width):
            if done[other]:
                row_potential[taken[other]] += step
                column_potential[other] -= step
            else:
                cheapest[other] -= step
        column = after
    while column:
        taken[column] = taken[came_from[column]]
        column = came_from[column]
