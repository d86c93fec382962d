"""The letters of a round: from a template that the group owns, in both languages; a mail draft with all attached."""

import runpy
from email import message_from_bytes, policy
from pathlib import Path
from shutil import copyfile

import pytest
from docx import Document
from openpyxl import load_workbook
from rounds import FIRST, SECOND, THIRD, answer, file_of, open_round, post, with_recommendations, words_of

from exports.mail_draft import write_mail_draft
from exports.template import SHIPPED


@pytest.fixture
def desk_with_round(quick_desk):
    return with_recommendations(quick_desk)


def mail_of(folder, agency):
    return message_from_bytes(file_of(folder, agency, "mail.eml").read_bytes(), policy=policy.default)


def own_template(desk, *edits):
    """A template of the group's own beside the register; each edit is a paragraph to replace and its new words."""
    folder = Path(desk.place).parent / "templates"
    folder.mkdir(exist_ok=True)
    document = Document(str(SHIPPED / "letter_request_en.docx"))
    for begins, words in edits:
        paragraph = next(item for item in document.paragraphs if item.text.startswith(begins))
        paragraph.runs[0].text = words
        for run in paragraph.runs[1:]:
            run.text = ""
    document.save(str(folder / "letter_request_en.docx"))
    return folder


def own_words(folder, *pairs):
    """Words of the group's own in English: each pair is a shipped text and what stands in its place."""
    lines = [f'msgid "{english}"\nmsgstr "{own}"' for english, own in pairs]
    (folder / "en.po").write_text("\n".join(lines), encoding="utf-8")


def test_a_letter_says_who_asks_whom_for_what_and_by_when(desk_with_round):
    post(desk_with_round, "MOJ", "Head of the International Department", "Elçin Məmmədov")
    words = words_of(file_of(open_round(desk_with_round, "--contact", "Leyla, 555 00 11"), "MOJ", "letter.docx"))
    for part in (
        "Ministry of Foreign Affairs",
        "Working group on the implementation of the recommendations",
        "No. ____________\nDate: ____________ | Ministry of Justice\nHead of the International Department\nElçin Məmmədov",
        "Subject: Spring review",
        "Legal basis: Presidential Order of 20 September 2018",
        "made by: Human Rights Council (Universal Periodic Review).",
        "inform us by 15 April 2026 of the implementation of the 3 recommendations listed below. You lead on 2 of them "
        "and contribute to 1.",
        f"1 | {FIRST} | Universal Periodic Review, cycle 4, para. 138.1 | "
        "Let independent visitors into all places of detention | Lead",
        f"2 | {THIRD} |",
        f"3 | {SECOND} | Universal Periodic Review, cycle 4, para. 138.2 | "
        "Record every questioning of a detained person on video | Contributing",
        "Contact: Leyla, 555 00 11",
        "1. Workbook 'R1 MOJ lead.xlsx': recommendations on which you lead (2)",
        "2. Workbook 'R1 MOJ contributing.xlsx': recommendations to which you contribute (1)",
    ):
        assert part in words
    assert "{" not in words


def test_a_letter_in_azerbaijani_is_so_throughout(desk_with_round):
    words = words_of(file_of(open_round(desk_with_round, "--language", "az"), "MIA", "letter.docx"))
    for part in (
        "Xarici İşlər Nazirliyi",
        "Birləşmiş Millətlər Təşkilatının insan hüquqları mexanizmlərinin tövsiyələrinin icrası üzrə işçi qrupu",
        "Daxili İşlər Nazirliyi",
        "Mövzu: Spring review",
        "Hüquqi əsas: Azərbaycan Respublikası Prezidentinin 20 sentyabr 2018-ci il tarixli Sərəncamı",
        "2 tövsiyənin icrası barədə məlumatı 15.04.2026 tarixinədək",
        f"1 | {SECOND} | Universal Dövri İcmal, dövr: 4, bənd 138.2 | "
        "Record every questioning of a detained person on video | Əsas icraçı",
        f"2 | {FIRST} |",
        "Birgə icraçı",
    ):
        assert part in words


def test_the_secretariat_s_focal_point_is_the_contact_unless_another_is_named(desk_with_round):
    post(desk_with_round, "MFA", "Human Rights Department", "Leyla Əliyeva", "hr@foreign.example", "555 00 11")
    words = words_of(file_of(open_round(desk_with_round), "MOJ", "letter.docx"))
    assert "Contact: Leyla Əliyeva, Human Rights Department, hr@foreign.example, 555\u00a000\u00a011" in words


def test_without_a_contact_the_letter_has_no_line_for_it(desk_with_round):
    assert "Contact" not in words_of(file_of(open_round(desk_with_round), "MOJ", "letter.docx"))


