from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imports.cells.agencies import UnknownName
from tracker.vocabulary import Role


def found(readers, text):
    """The agencies of a text that names nothing else."""
    reading = readers.agencies.read(text)
    assert reading.unknown == ()
    return [mention.agency for mention in reading.mentions]


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        ("MFA; MoJ, MIA / MoH", ["MFA", "MOJ", "MIA", "MOH"]),
        ("MFA, MoJ and MIA", ["MFA", "MOJ", "MIA"]),
        ("XİN və DİN", ["MFA", "MIA"]),
        ("МИД и МВД", ["MFA", "MIA"]),
        ("1. MFA\n2. MoJ", ["MFA", "MOJ"]),
        ("1) MFA 2) MoJ", ["MFA", "MOJ"]),
        ("• MFA • MoJ", ["MFA", "MOJ"]),
        ("Ministry of Foreign Affairs (MFA), Ministry of Justice (MoJ)", ["MFA", "MOJ"]),
    ],
)
def test_several_agencies_are_told_apart(readers, text, agencies):
    assert found(readers, text) == agencies


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        ("State Committee for Family, Women and Children Affairs, Ministry of Health", ["SCFWCA", "MOH"]),
        ("Ailə, Qadın və Uşaq Problemləri üzrə Dövlət Komitəsi, Səhiyyə Nazirliyi", ["SCFWCA", "MOH"]),
        ("Ministry of Youth and Sports and Ministry of Education", ["MYS", "MSE"]),
        ("Judiciary (Supreme Court, Constitutional Court, courts)", ["JUDICIARY"]),
    ],
)
def test_commas_and_conjunctions_inside_names_stay(readers, text, agencies):
    assert found(readers, text) == agencies


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        ("Ministries of Justice and of Health", ["MOJ", "MOH"]),
        ("Ministries of Justice and Science and Education", ["MOJ", "MSE"]),
        ("Ədliyyə, Daxili İşlər və Səhiyyə nazirlikləri", ["MOJ", "MIA", "MOH"]),
        ("Министерства юстиции и внутренних дел", ["MOJ", "MIA"]),
    ],
)
def test_plurals_stand_for_several_names(readers, text, agencies):
    assert found(readers, text) == agencies


@pytest.mark.parametrize(
    ("agency", "spellings"),
    [
        ("MOJ", ["Ədliyyə Nazirliyinin", "Министерством юстиции", "Min. of Justice", "Ədliyyə Naz."]),
        ("MLSPP", ["ƏƏSMN-in", "ƏƏSMN", "Əmək və Əhalinin Sosial Müdafiəsi Nazirliyinə"]),
        ("MOH", ["Ministry of Health of the Republic of Azerbaijan", "Azərbaycan Respublikasının Səhiyyə Nazirliyi"]),
        ("PGO", ["Prosecutor General’s Office", "Prosecutor General's Office", "Baş Prokurorluğu"]),
    ],
)
def test_endings_short_forms_and_the_states_name_do_not_matter(readers, agency, spellings):
    assert {text: found(readers, text) for text in spellings} == {text: [agency] for text in spellings}


@pytest.mark.parametrize("language", ["en", "az", "fr", ""])
def test_every_spelling_of_one_agency_reads_as_it(readers, vocabulary, language):
    owners = Counter(spelling.folded for spelling in vocabulary.spellings)
    for spelling in vocabulary.spellings:
        if spelling.language == language and owners[spelling.folded] == 1:
            assert (spelling.text, found(readers, spelling.text)) == (spelling.text, [spelling.agency])


@pytest.mark.parametrize(("name", "agencies"), [("MoE", ("MOEC", "MSE")), ("MN", ("MCUL", "MOD"))])
def test_a_shared_abbreviation_is_a_question(readers, name, agencies):
    reading = readers.agencies.read(name)
    assert (reading.mentions, reading.unknown) == ((), (UnknownName(name, agencies),))
    proposal = readers.agencies.propose(reading.unknown[0])
    assert (proposal.candidates, proposal.clear) == (agencies, False)


@pytest.mark.parametrize(
    ("text", "agency"), [("Minstry of Justise", "MOJ"), ("Ministry of Helth", "MOH"), ("Ministry of Magic", None)]
)
def test_a_misspelt_name_is_only_proposed(readers, text, agency):
    reading = readers.agencies.read(text)
    assert (reading.mentions, reading.unknown) == ((), (UnknownName(text),))
    proposal = readers.agencies.propose(reading.unknown[0])
    assert (proposal.candidates[:1], proposal.clear) == ((agency,) if agency else (), agency is not None)


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Lead: MFA; Support: MoJ, MIA", {"MFA": Role.LEAD, "MOJ": Role.CONTRIBUTING, "MIA": Role.CONTRIBUTING}),
        ("MFA (lead), MoJ (support), MIA", {"MFA": Role.LEAD, "MOJ": Role.CONTRIBUTING, "MIA": None}),
        ("Əsas icraçı: XİN; Birgə: DİN", {"MFA": Role.LEAD, "MIA": Role.CONTRIBUTING}),
        ("Головной: МИД; Соисполнитель: МВД", {"MFA": Role.LEAD, "MIA": Role.CONTRIBUTING}),
        ("Ministry of Justice - lead", {"MOJ": Role.LEAD}),
    ],
)
def test_a_cell_may_say_who_leads(readers, text, roles):
    assert {mention.agency: mention.role for mention in readers.agencies.read(text).mentions} == roles


@given(text=st.text())
def test_no_text_breaks_the_reader(readers, text):
    for cell in (text, f"MFA, {text}", f"Ministries of {text}"):
        for unknown in readers.agencies.read(cell).unknown:
            readers.agencies.propose(unknown)
        readers.agencies.is_agency(cell)
