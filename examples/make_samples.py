"""Makes the three sample workbooks of this folder, in the manner in which a secretariat and an agency keep theirs.

Everything in them is invented: the numbers are real in form only, the texts are nobody's but ours.

    python examples/make_samples.py
"""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

HERE = Path(__file__).parent
MADE = datetime(2025, 6, 2, 9, 0)

GREEN, YELLOW, ORANGE, RED = "92D050", "FFFF00", "FFC000", "FF0000"
_HEADER = PatternFill("solid", fgColor="D9E1F2")
_SECTION = PatternFill("solid", fgColor="EDEDED")
_LINE = Side(style="thin", color="BFBFBF")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)

Row = tuple[Any, ...]

UPR_TITLE = (
    "Universal Periodic Review of Azerbaijan, fourth cycle (2023)",
    "Follow-up of recommendations. Status as at 31 May 2025",
)
UPR_HEADER = (
    ("No.", "Recommendation", "Recommending State", "Position", "Responsible bodies", None, "Implementation", None, None, "Deadline"),
    (None, None, None, None, "Lead", "With", "Status", "Measures taken", "Evidence", None),
)  # fmt: skip
UPR_ROWS: tuple[Row, ...] = (
    ("Theme: Prohibition of torture & ill-treatment (including cruel, inhuman or degrading treatment)",),
    ("138.1", "Ratify the instrument on visits to places of detention and let independent visitors in unannounced", "Chile; Czechia", "Supported", "Ministry of Justice", "Ombudsman's Office", "Ongoing", "Working group set up; draft rules for unannounced visits", None, date(2025, 12, 31)),
    ("138.2", "Record every questioning of a detained person on video and keep the recordings for five years", "Denmark", "Supported", "Min. of Internal Affairs", "Prosecutor General's Office; MOJ", "Partially implemented", "Cameras in 41 of 86 police offices", "Order No. 114 of 12.03.2024", "Q4 2025"),
    ("138.3", "Open a medical service for prisoners that answers to the health authorities and not to the prison service", "Norway", "Noted", "Ministry of Justice", "Ministry of Health", "Not started", None, None, None),
    ("138.10", "Train judges and prosecutors every year on how to examine a complaint of ill-treatment", "Switzerland, Portugal and Uruguay", "Supported", "Judicial-Legal Council", "Prosecutor General's Office", "Implemented", "412 judges and prosecutors trained at the Academy of Justice", "Training report, 20 December 2024", "2024"),
    ("Theme: Violence against women",),
    ("138.21", "Bring the law on violence in the family into line with the regional convention, and join the convention", "Italy; Spain", "Noted", "State Committee for Family, Women and Children Affairs", "Milli Majlis", "Not started", None, None, None),
    ("138.22", "Open at least one shelter for women and their children in every economic region, paid from the State budget", "Canada; Ireland; New Zealand", "Supported", None, "Ministry of Labour and Social Protection of Population, Ministry of Finance", "Ongoing", "Shelters in Baku, Ganja and Lankaran; budget request for four more", None, "31/12/2026"),
    ("138.23", "Keep one set of statistics on violence in the family, by sex, age, district and relation to the offender", "Austria", "Supported", None, "State Statistical Committee; Ministry of Internal Affairs", "Partially implemented", "Form 1-AZ collects sex and age", "Decision of the State Statistical Committee of 5 February 2025", date(2025, 3, 31)),
    ("138.24", "Carry out a yearly campaign, also in villages, on where women who suffer violence find help", "Iceland; Malta", "Supported", None, None, "Implemented", "Campaign '16 days' in 62 districts", "Campaign report of 15.01.2025", None),
    ("Theme: Right to education",),
    ("138.35", "Let children with disabilities learn in the school of their neighbourhood, with the help they need", "Bulgaria; Maldives", "Supported", "Min. of Education", "MLSPP, Ministry of Health", None, "Inclusive classes in 138 schools", None, date(2027, 9, 1)),
    ("138.36", "Teach human rights in all schools and train teachers for it", "Türkiye", "Supported", "Ministry of Science and Education", "Ombudsperson", None, "Lessons in grades 9 to 11; 2,300 teachers trained", "Order of the Ministry No. F-201, 2024-08-30", None),
    ("138.37", "Raise the share of children in pre-school education to three quarters, beginning with rural districts", "Kazakhstan", "Supported", "Ministry of Science and Education", None, None, None, None, date(2025, 1, 1)),
    ("Theme: Freedom of association",),
    ("138.48", "Make the registration of associations a matter of notice, without a permit", "Germany; Netherlands (Kingdom of the)", "Noted", "MoJ", None, "Not started", None, None, None),
    ("138.49", "Consult associations when laws that concern them are drafted, and publish the drafts early", "Lithuania", "Partially supported", "MoJ", "Agency for State Support to NGOs", "Ongoing", "Drafts are published on the portal of legal acts", None, date(2025, 4, 30)),
    ("Theme: Rights related to name, identity & nationality",),
    ("138.55", "Register the birth of every child, whatever the papers of the parents", "Sierra Leone", "Supported", "Ministry of Justice", "State Migration Service; Ministry of Health", "Implemented", "Births are registered in hospitals from 2024", "Law No. 1042-VIQD of 9 February 2024", "2024"),
    ("138.56", "End statelessness: find who is stateless, and let them apply for nationality without a fee", "Ecuador; Philippines", "Supported", "State Migration Service", "MIA", "Ongoing", None, None, "May 2026"),
)  # fmt: skip
UPR_MERGED_LEAD = ("138.21", "138.24")
UPR_COLOURS = {
    "138.1": YELLOW, "138.2": ORANGE, "138.3": RED, "138.10": GREEN, "138.21": RED, "138.22": YELLOW, "138.23": ORANGE,
    "138.24": GREEN, "138.35": YELLOW, "138.36": GREEN, "138.37": RED, "138.48": RED, "138.49": YELLOW,
    "138.55": GREEN, "138.56": YELLOW,
}  # fmt: skip
UPR_COMMENTS = {
    "138.2": ("H", "R. Aliyeva", "Ask for the number of offices without cameras"),
    "138.22": ("J", "Secretariat", "Deadline agreed at the meeting of 4 February"),
}
UPR_HIDDEN = "138.3"
UPR_TOTAL = ("Total", "15 recommendations")

