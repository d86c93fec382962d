from collections import Counter, defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imports.cells.agencies import UnknownName
from imports.cells.agency_likeness import AgencyLikeness
from imports.cells.agency_names import AgencyNames
from imports.cells.vocabulary import Spelling, Vocabulary
from tracker.vocabulary import Role

SHORT = Vocabulary(
    state="", state_name="", words=defaultdict(dict), weights={}, agencies={},
    spellings=[Spelling("MES", "Ministry of Emergency Situations", "ministry of emergency situations", "en", "name")],
    states={}, state_names={}, iso2={}, mechanisms={}, reviews={}, statuses={}, themes={}, groups={},
)  # fmt: skip
"""A register with one agency and no other words."""


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


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        ("MoJ & MIA", ["MOJ", "MIA"]),
        ("MOH, MSE & MLSPP", ["MOH", "MSE", "MLSPP"]),
        ("MoJ + MoH", ["MOJ", "MOH"]),
        ("MoJ|MIA", ["MOJ", "MIA"]),
        ("Ministry of Justice | Ministry of Health", ["MOJ", "MOH"]),
        ("MoJ as well as MIA", ["MOJ", "MIA"]),
        ("ƏN ilə birgə DİN", ["MOJ", "MIA"]),
        ("Ədliyyə Nazirliyi, həmçinin Səhiyyə Nazirliyi", ["MOJ", "MOH"]),
        ("Səhiyyə Nazirliyinin dəstəyi ilə Ədliyyə Nazirliyi", ["MOH", "MOJ"]),
        ("МИД, а также МВД", ["MFA", "MIA"]),
        ("Ministère de la justice ainsi que ministère de la santé", ["MOJ", "MOH"]),
        ("Ministerio de Justicia y Ministerio de Salud", ["MOJ", "MOH"]),
        ("Ministry of Youth & Sports", ["MYS"]),
        ("Gənclər & İdman Nazirliyi", ["MYS"]),
        ("State Committee on Work with Religious Organizations", ["SCWRA"]),
    ],
)
def test_whatever_joins_agencies(readers, text, agencies):
    assert found(readers, text) == agencies


@pytest.mark.parametrize(
    ("text", "lead", "other"),
    [
        ("MoJ with MIA", "MOJ", "MIA"),
        ("MoJ, in coordination with MoH", "MOJ", "MOH"),
        ("MoJ with the support of the Ministry of Health", "MOJ", "MOH"),
        ("Ministry of Justice in consultation with the Ministry of Health", "MOJ", "MOH"),
        ("Минюст совместно с МВД; МИД", "MOJ", "MIA"),
        ("Министерство юстиции при поддержке Министерства здравоохранения", "MOJ", "MOH"),
        ("Ministère de la justice, en coopération avec le ministère de la santé", "MOJ", "MOH"),
        ("Ministerio de Justicia con el apoyo del Ministerio de Salud", "MOJ", "MOH"),
    ],
)
def test_who_stands_behind_jointly_with_contributes(readers, text, lead, other):
    roles = {mention.agency: mention.role for mention in readers.agencies.read(text).mentions}
    assert (roles[lead], roles[other]) == (None, Role.CONTRIBUTING)
    assert roles.get("MFA") is None


OPEN = [
    "The Government", "NGOs", "MEDİA", "civil society", "all ministries", "relevant bodies", "line ministries",
    "Hökumət", "QHT-lər", "KİV", "aidiyyəti qurumlar", "vətəndaş cəmiyyəti", "bütün nazirliklər",
    "Правительство", "НПО", "СМИ", "все министерства", "заинтересованные ведомства",
    "le Gouvernement", "société civile", "tous les ministères", "el Gobierno", "sociedad civil", "todos los ministerios",
]  # fmt: skip

STRANGE = [
    "State Tourism Agency", "Ministry of Defence Industry", "Chamber of Auditors", "Press Council", "Media Agency",
    "Ministry of Industry and Energy", "Ministry of Health and Social Development", "Institute for Human Rights",
    "Ministry of Education, Youth and Sport", "Parliamentary Committee on Foreign Affairs", "Ministry of Wealth",
    "Ministry of Justice of Georgia", "Deputy Prosecutor General", "Judicial Reform Council", "Ministry of Tourism",
    "Committee", "Müdafiə Sənayesi Nazirliyi", "Dövlət Turizm Agentliyi", "Hesablama Palatası",
    "Министерство оборонной промышленности", "Счетная палата", "Государственное агентство по туризму",
    "Ministère du tourisme", "Cour des comptes", "Ministerio de Industria", "Tribunal de Cuentas",
]  # fmt: skip


