"""The workbook of a round: what was sent stands in it, the agency's cells are open, everything else is locked."""

from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from rounds import FIRST, SECOND, answers_of, fields_of, file_of, open_round, with_recommendations
from sqlalchemy import select
from sqlalchemy.orm import Session

from exports.look import safe
from exports.reply_workbook import write_reply_workbook
from tracker.database import engine_for
from tracker.folding import tidy
from tracker.language.texts import Texts
from tracker.models import Asked, Request, Status
from tracker.queries.reply_sheet import claimable_statuses, reply_columns
from tracker.queries.requests import Package
from tracker.stamps import find_stamp
from tracker.vocabulary import Role


@pytest.fixture
def desk_with_round(quick_desk):
    return with_recommendations(quick_desk)


@pytest.fixture
def lead(desk_with_round):
    """The workbook of what the Ministry of Justice leads on."""
    return load_workbook(file_of(open_round(desk_with_round), "MOJ", "lead.xlsx"))


@pytest.fixture
def in_azerbaijani(desk_with_round):
    return load_workbook(file_of(open_round(desk_with_round, "--language", "az", out="az"), "MOJ", "contributing.xlsx"))


def column(page, name, rows=slice(5, None)):
    at = fields_of(page)[name] - 1
    return [row[at] for row in list(page.iter_rows())[rows]]


def test_each_part_of_an_agency_is_a_workbook_with_its_own_rows(lead, in_azerbaijani):
    assert [cell.value for cell in column(lead.worksheets[1], "code")] == [FIRST, "UPR-4/138.3"]
    assert [cell.value for cell in column(in_azerbaijani.worksheets[1], "code")] == [SECOND]
    assert "due" in fields_of(lead.worksheets[1])
    assert "due" not in fields_of(in_azerbaijani.worksheets[1])


def test_the_headings_are_in_the_language_of_the_round(lead, in_azerbaijani):
    assert [cell.value for cell in lead.worksheets[1][4]][1:4] == ["Code", "Document", "Paragraph"]
    assert [cell.value for cell in in_azerbaijani.worksheets[1][4]][1:4] == ["Kod", "Sənəd", "Bənd"]
    assert lead.sheetnames == ["Instructions", "Answers"]
    assert in_azerbaijani.sheetnames == ["Təlimat", "Cavablar"]


def test_statuses_parts_and_dates_are_shown_as_people_read_them(lead, in_azerbaijani):
    page = lead.worksheets[1]
    assert column(page, "status_on_record")[0].value == "In progress"
    assert column(page, "part")[0].value == "Lead"
    assert column(page, "deadline")[0].value == datetime(2026, 12, 31)
    assert column(page, "deadline")[0].number_format == "dd.mm.yyyy"
    page = in_azerbaijani.worksheets[1]
    assert column(page, "status_on_record")[0].value == "Planlaşdırılır"
    assert column(page, "part")[0].value == "Birgə icraçı"
    assert column(page, "deadline")[0].value == "2026-Q4"


def test_the_identity_of_rows_and_columns_is_hidden_and_genuine(lead):
    page = lead.worksheets[1]
    assert page.column_dimensions["A"].hidden
    assert page.row_dimensions[5].hidden
    assert not page.row_dimensions[4].hidden
    stamps = [find_stamp(cell.value) for cell in page["A"][4:]]
    assert [(stamp.request, stamp.agency, stamp.place, stamp.genuine) for stamp in stamps] == [
        (1, "MOJ", None, True),
        (1, "MOJ", 1, True),
        (1, "MOJ", 2, True),
    ]
    assert page["B2"].value == f"Reference: {page['A5'].value}"
    assert lead.custom_doc_props["Reference"].value == page["A5"].value


def test_what_is_ours_is_locked_and_what_is_asked_for_is_open(lead):
    page = lead.worksheets[1]
    locked = {name: {cell.protection.locked for cell in column(page, name)} for name in list(fields_of(page))[1:]}
    asked = {item.field for item in reply_columns() if not item.ours}
    assert {name for name, states in locked.items() if states == {False}} == asked
    assert {name for name, states in locked.items() if states == {True}} == set(locked) - asked
    assert {cell.protection.locked for cell in [*page["A"], *page[4], *page[5]]} == {True}


def test_locked_and_open_cells_differ_in_colour(lead):
    page = lead.worksheets[1]
    assert column(page, "text")[0].fill.fgColor.rgb == "FFF1F2F4"
    assert column(page, "measures")[0].fill.fgColor.rgb == "FFE6F1FB"


