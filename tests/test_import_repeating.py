"""Values that stand in many rows are read once; what a row says must not hang on the rows above it."""

from datetime import datetime
from unittest.mock import patch

from desk import NOW
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from sqlalchemy.orm import Session

from imports.merging.planner import Planner
from imports.reading.questions import Answers
from imports.tables.shown import ShownTable

HEADER = ["No.", "Recommendation", "Lead agency", "Contributing", "Status", "Deadline", "Remarks", "Theme"]
ASKS = "Ensure access to a lawyer from the outset of detention in district"
CELLS = st.tuples(
    st.sampled_from([None, "Ministry of Justice", "MOH", "ditto", '"', "Lead: MOH; with MIA"]),
    st.sampled_from([None, "MIA; MFA", "as above", "MOJ"]),
    st.sampled_from([None, "Implemented", "Implemented. The law was adopted.", "ditto", "out of mandate", "75%"]),
    st.sampled_from([None, "31.12.2027", "ditto", "permanent", datetime(2027, 5, 31), datetime(2028, 1, 31)]),
    st.sampled_from([None, "See the minutes", "Draft law"]),
    st.sampled_from([None, "Right to health", "Children", "ditto"]),
)
FORMATS = st.sampled_from(["General", "mm.yyyy", "dd.mm.yyyy"])


def sheet(desk, rows, formats=()):
    book = Workbook()
    page = book.active
    page.append(HEADER)
    for number, row in enumerate(rows, start=1):
        page.append([f"140.{number}", f"{ASKS} {number}", *row])
    for number, form in enumerate(formats, start=2):
        page.cell(number, 6).number_format = form
    book.save(desk.folder / "repeating.xlsx")
    return desk.folder / "repeating.xlsx"


def taken(desk, rows, formats=()):
    """What each row says."""
    plan = desk.take(sheet(desk, rows, formats), review="UPR-3", yes=True).plans[0]
    return [row.entries[0].entry for row in plan.sheets[0].rows]


def asked(plan):
    return [(question.id, question.cells) for question in plan.open_questions]


def test_a_word_for_the_cell_above_follows_the_row_above(quick_desk):
    leads = ["MOJ", "ditto", "MOH", "ditto"]
    found = taken(quick_desk, [[lead, None, None, None, None, None] for lead in leads])
    assert [(entry.get("lead"), entry.cell_of("lead")) for entry in found] == [
        ("MOJ", "C2"),
        ("MOJ", "C2"),
        ("MOH", "C4"),
        ("MOH", "C4"),
    ]


def test_one_day_shown_as_a_month_is_a_month(quick_desk):
    rows = [["MOJ", None, None, datetime(2027, 5, 31), None, None]] * 2
    found = taken(quick_desk, rows, ["dd.mm.yyyy", "mm.yyyy"])
    assert [entry.get("due")[1] for entry in found] == ["day", "month"]


def test_words_behind_a_status_stand_beside_the_remarks_of_each_row(quick_desk):
    status = "Implemented. The law was adopted."
    found = taken(quick_desk, [["MOJ", None, status, None, remark, None] for remark in (None, "Draft law")])
    assert [entry.get("note") for entry in found] == ["The law was adopted.", "Draft law\nThe law was adopted."]


def all_said(plan):
    """Everything that a plan holds, every value with the whole name of its cell."""
    for sheet in plan.sheets:
        for row in sheet.rows:
            for entry in (planned.entry for planned in row.entries):
                entry.values = {
                    name: reading._replace(cell=entry.cell_of(name)) for name, reading in entry.values.items()
                }
    return [sheet.rows for sheet in plan.sheets]


@settings(max_examples=40)
@given(rows=st.lists(CELLS, min_size=2, max_size=8), formats=st.lists(FORMATS, max_size=8))
def test_a_row_says_the_same_whether_rows_like_it_were_read_before(quick_desk, rows, formats):
    path = sheet(quick_desk, rows, formats[: len(rows)])
    with Session(quick_desk.engine) as session:
        quick = Planner(session, Answers({}, True, "UPR-3"), NOW.date()).plan(path)
        with patch.object(ShownTable, "repeats", lambda *_: False):
            slow = Planner(session, Answers({}, True, "UPR-3"), NOW.date()).plan(path)
    assert all_said(quick) == all_said(slow)
    assert asked(quick) == asked(slow)