def test_a_long_text_is_whole_and_signs_of_markup_stay_text(quick_desk):
    text = "Protect women & children <everywhere>, " + "and do so in law and in practice, " * 8
    quick_desk.take(
        quick_desk.sheet([["No.", "Recommendation", "Lead agency"], ["7", text, "MOJ"]]), review="CAT-5", yes=True
    )
    words = words_of(file_of(open_round(quick_desk), "MOJ", "letter.docx"))
    assert f"CAT/C/AZE/CO/5, para. 7 | {' '.join(text.split())} | Lead" in words
    assert "Committee against Torture" in words


def test_a_reminder_quotes_the_first_letter_and_lists_what_is_owed(desk_with_round, monkeypatch):
    open_round(desk_with_round)
    desk_with_round.ok("letters", "number", "R1 MOJ letter", "05/3-1204", "--date", "2026-03-03")
    answer(desk_with_round, "MOJ", FIRST, SECOND)
    monkeypatch.setenv("TRACKER_TODAY", "2026-04-27")
    desk_with_round.ok(
        "request", "remind", "1", "--agency", "Ministry of Justice", "-o", desk_with_round.folder / "again"
    )
    words = words_of(file_of(desk_with_round.folder / "again", "MOJ", "reminder 1.docx"))
    assert "By our letter No. 05/3-1204 of 3 March 2026 we asked you to inform us by 15 April 2026" in words
    assert "The answer is 12 days overdue." in words
    assert (
        "You have answered on 2 of 3 recommendations, for which we thank you. We have no answer yet on the 1 " in words
    )
    assert f"1 | {THIRD} |" in words
    assert FIRST not in words
    assert "lead.xlsx" in words
    assert "contributing.xlsx" not in words, "what contributes is answered"


def test_a_reminder_before_the_deadline_speaks_of_no_delay(desk_with_round):
    open_round(desk_with_round, "--language", "az")
    desk_with_round.ok("request", "remind", "1", "--agency", "MIA", "-o", desk_with_round.folder / "again")
    words = words_of(file_of(desk_with_round.folder / "again", "MIA", "reminder 1.docx"))
    assert "____________ tarixli, ____________ nömrəli məktubumuzla" in words
    assert "gün keçib" not in words
    assert "Aşağıdakı 2 tövsiyə üzrə cavab hələ daxil olmayıb." in words


def test_a_mail_draft_opens_unsent_with_everything_attached(desk_with_round):
    post(desk_with_round, "MOJ", "International Department", email="intl@justice.example")
    folder = open_round(desk_with_round, "--from", "hr@foreign.example", "--contact", "Leyla")
    mail = mail_of(folder, "MOJ")
    assert (mail["X-Unsent"], mail["To"], mail["From"]) == ("1", "intl@justice.example", "hr@foreign.example")
    assert mail["Subject"].startswith("Spring review: information by 15 April 2026 (R1-MOJ-")
    body = mail.get_body().get_content()
    assert "on 3 recommendations. Please return the workbook by 15 April 2026." in body
    assert "Contact: Leyla" in body
    attached = {part.get_filename(): part.get_content() for part in mail.iter_attachments()}
    assert list(attached) == ["R1 MOJ letter.docx", "R1 MOJ lead.xlsx", "R1 MOJ contributing.xlsx"]
    assert all(attached[name] == file_of(folder, "MOJ", name).read_bytes() for name in attached)


def test_a_mail_draft_is_in_the_language_of_the_round_and_blank_where_nothing_is_known(desk_with_round):
    mail = mail_of(open_round(desk_with_round, "--language", "az", title="2026-cı il üzrə sorğu"), "MIA")
    assert mail["Subject"].startswith("2026-cı il üzrə sorğu: 15.04.2026 tarixinədək məlumat (R1-MIA-")
    assert (mail["To"], mail["From"]) == (None, None)
    body = mail.get_body().get_content()
    assert body.startswith("Hörmətli həmkarlar,")
    assert "Əlaqə: Xarici İşlər Nazirliyi" in body


def test_no_line_of_a_header_makes_another(tmp_path):
    write_mail_draft(
        tmp_path / "x.eml", "One\r\nBcc: all@example.org", "Text", [], to="a@example.org\nCc: b@example.org"
    )
    mail = message_from_bytes((tmp_path / "x.eml").read_bytes(), policy=policy.default)
    assert mail["Subject"] == "One Bcc: all@example.org"
    assert mail["Bcc"] is None
    assert mail["Cc"] is None


def test_a_template_beside_the_register_is_used_by_itself(desk_with_round):
    own_template(desk_with_round, ("Dear", "To the {{ agency }}, with respect,"))
    words = words_of(file_of(open_round(desk_with_round), "MOJ", "letter.docx"))
    assert "To the Ministry of Justice, with respect," in words


