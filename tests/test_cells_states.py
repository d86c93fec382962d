import pytest
from hypothesis import given
from hypothesis import strategies as st

TEXT = "Ratify the Convention"
IRAN = "Iran (Islamic Republic of)"


@pytest.mark.parametrize(
    ("states", "cells"),
    [
        ((), ["", "Unknown"]),
        (("France",), ["France", "- France", "by France", "France, France"]),
        (
            ("France", "Spain"),
            ["- France\n- Spain", "France; Spain", "France / Spain", "France & Spain", "France et Spain"],
        ),
        (("Spain", "Tunisia", "Portugal"), ["Spain, Tunisia and Portugal", "(Spain) (Tunisia), (Portugal)"]),
        (("Франция", "Испания"), ["Франция и Испания", "Франция, Испания"]),
        (("Bosnia and Herzegovina",), ["Bosnia and Herzegovina", "- Bosnia and Herzegovina"]),
        (("Trinidad and Tobago", "France"), ["Trinidad and Tobago and France", "Trinidad and Tobago, France"]),
        ((IRAN, "Cuba"), [f"{IRAN}, Cuba", f"({IRAN}) (Cuba)", f"- {IRAN}\n- Cuba"]),
        (("the Netherlands",), ["the Netherlands"]),
        (("Guinea-Bissau",), ["Guinea-Bissau"]),
    ],
)
def test_a_cell_is_split_into_its_states(readers, states, cells):
    assert {cell: readers.states.read(cell) for cell in cells} == dict.fromkeys(cells, states)


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("TUR", ["Turkey", "Türkiye", "TÜRKİYE", "Турция"]),
        ("CZE", ["Czechia", "Czech Republic", "Çexiya"]),
        ("IRN", [IRAN, "Iran", "Islamic Republic of Iran", "Иран (Исламская Республика)"]),
        ("NLD", ["The Netherlands", "Netherlands (Kingdom of the)", "Niderland"]),
        ("CIV", ["Côte d'Ivoire", "Cote d’Ivoire"]),
        ("NER", ["Niger"]),
        ("NGA", ["Nigeria"]),
        ("GIN", ["Guinea"]),
        ("GNB", ["Guinea-Bissau"]),
    ],
)
def test_spellings_of_a_state_have_its_identity(readers, code, names):
    assert {name: readers.states.identity(name) for name in names} == dict.fromkeys(names, code)


def test_every_spelling_of_the_register_has_its_identity(readers, vocabulary):
    assert {name: readers.states.identity(name) for name in vocabulary.states} == vocabulary.states


@pytest.mark.parametrize("name", ["Narnia", "OPCAT", "women", "", "Ministry of Justice"])
def test_other_names_are_no_states(readers, name):
    assert not readers.states.is_state(name)


@pytest.mark.parametrize(
    ("behind", "states"),
    [
        ("(France)", ("France",)),
        ("(France).", ("France",)),
        ("[France];", ("France",)),
        ("(France) (Lithuania)", ("France", "Lithuania")),
        ("(Spain, Tunisia, Portugal)", ("Spain", "Tunisia", "Portugal")),
        (f"({IRAN})", (IRAN,)),
        (f"(Cuba, {IRAN})", ("Cuba", IRAN)),
        ("(Bosnia and Herzegovina)", ("Bosnia and Herzegovina",)),
        ("(Fransa)", ("Fransa",)),
        ("(Франция)", ("Франция",)),
    ],
)
def test_states_behind_a_recommendation_are_peeled(readers, behind, states):
    peeled = readers.states.peel(f"{TEXT} {behind}")
    assert (peeled.text, peeled.states) == (TEXT, states)


@pytest.mark.parametrize("names", [("France", "Portugall"), ("Azerbaidjan",)])
def test_a_misspelt_state_is_peeled_as_written(readers, names):
    assert readers.states.peel(f"{TEXT} ({', '.join(names)})").states == names


@pytest.mark.parametrize(
    "text",
    ["Ratify it (OPCAT)", "Visit (France) in time", "Adopt measures (including training)", "Close it)", "()", ""],
)
def test_brackets_that_name_no_state_stay_in_the_text(readers, text):
    peeled = readers.states.peel(text)
    assert (peeled.text, peeled.states) == (text, ())


def test_a_bracket_before_the_states_stays_in_the_text(readers):
    peeled = readers.states.peel("Ratify the Optional Protocol (OPCAT) (France)")
    assert (peeled.text, peeled.states) == ("Ratify the Optional Protocol (OPCAT)", ("France",))