EARLIER_TITLE = (UPR_TITLE[0], "Follow-up of recommendations. Status as at 31 December 2024")
EARLIER = {
    "138.1": (RED, "Not started", None, None), "138.2": (YELLOW, "In progress", "Tender for cameras announced", None),
    "138.10": (YELLOW, "In progress", "Course for judges and prosecutors begun", None),
    "138.22": (YELLOW, "In progress", "Shelters in Baku and Ganja", None), "138.23": (RED, "Not started", None, None),
    "138.24": (YELLOW, "In progress", "Plan of the campaign agreed", None),
    "138.36": (YELLOW, "In progress", "Textbooks for grades 9 to 11 ordered", None),
    "138.49": (RED, "Not started", None, None),
    "138.55": (GREEN, "Implemented", "Births are registered in hospitals from 2024", "Law No. 1042-VIQD of 9 February 2024"),
}  # fmt: skip
"""How things stood half a year before: colour, status, measures, evidence; where nothing is said, nothing was known."""

BODIES_TITLE = ("Concluding observations of treaty bodies: what is being done", "Information of 31 May 2025")
BODIES_HEADER = (
    "Document",
    "Para.",
    "Recommendation",
    "Lead agency",
    "Contributing",
    "Status",
    "Measures",
    "Evidence",
    "Due date",
)
BODIES_ROWS: tuple[Row, ...] = (
    ("CAT/C/AZE/CO/5", "13 (b)", "Let doctors examine persons in police custody out of the hearing of the police", "MIA", "Ministry of Health", "In progress", "Instruction on examinations in preparation", None, "June 2025"),
    ("CAT/C/AZE/CO/5", "17 (a)", "Investigate every allegation of reprisals against persons who complained, and report the results", "Prosecutor General's Office", "MIA; MOJ", "In progress", None, None, "June 2025"),
    ("CAT/C/AZE/CO/5", "21", "Bring the number of persons in each cell down to what the law allows", "MOJ", "Ministry of Finance", "Partially implemented", "New block of 300 places opened in Ganja", "Decree of 14 November 2024", date(2025, 6, 30)),
    ("CEDAW/C/AZE/CO/6", "19 (a)", "Set quotas for women among the candidates for municipal councils", "SCFWCA", "Milli Majlis", "Planned", "Draft amendment to the Electoral Code", None, date(2026, 6, 30)),
    ("CEDAW/C/AZE/CO/6", "23 (c)", "Open the list of occupations that are closed to women, and close it for good", "MLSPP", "SCFWCA", "Implemented", "The list was repealed", "Law No. 1117-VIQD of 2 April 2024", date(2024, 12, 31)),
    ("CRC/C/AZE/CO/5-6", "21", "Prohibit corporal punishment in all places, the home among them, and make the ban known", "SCFWCA", "MSE; MOJ", "In progress", "Draft law before the Cabinet of Ministers", None, date(2025, 2, 28)),
    ("CRC/C/AZE/CO/5-6", "34", "Bring the children out of boarding schools into families", "Ministry of Science and Education", "SCFWCA, MLSPP", "Partially implemented", "Number of children in boarding schools down from 3,214 to 2,480", "Statistical bulletin, 28 February 2025", None),
    ("CRPD/C/AZE/CO/2-3", "12", "Replace guardianship of adults by support in making decisions", "MLSPP", "MOJ; Ministry of Health", "Not started", None, None, date(2026, 12, 31)),
    ("CMW/C/AZE/CO/3", "31", "Inform migrant workers of their rights in languages that they understand, before and after they arrive", "State Migration Service", "MLSPP; MFA", "Implemented", "Guide in seven languages", "Guide published on 18 September 2024", None),
    ("CERD/C/AZE/CO/10-12", "15 (b)", "Publish statistics on complaints of racial discrimination and their outcome", "MFA", "Prosecutor General's Office; State Statistical Committee", "Not started", None, None, date(2025, 5, 31)),
    ("E/C.12/AZE/CO/4", "29 (b)", "Set a minimum wage that lets workers and their families live decently, and adjust it every year", "MLSPP", "Ministry of Economy; Trade Unions Confederation", "Implemented", "Raised to 400 manats", "Decree of 27 December 2024", None),
    ("CCPR/C/AZE/CO/4", "37", "Let assemblies be held on notice, in places within sight and sound of those they address", "MIA", "MOJ", None, None, None, None),
)  # fmt: skip

