"""The guide: alike in both languages, it names every page, its pictures are there and travel with the package."""

import html
import re
import runpy
import tomllib
from pathlib import Path

import pytest
from pages import ROWS, signed_on

PROJECT = Path(__file__).parents[1]
GUIDE = PROJECT / "docs" / "guide"
LANGUAGES = ("en", "az")


@pytest.fixture
def pages(quick_desk):
    quick_desk.take(quick_desk.sheet([*ROWS, ["UPR 4th cycle", "138.3", "Open a shelter"]]), yes=True)
    with signed_on(quick_desk) as pages:
        yield pages


def written(language):
    return (GUIDE / f"{language}.md").read_text(encoding="utf-8")


def test_both_languages_have_the_same_parts_and_pictures():
    parts, pictures = set(), set()
    for language in LANGUAGES:
        lines = written(language).splitlines()
        parts.add(tuple(re.match(r"#+|!|\d\.|", line)[0] for line in lines if re.match(r"#|!|\d\.", line)))
        pictures.add(tuple(re.findall(rf"\(pictures/{language}/([a-z-]+)\.png\)", written(language))))
    assert (len(parts), len(pictures)) == (1, 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_navigation_is_named(pages, language):
    top = pages.read(f"/help?language={language}").partition("</nav>")[0]
    tabs = [html.unescape(label) for label in re.findall(r"<li><a [^>]*>([^<]*)</a>", top)]
    assert len(tabs) >= 6
    assert [label for label in tabs if f"**{label}**" not in written(language)] == []


def test_the_pictures_of_all_pages_are_there_and_small(pages):
    made = runpy.run_path(str(PROJECT / "docs" / "make_guide_pictures.py"))
    named = set(re.findall(r"\(pictures/en/([a-z-]+)\.png\)", written("en")))
    assert named == set(made["STEPS"])
    for name, (address, _) in made["STEPS"].items():
        there = pages.get(address).status_code == 200
        for language in LANGUAGES:
            picture = GUIDE / "pictures" / language / f"{name}.png"
            assert not there or picture.stat().st_size < made["LARGEST"], f"{picture}: run make guide"


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_shows_the_guide_with_its_pictures(pages, language):
    page = pages.read(f"/help?language={language}")
    sources = re.findall(r'<img src="([^"]*)" alt="([^"]*)"', page)
    assert len(sources) >= 7
    for source, words in sources:
        picture = pages.get(source)
        assert (picture.status_code, picture.mimetype, bool(words)) == (200, "image/png", True)
    marks = re.findall(r'<a href="#(part-\d+)">', page)
    assert len(marks) == written(language).count("\n## ")
    assert all(f'id="{mark}"' in page for mark in marks)


def test_only_pictures_of_the_guide_are_given(pages):
    for address in ("/help/en/nothing.png", "/help/../en.md", "/help/%2e%2e/en.md", "/help/en/%2e%2e%2fen.md"):
        assert pages.get(address).status_code == 404, address


def test_the_guide_travels_with_the_package():
    told = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    assert told["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]["docs/guide"] == "tracker/guide"
