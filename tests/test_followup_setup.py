import csv

import pytest
from desk import NOW, Desk
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from tracker.errors import BadReference, TrackerError
from tracker.followup.reference.files import ReferenceFolder
from tracker.followup.setup import set_up
from tracker.models import Agency, Alias, Batch, Mechanism, NationalPlan, Register, Review, Theme, Word
from tracker.queries.find import find_agency

GEORGIA = {
    "register": [
        ["key", "value"],
        ["state", "GEO"],
        ["state_name", "Georgia"],
        ["group_name", "Interagency Human Rights Council"],
        ["secretariat", "MFA"],
        ["independent_voice", "PDO"],
    ],
    "agencies": [
        ["key", "kind", "name_en", "name_az", "name_ru", "membership", "role", "usual_themes"],
        ["MFA", "ministry", "Ministry of Foreign Affairs of Georgia", "", "", "given", "secretariat", ""],
        ["PDO", "nhri", "Public Defender of Georgia", "", "Народный защитник Грузии", "given", "", ""],
        ["MOJ", "ministry", "Ministry of Justice of Georgia", "", "", "given", "", "prisons"],
    ],
    "agency_aliases": [
        ["agency", "alias", "language"],
        ["MOJ", "Justice Ministry", "en"],
        ["MOJ", "justice ministry", ""],
    ],
    "leads": [["mechanism", "agency", "basis"], ["CEDAW", "MOJ", "given"]],
    "reviews": [
        ["code", "mechanism", "cycle", "symbol", "other_symbols", "followup_paragraphs"],
        ["CEDAW-6", "CEDAW", "6", "CEDAW/C/GEO/CO/6", "CEDAW/C/GEO/6; CEDAW/C/GEO/Q/6", "11 (d); 19 (b)"],
        ["CEDAW-7", "CEDAW", "7", "", "", ""],
    ],
}