KEY_ROWS = ((GREEN, "Implemented"), (ORANGE, "Partially implemented"), (YELLOW, "In progress"), (RED, "Not started"))

AZ_TITLE = (
    "Uşaq Hüquqları Komitəsinin tövsiyələrinin icra vəziyyəti (CRC/C/AZE/CO/5-6)",
    "Ailə, Qadın və Uşaq Problemləri üzrə Dövlət Komitəsi, 30 iyun 2025-ci il",
)
AZ_HEADER = (
    ("Bənd", "Tövsiyənin mətni", "Məsul qurumlar", None, "İcra", None, None, "İcra müddəti"),
    (None, None, "Əsas icraçı", "Digər icraçılar", "İcra vəziyyəti", "Görülmüş işlər", "Təsdiqedici sənəd", None),
)
AZ_ROWS: tuple[Row, ...] = (
    ("Mövzu: Uşaqların zorakılıqdan müdafiəsi",),
    ("22 (a)", "Uşaqlara qarşı zorakılıq halları barədə vahid məlumat bazası yaradılsın", "Ailə, Qadın və Uşaq Problemləri üzrə Dövlət Komitəsi", "Daxili İşlər Nazirliyi; DSK", "İcra olunur", "Məlumat bazasının texniki tapşırığı hazırlanıb", None, date(2025, 12, 31)),
    ("22 (b)", "Qaynar xəttin fəaliyyəti bütün rayonları əhatə etsin", None, "Rəqəmsal İnkişaf və Nəqliyyat Nazirliyi", "İcra olunub", "Qaynar xətt 2024-cü ildən bütün ölkədə işləyir", "Komitənin 15.11.2024-cü il tarixli 87 nömrəli əmri", None),
    ("23", "Məktəblərdə psixoloqların sayı artırılsın", "Elm və Təhsil Nazirliyi", "Maliyyə Nazirliyi", "Qismən icra olunub", "214 məktəbə psixoloq qəbul edilib", "Statistik hesabat, 28 fevral 2025", "2025-ci ilin IV rübü"),
    ("Mövzu: Ailə mühiti və alternativ qayğı",),
    ("29 (c)", "Valideyn himayəsindən məhrum olmuş uşaqların ailələrə yerləşdirilməsi genişləndirilsin", "AQUPDK", "ƏƏSMN, ETN", "İcra olunmayıb", "Maliyyə ayrılmayıb", None, date(2024, 12, 31)),
    ("29 (d)", "Himayədar ailələr üçün hazırlıq proqramları tətbiq edilsin", "Əmək və Əhalinin Sosial Müdafiəsi Nazirliyi", "AQUPDK", None, "Proqram layihəsi hazırlanıb", None, "31.03.2026"),
    ("30", "Uşaqların fikri məhkəmədə dinlənilsin və qərarda nəzərə alınsın", "Məhkəmə-Hüquq Şurası", "Ədliyyə Nazirliyi", "Başlanmayıb", None, None, None),
)  # fmt: skip
AZ_MERGED_LEAD = ("22 (a)", "22 (b)")
AZ_COLOURS = {"22 (a)": YELLOW, "22 (b)": GREEN, "23": ORANGE, "29 (c)": RED, "29 (d)": YELLOW}
AZ_COMMENT = ("23", "F", "G. Məmmədova", "Regionlar üzrə bölgü əlavə olunsun")
AZ_HIDDEN = "30"
AZ_TOTAL = ("Yekun", "6 tövsiyə")
AZ_KEY_ROWS = ((GREEN, "İcra olunub"), (ORANGE, "Qismən icra olunub"), (YELLOW, "İcra olunur"), (RED, "İcra olunmayıb"))