@pytest.mark.parametrize("text", [*OPEN, *STRANGE])
def test_a_body_that_is_not_in_the_list_is_asked_about_as_written(readers, text):
    reading = readers.agencies.read(text)
    assert (reading.mentions, [name.text for name in reading.unknown]) == ((), [text])
    assert not readers.agencies.propose(reading.unknown[0]).clear


@pytest.mark.parametrize("text", OPEN)
def test_who_is_no_agency_is_likened_to_none(readers, text):
    assert readers.agencies.propose(UnknownName(text)).candidates == ()


@pytest.mark.parametrize("text", ["the Government", "NGOs", "UNDP", "Press Council", "all ministries"])
def test_a_strange_name_does_not_hide_the_known_one_beside_it(readers, text):
    for cell in (f"MoJ, {text}", f"MoJ and {text}", f"MoJ; {text}", f"Ministry of Justice with {text}"):
        reading = readers.agencies.read(cell)
        assert [mention.agency for mention in reading.mentions] == ["MOJ"]
        assert [name.text for name in reading.unknown] == [text]


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("Minstry of Youth and Sports", "MYS"),
        ("Ministry for Justice", "MOJ"),
        ("Ministry of Emergancy Situations", "MES"),
        ("State Comittee for Family, Women and Children Afairs", "SCFWCA"),
        ("Ombudsmen", "OMBUDS"),
        ("Səhiyyə Nazrliyi", "MOH"),
        ("Министерсво юстиции", "MOJ"),
        ("Ministère de la justise", "MOJ"),
        ("Ministerio de Justica", "MOJ"),
    ],
)
def test_a_slip_of_the_pen_in_a_whole_name_is_clear(readers, text, agency):
    (name,) = readers.agencies.read(text).unknown
    assert (name.text, readers.agencies.propose(name)[:2]) == (text, ((agency,), True))


@pytest.mark.parametrize("text", ["Min. of Sport", "Ministry of Natural Resources", "Ministry of Transport", "Health"])
def test_a_part_of_a_name_is_a_question(readers, text):
    (name,) = readers.agencies.read(text).unknown
    assert not readers.agencies.propose(name).clear


def test_first_letters_of_a_name_are_proposed_and_asked():
    names = AgencyNames(SHORT)
    proposal = AgencyLikeness(SHORT, names).propose(UnknownName("MoES"))
    assert proposal == (("MES",), False)


def test_a_full_stop_shortens_a_word_and_is_asked_as_written(readers):
    assert found(readers, "Min. of Justice; St. Migration Serv.") == ["MOJ", "SMS"]
    assert readers.agencies.read("Min. of Magic").unknown == (UnknownName("Min. of Magic"),)


@pytest.mark.parametrize(
    ("text", "is_agency"),
    [
        ("MoJ", True),
        ("MoJ, MIA and the Press Council", True),
        ("Press Council", False),
        ("Adopt a law", False),
        ("", False),
        ("Ədliyyə, Daxili İşlər və Səhiyyə nazirlikləri", True),
        ("ƏƏSMN-in", True),
        ("Ministry of Justice " * 30, False),
    ],
)
def test_a_column_of_agencies_is_known_by_its_cells(readers, text, is_agency):
    assert readers.agencies.is_agency(text) is is_agency


@given(text=st.text())
def test_no_text_breaks_the_reader(readers, text):
    for cell in (text, f"MFA, {text}", f"Ministries of {text}"):
        for unknown in readers.agencies.read(cell).unknown:
            readers.agencies.propose(unknown)
        readers.agencies.is_agency(cell)


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Lead agency: MIA. Partner: MOJ", {"MIA": "lead", "MOJ": "contributing"}),
        ("Lead - MIA, Support - MOJ", {"MIA": "lead", "MOJ": "contributing"}),
        ("a) MOJ b) MIA", {"MOJ": None, "MIA": None}),
    ],
)
def test_parts_of_a_cell_keep_their_roles(readers, text, roles):
    reading = readers.agencies.read(text)
    assert {mention.agency: mention.role for mention in reading.mentions} == roles
    assert reading.unknown == ()


@pytest.mark.parametrize("text", ["MOJ -> MIA", "MOJ → MIA", "MOJ > MIA"])
def test_who_leads_after_a_hand_over_is_in_doubt(readers, text):
    assert set(readers.agencies.doubted(text)) == {"MOJ", "MIA"}
