"""Results that are kept in the cache folder: made once for a key, made again when they are gone or damaged."""

import pytest

from tracker import kept_aside as module
from tracker.kept_aside import kept_aside


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_folder", lambda: tmp_path / "cache")
    return tmp_path / "cache"


def test_a_result_is_made_once_for_its_key(folder):
    made = []

    def make():
        made.append(1)
        return [["CAT-5/13", "CEDAW-6/22"]]

    assert kept_aside("alike", "a", make) == kept_aside("alike", "a", make) == [["CAT-5/13", "CEDAW-6/22"]]
    assert len(made) == 1
    kept_aside("alike", "b", make)
    assert len(made) == 2
    next(folder.glob("alike-a.json")).write_text("[[", encoding="utf-8")
    assert kept_aside("alike", "a", make) == [["CAT-5/13", "CEDAW-6/22"]]
    assert len(made) == 3


def test_a_few_results_are_kept(folder):
    for number in range(20):
        kept_aside("alike", str(number), list)
    assert len(list(folder.iterdir())) == module._MOST


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setattr(module, "_folder", lambda: tmp_path / "file")
    assert kept_aside("alike", "a", lambda: [1]) == [1]


def test_duplicates_of_a_large_register_are_kept_until_a_text_changes(quick_desk, folder, monkeypatch):
    monkeypatch.setattr("tracker.queries.checks._MANY", 1)
    text = "Ensure that every detained person has access to a lawyer from the outset of detention"
    rows = [["CAT/C/AZE/CO/5", "13", text], ["CCPR/C/AZE/CO/5", "22", text]]
    quick_desk.take(quick_desk.sheet([["Document", "No.", "Recommendation"], *rows]), yes=True)

    def found():
        return [row["what"] for row in quick_desk.run("check", "--kind", "duplicate", "--format", "json").json]

    assert found() == found() == ["nearly the same as CAT-5/13"]
    assert len(list(folder.iterdir())) == 1
    quick_desk.take(
        quick_desk.sheet([["Document", "No.", "Recommendation"], ["CAT/C/AZE/CO/5", "14", "Build shelters"]]), yes=True
    )
    assert len(found()) == 1
    assert len(list(folder.iterdir())) == 2