def main() -> None:
    """Write the workbooks beside this script."""
    earlier = Workbook()
    earlier_rows = tuple(
        (*row[:6], *EARLIER.get(row[0], (None,) * 4)[1:], row[9]) if row[1:] else row for row in UPR_ROWS
    )
    _upr(earlier.active, EARLIER_TITLE, earlier_rows, {number: said[0] for number, said in EARLIER.items()})
    _key(earlier.create_sheet("Key"), "Colours of the status column", KEY_ROWS)
    _save(earlier, HERE / "followup-2024.xlsx")

    english = Workbook()
    _cover(english.active)
    upr = english.create_sheet()
    _upr(upr, UPR_TITLE, UPR_ROWS, UPR_COLOURS)
    for number, (column, author, text) in UPR_COMMENTS.items():
        _comment(upr, number, column, author, text)
    upr.row_dimensions[_row_of(upr, UPR_HIDDEN)].hidden = True
    bodies = english.create_sheet("Treaty bodies")
    _table(bodies, BODIES_TITLE, (BODIES_HEADER,), BODIES_ROWS, None, widths=(20, 9, 62, 24, 28, 18, 34, 30, 13))
    _key(english.create_sheet("Key"), "Colours of the status column", KEY_ROWS)
    _save(english, HERE / "followup-2025.xlsx")

    azerbaijani = Workbook()
    page = azerbaijani.active
    page.title = "İcra vəziyyəti"
    _table(page, AZ_TITLE, AZ_HEADER, AZ_ROWS, AZ_TOTAL, widths=(9, 60, 30, 30, 18, 36, 32, 16))
    _merge_lead(page, *AZ_MERGED_LEAD, column=3)
    _colour(page, AZ_COLOURS, column=5)
    _comment(page, *AZ_COMMENT)
    page.row_dimensions[_row_of(page, AZ_HIDDEN)].hidden = True
    _key(azerbaijani.create_sheet("Şərti işarələr"), "Rənglərin mənası", AZ_KEY_ROWS)
    _save(azerbaijani, HERE / "icra-veziyyeti-2025.xlsx")


def _upr(page: Worksheet, title: tuple[str, ...], rows: tuple[Row, ...], colours: dict[str, str]) -> None:
    page.title = "UPR 4th cycle"
    _table(page, title, UPR_HEADER, rows, UPR_TOTAL, widths=(8, 62, 20, 12, 26, 28, 16, 34, 30, 13))
    _merge_lead(page, *UPR_MERGED_LEAD, column=5)
    _colour(page, colours, column=7)


