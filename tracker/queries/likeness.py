"""Texts of several mechanisms that probably ask for the same."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, count
from typing import TYPE_CHECKING, Any, NamedTuple

from tracker.textkey import compared

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ALIKE = 80
"""Likeness (per cent, words compared as sets) from which two texts probably ask for the same."""

_RUN = 3
"""Words of a run: two texts that share none are not compared."""

_COMMON = 20
"""A run that more texts share is a phrase of the field ("the State party should"), which tells nothing."""

_BEST = 3
"""With so many texts a text is compared, those with which it shares most runs."""


RULES = f"1 {_ALIKE} {_RUN} {_COMMON} {_BEST}"
"""By what is compared: a result that is kept is of these. Count the first number up where the way of comparing changes."""


class Demand(NamedTuple):
    """A recommendation that is compared: its code and mechanism, the key that equal texts share, and its words.

    ``words`` may have more than those of the text, such as its number: they only find what is worth comparing.
    """

    code: str
    mechanism: str
    key: str
    words: str


Texts = Callable[[Sequence[str]], Mapping[str, str]]
"""Gives the texts of recommendations by their codes."""


def alike(demands: Sequence[Demand], texts: Texts) -> Iterator[tuple[str, str]]:
    """Codes of recommendations with the code of an earlier one, of another mechanism, whose text is nearly the same."""
    if len({demand.mechanism for demand in demands}) < 2:
        return
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import cpdist

    yield from ((demands[later].code, demands[earlier].code) for later, earlier in _same(demands))
    near = [(demands[later].code, demands[earlier].code) for later, earlier in _candidates(demands)]
    words = {
        code: _sorted_words(text) for code, text in texts(sorted({code for pair in near for code in pair})).items()
    }
    one, other = ([words[pair[at]] for pair in near] for at in (0, 1))
    likeness = cpdist(one, other, scorer=ratio, score_cutoff=_ALIKE)
    yield from (pair for pair, found in zip(near, likeness, strict=True) if found)


def _sorted_words(text: str) -> str:
    """The words of a text in the order of the alphabet: two texts are alike whatever the order of theirs."""
    return " ".join(sorted(compared(text).split()))


def _same(demands: Sequence[Demand]) -> Iterator[tuple[int, int]]:
    """Each text with the first one of another mechanism that is the same."""
    several = {key for key, times in Counter(demand.key for demand in demands).items() if times > 1}
    seen: dict[str, list[int]] = defaultdict(list)
    for number, demand in enumerate(demands):
        if demand.key in several:
            before = seen[demand.key]
            other = next((at for at in before if demands[at].mechanism != demand.mechanism), None)
            if other is not None:
                yield number, other
            before.append(number)


def _candidates(demands: Sequence[Demand]) -> Iterator[tuple[int, int]]:
    """Each text with the earlier ones of other mechanisms with which it shares most runs of words; not the same ones."""
    import numpy as np

    runs, texts = _runs(demands)
    mechanisms = _numbered([demand.mechanism for demand in demands])
    pairs = []
    for step in range(1, _COMMON):
        later, earlier = texts[step:], texts[:-step]
        together = (runs[step:] == runs[:-step]) & (mechanisms[later] != mechanisms[earlier])
        pairs.append(later[together] * len(demands) + earlier[together])
    shared, times = np.unique(np.concatenate(pairs), return_counts=True)
    taken: dict[int, int] = defaultdict(int)
    for at in np.argsort(-times, kind="stable"):
        one, other = divmod(int(shared[at]), len(demands))
        if taken[one] < _BEST and demands[one].key != demands[other].key:
            taken[one] += 1
            yield one, other


def _runs(demands: Sequence[Demand]) -> "tuple[NDArray[Any], NDArray[Any]]":
    """The runs of words that a few texts share, as numbers in their order, each with the places of its texts."""
    import numpy as np

    split = [demand.words.split() for demand in demands]
    words = _numbered(list(chain.from_iterable(split)))
    texts = np.repeat(np.arange(len(split)), [len(text) for text in split])
    if len(words) < _RUN:
        return words[:0], texts[:0]
    size = int(words.max()) + 1
    whole = texts[:-2] == texts[2:]
    runs, texts = ((words[:-2] * size + words[1:-1]) * size + words[2:])[whole], texts[:-2][whole]
    order = np.argsort(runs, kind="stable")
    runs, texts = runs[order], texts[order]
    once = np.concatenate(([True], (runs[1:] != runs[:-1]) | (texts[1:] != texts[:-1])))
    runs, texts = runs[once], texts[once]
    starts = np.flatnonzero(np.concatenate(([True], runs[1:] != runs[:-1])))
    times = np.diff(np.concatenate((starts, [len(runs)])))
    few = np.repeat((times > 1) & (times <= _COMMON), times)
    return runs[few], texts[few]


def _numbered(values: Sequence[str]) -> "NDArray[Any]":
    """A number for each value; equal values have the same."""
    import numpy as np

    known: dict[str, int] = defaultdict(count().__next__)
    return np.fromiter(map(known.__getitem__, values), dtype=np.int64, count=len(values))
