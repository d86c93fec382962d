"""Whose register it is: the State that a person names, by code or in any of five languages."""

import re
from collections import defaultdict

import pytest

from tracker.errors import NotFound
from tracker.folding import fold
from tracker.followup.reference.files import ReferenceFolder
from tracker.followup.reference.states import NAMES, find_state, spellings_of

FILES = ReferenceFolder()
ROWS = FILES.rows("states", key="iso3")
MEMBERS_AND_OBSERVERS = 193 + 2


def test_the_file_has_every_member_and_both_observers():
    assert sum(bool(row["iso2"]) for row in ROWS) == MEMBERS_AND_OBSERVERS
    assert len({row["iso2"] for row in ROWS}) == len(ROWS)


def test_every_state_has_a_name_in_each_language():
    assert [(row["iso3"], column) for row in ROWS for column in NAMES if not row[column]] == []


@pytest.mark.parametrize(
    ("column", "strange"), [("name_ru", "[a-zA-Z]"), *((name, "[а-яА-Я]") for name in NAMES if name != "name_ru")]
)
def test_names_are_in_the_letters_of_their_language(column, strange):
    assert [row[column] for row in ROWS if re.search(strange, row[column])] == []


def test_no_name_means_two_states():
    owners = defaultdict(set)
    for row in ROWS:
        for name in (row["name"], *spellings_of(row)):
            owners[fold(name)].add(row["iso3"])
    assert {name: found for name, found in owners.items() if len(found) > 1} == {}


def test_every_name_that_one_state_alone_has_is_found():
    shared = {fold(name) for row in ROWS for name in row.several("shared")}
    for row in ROWS:
        names = [row["iso2"], row["iso3"], *(row[column] for column in NAMES), *row.several("aliases")]
        for name in names if row["iso2"] else ():
            if fold(name) not in shared:
                assert find_state(FILES, name)["iso3"] == row["iso3"], name


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("NAM", ["Namibia", "NAMIBIA", "Namibie", "Намибия", "Namibiya", "NA", "nam", " Namibia "]),
        ("COD", ["Democratic Republic of the Congo", "République démocratique du Congo", "ДР Конго", "CD"]),
        ("COG", ["Republic of the Congo", "Congo-Brazzaville", "COG"]),
        ("GIN", ["Guinea", "Guinée", "Гвинея", "Qvineya"]),
        ("GBR", ["UK", "Reino Unido", "Соединённое Королевство", "Birləşmiş Krallıq"]),
        ("CIV", ["Côte d’Ivoire", "cote d'ivoire", "Кот-д’Ивуар"]),
        ("TUR", ["Türkiye", "Turkey", "Турция"]),
        ("NLD", ["the Netherlands", "Pays-Bas"]),
    ],
)
def test_a_state_is_named_as_people_do(code, names):
    assert {name: find_state(FILES, name)["iso3"] for name in names} == dict.fromkeys(names, code)


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Congo", {"COD", "COG"}),
        ("Конго", {"COD", "COG"}),
        ("Korea", {"KOR", "PRK"}),
        ("Corée", {"KOR", "PRK"}),
        ("Saint", {"KNA", "LCA", "VCT", "VAT", "SMR"}),
        ("Islands", {"MHL", "SLB"}),
    ],
)
def test_a_name_that_several_states_share_lists_them(name, codes):
    with pytest.raises(NotFound, match="may be") as said:
        find_state(FILES, name)
    assert {row["iso3"] for row in ROWS if f"({row['iso3']})" in said.value.what} == codes
    assert "code" in said.value.remedy


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Nambia", "Namibia (NAM)"),
        ("Азербаджан", "Azerbaijan (AZE)"),
        ("Republic of Namibia", "Namibia (NAM)"),
        ("Korea, Republic of", "Republic of Korea (KOR)"),
    ],
)
def test_an_unknown_name_is_told_the_near_ones(name, near):
    with pytest.raises(NotFound, match=f"there is no State '{name}'") as said:
        find_state(FILES, name)
    assert near in said.value.remedy


@pytest.mark.parametrize("name", ["Atlantis", "", " ", "European Union", "EUE", "XYZ", "?"])
def test_what_is_not_a_state_is_refused(name):
    with pytest.raises(NotFound, match="there is no State") as said:
        find_state(FILES, name)
    assert said.value.remedy