def _cover(page: Worksheet) -> None:
    page.title = "Read me"
    lines = (
        "Working group on the follow-up of UN recommendations",
        "This workbook is an invented sample: no text or figure in it is of the United Nations or of any ministry.",
        "Fill in the columns 'Status', 'Measures taken', 'Evidence' and 'Deadline'. The colours are explained on the sheet 'Key'.",
    )
    for number, line in enumerate(lines, start=2):
        page.cell(number, 2, line).font = Font(bold=number == 2, size=14 if number == 2 else 11)
    page.column_dimensions["B"].width = 110


def _table(
    page: Worksheet,
    title: tuple[str, ...],
    header: tuple[Row, ...],
    rows: tuple[Row, ...],
    total: Row | None,
    widths: tuple[int, ...],
) -> None:
    for number, line in enumerate(title, start=1):
        page.cell(number, 1, line).font = Font(bold=True, size=14 if number == 1 else 11)
        page.merge_cells(start_row=number, end_row=number, start_column=1, end_column=len(widths))
    top = len(title) + 2
    for number, cells in enumerate(header, start=top):
        _write(page, number, cells, bold=True, fill=_HEADER)
    _merge_header(page, header, top)
    for number, cells in enumerate(rows, start=top + len(header)):
        if len(cells) == 1:
            _write(page, number, (*cells, *[None] * (len(widths) - 1)), bold=True, fill=_SECTION)
            page.merge_cells(start_row=number, end_row=number, start_column=1, end_column=len(widths))
        else:
            _write(page, number, cells)
    if total:
        _write(page, page.max_row + 1, total, bold=True)
    for number, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(number)].width = width
    page.freeze_panes = f"C{top + len(header)}"


def _write(page: Worksheet, row: int, cells: Row, *, bold: bool = False, fill: PatternFill | None = None) -> None:
    for column, value in enumerate(cells, start=1):
        cell = page.cell(row, column, value)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(bold=bold)
        cell.border = _BOX
        if fill:
            cell.fill = fill
        if isinstance(value, date):
            cell.number_format = "dd.mm.yyyy"


def _merge_header(page: Worksheet, header: tuple[Row, ...], top: int) -> None:
    """Group headings over their columns; single headings over both rows."""
    if len(header) < 2:
        return
    names, parts = header
    start = 0
    for column in range(1, len(names) + 1):
        if column < len(names) and names[column] is None:
            continue
        if column - start > 1:
            page.merge_cells(start_row=top, end_row=top, start_column=start + 1, end_column=column)
        elif parts[start] is None:
            page.merge_cells(start_row=top, end_row=top + 1, start_column=column, end_column=column)
        start = column


def _merge_lead(page: Worksheet, first: str, last: str, column: int) -> None:
    page.merge_cells(
        start_row=_row_of(page, first), end_row=_row_of(page, last), start_column=column, end_column=column
    )


def _colour(page: Worksheet, colours: dict[str, str], column: int) -> None:
    for number, colour in colours.items():
        page.cell(_row_of(page, number), column).fill = PatternFill("solid", fgColor=colour)


def _comment(page: Worksheet, number: str, column: str, author: str, text: str) -> None:
    page[f"{column}{_row_of(page, number)}"].comment = Comment(text, author)


def _row_of(page: Worksheet, number: str) -> int:
    return next(row for row in range(1, page.max_row + 1) if page.cell(row, 1).value == number)


def _key(page: Worksheet, title: str, rows: tuple[tuple[str, str], ...]) -> None:
    page.cell(1, 1, title).font = Font(bold=True)
    for number, (colour, meaning) in enumerate(rows, start=2):
        page.cell(number, 1).fill = PatternFill("solid", fgColor=colour)
        page.cell(number, 2, meaning)
    page.column_dimensions["B"].width = 30


def _save(book: Workbook, target: Path) -> None:
    book.properties.creator = "Secretariat"
    book.properties.created = book.properties.modified = MADE
    book.save(target)
    print(target.name)


if __name__ == "__main__":
    main()
