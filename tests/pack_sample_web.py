"""A pack made by hand: a small one with marks of HTML in its texts, and one as large as wanted."""

from collections.abc import Callable, Sequence
from datetime import date

from exports.pack.blocks import (
    Cell,
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

WORDS = {
    "en": {
        "title": "Progress on UN recommendations", "state": "Azerbaijan", "mechanism": "Mechanism",
        "subtitle": "Azerbaijan, as at 2 March 2026; changes since 1 September 2025", "summary": "Summary",
        "group": "Working group on the implementation of recommendations of UN human rights bodies",
        "by mechanism": "By mechanism", "by agency": "By agency", "total": "Total", "overdue": "Overdue",
        "silent": "Has not reported", "annex": "Recommendations", "code": "Code", "text": "Recommendation",
        "lead": "Lead agency", "status": "Status", "due": "Due", "dated": "Status date", "states": "Recommending States",
        "never": "no report yet", "open": "Open recommendations", "quiet": "Not heard of", "last": "Last report",
        "moved": "Moved since 1 September 2025", "all": "recommendations", "before": "Before", "now": "Now",
        "done": "Implemented", "going": "In progress", "partly": "Partially implemented", "none": "Not started",
        "justice": "Ministry of Justice", "interior": "Ministry of Internal Affairs", "agency": "Agency",
        "labour": "Ministry of Labour and Social Protection of the Population", "contributing": "Contributing agencies",
        "speech": "Record every questioning of a detained person on video and keep the recordings for five years",
        "shelter": "Open shelters for women who were beaten at home in every region & pay their staff",
        "note": "The status is the group's own, as the secretariat confirmed it; claims of agencies are not counted.",
        "rest": "and {number} more; all are in the table “Overdue” below", "decisions": "Decisions that are open",
    },
    "az": {
        "title": "BMT tövsiyələri üzrə irəliləyiş", "state": "Azərbaycan", "mechanism": "Mexanizm",
        "subtitle": "Azərbaycan, 2 mart 2026-cı il; dəyişikliklər: 1 sentyabr 2025-ci ildən", "summary": "Xülasə",
        "group": "BMT-nin insan hüquqları orqanlarının tövsiyələrinin icrası üzrə işçi qrupu",
        "by mechanism": "Mexanizmlər üzrə", "by agency": "Qurumlar üzrə", "total": "Cəmi", "overdue": "Gecikmiş",
        "silent": "Hesabat verməyənlər", "annex": "Tövsiyələr", "code": "Kod", "text": "Tövsiyə",
        "lead": "Əsas icraçı qurum", "status": "Status", "due": "İcra müddəti", "dated": "Statusun tarixi",
        "states": "Tövsiyə verən dövlətlər", "never": "hələ hesabat yoxdur", "open": "Açıq tövsiyələr",
        "quiet": "Məlumat verilməyib", "last": "Son hesabat", "moved": "1 sentyabr 2025-ci ildən dəyişənlər",
        "all": "tövsiyə", "before": "Əvvəl", "now": "İndi", "done": "İcra olunub", "going": "İcra olunur",
        "partly": "Qismən icra olunub", "none": "Başlanmayıb", "justice": "Ədliyyə Nazirliyi",
        "interior": "Daxili İşlər Nazirliyi", "labour": "Əmək və Əhalinin Sosial Müdafiəsi Nazirliyi",
        "agency": "Qurum", "contributing": "Digər icraçı qurumlar",
        "speech": "Saxlanılan şəxsin hər bir dindirilməsini videoya yazmaq və yazıları beş il saxlamaq",
        "shelter": "Məişət zorakılığına məruz qalmış qadınlar üçün hər bölgədə sığınacaq açmaq & işçilərə maaş vermək",
        "note": "Status qrupun özünündür, onu katiblik təsdiq edib; qurumların bildirdikləri sayılmır.",
        "rest": "və daha {number}; hamısı aşağıdakı “Gecikmiş” cədvəlindədir", "decisions": "Açıq qərarlar",
    },
}  # fmt: skip
MARKUP = "<b>bold</b> & \"quoted\" <script>alert('x')</script>"
"""A text of a recommendation that must stay a text."""

_COLOURS = {"done": "3C9D5B", "going": "F4B942", "partly": "A9CF6B", "none": "C0504D"}
_AGENCIES = ("justice", "interior", "labour")
_BODIES = ("UPR-4", "CAT-5", "CEDAW-6", "CCPR-4", "CRC-5")


class _Figures:
    """Gives figures their numbers."""

    def __init__(self) -> None:
        self.all: list[Figure] = []

    def __call__(self, name: str, rows: Sequence[str], of: str = "annex") -> Figure:
        if not rows:
            return Figure(name, ())
        self.all.append(Figure(name, tuple(rows), of, len(self.all) + 1))
        return self.all[-1]


class _Register:
    """Made-up recommendations: every fourth has another status, every third another agency, every fifth is overdue."""

    def __init__(self, count: int, words: dict[str, str]) -> None:
        self.words = words
        self.statuses = list(_COLOURS)
        self.items = [self._item(number) for number in range(count)]

    def _item(self, number: int) -> dict[str, str]:
        body = _BODIES[number * len(_BODIES) // 7 % len(_BODIES)]
        code = f"{body}/{138 + number // 40}.{number % 40 + 1}" if body == "UPR-4" else f"{body}/{number + 9}(b)"
        text = MARKUP if number == 2 else self.words["shelter" if number % 2 else "speech"]
        status = self.words[self.statuses[number * 7 // 3 % 4]]
        return {
            "code": code, "body": body, "text": text, "status": status, "lead": self.words[_AGENCIES[number % 3]],
            "late": "yes" if number % 5 == 0 else "",
        }  # fmt: skip

    def codes(self, **wanted: str) -> list[str]:
        return [
            item["code"] for item in self.items if all(item[name] == value for name, value in wanted.items() if value)
        ]


def sample_pack(language: str = "en", count: int = 24, *, annex: bool = True) -> Pack:
    """A pack of made-up recommendations in a language."""
    words, figure = WORDS[language], _Figures()
    register = _Register(count, words)
    first = _first(register, figure)
    sections = [
        _counts("by_mechanism", "body", words["mechanism"], words["by mechanism"], register, figure),
        _counts("by_agency", "lead", words["lead"], words["by agency"], register, figure),
        _overdue(register),
        _silent(words, register, figure),
        Section("decisions", words["decisions"], (Table("decisions", (Column(words["text"], 17),), ()),)),
    ]
    sections += [_annex(register)] if annex else []
    return Pack(
        texts=Texts(language),
        title=words["title"],
        subtitle=words["subtitle"],
        state=words["state"],
        group=words["group"],
        as_at=date(2026, 3, 2),
        since=date(2025, 9, 1),
        first=first,
        sections=tuple(sections),
        figures=tuple(figure.all),
        colours={words[name]: colour for name, colour in _COLOURS.items()},
    )


def _first(register: _Register, figure: Callable[..., Figure]) -> Section:
    words, count = register.words, len(register.items)
    tiles = [Tile(words["all"], figure(words["annex"], register.codes()))]
    for name in _COLOURS:
        codes = register.codes(status=words[name])
        share = f"{round(100 * len(codes) / (count or 1))}%"
        tiles.append(Tile(words[name].lower(), figure(words[name], codes), share))
    late = register.codes(late="yes")
    tiles.append(Tile(words["overdue"].lower(), figure(words["overdue"], late), alarm=bool(late)))
    lines = [f"{code}, 01.02.2026, MLSPP: {words['shelter']}" for code in late]
    shown = tuple(line if len(line) < 104 else f"{line[:103]}…" for line in lines[:6])
    rest = words["rest"].format(number=len(late) - 6) if len(late) > 6 else ""
    blocks = (
        Tiles(tuple(tiles)),
        _by_status(register),
        _stacked(register),
        Lines(words["overdue"], tiles[-1].figure, shown, rest),
        Lines(words["silent"], None, (f"{words['labour']}: 3 / 5, {words['never']}",) * 3),
        Lines(words["moved"], figure(words["moved"], register.codes()[:2]), ("UPR-4/138.1, → <i>", "CAT-5/11(b), →")),
        Notes((words["note"], "1 < 2 & 3 > 2")),
    )
    return Section("summary", words["summary"], blocks)


def _by_status(register: _Register) -> Chart:
    words = register.words
    labels = tuple(words[name] for name in _COLOURS)
    values = tuple(len(register.codes(status=label)) for label in labels)
    said = ", ".join(f"{label}: {value}" for label, value in zip(labels, values, strict=True))
    return Chart(words["status"], labels, (Series(words["total"], "1F4E79", values),), said)


def _stacked(register: _Register) -> Chart:
    words = register.words
    series = tuple(
        Series(words[name], colour, tuple(len(register.codes(status=words[name], body=body)) for body in _BODIES))
        for name, colour in _COLOURS.items()
    )
    return Chart(words["by mechanism"], _BODIES, series, f"{words['by mechanism']}: {', '.join(_BODIES)}")


def _counts(key: str, by: str, first: str, heading: str, register: _Register, figure: Callable[..., Figure]) -> Section:
    words = register.words
    statuses = ("", *(words[name] for name in _COLOURS))
    columns = [Column(first, 6), *(Column(label or words["total"], 2.2, Kind.FIGURE) for label in statuses)]

    def row(name: str, **wanted: str) -> tuple[Cell, ...]:
        parts = [(label, f"{name}: {label or words['total']}") for label in statuses]
        return (name, *(figure(said, register.codes(status=label, **wanted)) for label, said in parts))

    rows = tuple(row(name, **{by: name}) for name in dict.fromkeys(item[by] for item in register.items))
    return Section(key, heading, (Table(key, tuple(columns), rows, row(words["total"]) if rows else ()),))


def _overdue(register: _Register) -> Section:
    words = register.words
    columns = (
        Column(words["code"], 2.6, Kind.CODE),
        Column(words["text"], 8.4),
        Column(words["lead"], 3.8),
        Column(words["due"], 2.2, Kind.DAY),
    )
    late = [item for item in register.items if item["late"]]
    rows = tuple((item["code"], item["text"], item["lead"], date(2026, 2, 1)) for item in late)
    return Section("overdue", words["overdue"], (Table("overdue", columns, rows),))


def _silent(words: dict[str, str], register: _Register, figure: Callable[..., Figure]) -> Section:
    columns = (
        Column(words["agency"], 8),
        Column(words["open"], 3, Kind.FIGURE),
        Column(words["quiet"], 3, Kind.FIGURE),
        Column(words["last"], 3, Kind.DAY),
    )
    names = [words[name] for name in _AGENCIES]
    rows = tuple(
        (
            name,
            figure(f"{name}: {words['open']}", register.codes(lead=name)),
            figure(f"{name}: {words['quiet']}", register.codes(lead=name, late="yes")),
            words["never"] if name == names[0] else date(2025, 6, 30),
        )
        for name in names
    )
    whole = figure(words["silent"], names, "silent")
    heads = (Column(words["agency"], 12), Column(words["quiet"], 5, Kind.FIGURE))
    summary = Table("agencies", heads, ((words["silent"], whole),))
    return Section("silent", words["silent"], (summary, Table("silent", columns, rows), Notes((words["note"],))))


def _annex(register: _Register) -> Section:
    words = register.words
    columns = (
        Column(words["code"], 2.2, Kind.CODE),
        Column(words["text"], 5.4),
        Column(words["states"], 1.8),
        Column(words["lead"], 2.4),
        Column(words["status"], 2.2, Kind.STATUS),
        Column(words["dated"], 1.5, Kind.DAY),
        Column(words["due"], 1.5, Kind.DAY),
    )
    rows = tuple(
        (
            item["code"],
            item["text"],
            "Chile; Czechia",
            item["lead"],
            item["status"],
            date(2026, 1, 15),
            date(2026, 2, 1) if item["late"] else "2026-Q4",
        )
        for item in register.items
    )
    return Section("annex", words["annex"], (Table("annex", columns, rows),))
