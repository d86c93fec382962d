"""The table of fields: everything that differs from field to field stands here, once.

A new field is one row here, its headings in ``tracker/reference/header_words.csv``, and one reader if none fits.
"""

from dataclasses import dataclass
from enum import StrEnum

from tracker.language.phrase import Phrase
from tracker.language.texts import marked


class Contents(StrEnum):
    """What the cells of a field look like; ``imports/tables/evidence.py`` says how well a column fits."""

    ANYTHING = "anything"
    AGENCIES = "agencies"
    DATES = "dates"
    DEMANDS = "demands"
    GOALS = "goals"
    GROUPS = "groups"
    LETTERS = "letters"
    LINKS = "links"
    MECHANISMS = "mechanisms"
    NUMBERS = "numbers"
    OTHER_LANGUAGE = "other language"
    PERCENTAGES = "percentages"
    POSITIONS = "positions"
    ROW_NUMBERS = "row numbers"
    SHORT_WORDS = "short words"
    STATE_NAMES = "state names"
    REVIEWED_STATES = "reviewed states"
    STATUSES = "statuses"
    SYMBOLS = "symbols"
    THEMES = "themes"
    REMARKS = "remarks"
    YEARS = "years"


class Reader(StrEnum):
    """Which reader of ``imports/reading`` takes the cells of a field."""

    NONE = "none"
    IDENTITY = "identity"
    PLACE = "place"
    PLAIN = "plain"
    POSITION = "position"
    STATES = "states"
    AGENCIES = "agencies"
    STATUS = "status"
    DUE = "due"
    EVIDENCE = "evidence"
    TAGS = "tags"


class Merging(StrEnum):
    """What becomes of a value where the register holds another one."""

    NEVER = "never"
    """The UN text and its number: a difference is a conflict."""
    FILL = "fill"
    """Taken where the register has nothing."""
    REPLACE = "replace"
    """The newer value replaces the older one."""
    ADD = "add"
    """Added to what is there."""
    APART = "apart"
    """Compared by rules of its own."""


class Speaker(StrEnum):
    """Who may say a field: an agency proposes what only the secretariat may set, and claims a status."""

    SOURCE = "source"
    SECRETARIAT = "secretariat"
    EVERYBODY = "everybody"


@dataclass(frozen=True)
class Field:
    """One field: its columns, its contents, its reader, how it merges, who may say it, and where it is kept.

    ``several`` says that several columns may hold it; where only one may, ``further`` is the field of the next ones.
    ``alone`` says how far contents alone tell the field without a heading (0: never).
    """

    name: str
    contents: Contents = Contents.ANYTHING
    reader: Reader = Reader.PLAIN
    several: bool = False
    further: str = ""
    alone: float = 0.0
    merging: Merging = Merging.FILL
    speaker: Speaker = Speaker.SOURCE
    kept: str = ""
    followup: bool = False
    """Whether the group itself fills it in: a sheet without texts that has such columns reports on recommendations."""

    words: str = ""
    """What a person calls it."""
    article: bool = True
    """Whether a question names it with "the"."""
    may_be_cleared: bool = False
    """Whether an emptied cell takes the value off, where it is known that the author had it."""
    rival: bool = False
    """Whether it takes the place of the recommendations: a table of decisions is none of recommendations."""
    named_alone: bool = False
    """Whether a weak word ("Date") names it only where no word of something else stands beside it ("Training date")."""
    turned_by: tuple[str, ...] = ()
    """The kinds of row words by which a heading speaks of another value than this: "Former lead", "Status by NGOs"."""

    @property
    def label(self) -> str:
        """The field in plain words, as a question names it."""
        words = Phrase(self.words)
        return Phrase("the {field}", field=words) if self.article else words


_EVERY = Speaker.EVERYBODY
_SECRETARIAT = Speaker.SECRETARIAT
_EARLIER = ("earlier_column",)
_WISHED = ("wished_column",)
_STRANGER = ("stranger_column",)
_ANOTHER = (*_EARLIER, *_WISHED, *_STRANGER)
_WHO_ANSWERS = (*_ANOTHER, "respondent_column")
_WHOSE_STATUS = (*_ANOTHER, "status_of_other")
_WHOSE_POSITION = (*_ANOTHER, "agency_voice")
_WHICH_NUMBER = (*_EARLIER, "number_of_other")
_WHAT_IS_DUE = (*_EARLIER, "reply_column")