def test_every_state_is_read_and_peeled_as_written(readers, vocabulary):
    for name in vocabulary.state_names.values():
        peeled = readers.states.peel(f"{TEXT} ({name})")
        assert (readers.states.read(name), peeled.text, peeled.states) == ((name,), TEXT, (name,))


def test_a_column_of_states_is_known_by_its_cells(readers):
    assert readers.states.share_known("France; Spain")
    assert not readers.states.share_known("Ministry of Justice")
    assert not readers.states.share_known("")


@pytest.mark.parametrize(
    ("text", "states", "identities"),
    [
        ("NA", ("NA",), ["NAM"]),
        ("NO", ("NO",), ["NOR"]),
        ("CU", ("CU",), ["CUB"]),
        ("TR, GB", ("TR", "GB"), ["TUR", "GBR"]),
        ("TR|GB", ("TR", "GB"), ["TUR", "GBR"]),
        ("NO və CU", ("NO", "CU"), ["NOR", "CUB"]),
        ("TUR; GBR", ("TUR", "GBR"), ["TUR", "GBR"]),
    ],
)
def test_codes_are_states_in_a_cell_of_their_own(readers, text, states, identities):
    assert readers.states.read(text) == states
    assert [readers.states.identity(name) for name in states] == identities
    assert readers.states.are_codes(text)
    assert readers.states.share_known(text)


@pytest.mark.parametrize(
    "text", ["n/a", "N/A", "N.A.", "na", "none", "Unknown", "yoxdur", "нет", "aucun", "ninguno", "-"]
)
def test_a_cell_may_say_that_there_is_no_state(readers, text):
    assert readers.states.read(text) == ()
    assert not readers.states.share_known(text)


@pytest.mark.parametrize("text", ["NO, but planned", "YES", "Cuba, XX", "no", "HR policy", "UN"])
def test_words_in_capitals_are_no_codes(readers, text):
    assert not readers.states.are_codes(text)


@pytest.mark.parametrize("text", ["Ratify it (HR)", "Use computers (IT)", "Ask it (NO)"])
def test_codes_in_brackets_are_no_states(readers, text):
    assert readers.states.peel(text) == (text, ())


@pytest.mark.parametrize(
    "text",
    [
        "Chile|Germany|Costa Rica",
        "Çili | Almaniya | Kosta Rika",
        "Чили|Германия|Коста-Рика",
        "Chili|Allemagne|Costa Rica",
        "Chile, Alemania y Costa Rica",
        "Chili, Allemagne et Costa Rica",
        "by Chile, Germany and Costa Rica",
    ],
)
def test_names_in_five_languages(readers, text):
    assert [readers.states.identity(name) for name in readers.states.read(text)] == ["CHL", "DEU", "CRI"]


@given(text=st.text())
def test_no_text_breaks_the_reader(readers, text):
    for cell in (text, f"({text})", f"{text} (France)"):
        readers.states.read(cell)
        readers.states.peel(cell)
        readers.states.share_known(cell)


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Set it up (Bangladesh), (Sudan) and (Viet Nam);", ("Bangladesh", "Sudan", "Viet Nam")),
        ("Set it up (Bangladesh)/(Sudan)", ("Bangladesh", "Sudan")),
        ("Set it up (Bangladesh; Sudan; and Peru)", ("Bangladesh", "Sudan", "Peru")),
        ("Set it up (Korea, Republic of)", ("Korea, Republic of",)),
    ],
)
def test_brackets_that_are_joined_are_all_taken(readers, text, states):
    peeled = readers.states.peel(text)
    assert (peeled.text, peeled.states) == ("Set it up", states)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("France - Germany", ("France", "Germany")),
        ("France + Germany", ("France", "Germany")),
        ("St. Kitts and Nevis", ("St. Kitts and Nevis",)),
        ("Congo - Kinshasa", ("Congo - Kinshasa",)),
        ("France - second cycle", ("France - second cycle",)),
        ("Norway, on behalf of the Nordic States", ("Norway, on behalf of the Nordic States",)),
    ],
)
def test_states_with_dashes_between_them_are_told_from_one_name(readers, text, names):
    assert readers.states.read(text) == names


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Norway on behalf of the Nordic States", "NOR"),
        ("Suède (au nom des pays nordiques)", "SWE"),
        ("РФ", "RUS"),
        ("U.K.", "GBR"),
        ("Holland", "NLD"),
        ("BƏƏ", "ARE"),
        ("ROK", "KOR"),
        ("St. Vincent and the Grenadines", "VCT"),
    ],
)
def test_short_and_former_names_and_those_who_speak_for_a_group_are_known(readers, name, code):
    assert readers.states.identity(name) == code