def folder_of(path, files):
    path.mkdir()
    for name, rows in files.items():
        with (path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    return path


@pytest.fixture
def georgia(tmp_path):
    """What setting up with the reference data of another country did, and the register file."""
    place = str(tmp_path / "georgia.db")
    done = set_up(place, folder_of(tmp_path / "georgia", GEORGIA), "Nino", NOW)
    with Session(done.engine) as session:
        yield place, done, session
    done.engine.dispose()


def test_a_register_is_made_with_the_shipped_reference_data(desk):
    with Session(desk.engine) as session:
        register = session.scalars(select(Register)).one()
        assert (register.state, register.secretariat, register.independent) == ("AZE", "MFA", "OMBUDS")
        counted = {
            model.__tablename__: session.scalar(select(func.count()).select_from(model)) for model in (Agency, Review)
        }
        assert counted == {"agency": 41, "review": 22}
        act = session.scalars(select(Batch)).one()
        assert (act.kind, act.who) == ("init", "test")


def test_setting_up_again_changes_nothing(desk):
    before = desk.everything()
    assert "up to date" in desk.ok("init")
    after = desk.everything()
    assert {name: rows for name, rows in after.items() if name != "batch"} == {
        name: rows for name, rows in before.items() if name != "batch"
    }


def test_setting_up_again_loses_nothing_of_the_work(desk):
    rows = [["No.", "Recommendation", "Lead agency", "Status"], ["13", "Let detainees see a lawyer", "MOJ", "Planned"]]
    desk.take(desk.sheet(rows), review="CAT-5", yes=True)
    desk.ok("agencies", "alias", "MOJ", "Min. of Justice")
    desk.ok("assign", "CAT-5/13", "--contributing", "PGO")
    before = desk.everything()
    desk.ok("init")
    after = desk.everything()
    assert all(after[name] == rows for name, rows in before.items() if name != "batch")


def test_what_was_corrected_stays_as_it_is(desk):
    with desk.engine.begin() as connection:
        connection.execute(update(Agency).where(Agency.key == "MM").values(name_en="Milli Majlis of the Republic"))
        connection.execute(update(Review).where(Review.code == "UPR-4").values(symbol="A/HRC/55/12", note="checked"))
    desk.ok("init")
    with Session(desk.engine) as session:
        assert session.get_one(Agency, "MM").name_en == "Milli Majlis of the Republic"
        review = session.scalars(select(Review).where(Review.code == "UPR-4")).one()
        assert (review.symbol, review.note) == ("A/HRC/55/12", "checked")


def test_blanks_are_filled(desk):
    with desk.engine.begin() as connection:
        connection.execute(
            update(Review).where(Review.code == "CAT-5").values(symbol=None, other_symbols=[], adopted="")
        )
    desk.ok("init")
    with Session(desk.engine) as session:
        review = session.scalars(select(Review).where(Review.code == "CAT-5")).one()
        assert (review.symbol, review.adopted, len(review.other_symbols)) == ("CAT/C/AZE/CO/5", "2024-05-06", 3)


def test_new_rows_of_the_reference_data_are_added(quick_desk, tmp_path):
    own = folder_of(tmp_path / "own", {"row_words": [["kind", "language", "term"], ["total", "en", "All told"]]})
    told = quick_desk.ok("init", "--reference", str(own))
    assert "Added: 1 word" in told
    with Session(quick_desk.engine) as session:
        word = session.scalars(select(Word).where(Word.folded == "all told")).one()
        assert (word.kind, word.value, word.text) == ("row", "total", "All told")


def test_a_file_of_the_group_corrects_the_register(quick_desk, tmp_path):
    rows = list(ReferenceFolder().rows("reviews"))
    rows[0]["followup_due"] = "2027-03"
    own = folder_of(tmp_path / "own", {"reviews": [list(rows[0]), *(list(row.values()) for row in rows)]})
    assert "Corrected: 1 review" in quick_desk.ok("init", "--reference", own)
    assert "Corrected" not in quick_desk.ok("init", "--reference", own)
    assert "Corrected" not in quick_desk.ok("init")
    with Session(quick_desk.engine) as session:
        assert session.scalar(select(Review.followup_due).where(Review.code == rows[0]["code"])) == "2027-03"


def test_a_symbol_of_another_review_is_said(quick_desk, tmp_path):
    rows = list(ReferenceFolder().rows("reviews"))
    rows[0]["code"] = "UPR-I"
    own = folder_of(tmp_path / "own", {"reviews": [list(rows[0]), *(list(row.values()) for row in rows)]})
    before = quick_desk.everything()
    told = quick_desk.run("init", "--reference", own)
    assert (told.code, "contradict" in told.err) == (1, True)
    assert quick_desk.everything() == before


def test_a_spelling_that_was_taken_away_stays_away(quick_desk):
    quick_desk.ok("agencies", "alias", "MOJ", "--remove", "Penitentiary Service")
    quick_desk.ok("init")
    assert "Penitentiary Service" not in quick_desk.ok("agencies", "alias", "MOJ")


def test_another_country_brings_its_own_group(georgia):
    _, done, session = georgia
    assert (done.created, done.state_name, done.reviews) == (True, "Georgia", 2)
    register = session.scalars(select(Register)).one()
    assert (register.state, register.secretariat, register.independent) == ("GEO", "MFA", "PDO")
    assert list(session.scalars(select(Agency.key).order_by(Agency.place))) == ["MFA", "PDO", "MOJ"]
    leads = session.execute(select(Mechanism.code, Mechanism.lead_agency).where(Mechanism.lead_agency.is_not(None)))
    assert list(map(tuple, leads)) == [("CEDAW", "MOJ")]
    assert list(session.scalars(select(NationalPlan))) == []


def test_another_country_keeps_the_common_reference_data(georgia):
    *_, session = georgia
    assert session.scalar(select(func.count()).select_from(Mechanism)) == 17
    assert session.scalar(select(func.count()).select_from(Theme)) > 100


def test_the_reviews_of_another_country_are_of_that_country(georgia):
    *_, session = georgia
    sixth, seventh = session.scalars(select(Review).order_by(Review.code))
    assert (sixth.state, sixth.symbol, seventh.symbol) == ("GEO", "CEDAW/C/GEO/CO/6", None)
    assert sixth.other_symbols == ["CEDAW/C/GEO/6", "CEDAW/C/GEO/Q/6"]
    assert sixth.followup_paragraphs == ["11(d)", "19(b)"]


def test_agencies_are_found_by_names_keys_and_further_spellings(georgia):
    *_, session = georgia
    for typed in ("moj", "Ministry of Justice of Georgia", "JUSTICE MINISTRY"):
        assert find_agency(session, typed) == "MOJ"
    assert find_agency(session, "Народный защитник Грузии") == "PDO"
    spellings = session.scalars(select(Alias.text).where(Alias.agency_key == "MOJ"))
    assert sorted(spellings) == ["Justice Ministry", "MOJ", "Ministry of Justice of Georgia"]


def test_only_another_country_is_named_in_the_code_of_a_review_that_an_import_adds(tmp_path):
    place = str(tmp_path / "georgia.db")
    without = {name: rows for name, rows in GEORGIA.items() if name != "reviews"}
    set_up(place, folder_of(tmp_path / "georgia", without), "Nino", NOW).engine.dispose()
    desk = Desk(place, tmp_path)
    header, row = ["Para.", "Recommendation"], ["13(a)", "Look into every complaint of torture at once"]
    for symbol in ("CAT/C/SVN/CO/3", "CAT/C/GEO/CO/4"):
        desk.take(desk.sheet([[symbol], header, row], f"{symbol[6:9]}.xlsx"), yes=True)
    with Session(desk.engine) as session:
        codes = session.scalars(select(Review.code).order_by(Review.code)).all()
    desk.close()
    assert codes == ["CAT-3-SVN", "CAT-4"]


def test_one_register_is_never_of_two_countries(georgia):
    place, *_ = georgia
    with pytest.raises(TrackerError, match="this register is of Georgia, the reference data are of Azerbaijan") as said:
        set_up(place, None, "Leyla", NOW, "Azerbaijan")
    assert "--reference" in said.value.remedy


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(BadReference, match="this is not a folder") as said:
        set_up(str(tmp_path / "register.db"), tmp_path / "nowhere", "Leyla", NOW)
    assert said.value.where == str(tmp_path / "nowhere")
    assert not (tmp_path / "register.db").exists()
