"""The first sheet of a reply workbook: what is asked, by when, how to fill it in, and what the statuses mean."""

from collections.abc import Iterator, Sequence
from typing import Any

from exports.look import A4, Look, row_height, safe
from exports.reply_part import ReplySheet
from exports.texts import ROLE_NAMES
from tracker.language.texts import marked
from tracker.models import Status
from tracker.vocabulary import Role

_WIDTHS = (26, 44, 30)
_WHOLE = sum(_WIDTHS)
_ROOM = 6
"""Points of air over and under the text of a row."""

_FACTS = {
    "title": marked("Subject"),
    "agency": marked("Agency"),
    "part": marked("Part"),
    "count": marked("Recommendations"),
    "due": marked("Due date"),
    "contact": marked("Return to, questions to"),
    "reference": marked("Reference"),
}
_ABOUT = {
    Role.LEAD: marked("This workbook has the recommendations for which you are the lead agency."),
    Role.CONTRIBUTING: marked(
        "This workbook has the recommendations to which you contribute; another agency leads on them. Please "
        "report on your own part."
    ),
}
_STEPS = (
    marked(
        "Open the sheet '{sheet}'. Fill in the blue cells of each row. Grey cells are the text of the United "
        "Nations and what is on record; they are locked."
    ),
    marked(
        "Your status: choose from the list. As at: the day on which it was true. Expected by, where you lead:"
        " the day by which it will be implemented. Where a deadline is on record, another day is your proposal."
    ),
    marked(
        "Measures taken: what was done since the last report: acts adopted, programmes, training, budget, "
        "figures by sex, age and region where you have them."
    ),
    marked("New evidence: one on each line, with number and date, such as: Order No. 114 of the Minister, 12.03.2026."),
    marked("Where something on record is wrong, or a recommendation is not yours, say so under 'Comments'."),
    marked(
        "You may filter, change the width of columns and the height of rows, insert rows and colour cells. "
        "Please leave the headings and the hidden first column as they are: they show where your replies belong."
    ),
    marked(
        "Save the file (Excel or LibreOffice) and send it back by {due}, with your letter. An empty cell "
        "means that there is nothing to add."
    ),
    marked(
        "The status that you give is shown as your agency's own until the secretariat has confirmed it. Where it did "
        "not confirm your last one, the sheet says why beside it."
    ),
)
_STATUS_COLUMNS = (marked("Status"), marked("Meaning"), marked("Please give with it"))
_NEEDS = {
    "measure": marked("at least one measure, and a date"),
    "update": marked("what is going on"),
    "evidence": marked("evidence"),
    "dated evidence": marked("evidence with its date"),
    "remaining": marked("what remains to be done"),
    "reason": marked("the reason"),
    "newer": marked("the newer recommendation"),
}
"""What a status needs, in the words of the reference data, and how an agency is told."""


def write_instructions(page: Any, look: Look, sheet: ReplySheet, answers: str) -> str:
    """Write the instructions; gives the cells with the statuses, from which the drop-downs choose."""
    for at, width in enumerate(_WIDTHS):
        page.set_column(at, at, width)
    page.hide_gridlines(2)
    _across(
        page,
        0,
        sheet.texts("Request for information on the implementation of recommendations"),
        look["title"],
        height=30,
    )
    row = 2
    for name, value in _facts(sheet):
        page.write_string(row, 0, name, look["roomy_name"])
        page.merge_range(row, 1, row, 2, safe(value), look["roomy"])
        page.set_row(row, _height([value], [_WHOLE - _WIDTHS[0]]))
        row += 1
    row = _decisions(page, look, sheet, row)
    row = _steps(page, look, sheet, answers, row + 1)
    chosen_from = _statuses(page, look, sheet, row + 1)
    page.set_paper(A4)
    page.set_portrait()
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.6, right=0.6, top=0.6, bottom=0.7)
    page.set_footer(f"&L&8{sheet.stamp}&R&8{sheet.texts('Page {page} of {pages}', page='&P', pages='&N')}")
    return chosen_from


def _facts(sheet: ReplySheet) -> Iterator[tuple[str, str]]:
    texts = sheet.texts
    values = {
        "title": sheet.request.title,
        "agency": texts.label(sheet.agency, "name"),
        "part": f"{texts(ROLE_NAMES[sheet.role])}. {texts(_ABOUT[sheet.role])}",
        "count": str(len(sheet.rows)),
        "due": texts.day(sheet.request.due_on),
        "contact": sheet.contact,
        "reference": sheet.stamp,
    }
    return ((texts(_FACTS[name]), value) for name, value in values.items() if value)


def _decisions(page: Any, look: Look, sheet: ReplySheet, row: int) -> int:
    """The decisions of the group that wait for the agency; gives the next free row."""
    texts = sheet.texts
    if not sheet.decisions:
        return row
    _across(page, row + 1, texts("Decisions of the group that you are to carry out"), look["heading"], height=20)
    row += 2
    for item in sheet.decisions:
        due = texts("due {day}", day=texts.period(item.due)) if item.due else ""
        about = ", ".join(item.codes)
        page.write_string(row, 0, item.number, look["roomy_name"])
        told = "; ".join(part for part in (item.text, about, due) if part)
        page.merge_range(row, 1, row, 2, safe(told), look["roomy"])
        page.set_row(row, _height([told], [_WHOLE - _WIDTHS[0]]))
        row += 1
    return row


def _steps(page: Any, look: Look, sheet: ReplySheet, answers: str, row: int) -> int:
    _across(page, row, sheet.texts("How to fill it in"), look["heading"], height=20)
    due = sheet.texts.day(sheet.request.due_on)
    for number, step in enumerate(_STEPS, start=1):
        text = f"{number}.  {sheet.texts(step, sheet=answers, due=due)}"
        _across(page, row + number, text, look["wrapped"], height=_height([text], [_WHOLE]))
    return row + len(_STEPS) + 1


def _statuses(page: Any, look: Look, sheet: ReplySheet, row: int) -> str:
    texts = sheet.texts
    _across(page, row, texts("What the statuses mean"), look["heading"], height=20)
    for at, name in enumerate(_STATUS_COLUMNS):
        page.write_string(row + 1, at, texts(name), look["header"])
    page.set_row(row + 1, 22)
    first = row + 2
    for number, status in enumerate(sheet.statuses, start=first):
        label = sheet.labels[status.code]
        meaning, needs = texts(status.note), _needs(sheet, status)
        page.write_string(number, 0, label, look.filled(status.colour, "vcenter"))
        page.write_string(number, 1, meaning, look["roomy"])
        page.write_string(number, 2, needs, look["roomy"])
        page.set_row(number, _height([label, meaning, needs], _WIDTHS))
    return f"$A${first + 1}:$A${first + len(sheet.statuses)}"


def _needs(sheet: ReplySheet, status: Status) -> str:
    wanted = [need for need in (status.needs_evidence, status.needs_reason) if need]
    return "; ".join(sheet.texts(_NEEDS.get(need, need)) for need in wanted)


def _across(page: Any, row: int, text: str, style: Any, *, height: float) -> None:
    """A text over the whole width of the sheet."""
    page.merge_range(row, 0, row, len(_WIDTHS) - 1, safe(text), style)
    page.set_row(row, height)


def _height(values: Sequence[str], widths: Sequence[float]) -> float:
    """The height of a row of running text: most letters are narrower than the digit that widths are counted in."""
    return row_height(values, [width * 1.12 for width in widths]) + _ROOM