def test_the_protection_has_no_secret_and_leaves_the_usual_work_free(lead):
    protection = lead.worksheets[1].protection
    assert protection.sheet
    assert protection.password is None
    allowed = ("formatCells", "formatColumns", "formatRows", "insertRows", "sort", "autoFilter")
    assert {name: getattr(protection, name) for name in allowed} == dict.fromkeys(allowed, False)
    assert protection.deleteColumns


def test_statuses_are_chosen_from_what_an_agency_may_claim(lead, desk_with_round):
    page = lead.worksheets[1]
    lists = {str(check.sqref): check for check in page.data_validations.dataValidation if check.type == "list"}
    (cells,) = lists
    assert cells == f"{column(page, 'status')[0].coordinate}:{column(page, 'status')[-1].coordinate}"
    sheet, _, place = lists[cells].formula1.strip("=").partition("!")
    options = [cell.value for (cell,) in lead[sheet.strip("'")][place.replace("$", "")]]
    assert options == ["Not started", "Planned", "In progress", "Partially implemented", "Implemented"]
    assert lists[cells].errorStyle == "warning"
    with Session(desk_with_round.engine) as session:
        assert [status.label_en for status in claimable_statuses(session)] == options


def test_dates_are_checked_with_a_warning_that_says_how_to_write_them(lead):
    page = lead.worksheets[1]
    checks = [check for check in page.data_validations.dataValidation if check.type == "date"]
    assert {str(check.sqref)[0] for check in checks} == {
        column(page, name)[0].column_letter for name in ("dated", "due")
    }
    for check in checks:
        assert check.errorStyle == "warning"
        assert "31.05.2026" in check.error


def test_the_sheet_prints_on_a_page_s_width_with_its_headings_and_reference(lead):
    page = lead.worksheets[1]
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (None, 0), "one page wide, as many as needed"
    assert page.print_title_rows == "$4:$4"
    assert page["A5"].value in page.oddFooter.left.text
    assert page.freeze_panes == "C5"
    assert page.auto_filter.ref.startswith("B4:")


def test_rows_have_room_for_an_answer(lead):
    assert min(lead.worksheets[1].row_dimensions[row].height for row in (6, 7)) >= 44


def test_the_instructions_name_the_round_and_what_the_statuses_mean(lead, in_azerbaijani):
    text = [[cell.value for cell in row] for row in lead.worksheets[0].iter_rows()]
    facts = {row[0]: row[1] for row in text if row[0] and row[1]}
    assert facts["Subject"] == "Spring review"
    assert facts["Agency"] == "Ministry of Justice"
    assert facts["Due date"] == "15 April 2026"
    assert facts["Recommendations"] == "2"
    assert ["Implemented", "What the recommendation asks for is done.", "evidence with its date"] in text
    steps = [row[0] for row in text if row[0] and row[0].startswith("1.")]
    assert "'Answers'" in steps[0]
    text = [[cell.value for cell in row] for row in in_azerbaijani.worksheets[0].iter_rows()]
    assert ["Qurum", "Ədliyyə Nazirliyi", None] in text
    assert ["İcra olunub", "Tövsiyədə nəzərdə tutulanlar icra olunub.", "tarixi göstərilmiş sübut"] in text


def test_a_workbook_that_is_written_again_is_the_same_file(desk_with_round):
    first = file_of(open_round(desk_with_round), "MOJ", "lead.xlsx")
    desk_with_round.ok("status", FIRST, "partially_implemented", "--note", "half", "--evidence", "Law 1, 2025-01-01")
    desk_with_round.ok("request", "write", "1", "-o", desk_with_round.folder / "again")
    again = file_of(desk_with_round.folder / "again", "MOJ", "lead.xlsx")
    assert again.read_bytes() == first.read_bytes()


def test_an_untouched_workbook_comes_back_with_no_news(desk_with_round):
    folder = open_round(desk_with_round, "--language", "az")
    before = desk_with_round.listing()
    told = desk_with_round.ok("import", file_of(folder, "MOJ", "lead.xlsx"), "--yes")
    assert "2 rows: 2 same" in told
    assert desk_with_round.listing() == before


def test_a_filled_workbook_comes_back_as_the_agency_s_claim(desk_with_round):
    target = file_of(open_round(desk_with_round, "--language", "az"), "MOJ", "lead.xlsx")
    book = load_workbook(target)
    page, at = book.worksheets[1], fields_of(book.worksheets[1])
    page.cell(6, at["status"]).value = "İcra olunub"
    page.cell(6, at["dated"]).value = date(2026, 2, 1)
    page.cell(6, at["evidence"]).value = "Order No. 114 of the Minister, 12.01.2026"
    book.save(target)
    told = desk_with_round.ok("import", target, "--yes")
    assert "status by MOJ - -> Implemented (2026-02-01) (a claim)" in told
    assert desk_with_round.one(FIRST)["status"] == "in_progress"


