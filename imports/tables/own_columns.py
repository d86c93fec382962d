"""What a table's columns mean together: statuses of several years, of two voices, of agencies, and a group's own themes."""

from collections.abc import Mapping, Sequence, Set

from imports.cells.headers import HeaderMatch
from imports.cells.languages import same_language
from imports.cells.readers import Readers
from imports.fields import REFERENCE, TEXT, WITHOUT_EFFECT
from imports.files import Sheet, is_blank
from imports.tables.columns import Columns
from imports.tables.evidence import is_one_for_all
from imports.tables.header import Header
from imports.tables.profile import SAMPLE, Profile
from imports.tables.status_columns import own_voice
from imports.tables.table import Doubt
from tracker.folding import fold

_NAMED = 0.5
_LISTED = 0.5
_NEARLY = 0.3
_MOSTLY_FORMED = 0.8
_NUMBERED = frozenset((REFERENCE, "ordinal"))
_LEAST_DAYS = 2
_EXPORTS_OWN = ("theme", "affected", "sdg")


def settle(
    columns: Columns, header: Header, profiles: Mapping[int, Profile], several: list[int], readers: Readers
) -> Columns:
    """The columns of a table after what they say together; ``several`` are its status columns, the newest first."""
    fields = columns.fields
    if header.known_as:
        _keep_known(fields, header.matches)
    if several and fields.get("status") == several[:1]:
        fields["status"] = several
    else:
        _take_own_status(fields, header, readers)
    _take_numbers_of_upr(fields, header, profiles, readers)
    _take_date_of_status(columns, header)
    _keep_listed_themes(fields, profiles)
    return columns


def _take_numbers_of_upr(
    fields: dict[str, list[int]], header: Header, profiles: Mapping[int, Profile], readers: Readers
) -> None:
    """Numbers such as 140.1 below a heading of numbers win over whole ones: those are of a report or a shelf."""
    own = fields.get(REFERENCE, [])
    if not own or _is_told(header, own) or not _are_whole(profiles[own[0]]):
        return
    free = set(profiles).difference(*(places for name, places in fields.items() if name not in WITHOUT_EFFECT))
    mechanisms = readers.vocabulary.mechanism_names.keys()
    formed = [
        column
        for column in sorted(free)
        if profiles[column].item_reference >= _MOSTLY_FORMED and _heads_numbers(header, column, mechanisms)
    ]
    if len(formed) == 1:
        _take_out(fields, formed)
        fields[REFERENCE] = formed


def _take_out(fields: dict[str, list[int]], columns: Sequence[int]) -> None:
    """Take columns out of the fields that change nothing."""
    for name in WITHOUT_EFFECT & fields.keys():
        fields[name] = [column for column in fields[name] if column not in columns]
        if not fields[name]:
            del fields[name]


def _is_told(header: Header, columns: Sequence[int]) -> bool:
    """Return True if a person or a known export says what a column is."""
    return any(match.score > 1 for column in columns for match in header.matches.get(column, []))


def _are_whole(look: Profile) -> bool:
    return look.digits >= _MOSTLY_FORMED and look.item_reference == 0


def _heads_numbers(header: Header, column: int, mechanisms: Set[str]) -> bool:
    """Return True if a heading names numbers, and neither those of something else nor those of a mechanism."""
    named = {match.field for match in header.matches.get(column, []) if match.score >= _NAMED}
    alone = mechanisms.isdisjoint(fold(header.texts.get(column, "")).split())
    return alone and bool(named & _NUMBERED) and REFERENCE not in header.turned.get(column, ())


def words_of_agencies(header: Header, profiles: Mapping[int, Profile], readers: Readers) -> list[int]:
    """The columns that an agency's name heads and that name no agencies: what that agency says is not the group's."""
    return [
        column
        for column, text in header.texts.items()
        if (look := profiles.get(column)) is not None
        and look.filled
        and max(look.agency, look.recommends) < _LISTED
        and readers.agencies.is_name(leaf := text.rpartition(" / ")[2])
        and not readers.headers.knows(leaf)
        and not any(match.score > 1 for match in header.matches.get(column, []))
    ]


