"""The status columns of a table: of which day or year they are, and which of several is the newest."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from imports.cells.date_figures import begins_on
from imports.cells.dates import When
from imports.cells.headers import SURE, HeaderMatch
from imports.cells.readers import Readers
from imports.fields import Contents
from imports.tables.evidence import fit
from imports.tables.header import Header
from imports.tables.profile import Profile
from imports.tables.table import Block
from tracker.folding import fold
from tracker.vocabulary import Precision

_HOLDS_STATUSES = 0.5
_MOSTLY_STATUSES, _UNKNOWN = 0.8, 0.1


@dataclass(frozen=True)
class StatusColumns:
    """The status columns of a table that has several, the newest first; or the only one, if its heading names its day.

    ``former`` are others, of a time that nobody names. ``dated`` are those whose heading names a day or a period. With
    ``rivals`` nobody knows which column is the newest.
    """

    columns: list[int] = field(default_factory=list)
    former: list[int] = field(default_factory=list)
    dated: dict[int, When] = field(default_factory=dict)
    rivals: bool = False


def name_years(header: Header, profiles: Mapping[int, Profile], readers: Readers) -> None:
    """Let columns with statuses below a year or a day and nothing else be headed "status", where there are several."""
    bare = [
        column
        for column, text in header.texts.items()
        if column in profiles
        and not header.matches.get(column)
        and fit(Contents.STATUSES, profiles[column]) >= _HOLDS_STATUSES
        and readers.dates.read(text.rpartition(" / ")[2]) is not None
    ]
    if len(bare) > 1:
        header.matches.update((column, [HeaderMatch("status", SURE, weak=False)]) for column in bare)


def status_columns(header: Header, profiles: Mapping[int, Profile], readers: Readers) -> StatusColumns:
    """The status columns of the group itself, if there are several of them or the only one names its day."""
    found = _offered(header, profiles, readers)
    by_year, sure = _surely(found, header, profiles)
    words = {column: set(fold(header.texts.get(column, "")).split()) for column in sure}
    row_words = readers.vocabulary.row_words
    former_words = row_words("earlier_column") | row_words("former_column")
    own = _not_of_others(own_voice(words, readers) or list(words), header, words, former_words)
    if len(own) < 2:
        return _the_only({column: found[column] for column in own}, words, readers)
    former = [column for column in own if column not in by_year and words[column] & former_words]
    current = {column for column in own if words[column] & row_words("current_column")}
    return _in_order({column: found[column] for column in own if column not in former}, current, former)


def _not_of_others(
    own: list[int], header: Header, words: Mapping[int, set[str]], former_words: set[str] | frozenset[str]
) -> list[int]:
    """The columns whose headings do not speak of other statuses; an earlier one of the group's own belongs to them."""
    plain = [column for column in own if words[column] & former_words or "status" not in header.turned.get(column, ())]
    return plain or own


def rivals_of(
    known: StatusColumns, status: Sequence[int], free: Iterable[int], header: Header, profiles: Mapping[int, Profile]
) -> list[int]:
    """The columns of which nobody knows yet which is the newest.

    A column with words that are all unknown, such as colours, has those that hold known statuses for rivals.
    """
    if known.rivals:
        return known.columns
    if len(status) != 1 or any(match.score > 1 for match in header.matches.get(status[0], [])):
        return []
    look = profiles[status[0]]
    if max(look.status, look.percent) >= _UNKNOWN:
        return []
    others = [
        column
        for column in free
        if profiles[column].status >= _MOSTLY_STATUSES and "status" not in header.turned.get(column, ())
    ]
    return [status[0], *others] if others else []


def _the_only(own: Mapping[int, When | None], words: Mapping[int, Iterable[str]], readers: Readers) -> StatusColumns:
    """The only status column with the day that its heading names.

    A mere year, and a day beside the name of a committee, may as well be those of the review.
    """
    names = readers.vocabulary.mechanism_names
    dated = {
        column: when
        for column, when in own.items()
        if when is not None and when.precision != Precision.YEAR and not any(word in names for word in words[column])
    }
    return StatusColumns(list(dated), dated=dated)


def _offered(header: Header, profiles: Mapping[int, Profile], readers: Readers) -> dict[int, When | None]:
    """The columns whose headings may name a status, each with the day or period that it names."""
    return {
        column: _dated(header.texts.get(column, ""), readers)
        for column in profiles
        if _may_be_status(header.matches.get(column, []))
    }