TEXTS = st.one_of(
    st.sampled_from(
        ["", "=1+1", "+994", "-", "@home", "2026-05-31", "31.05.2026", "0012", "TRUE", "line one\nline two"]
    ),
    st.text(max_size=60),
).map(tidy)
DAYS = st.one_of(
    st.just(""), st.dates(date(1900, 3, 1), date(2100, 1, 1)).map(str), st.just("2026-Q4"), st.just("soon")
)
CODES = st.sampled_from(["", "in_progress", "implemented", "not_implemented", "a status of old"])


@st.composite
def sent_cells(draw, role):
    """What a row may have carried when it left."""
    kinds = {"part": st.just(role.value), "status": CODES, "status_on_record": CODES}
    kinds |= dict.fromkeys(("dated", "due", "deadline"), DAYS)
    fields = [item.field for item in reply_columns() if item.ours or role in item.asked_of]
    return {name: draw(kinds.get(name, TEXTS)) for name in fields}


def shown(session, field, text, language):
    """What people are to see of what was sent, said independently of the code that writes it."""
    if field in ("status", "status_on_record") and text:
        status = session.get(Status, text)
        return getattr(status, f"label_{language}") if status else text
    if field == "part":
        return {
            "en": {"lead": "Lead", "contributing": "Contributing"},
            "az": {"lead": "Əsas icraçı", "contributing": "Birgə icraçı"},
        }[language][text]
    if field in ("dated", "due", "deadline") and len(text) == 10 and text[:2] in ("19", "20", "21"):
        return datetime.fromisoformat(text)
    return safe(text) or None


@pytest.fixture(scope="module")
def known(sqlite_template):
    """The shipped statuses and agencies, to look into."""
    engine = engine_for(str(sqlite_template))
    with Session(engine) as session:
        yield session
    engine.dispose()


@given(data=st.data(), role=st.sampled_from(Role), language=st.sampled_from(["en", "az"]))
def test_the_cells_of_a_workbook_are_what_was_sent(data, role, language, known):
    sents = data.draw(st.lists(sent_cells(role), min_size=1, max_size=3))
    request = Request(number=3, title="Any", language=language, opened_on=date(2026, 3, 2), due_on=date(2026, 4, 15))
    rows = [
        Asked(agency_key="MOJ", role=role, place=n, key=f"R3-MOJ-{n:03}-QQ", sent=sent) for n, sent in enumerate(sents)
    ]
    with TemporaryDirectory() as folder:
        target = Path(folder) / "sheet.xlsx"
        package = Package("MOJ", rows)
        assert write_reply_workbook(known, request, package, role, target, Texts(language), "") == len(rows)
        page = answers_of(target)
        at = fields_of(page)
        for number, row in enumerate(rows, start=6):
            assert page.cell(number, 1).value == row.key
            for field, text in row.sent.items():
                if field == "refusal" and not any(sent["refusal"] for sent in sents):
                    assert field not in at
                    continue
                assert page.cell(number, at[field]).value == shown(known, field, text, language), field


def test_no_cell_is_a_formula_or_a_link(desk_with_round):
    folder = desk_with_round.folder
    with Session(desk_with_round.engine) as session:
        request = SimpleNamespace(
            number=3, title="=HYPERLINK(1)", language="en", opened_on=date(2026, 3, 2), due_on=date(2026, 4, 1)
        )
        sent = {"part": "lead", "text": '=cmd|" /c calc"!A1', "measures": "http://example.org", "note": "@SUM(1)"}
        package = Package("MOJ", [Asked(agency_key="MOJ", role="lead", place=1, key="R3-MOJ-001-QQ", sent=sent)])
        write_reply_workbook(session, request, package, Role.LEAD, folder / "x.xlsx", Texts("en"), "=1+1")
    with ZipFile(folder / "x.xlsx") as parts:
        pages = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any("<f>" in page or "<hyperlink" in page for page in pages)


def test_what_no_cell_can_hold_is_cut_before_it_leaves(quick_desk):
    with_recommendations(quick_desk)
    quick_desk.ok("status", FIRST, "in_progress", "--note", "x", "--measure", "Word " * 8000)
    with Session(quick_desk.engine) as session:
        open_round(quick_desk)
        sent = session.scalars(select(Asked.sent).where(Asked.agency_key == "MIA", Asked.role == "contributing")).one()
    assert len(sent["measures_on_record"]) == 32_000
    page = answers_of(file_of(quick_desk.folder / "round", "MIA", "contributing.xlsx"))
    assert column(page, "measures_on_record")[0].value == sent["measures_on_record"]
