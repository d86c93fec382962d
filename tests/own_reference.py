"""Reference data of a group of its own: the shipped files, changed."""

import csv

from tracker.followup.reference.files import ReferenceFolder


def shipped(name):
    return list(ReferenceFolder().rows(name))


def own(tmp_path, name, rows):
    """A folder with one file of its own: rows of the shipped form, changed."""
    folder = tmp_path / "own"
    folder.mkdir(exist_ok=True)
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return folder
