"""The charts of a pack: bars with numbers that can be read in grey, and words for those who cannot see them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some
from lxml import etree
from PIL import Image

from exports.look import INK, readable
from exports.pack.blocks import Chart, Series
from exports.pack.chart import drawn, picture, widths_of

STATUSES = [("İcra olunub", "3C9D5B"), ("Выполнено <1>", "F4B942"), ("Başlanmayıb", "7F1D1D")]


def chart(*values, bars=None):
    series = tuple(Series(label, colour, ones) for (label, colour), ones in zip(STATUSES, values, strict=False))
    return Chart("Mexanizm & üzrə", bars or tuple(f"Qurum {at}" for at in range(len(values[0]))), series, "ə < ğ")


def drawing(chart, **options):
    return etree.fromstring(drawn(chart, **options))


def parts(svg, name):
    return svg.findall(f"{{http://www.w3.org/2000/svg}}{name}")


def words(svg):
    return [text.text for text in parts(svg, "text")]


def test_a_chart_says_in_words_what_it_shows():
    svg = drawing(chart((1, 2)))
    (title,), (said,) = parts(svg, "title"), parts(svg, "desc")
    assert (title.text, said.text) == ("Mexanizm & üzrə", "ə < ğ")
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby").split() == [title.get("id"), said.get("id")]


def test_bars_of_one_part_are_as_long_as_their_numbers():
    svg = drawing(chart((40, 20, 0)))
    assert words(svg) == ["Qurum 0", "40", "Qurum 1", "20", "Qurum 2", "0"]
    long, short = (float(bar.get("width")) for bar in parts(svg, "rect"))
    assert long == pytest.approx(2 * short, abs=2)


def test_bars_of_several_parts_have_the_full_length_and_a_key():
    svg = drawing(chart((30, 1), (10, 0), (0, 0)))
    assert words(svg) == ["Qurum 0", "30", "10", "40", "Qurum 1", "1", "1", "İcra olunub", "Выполнено <1>"]
    first, second, only, *key = parts(svg, "rect")
    width = [float(bar.get("width")) for bar in (first, second, only)]
    assert width[0] == pytest.approx(3 * width[1], abs=3)
    assert width[2] == pytest.approx(width[0] + width[1] + 1, abs=0.2)
    assert [bar.get("fill") for bar in key] == ["#3C9D5B", "#F4B942"]


def test_bars_of_one_part_each_need_no_key():
    assert words(drawing(chart((3, 0), (0, 5)))) == ["Qurum 0", "3", "Qurum 1", "5"]


def test_a_long_name_is_cut_to_its_room():
    svg = drawing(chart((1,), bars=("Əmək və Əhalinin Sosial Müdafiəsi Nazirliyi yanında Agentlik",)))
    assert words(svg)[0].endswith("…")
    assert float(parts(svg, "text")[0].get("x")) < 170


@pytest.mark.parametrize("values", [(), (0, 0)])
def test_a_chart_of_nothing_is_drawn(values):
    assert parts(drawing(chart(values)), "rect") == []


@given(some.lists(some.integers(1, 99999), min_size=1, max_size=8))
def test_every_part_has_room_for_its_number(values):
    widths = widths_of(values, 400)
    assert sum(widths) == pytest.approx(400)
    assert all(wide > 6 * len(str(value)) for wide, value in zip(widths, values, strict=True))
    assert sorted(widths) == sorted(widths, key=lambda wide: values[widths.index(wide)])


@pytest.mark.parametrize("colour", ["3C9D5B", "4BA3A6", "A9CF6B", "F4B942", "8EA9DB", "9AA0A6", "DDDDDD", "FFFFFF"])
def test_letters_are_dark_on_light_colours(colour):
    assert readable(colour) == INK


@pytest.mark.parametrize("colour", ["C0504D", "7F1D1D", "1F4E79", "000000"])
def test_letters_are_white_on_dark_colours(colour):
    assert readable(colour) == "#FFFFFF"


def test_a_drawing_becomes_a_picture_for_word(tmp_path):
    file = tmp_path / "chart.png"
    file.write_bytes(picture(drawn(chart((3, 4), (5, 6))), 8.0))
    with Image.open(file) as image:
        assert image.width == pytest.approx(8.0 / 2.54 * 220, abs=1)
        colours = {colour for _, colour in image.convert("RGB").getcolors(1 << 20)}
    assert {(0x3C, 0x9D, 0x5B), (0xF4, 0xB9, 0x42)} <= colours


def test_a_drawing_needs_nothing_of_a_page():
    assert not re.search(r"style=|class=|<script|href", drawn(chart((1, 2), (3, 4))))
