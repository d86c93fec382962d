"""A pack made by hand, in English and Azerbaijani: long texts, many rows and empty ones."""

from collections.abc import Sequence
from datetime import date

from exports.pack.blocks import (
    ANNEX,
    Chart,
    Column,
    Figure,
    Kind,
    Lines,
    Notes,
    Pack,
    Section,
    Series,
    Table,
    Tile,
    Tiles,
)
from tracker.language.texts import Texts

COLOURS = {"3C9D5B": "implemented", "A9CF6B": "partly", "F4B942": "under way", "C0504D": "not begun", "9AA0A6": "noted"}
STATUSES = {
    "en": ("Implemented", "Partially implemented", "In progress", "Not started", "Noted - no action committed"),
    "az": ("İcra olunub", "Qismən icra olunub", "İcra olunur", "Başlanmayıb", "Qeydə alınıb"),
}
WORDS = {
    "en": {
        "title": "Pack of the meeting",
        "subtitle": "Azerbaijan, as at 2 March 2026, changes since 1 December 2025. All recommendations",
        "group": "Working Group on the Implementation of Recommendations of UN Bodies and the Universal Periodic Review",
        "state": "Azerbaijan",
        "text": "Strengthen the independence of the judiciary, including by amending the Law on Courts and Judges, "
        "and “end” undue <influence> & pressure on judges #",
        "lead": "Ministry of Labour and Social Protection of Population",
        "total": "Total",
        "overdue": "Overdue",
        "mechanisms": "By mechanism",
        "agencies": "By agency",
        "decided": "Decisions that are open",
        "recommendations": "Recommendations",
        "first": "At a glance",
        "code": "Code",
        "text_heading": "Recommendation",
        "lead_heading": "Lead agency",
        "status": "Status",
        "due": "Due",
        "measures": "Latest measures and evidence",
        "measure": "Order No. 17 of 3 June 2025 was adopted.\nA training for 120 judges was held in Ganja.",
        "note": "An agency's view counts once the secretariat has confirmed it. 12 claims wait for confirmation.",
    },
    "az": {
        "title": "İclasın materialları",
        "subtitle": "Azərbaycan Respublikası, 2 mart 2026-cı il tarixinə, 1 dekabr 2025-ci ildən dəyişikliklər",
        "group": "BMT qurumlarının və Universal Dövri İcmalın tövsiyələrinin icrası üzrə İşçi Qrupu",
        "state": "Azərbaycan Respublikası",
        "text": "Məhkəmə hakimiyyətinin müstəqilliyini gücləndirmək, o cümlədən “Məhkəmələr və hakimlər haqqında” "
        "Qanuna dəyişikliklər etmək və hakimlərə təsir göstərilməsinə son qoymaq; обеспечить независимость судей",
        "lead": "Əmək və Əhalinin Sosial Müdafiəsi Nazirliyi",
        "total": "Cəmi",
        "overdue": "Gecikmiş",
        "mechanisms": "Mexanizmlər üzrə",
        "agencies": "Qurumlar üzrə",
        "decided": "İcrada olan qərarlar",
        "recommendations": "Tövsiyələr",
        "first": "Bir baxışda",
        "code": "Kod",
        "text_heading": "Tövsiyə",
        "lead_heading": "Əsas icraçı",
        "status": "Vəziyyət",
        "due": "Son tarix",
        "measures": "Son tədbirlər və sübutlar",
        "measure": "3 iyun 2025-ci il tarixli 17 nömrəli əmr qəbul olunub.\nGəncədə 120 hakim üçün təlim keçirilib.",
        "note": "Qurumun mövqeyi katiblik onu təsdiqlədikdən sonra hesaba alınır. 12 mövqe təsdiq gözləyir.",
    },
}
REVIEWS = ("UPR-4", "UPR-3", "CAT-5", "CEDAW-6", "CRC-5-6", "CCPR-5")
SHORT_TABLE, DECISIONS = "by_mechanism", "decisions"


def sample(language: str = "en", recommendations: int = 60, agencies: int = 9, lines: int = 8) -> Pack:
    """A pack with as many recommendations, agencies, and lines in each list of its first page."""
    return _Sample(language, recommendations, agencies, lines).pack()


def figures_of(table: Table) -> list[Figure]:
    """The figures of a table, in its order."""
    return [cell for row in (*table.rows, table.total) for cell in row if isinstance(cell, Figure)]


