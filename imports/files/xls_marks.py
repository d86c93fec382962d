"""What a person sees in an old .xls sheet beside its values: colours, number formats, hidden rows, comments, errors."""

from imports.files.colours import INDEXED
from imports.files.sheet import Comment, Sheet


class XlsMarks:
    """The marks of an old Excel workbook, sheet by sheet. A workbook that gives no formatting simply has no marks."""

    def __init__(self, data: bytes) -> None:
        import io

        import xlrd

        self.locked = False
        self._errors = xlrd.error_text_from_code
        try:
            self._book = xlrd.open_workbook(
                file_contents=data, formatting_info=True, ignore_workbook_corruption=True, logfile=io.StringIO()
            )
        except Exception as wrong:
            self._book = None
            self.locked = "encrypted" in str(wrong)

    def mark(self, sheet: Sheet) -> None:
        """Add the marks of a sheet."""
        if self._book is None or sheet.name not in self._book.sheet_names():
            return
        source = self._book.sheet_by_name(sheet.name)
        sheet.hidden_rows = {row for row, how in source.rowinfo_map.items() if how.hidden}
        sheet.hidden_columns = {
            column for column, how in source.colinfo_map.items() if how.hidden and column < sheet.width
        }
        looks = [self._look(form) for form in self._book.xf_list]
        for row in range(min(source.nrows, len(sheet.rows))):
            for column in range(source.row_len(row)):
                fill, number_format, bold = looks[source.cell_xf_index(row, column)]
                if fill:
                    sheet.fills[row, column] = fill
                if number_format:
                    sheet.formats[row, column] = number_format
                if bold:
                    sheet.bold.add((row, column))
                if source.cell_type(row, column) == 5:
                    error = self._errors.get(source.cell_value(row, column), "#?")
                    sheet.faults[row, column] = f"shows the error {error}"
        for place, note in source.cell_note_map.items():
            sheet.comments[place] = Comment(
                note.author or "", (note.text or "").removeprefix(f"{note.author}:").strip()
            )

    def _look(self, form: object) -> tuple[str | None, str, bool]:
        background = form.background  # type: ignore[attr-defined]
        colour = self._book.colour_map.get(background.pattern_colour_index) if background.fill_pattern else None
        fill = "".join(f"{part:02X}" for part in colour) if colour else None
        if fill is None and background.fill_pattern and background.pattern_colour_index < len(INDEXED):
            fill = INDEXED[background.pattern_colour_index]
        known = self._book.format_map.get(form.format_key)  # type: ignore[attr-defined]
        number_format = known.format_str if known else ""
        bold = bool(self._book.font_list[form.font_index].bold)  # type: ignore[attr-defined]
        return (None if fill == "FFFFFF" else fill), ("" if number_format == "General" else number_format), bold
