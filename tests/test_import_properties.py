"""What holds for every sheet: rows are accounted for, a second import says the same, undo and export give back."""

import shutil
import string
from itertools import count
from pathlib import Path

import pytest
from desk import Desk, outcomes
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

AGENCIES = ("MOJ", "Ministry of Health", "Daxili İşlər Nazirliyi", "МВД", "SCFWCA; MOH", "The Bureau", "Min. of Sport")
STATUSES = ("Implemented", "In progress", "icra olunmayıb", "Выполнено частично", "Ongoing", "60 %", "?", "see above")
DATES = ("31.12.2026", "Q3 2027", "2027", "May 2026", "when funds allow", "2026-02-30")
HEADERS = {
    "reference": ("No.", "Paragraph", "Bənd", "Номер"),
    "text": ("Recommendation", "Tövsiyə", "Рекомендация", "Recommandation"),
    "lead": ("Lead agency", "Responsible", "Məsul qurum", "Ответственный"),
    "status": ("Status", "İcra vəziyyəti", "Статус", "État d'avancement"),
    "due": ("Deadline", "Due date", "Son tarix", "Срок"),
}

letters = st.text(string.ascii_letters + "əıöüğşçƏÖ абвгд-,;()'\"&%", min_size=1, max_size=30)
texts = st.builds(
    lambda verb, topic, number: f"{verb} {topic.strip() or 'it'} in district {number} of the country",
    st.sampled_from(
        ("Ensure", "Adopt a law on", "Take measures to protect", "Ratify and apply", "Continue to improve")
    ),
    letters,
    st.integers(1, 9999),
)
references = st.one_of(
    st.builds("140.{}".format, st.integers(1, 300)),
    st.integers(1, 80).map(str),
    st.none(),
    st.just("no number"),
)
rows = st.fixed_dictionaries(
    {
        "reference": references,
        "text": st.one_of(texts, st.none()),
        "lead": st.one_of(st.none(), st.sampled_from(AGENCIES), letters),
        "status": st.one_of(st.none(), st.sampled_from(STATUSES), letters),
        "due": st.one_of(st.none(), st.sampled_from(DATES), st.dates(), st.integers(-5, 60000), st.floats(0, 1)),
    }
)
furniture = st.sampled_from((["Total", 3], ["Theme: Right to health"], ["Yekun"], [], ["Prepared by the secretariat"]))


@st.composite
def sheets(draw):
    """Rows of a follow-up sheet under a title, with a header in one of four languages and columns in any order."""
    language = draw(st.integers(0, 3))
    order = draw(st.permutations(list(HEADERS)))
    left = [None] * draw(st.integers(0, 2))
    top = draw(st.lists(st.just([*left, "Follow-up of recommendations"]), max_size=3))
    body = []
    for row in draw(st.lists(st.one_of(rows, furniture), min_size=1, max_size=8)):
        body.append([*left, *([row[name] for name in order] if isinstance(row, dict) else row)])
    return [*top, [*left, *(HEADERS[name][language] for name in order)], *body]


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh_desk(request, tmp_path, sqlite_template, monkeypatch):
    """Makes a desk with a fresh register each time it is called: one for every example."""
    number = count()
    monkeypatch.setenv("TRACKER_TODAY", "2026-03-02")
    clone = request.getfixturevalue("postgres") if request.param == "postgresql" else None

    def make() -> Desk:
        folder = tmp_path / f"desk{next(number)}"
        folder.mkdir()
        place = clone() if clone else str(shutil.copy(sqlite_template, folder / "register.db"))
        monkeypatch.setenv("TRACKER_DATABASE", place)
        return Desk(place, folder)

    make.examples = 8 if clone else 30
    return make


def saved(folder: Path, cells, name="sheet.xlsx") -> Path:
    book = Workbook()
    for row in cells:
        book.active.append(row)
    book.save(folder / name)
    return folder / name


def each_example(fresh_desk, check):
    """Run a check on generated sheets, each at a desk of its own."""

    @settings(max_examples=fresh_desk.examples)
    @given(sheets())
    def examples(cells):
        desk = fresh_desk()
        try:
            check(desk, saved(desk.folder, cells), cells)
        finally:
            desk.close()

    examples()


def test_every_row_is_accounted_for_and_a_second_import_changes_nothing(fresh_desk):
    def check(desk, path, cells):
        told = desk.take(path, review="UPR-3", yes=True)
        filled = [number for number, row in enumerate(cells) if any(cell not in (None, "") for cell in row)]
        read = [sheet for plan in told.plans if plan.error is None for sheet in plan.sheets if sheet.blocks]
        for sheet in read:
            under = range(sheet.blocks[0].first, sheet.blocks[-1].end)
            headings = sheet.structure["section"] + sheet.structure["header"]
            assert len(sheet.rows) + headings == sum(number in under for number in filled)
            assert sum(sheet.outcomes().values()) == len(sheet.rows)
        before = desk.everything()
        again = desk.take(path, review="UPR-3", yes=True)
        assert again.batch is None
        assert {"new", "changed"} & set(outcomes(again)) == set()
        assert desk.everything() == before

    each_example(fresh_desk, check)


def test_undo_gives_the_register_back_as_it_was(fresh_desk):
    def check(desk, path, _cells):
        desk.take(saved(desk.folder, FIRST, "first.xlsx"), review="UPR-3", yes=True)
        before = desk.everything()
        result = desk.take(path, review="UPR-3", yes=True)
        if result.batch is not None:
            desk.ok("undo", str(result.batch))
        after = desk.everything()
        assert {name for name in before if before[name] != after[name]} <= TRAIL

    each_example(fresh_desk, check)


TRAIL = {"batch", "change", "imported_sheet", "origin"}
"""What is kept of an import that was taken back: that it was, and what it had brought."""

FIRST = [
    ["No.", "Recommendation", "Lead agency", "Status", "Deadline"],
    ["140.1", "Ensure access to health care in all districts of the country", "MOH", "Planned", "2026"],
    ["140.2", "Adopt a law on the protection of personal data of patients", "MOJ", None, None],
]


def test_export_then_import_changes_nothing(fresh_desk):
    def check(desk, path, _cells):
        desk.take(path, review="UPR-3", yes=True)
        for row in desk.listing()[:2]:
            desk.run("status", row["code"], "in_progress", "--note", "At work", "--measure", "A  second\n\nmeasure ")
            desk.run("assign", row["code"], "--contributing", "MOF")
        before = desk.everything()
        out = desk.folder / "out.xlsx"
        desk.ok("export", "sheet", "-o", out)
        if not desk.listing():
            return
        told = desk.take(out)
        assert outcomes(told) == {"same": len(desk.listing())}
        assert desk.everything() == before

    each_example(fresh_desk, check)