class _Sample:
    def __init__(self, language: str, recommendations: int, agencies: int, lines: int) -> None:
        self.words, self.statuses, self.language = WORDS[language], STATUSES[language], language
        self.codes = [_code(number) for number in range(recommendations)]
        self.agencies = [f"{self.words['lead']} {number}" for number in range(agencies)]
        self.lines = lines
        self.figures: list[Figure] = []

    def figure(self, name: str, rows: Sequence[str], of: str = ANNEX) -> Figure:
        """A figure with the next number."""
        figure = Figure(name, tuple(rows), of, len(self.figures) + 1 if rows else 0)
        self.figures += [figure] if rows else []
        return figure

    def pack(self) -> Pack:
        """The pack; its parts are made in their order, as figures are numbered by it."""
        first, counts, decisions = self.first(), self.counts(), self.decisions()
        return Pack(
            texts=Texts(self.language),
            title=self.words["title"],
            subtitle=self.words["subtitle"],
            state=self.words["state"],
            group=self.words["group"],
            as_at=date(2026, 3, 2),
            since=date(2025, 12, 1),
            first=first,
            sections=(*counts, decisions, self.annex()),
            figures=tuple(self.figures),
            colours=dict(zip(self.statuses, COLOURS, strict=True)),
        )

    def first(self) -> Section:
        """Page one."""
        words, codes = self.words, self.codes
        shares = (codes, codes[::2], codes[1::4], codes[3::4], [], codes[2::9])
        names = (words["recommendations"], *self.statuses[:4], words["overdue"])
        tiles = Tiles(
            tuple(
                Tile(
                    name.lower(),
                    self.figure(name, rows),
                    f"{len(rows) * 100 // max(len(codes), 1)} %",
                    name == names[-1],
                )
                for name, rows in zip(names, shares, strict=True)
            )
        )
        series = tuple(
            Series(label, colour, tuple((at * 7 + bar * 5) % 23 for bar in range(len(REVIEWS))))
            for at, (label, colour) in enumerate(zip(self.statuses, COLOURS, strict=True))
        )
        one = Series(words["total"], "1F4E79", (20, 10, 3, 0, 1))
        overdue = self.figure(words["overdue"], codes[2::9])
        text = f"{words['lead']}: {words['text']}"[:80]
        return Section(
            "first",
            words["first"],
            (
                tiles,
                Chart(words["status"], self.statuses, (one,), "Implemented 20, partially implemented 10"),
                Chart(words["mechanisms"], REVIEWS, series, "UPR: 0, 5 & <10>"),
                Lines(
                    words["overdue"], overdue, tuple(f"{code}: {text}…" for code in (codes * 9)[: self.lines]), "+ 12"
                ),
                Lines(words["decided"], None, tuple(f"{at}.1 {text}" for at in range(self.lines))),
                Lines(words["agencies"], None, ()),
                Notes((words["note"], words["note"])),
            ),
        )

    def counts(self) -> tuple[Section, ...]:
        """Figures by mechanism and by agency."""
        by_mechanism = {name: [code for code in self.codes if code.startswith(name)] for name in REVIEWS}
        by_agency = {name: self.codes[at :: len(self.agencies)] for at, name in enumerate(self.agencies)}
        return (
            self.count_section(SHORT_TABLE, self.words["mechanisms"], by_mechanism),
            self.count_section("by_agency", self.words["agencies"], by_agency),
        )

    def count_section(self, key: str, heading: str, groups: dict[str, list[str]]) -> Section:
        """A table of figures: of all, and of each status, with a total."""
        columns = (self.words["total"], *self.statuses)
        head = (Column(heading, 17 - 2.1 * len(columns)), *(Column(name, 2.1, Kind.FIGURE) for name in columns))
        rows = tuple((name, *self.figure_cells(f"{heading}, {name}", codes)) for name, codes in groups.items())
        total = (columns[0], *self.figure_cells(f"{heading}, {columns[0]}", self.codes))
        return Section(key, heading, (Table(key, head, rows, total), Notes((self.words["note"],))))

    def figure_cells(self, name: str, codes: list[str]) -> list[Figure]:
        """The figures of a row."""
        parts = [codes, *(codes[at :: len(self.statuses)] for at in range(len(self.statuses)))]
        columns = (self.words["total"], *self.statuses)
        return [self.figure(f"{name}: {column}", part) for column, part in zip(columns, parts, strict=True)]

    def decisions(self) -> Section:
        """A table whose rows a figure counts, a list with days, and an empty table."""
        words = self.words
        head = (
            Column("№", 1.4, Kind.CODE),
            Column(words["text_heading"], 8.6),
            Column(words["lead_heading"], 4.5),
            Column(words["due"], 2.5, Kind.DAY),
        )
        days = (date(2026, 4, 1), "2026-Q4", None)
        rows = tuple((f"{at}.{at % 3 + 1}", words["text"], self.agencies[0], days[at % 3]) for at in range(1, 8))
        figure = self.figure(words["decided"], [row[0] for row in rows], DECISIONS)
        lines = Lines(words["decided"], figure, (words["text"],), words["note"])
        empty = Table("nothing", (*head[:1], Column(words["text_heading"], 15.6)), ())
        return Section(DECISIONS, words["decided"], (lines, Table(DECISIONS, head, rows), empty))

    def annex(self) -> Section:
        """Every recommendation."""
        words = self.words
        head = (
            Column(words["code"], 2.5, Kind.CODE),
            Column(words["text_heading"], 5.5),
            Column(words["lead_heading"], 2.6),
            Column(words["status"], 2.1, Kind.STATUS),
            Column(words["due"], 1.9, Kind.DAY),
            Column(words["measures"], 2.4),
        )
        rows = tuple(
            (
                code,
                f"{words['text']} ({at})",
                self.agencies[at % len(self.agencies)] if at % 7 else None,
                self.statuses[at % len(self.statuses)],
                date(2026, 1 + at % 12, 1 + at % 28) if at % 5 else "2026-Q4" if at % 2 else None,
                words["measure"] if at % 3 == 0 else None,
            )
            for at, code in enumerate(self.codes)
        )
        return Section(ANNEX, words["recommendations"], (Table(ANNEX, head, rows),))


def _code(number: int) -> str:
    """The code of a recommendation, of the forms that reviews have."""
    review, place = REVIEWS[number % len(REVIEWS)], number // len(REVIEWS) + 1
    if review.startswith("UPR"):
        return f"{review}/138.{place}"
    form = ("{}", "{}(b)", "{}(a)(ii)", "{}(c)#2", "{}, 98")[place % 5]
    return f"{review}/{form.format(place)}"