def leave_lead_to_the_sheet(
    fields: dict[str, list[int]], header: Header, profiles: Mapping[int, Profile], name: str, readers: Readers
) -> None:
    """On a sheet that bears an agency's name, agencies under a heading that nobody knows contribute: it leads itself."""
    lead = fields.get("lead", [])
    told = not lead or not header.texts.get(lead[0]) or header.matches.get(lead[0]) or is_one_for_all(profiles[lead[0]])
    if not told and len(readers.agencies.read(name).mentions) == 1:
        fields["contributing"] = sorted([*fields.pop("lead"), *fields.get("contributing", [])])


def ask_about_days_of_doing(columns: Columns, header: Header, sheet: Sheet, rows: range, readers: Readers) -> None:
    """Leave open whether an "Implementation date" is when things are due, if all stand beside "done"."""
    days, statuses = columns.fields.get("due", []), columns.fields.get("status", [])
    if not statuses or len(days) != 1 or any(match.score > 1 for match in header.matches.get(days[0], [])):
        return
    if fold(header.texts.get(days[0], "").rpartition(" / ")[2]) not in readers.vocabulary.row_words("day_of_doing"):
        return
    beside = [sheet.value(row, statuses[0]) for row in rows if not is_blank(sheet.value(row, days[0]))]
    heading = header.texts.get(statuses[0], "")
    if len(beside) >= _LEAST_DAYS and all(readers.status.is_done(str(value), heading) for value in set(beside)):
        del columns.fields["due"]
        columns.doubts.append(Doubt(days[0], ("due",) if "updated" in columns.fields else ("updated", "due")))


def leave_other_texts(fields: dict[str, list[int]], sheet: Sheet, rows: range) -> None:
    """Take texts in the language of the recommendations out of the translations: short texts, those of another cycle."""
    (text,) = fields.get(TEXT, [None])[:1]
    if text is None or "translation" not in fields:
        return
    first = _texts(sheet, rows, text)
    others = [column for column in fields["translation"] if not same_language(first, _texts(sheet, rows, column))]
    fields["translation"] = others
    if not others:
        del fields["translation"]


def _texts(sheet: Sheet, rows: range, column: int) -> list[str]:
    """The first texts of a column."""
    values = (sheet.value(row, column) for row in rows[:SAMPLE])
    return [value for value in values if isinstance(value, str)]


def _keep_known(fields: dict[str, list[int]], matches: Mapping[int, list[HeaderMatch]]) -> None:
    """In a known export that people added columns to, a field stays with the export's own column."""
    for name in _EXPORTS_OWN:
        places = fields.get(name, [])
        own = [
            column
            for column in places
            if any(match.field == name and match.score > 1 for match in matches.get(column, []))
        ]
        if own and len(own) < len(places):
            fields[name] = own


def _take_own_status(fields: dict[str, list[int]], header: Header, readers: Readers) -> None:
    """Of a status of the ministry and one of the secretariat, the secretariat's is the group's own."""
    alike = [
        column
        for column, matches in header.matches.items()
        if _may_be_status(matches) and "status" not in header.turned.get(column, ())
    ]
    if len(alike) < 2 or len(fields.get("status", [])) != 1:
        return
    own = own_voice({column: set(fold(header.texts.get(column, "")).split()) for column in alike}, readers)
    if len(own) == 1:
        fields["status"] = own


def _take_date_of_status(columns: Columns, header: Header) -> None:
    """Of several groups of columns with a date, take the date of the group in which the status stands."""
    groups = {column: text.rpartition(" / ")[0] for column, text in header.texts.items()}
    group = next((groups.get(column, "") for column in columns.fields.get("status", [])), "")
    own = [column for column in _dates(header) if group and groups[column] == group]
    if own and {groups[column] for column in columns.fields.get("updated", [])} - {"", group}:
        columns.fields["updated"] = own[:1]
        columns.doubts = [doubt for doubt in columns.doubts if doubt.column != own[0]]


def _dates(header: Header) -> list[int]:
    """The columns whose headings may name the date of a status."""
    return [column for column, matches in header.matches.items() if any(match.field == "updated" for match in matches)]


def _may_be_status(matches: list[HeaderMatch]) -> bool:
    return any(match.field == "status" and match.score >= _NAMED for match in matches)


def _keep_listed_themes(fields: dict[str, list[int]], profiles: Mapping[int, Profile]) -> None:
    """Of several columns of themes, those that hold themes of the lists; a group's own clusters stay beside them."""
    shares = {column: profiles[column].theme for column in fields.get("theme", []) if column in profiles}
    best = max(shares.values(), default=0)
    if best >= _LISTED:
        fields["theme"] = [column for column, share in shares.items() if share >= best - _NEARLY]