FIELDS: tuple[Field, ...] = (
    # What recommendation it is
    Field("text", Contents.DEMANDS, Reader.IDENTITY, further="translation", alone=0.85, turned_by=_EARLIER,
          merging=Merging.NEVER, kept="Recommendation.text", words=marked("text of the recommendation")),
    Field("reference", Contents.NUMBERS, Reader.IDENTITY, alone=0.85, turned_by=_WHICH_NUMBER,
          merging=Merging.NEVER, kept="Recommendation.reference", words=marked("number of the recommendation")),
    Field("code", Contents.SHORT_WORDS, Reader.IDENTITY, merging=Merging.NEVER, kept="Recommendation.code",
          words=marked("register's code")),
    Field("letter", Contents.LETTERS, Reader.IDENTITY, turned_by=("number_of_other",), words=marked("letter")),
    Field("ordinal", Contents.ROW_NUMBERS, Reader.NONE, further="ignored", alone=0.6,
          words=marked("a running number"), article=False),
    Field("lead_in", reader=Reader.PLAIN, kept="Recommendation.lead_in", words=marked("opening words")),
    Field("translation", Contents.OTHER_LANGUAGE, several=True, merging=Merging.ADD, kept="Translation.text",
          words=marked("a translation of the text"), article=False),
    # Where it comes from
    Field("document", Contents.SYMBOLS, Reader.PLACE, alone=0.9, kept="Recommendation.document",
          turned_by=_STRANGER, words=marked("document of the recommendation")),
    Field("mechanism", Contents.MECHANISMS, Reader.PLACE, alone=0.7, turned_by=("number_of_other",),
          words=marked("mechanism")),
    Field("cycle", Contents.SHORT_WORDS, Reader.PLACE, turned_by=(*_EARLIER, *_WISHED), words=marked("cycle")),
    Field("session", Contents.SHORT_WORDS, Reader.PLACE, words=marked("session")),
    Field("year", Contents.YEARS, Reader.PLACE, words=marked("year")),
    Field("country", Contents.REVIEWED_STATES, Reader.NONE, alone=0.7, words=marked("State under review")),
    Field("states", Contents.STATE_NAMES, Reader.STATES, alone=0.85, merging=Merging.APART, turned_by=_STRANGER,
          kept="RecommendingState.name", words=marked("recommending States")),
    Field("position", Contents.POSITIONS, Reader.POSITION, alone=0.8, merging=Merging.REPLACE,
          kept="Recommendation.position", followup=True, named_alone=True, turned_by=_WHOSE_POSITION,
          words=marked("State's position")),
    Field("position_source", reader=Reader.PLAIN, kept="Recommendation.position_source", words=marked("position source")),
    Field("type", reader=Reader.NONE, words=marked("type")),
    Field("annotation", reader=Reader.PLAIN, kept="Recommendation.annotation", words=marked("annotation")),
    Field("published", reader=Reader.NONE, words=marked("published")),
    # What it is about
    Field("theme", Contents.THEMES, Reader.TAGS, several=True, alone=0.6, merging=Merging.ADD, kept="RecommendationTheme",
          words=marked("theme")),
    Field("affected", Contents.GROUPS, Reader.TAGS, several=True, merging=Merging.ADD, kept="RecommendationGroup",
          words=marked("affected persons")),
    Field("sdg", Contents.GOALS, Reader.TAGS, several=True, alone=0.6, merging=Merging.ADD, kept="RecommendationGoal",
          words=marked("Sustainable Development Goals")),
    # What the group does about it
    Field("lead", Contents.AGENCIES, Reader.AGENCIES, further="contributing", alone=0.7, merging=Merging.APART,
          speaker=_SECRETARIAT, kept="Assignment", followup=True, turned_by=_WHO_ANSWERS, words=marked("lead agency")),
    Field("contributing", Contents.AGENCIES, Reader.AGENCIES, several=True, alone=0.6, merging=Merging.APART,
          speaker=_SECRETARIAT, kept="Assignment", followup=True, may_be_cleared=True, turned_by=_WHO_ANSWERS,
          words=marked("contributing agencies")),
    Field("status", Contents.STATUSES, Reader.STATUS, alone=0.7, merging=Merging.APART, speaker=_EVERY,
          kept="Assessment", followup=True, turned_by=_WHOSE_STATUS, words=marked("status")),
    Field("percent", Contents.PERCENTAGES, Reader.STATUS, speaker=_EVERY, followup=True, turned_by=_WHOSE_STATUS,
          words=marked("progress in per cent")),
    Field("updated", Contents.DATES, Reader.STATUS, speaker=_EVERY, named_alone=True, words=marked("date of the status")),
    Field("due", Contents.DATES, Reader.DUE, alone=0.55, merging=Merging.REPLACE, speaker=_SECRETARIAT,
          kept="Recommendation.due_on", followup=True, may_be_cleared=True, turned_by=_WHAT_IS_DUE,
          words=marked("due date")),
    Field("measures", Contents.REMARKS, several=True, merging=Merging.REPLACE, speaker=_EVERY, kept="Measure.text",
          followup=True, words=marked("measures taken")),
    Field("evidence", Contents.LINKS, Reader.EVIDENCE, several=True, merging=Merging.ADD, speaker=_EVERY,
          kept="Evidence.text", followup=True, turned_by=(*_WISHED, "source_column"), words=marked("evidence")),
    Field("note", Contents.REMARKS, several=True, merging=Merging.REPLACE, speaker=_EVERY,
          kept="Recommendation.note", followup=True, may_be_cleared=True, turned_by=_STRANGER,
          words=marked("remarks"), article=False),
    # Headings that are understood and have no field of the register: their values are kept as they are
    Field("action", reader=Reader.NONE, words=marked("action")),
    Field("decision", reader=Reader.NONE, several=True, rival=True, words=marked("decision")),
    Field("kept", reader=Reader.NONE, several=True, words=marked("kept")),
    # Headings that are understood and say nothing for the register
    Field("ignored", reader=Reader.NONE, several=True, words=marked("ignored")),
)  # fmt: skip