def test_a_folder_of_templates_can_be_named(desk_with_round):
    elsewhere = desk_with_round.folder / "ours"
    elsewhere.mkdir()
    folder = own_template(desk_with_round, ("Dear", "Greetings,"))
    copyfile(folder / "letter_request_en.docx", elsewhere / "letter_request_en.docx")
    own_template(desk_with_round, ("Dear", "Other greetings,"))
    words = words_of(file_of(open_round(desk_with_round, "--templates", str(elsewhere)), "MOJ", "letter.docx"))
    assert "Greetings," in words


def test_words_of_the_group_s_own_stand_before_the_shipped_ones(desk_with_round):
    folder = own_template(desk_with_round)
    own_words(folder, ("{title}: information by {due} ({reference})", "Input please, {due} {nobody}"))
    mail = mail_of(open_round(desk_with_round), "MOJ")
    assert mail["Subject"] == "Input please, 15 April 2026 {nobody}"
    assert "Dear colleagues," in mail.get_body().get_content()


def test_sheets_bear_only_names_that_a_workbook_takes(desk_with_round):
    folder = own_template(desk_with_round)
    own_words(folder, ("Instructions", "How? [read 'me' first]"))
    book = load_workbook(file_of(open_round(desk_with_round), "MOJ", "lead.xlsx"))
    assert book.sheetnames == ["How   read  me  first", "Answers"]
    assert "'How   read  me  first'!" in book["Answers"].data_validations.dataValidation[0].formula1


def test_own_words_that_cannot_be_read_are_told_with_their_line(desk_with_round):
    folder = own_template(desk_with_round)
    own_words(folder, ("Instructions", "One"), ("Instructions", "Two"))
    told = desk_with_round.run(
        "request", "open", "--title", "A", "--due", "2026-04-15", "-o", desk_with_round.folder / "round"
    )
    assert told.code == 1
    assert "en.po, line 3: 'Instructions' is in line 1 already." in told.err


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("Dear {{ agenci }},", "'agenci' is undefined, in 'Dear {{ agenci }},'"),
        ("Dear {{ agency", "in 'Dear {{ agency"),
        ("Dear {% if count %}all,", "Unexpected end of template"),
        ("{{ count / 0 }}", "division by zero"),
        ("{{ ''.__class__.__mro__ }}", "unsafe"),
        ("{{ agency|shout }}", "No filter named 'shout'"),
    ],
)
def test_a_broken_template_is_one_message_and_nothing_is_written(desk_with_round, words, why):
    folder = own_template(desk_with_round, ("Dear", words))
    before = desk_with_round.everything()
    out = desk_with_round.folder / "round"
    told = desk_with_round.run("request", "open", "--title", "A", "--due", "2026-04-15", "-o", out)
    assert told.code == 1
    assert told.out == ""
    assert f"{folder / 'letter_request_en.docx'}, line " in told.err
    assert why in told.err
    assert "tracker letters templates" in told.err
    assert desk_with_round.everything() == before
    assert not out.exists()
    assert not list(desk_with_round.folder.glob(".*"))


def test_a_mistake_in_the_footer_is_said_to_be_there(desk_with_round):
    folder = own_template(desk_with_round)
    document = Document(str(folder / "letter_request_en.docx"))
    document.sections[0].footer.paragraphs[0].add_run("{{ nobody }}")
    document.save(str(folder / "letter_request_en.docx"))
    told = desk_with_round.run(
        "request", "open", "--title", "A", "--due", "2026-04-15", "-o", desk_with_round.folder / "round"
    )
    assert "'nobody' is undefined, in the header or footer" in told.err


def test_a_template_that_is_no_document_is_said_to_be_none(desk_with_round):
    folder = own_template(desk_with_round)
    (folder / "letter_request_en.docx").write_bytes(b"Dear colleagues")
    told = desk_with_round.run(
        "request", "open", "--title", "A", "--due", "2026-04-15", "-o", desk_with_round.folder / "round"
    )
    assert "letter_request_en.docx: the template is not a Word document (.docx)." in told.err


def test_the_shipped_templates_are_what_their_script_makes(tmp_path):
    made = runpy.run_path(str(SHIPPED / "make_templates.py"))["make"](tmp_path)
    assert sorted(file.name for file in made) == sorted(file.name for file in SHIPPED.glob("*.docx"))
    for file in made:
        shipped = Document(str(SHIPPED / file.name))
        assert shipped.element.xml == Document(str(file)).element.xml, "run: python exports/templates/make_templates.py"


def test_templates_and_words_are_copied_to_be_edited(quick_desk):
    folder = quick_desk.folder / "templates"
    told = quick_desk.ok("letters", "templates", "--to", folder)
    names = {file.name for file in folder.iterdir()}
    assert names == {
        *(f"letter_{kind}.docx" for kind in ("reminder_az", "reminder_en", "request_az", "request_en")),
        *("pack.docx", "pack.typ", "en.po", "az.po"),
    }
    assert all(name in told for name in names)
    again = quick_desk.run("letters", "templates", "--to", folder)
    assert again.code == 1
    assert "already. Choose another" in again.err
