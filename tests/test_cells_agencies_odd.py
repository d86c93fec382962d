"""Odd cells of agencies: abbreviations side by side, words for "jointly" behind a name, brackets, former names, nobody."""

import pytest


def named(readers, text):
    return [mention.agency for mention in readers.agencies.read(text).mentions]


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        ("DİN ƏN", ["MIA", "MOJ"]),
        ("ƏN-DİN", ["MOJ", "MIA"]),
        ("MOJ MIA", ["MOJ", "MIA"]),
        ("МВД МЮ", ["MIA", "MOJ"]),
        ("Ədliyyə Nazirliyi DİN", ["MOJ", "MIA"]),
    ],
)
def test_abbreviations_side_by_side_are_all_read(readers, text, agencies):
    reading = readers.agencies.read(text)
    assert ([mention.agency for mention in reading.mentions], reading.unknown) == (agencies, ())


@pytest.mark.parametrize("text", ["AN", "of the", "MOJ IT"])
def test_a_cell_of_which_nothing_is_understood_is_never_passed_over(readers, text):
    assert [name.text for name in readers.agencies.read(text).unknown] == [text]


@pytest.mark.parametrize(
    ("text", "lead", "contributing"),
    [
        ("Xarici İşlər Nazirliyi ilə birlikdə Ədliyyə Nazirliyi", "MOJ", "MFA"),
        ("Ədliyyə Nazirliyi DİN ilə birgə", "MOJ", "MIA"),
        ("ƏN (DİN-in iştirakı ilə)", "MOJ", "MIA"),
    ],
)
def test_in_azerbaijani_jointly_stands_behind_who_contributes(readers, text, lead, contributing):
    roles = {mention.agency: mention.role for mention in readers.agencies.read(text).mentions}
    assert roles == {lead: None, contributing: "contributing"}


def test_an_agency_in_brackets_is_not_lost_and_a_person_in_them_is_no_agency(readers):
    coordinated = readers.agencies.read("MIA (under the coordination of MOJ)")
    assert [name.text for name in coordinated.unknown] == ["under the coordination of MOJ"]
    person = readers.agencies.read("MOJ (A. Mammadov, tel. 123-45-67), MIA")
    assert ([mention.agency for mention in person.mentions], person.unknown) == (["MOJ", "MIA"], ())


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("Rabitə və Yüksək Texnologiyalar Nazirliyi", "MDDT"),
        ("Ministry of Communications and IT", "MDDT"),
        ("Министерство налогов", "MOEC"),
        ("Минфин", "MOF"),
        ("Ədliyyə Nazirliyinin Penitensiar Xidməti", "MOJ"),
        ("Poder Judicial", "JUDICIARY"),
    ],
)
def test_former_names_and_short_ones_of_other_languages_are_known(readers, text, agency):
    assert (named(readers, text), readers.agencies.read(text).unknown) == ([agency], ())


@pytest.mark.parametrize("text", ["TBD", "təyin ediləcək", "уточняется", "à définir", "por determinar"])
def test_words_for_nobody_yet_are_no_agency(quick_desk, text):
    lines = [["No.", "Recommendation", "Lead agency"], ["140.1", "Ensure access to a lawyer from the outset", text]]
    result = quick_desk.take(quick_desk.sheet(lines), review="UPR-3")
    entry = result.plans[0].sheets[0].rows[0].entries[0].entry
    assert (result.questions, entry.open_values) == ([], [])


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("MIA (Main Department of Police)", True),
        ("MOJ, by 31.12.2026", True),
        ("MIA (lead), MOJ", False),
        ("MOJ; MIA", False),
    ],
)
def test_what_a_cell_says_beside_its_agencies_is_kept_as_it_is(quick_desk, text, kept):
    lines = [["No.", "Recommendation", "Lead agency"], ["140.1", "Ensure access to a lawyer from the outset", text]]
    result = quick_desk.take(quick_desk.sheet(lines), review="UPR-3", yes=True)
    entry = result.plans[0].sheets[0].rows[0].entries[0].entry
    assert any("more than agencies" in note for note in result.plans[0].sheets[0].notes) == kept
    assert (entry.get("lead") in ("MIA", "MOJ"), entry.others) == (True, {"Lead agency": text} if kept else {})
