"""The codes behind a figure: printed in few words, and read again without a loss."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from exports.pack.codes import grouped, ungrouped

REVIEWS = some.sampled_from(["UPR-4", "UPR-3", "CAT-5", "CRC-5-6", "CEDAW-6"])
REFERENCES = some.from_regex(r"[0-9]{1,3}(\.[0-9]{1,3})?(\([a-z]\))?(#[0-9])?", fullmatch=True)
CODES = some.builds("{}/{}".format, REVIEWS, REFERENCES)
NAMES = some.sampled_from(["2.1", "10.12", "Ministry of Justice", "CAT-5/9, 11, 13", 'The "House"; Baku', "24(a)-(c)"])


@pytest.mark.parametrize(
    ("codes", "text"),
    [
        (["UPR-4/138.1", "UPR-4/138.2", "UPR-4/138.5", "CAT-5/13(b)"], "UPR-4/138.1, 138.2, 138.5; CAT-5/13(b)"),
        (["CAT-5/13(b)", "CAT-5/13(b)#2"], "CAT-5/13(b), 13(b)#2"),
        (["UPR-4/1", "CAT-5/1", "UPR-4/2"], "UPR-4/1; CAT-5/1; UPR-4/2"),
        (["2.1", "2.3", "10.1"], "2.1, 2.3, 10.1"),
        (["2.1", "CAT-5/1", "2.3"], "2.1; CAT-5/1; 2.3"),
        (["CAT-5/9, 11, 13", "CAT-5/21"], 'CAT-5/"9, 11, 13", 21'),
        (["Ministry of Justice", "Ədliyyə Nazirliyi"], "Ministry of Justice, Ədliyyə Nazirliyi"),
        (['Committee "Family, women"'], '"Committee ""Family, women"""'),
        ([], ""),
    ],
)
def test_codes_of_one_review_name_it_once(codes, text):
    assert grouped(codes) == text
    assert list(ungrouped(text)) == codes


@given(some.lists(CODES | NAMES | some.text(max_size=12)))
def test_no_code_is_lost_and_none_is_another(codes):
    assert list(ungrouped(grouped(codes))) == codes


@given(some.lists(CODES | NAMES))
def test_lines_of_a_page_may_break_at_each_space(codes):
    broken = grouped(codes).replace(", ", ",\n").replace("; ", ";\n")
    assert [code.replace("\n", " ") for code in ungrouped(broken)] == codes