BY_NAME = {field.name: field for field in FIELDS}

TEXT, REFERENCE, CODE = "text", "reference", "code"
"""The fields that say which recommendation a row is."""

WITHOUT_FIELD = frozenset(("kept", "action", "decision"))
"""Known headings of what the register has no place for: the values are kept as they are."""

WITHOUT_EFFECT = frozenset(("ordinal", "ignored"))
"""Fields that change nothing in the register: nobody is asked whether a column is one."""


def read_by(reader: Reader) -> tuple[str, ...]:
    """The names of the fields that a reader takes."""
    return tuple(field.name for field in FIELDS if field.reader == reader)


def kept_as_they_are(table: str) -> tuple[str, ...]:
    """The names of the fields whose value is a column of a table, of the same name, that a newer sheet may fill."""
    return tuple(
        field.name for field in FIELDS if field.kept == f"{table}.{field.name}" and field.merging != Merging.NEVER
    )


RIVALS = frozenset(field.name for field in FIELDS if field.rival)
FOLLOWUP = frozenset(field.name for field in FIELDS if field.followup)

_BESIDE = {
    "position_word": marked("position, as written"),
    "out_of_mandate": marked("mandate"),
    "open": marked("left open"),
    "dated": marked("date of the status"),
    "deadline": marked("due date on record"),
}
"""What a plan calls values that belong to a field and are none."""


def plain_label(name: str) -> str:
    """A field in plain words, as a plan names it: "due date", "measures taken by MOJ"."""
    field, by, agency = name.partition(" by ")
    known = BY_NAME.get(field)
    told = Phrase(known.words if known is not None else _BESIDE.get(field, field.replace("_", " ")))
    return Phrase("{field} by {agency}", field=told, agency=agency) if by else told
