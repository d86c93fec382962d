"""What the cells of a column hold: the second witness beside its header."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from imports.cells.readers import Readers
from imports.cells.references import read_reference, split_reference
from imports.cells.symbols import read_symbol
from imports.files import Value, is_blank
from tracker.folding import fold

_SAMPLE = 80
_URL = re.compile(r"https?://|www\.", re.IGNORECASE)
_GOALS = re.compile(
    r"^\s*(?:-\s*)?(?:SDG|Goal|ODD|ODS|ЦУР|DİM)?\s*(?:1[0-7]|[1-9])(?:\.[\da-d]+)?\s*(?:[-–:]\s*[A-ZÀ-Ý]{3,}|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Profile:
    """Shares (0 to 1) of the filled cells of a column that read as each kind; ``length`` is their mean length."""

    filled: int
    length: float
    distinct: float
    item_reference: float = 0
    paragraph: float = 0
    running: float = 0
    symbol: float = 0
    mechanism: float = 0
    position: float = 0
    status: float = 0
    percent: float = 0
    date: float = 0
    agency: float = 0
    states: float = 0
    url: float = 0
    theme: float = 0
    group: float = 0
    goals: float = 0
    recommends: float = 0
    numeric: float = 0
    countries: float = 0
    banners: int = 0
    """How many texts open with the number of a recommendation."""


def profile(values: Sequence[Value], readers: Readers) -> Profile:
    """Look at the cells of a column, a sample of them where there are many."""
    filled = [value for value in values if value is not None and not is_blank(value)]
    if not filled:
        return Profile(0, 0, 0)
    step = max(1, len(filled) // _SAMPLE)
    sample = filled[::step][:_SAMPLE]
    texts = [value.strip() if isinstance(value, str) else str(value) for value in sample]
    count = len(sample)

    def share(test: "list[bool]") -> float:
        return sum(test) / count

    vocabulary = readers.vocabulary
    words = [text for text in texts if len(text) <= 200]
    short = [text if len(text) <= 200 else "" for text in texts]
    return Profile(
        filled=len(filled),
        length=sum(map(len, texts)) / count,
        distinct=len(set(texts)) / count,
        item_reference=share(
            [_is_item(text) and not isinstance(value, date) for text, value in zip(short, sample, strict=True)]
        ),
        paragraph=share([text != "" and read_reference(text) is not None for text in short]),
        running=_running(filled),
        symbol=share([read_symbol(text) is not None for text in short]),
        mechanism=share([fold(text) in vocabulary.mechanism_names for text in short]),
        position=share([readers.position.is_position(text) for text in short]),
        status=share([text != "" and readers.status.is_status(text) for text in short]),
        percent=share([text.endswith("%") for text in short]),
        date=share(
            [readers.dates.read(value) is not None for value in sample if not isinstance(value, str) or len(value) < 60]
        ),
        agency=_agencies(short, readers),
        states=share([text != "" and readers.states.share_known(text) for text in short]),
        url=share([_URL.search(text) is not None for text in texts]),
        theme=share(
            [any(readers.tags.knows_theme(line.lstrip("- ")) for line in re.split(r"[\n;]", text)) for text in words]
        )
        if words
        else 0,
        group=share(
            [any(readers.tags.knows_group(line.lstrip("- ")) for line in re.split(r"[\n;]", text)) for text in words]
        )
        if words
        else 0,
        goals=share([_GOALS.match(text) is not None for text in short]),
        recommends=share([recommends(text, readers) for text in texts]),
        numeric=share([isinstance(value, (int, float)) and not isinstance(value, bool) for value in sample]),
        banners=sum(split_reference(text) is not None for text in texts),
        countries=share([readers.states.is_state(text.lstrip("- ")) for text in short]),
    )


def _agencies(texts: list[str], readers: Readers) -> float:
    """The share of agencies; a quarter of the sample without any tells that the column holds none (reading them is slow)."""
    is_agency = readers.agencies.is_agency
    if len(texts) > 20 and not any(text and is_agency(text) for text in texts[::4]):
        return 0
    return sum(text != "" and is_agency(text) for text in texts) / len(texts)


def _is_item(text: str) -> bool:
    """Whether a text is a UPR number ("140.12", "Rec. 140.12") and no decimal number of something else."""
    if len(text) > 30:
        return False
    reference = read_reference(text)
    return reference is not None and reference.numbered_by_item


def recommends(text: str, readers: Readers) -> bool:
    """Whether a text asks the State to do something: long enough, and with a verb of recommending near its start."""
    if len(text) < 25 or " " not in text:
        return False
    start = fold(text[:160])
    tokens = start.split()
    verbs = readers.vocabulary.row_words("verb")
    return any(token in verbs for token in tokens[:14]) or any(
        f" {verb} " in f" {start} " for verb in verbs if " " in verb
    )


def _running(values: Sequence[Value]) -> float:
    """How far the values count rows: 1, 2, 3 ... (a running number, not a paragraph)."""
    if not any(str(value).strip().rstrip(".)").isdigit() for value in values[:20]):
        return 0
    numbers = []
    for value in values:
        text = str(value).strip().rstrip(".)")
        if text.isdigit():
            numbers.append(int(text))
    if len(numbers) < max(2, len(values) * 0.7):
        return 0
    steps = sum(1 for one, two in pairwise(numbers) if two - one == 1 or two == 1)
    return steps / max(1, len(numbers) - 1) if numbers[0] in (0, 1) else 0
