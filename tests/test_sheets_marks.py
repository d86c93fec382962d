"""What stands beside the values of an .xlsx sheet, however the program that wrote it orders the parts of a cell."""

import re
import zipfile

from openpyxl import Workbook
from openpyxl.styles import PatternFill

from imports.files import read_workbook


def test_a_style_behind_the_type_of_a_cell_is_seen(tmp_path):
    """Some libraries write ``<c r="A2" t="n" s="1">``, most ``<c r="A2" s="1" t="n">``."""
    book = Workbook()
    page = book.active
    page.append(["Recommendation", "No."])
    page.append(["Ratify", 1.5])
    page["A2"].fill = PatternFill("solid", fgColor="FF0000")
    page["B2"].number_format = "0.00"
    book.save(tmp_path / "usual.xlsx")
    with zipfile.ZipFile(tmp_path / "usual.xlsx") as usual, zipfile.ZipFile(tmp_path / "other.xlsx", "w") as other:
        for name in usual.namelist():
            other.writestr(name, re.sub(rb' s="(\d+)" t="(\w+)"', rb' t="\2" s="\1"', usual.read(name)))

    for name in ("usual.xlsx", "other.xlsx"):
        sheet = read_workbook(tmp_path / name).sheets[0]
        assert (sheet.fills, sheet.formats) == ({(1, 0): "FF0000"}, {(1, 1): "0.00"})