def _may_be_status(matches: Sequence[HeaderMatch]) -> bool:
    """Return True if a heading names a status first, or after what it names less surely."""
    return any(match.field == "status" for match in matches[:2]) and not _names_another(matches[0])


def _names_another(best: HeaderMatch) -> bool:
    """Return True if a heading names another field for certain: "Measures" below "State of implementation"."""
    return best.field != "status" and best.score >= 1 and not best.weak


def _surely(
    found: Mapping[int, When | None], header: Header, profiles: Mapping[int, Profile]
) -> tuple[set[int], set[int]]:
    """Those that hold statuses of a time that they name; and those that hold statuses for certain, these among them."""
    fits = {column: fit(Contents.STATUSES, profiles[column]) for column in found}
    named = {column for column in found if _is_named(header.matches[column][0])}
    holding = {column for column in found if fits[column] > 0} | {column for column in named if fits[column] == 0}
    by_year = {column for column in holding if found[column]}
    return by_year, by_year | {column for column in named if fits[column] >= _HOLDS_STATUSES}


def _in_order(held: Mapping[int, When | None], current: set[int], former: list[int]) -> StatusColumns:
    """The columns from the newest to the oldest; rivals where the headings do not tell it."""
    dated = {column: when for column, when in held.items() if when is not None}
    undated = [column for column in held if column not in dated]
    newest = [column for column in undated if column in current]
    if len(newest) == 1:
        former, undated = [*former, *(column for column in undated if column not in newest)], newest
    rivals = _are_rivals(dated, undated, newest)
    older = sorted(dated, key=lambda column: dated[column].on or date.min, reverse=True)
    return StatusColumns(sorted(held, reverse=True) if rivals else [*undated, *older], former, dated, rivals)


def _are_rivals(dated: Mapping[int, When], undated: Sequence[int], newest: Sequence[int]) -> bool:
    """Return True if two columns are of one day, or the place of one without a day is not known."""
    days = {when.on for when in dated.values()}
    return len(days) < len(dated) or len(undated) > 1 or bool(undated and dated and not newest)


def _is_named(best: HeaderMatch) -> bool:
    """Return True if a heading names a status and hardly anything else."""
    return best.field == "status" and best.score >= SURE and not best.weak


def _dated(heading: str, readers: Readers) -> When | None:
    """The day or the period that a heading names: the lowest of stacked headings speaks first."""
    return readers.dates.named(heading.rpartition(" / ")[2]) or readers.dates.named(heading)


def own_voice(said: Mapping[int, set[str]], readers: Readers) -> list[int]:
    """The columns whose headings name the group itself; else those that name no agency."""
    words = readers.vocabulary.row_words
    own = [column for column, heading in said.items() if heading & words("own_voice")]
    return own or [column for column, heading in said.items() if not heading & words("agency_voice")]


def leave_times_to_come(block: Block, today: date) -> list[int]:
    """Take status columns of a time that has not begun out of the statuses; gives them. They are kept as they are.

    Where there is no other, the heading names the day that the sheet was prepared for.
    """
    ahead = [column for column, when in block.dated.items() if (begins_on(when) or today) > today]
    if len(block.columns.get("status", [])) < 2:
        return []
    if ahead:
        block.columns["status"] = [column for column in block.columns.get("status", []) if column not in ahead]
        block.unread = sorted({*block.unread, *ahead})
        block.dated = {column: when for column, when in block.dated.items() if column not in ahead}
    return ahead


def take_newest(block: Block, newest: int) -> None:
    """Use the status column that a person named as the newest; the dated ones before it are the history."""
    limit = block.dated.get(newest)
    days = [when.on for when in block.dated.values()]
    before = [
        column
        for column, when in block.dated.items()
        if column != newest and days.count(when.on) == 1 and _is_before(when, limit)
    ]
    before.sort(key=lambda column: block.dated[column].on or date.min, reverse=True)
    block.columns["status"] = [newest, *before]
    block.unread = [column for column in block.unread if column not in block.columns["status"]]


def _is_before(when: When, limit: When | None) -> bool:
    return when.on is not None and (limit is None or when.on < (limit.on or when.on + timedelta(1)))
