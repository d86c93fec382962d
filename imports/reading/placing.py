"""Finds the review of a row: by its own cells, then its section, then the review named for the import, then the sheet."""

from dataclasses import replace

from imports.cells.readers import Readers
from imports.cells.references import Reference
from imports.reading.context import ContextReader, Hints, NewReview, Placing
from imports.reading.entry import Surroundings
from imports.reading.new_reviews import NewReviews
from imports.reading.questions import NEW, Question, QuestionBook
from imports.tables.shown import Cell, ShownTable
from tracker.folding import fold, tidy
from tracker.language.phrase import Phrase
from tracker.vocabulary import UNNAMED

_LONGEST_NUMBER = 8
"""A longer reference may say where the row belongs ("CAT/C/AZE/CO/5, para. 13")."""

_OF_THE_ROW = ("mechanism", "cycle", "session", "year")
"""Fields that name the row's own review; a document may also be one that the row only cites."""

_FIRST_OF_UPR = 60
"""In a report of the UPR, at least this many paragraphs of summary come before the recommendations."""

_AS_NAMED = "as the rows say"


WEIGHED = ("/documents", "/rows")
"""How the question ends that weighs what some rows name against the review that was named for the import."""


class Placer:
    """Finds the review of each row of a table."""

    def __init__(
        self, table: ShownTable, readers: Readers, context: ContextReader, book: QuestionBook, around: Surroundings
    ) -> None:
        self._table = table
        self._vocabulary = readers.vocabulary
        self._context = context
        self._new = NewReviews(readers.vocabulary)
        self._book = book
        self._around = around
        self._named = Placing(code=around.default_review)
        self._foreign = self._state_around()
        headings = [fold(table.header(column)) for column in table.columns("mechanism")]
        self._by_treaty = bool(headings) and readers.vocabulary.row_words("treaty_heading").issuperset(headings)
        self._section = Hints()
        self._carried: dict[str, Cell] = {}
        self._row = table.block.first
        self._of_numbers = self._named_by_numbers()
        self._short = readers.short_references.read
        self._told = bool({"document", *_OF_THE_ROW} & set(table.block.columns)) or any(
            self.names_review(str(table.sheet.value(row, column)))
            for column in table.columns("reference")
            for row in range(table.block.first, table.block.end)
        )
        self.upr = bool({"states", "position"} & set(table.block.columns)) or any(
            mark.kind == "position" for mark in table.block.marks.values()
        )

    def names_review(self, text: str) -> bool:
        """Return True if a number may say where its row belongs."""
        return len(text) > _LONGEST_NUMBER or self._short(text) is not None

    def under_heading(self, hints: Hints) -> None:
        """From here on, rows belong to the review that a section row names."""
        self._section = hints

    def hints(self, row: int) -> Hints:
        """Hints from the cells of a row about its review."""
        self._row = row
        hints = Hints()
        if not self._told:
            return hints
        for name in _OF_THE_ROW:
            if cell := self._cell_of(name, row):
                hints = hints.filled_from(self._read(name, cell.text))
        if self._by_treaty and hints.mechanism:
            hints = replace(hints, cited=True)
        cited = self._cited(row)
        if not cited or self._is_of_another(cited, hints.mechanism):
            return hints
        own = hints.mechanism != "" or hints.symbol is not None
        return hints.filled_from(cited) if own else replace(cited.filled_from(hints), cited=True)

    def _is_of_another(self, cited: Hints, named: str) -> bool:
        """Return True if a row names a mechanism of the group, and a document of another: it only cites that.

        A document of the Human Rights Council ("A/HRC/39/14") is none of a treaty body.
        """
        if not named or self._vocabulary.out_of_mandate(named):
            return False
        of_council = named != "UPR" and cited.symbol is not None and cited.symbol.council != ""
        other = cited.mechanism not in ("", named) and not self._vocabulary.out_of_mandate(cited.mechanism)
        return of_council or other

    def _cited(self, row: int) -> Hints:
        """Hints from the document of a row, or from its number if that is long; a State's report gives none."""
        hints = Hints()
        for name in ("document", "reference"):
            cell = self._cell_of(name, row) if name == "document" else self._table.field(name, row)
            if cell is not None and (name == "document" or self.names_review(cell.text)):
                read = self._read(name, cell.text)
                hints = hints.filled_from(Hints() if read.symbol and read.symbol.reports else read)
        return hints

    def _read(self, name: str, text: str) -> Hints:
        if name == "reference" and (short := self._short(text)):
            return Hints(mechanism=short.mechanism, cycle=short.cycle, label=short.mechanism)
        bare = name in ("cycle", "session") and len(text) < 6
        read = self._context.read(f"{name} {text}" if bare else text)
        if name == "mechanism" and not read.symbol:
            mechanism = self._context.mechanism_of(text)
            read = replace(read, mechanism=mechanism or read.mechanism, label=tidy(text).lstrip("- "))
        return read

    def _cell_of(self, name: str, row: int) -> Cell | None:
        """The cell of a field; if the row leaves document, mechanism and this field blank, the cell above."""
        cell = self._table.field(name, row)
        goes_on = "annotation" not in self._table.block.columns
        if cell is None and goes_on and not any(self._table.field(other, row) for other in ("document", "mechanism")):
            cell = self._carried.get(name)
        if cell is None:
            self._carried.pop(name, None)
        else:
            self._carried[name] = cell
        return cell

    def by_code(self, code: Cell | None) -> Placing | None:
        """The review that the register's own code names."""
        review = code.text.strip().partition("/")[0] if code else ""
        return Placing(code=review) if review in self._vocabulary.reviews else None

    def place(self, hints: Hints, reference: Reference | None) -> tuple[Placing, str]:
        """The review of a row, and the reason why the row is outside the mandate (empty if it is not)."""
        hints = hints or self._of_numbers
        upr = self._looks_like_upr(reference)
        if self._is_of_upr(hints, reference) or (hints.cited and self._is_another(hints, reference)):
            hints = Hints()
        near = hints.filled_from(self._section)
        placing = self._of_row(near, upr=upr)
        if placing is not None:
            return self._weighed(placing, near)
        if self._around.default_review and self._stays(self._around.default_review, near):
            return self._named, ""
        return self._of_sheet(near, upr=upr)

    def _of_row(self, near: Hints, *, upr: bool) -> Placing | None:
        """The review that the row or its section names; ``None`` if they leave it open."""
        if not near:
            return None
        of_ours = near.state == self._vocabulary.state or self._vocabulary.out_of_mandate(near.mechanism)
        if self._foreign and not of_ours:
            return None
        placing = self._context.place(near.filled_from(replace(self._around.hints, state="")), upr=upr)
        return placing if placing.sure else None

    def _named_by_numbers(self) -> Hints:
        """The review that the heading of the numbers names with its cycle: "UPR-2 number"."""
        for column in self._table.columns("reference"):
            found = self._context.read(self._table.header(column))
            if found.mechanism and found.cycle:
                return replace(found, cited=True)
        return Hints()

    def _state_around(self) -> str:
        """The other State that the texts around the table are about, by its name or by a document; empty for ours."""
        ours, symbol = self._vocabulary.state, self._around.hints.symbol
        named = self._around.about or (symbol.state if symbol else "")
        return "" if named == ours else named

    def _of_sheet(self, near: Hints, *, upr: bool) -> tuple[Placing, str]:
        """The review that the texts around the table name; if they leave it open, a person is asked."""
        whole = near.filled_from(self._around.hints)
        placing = self._context.place(replace(whole, state=self._foreign or whole.state), upr=upr)
        if placing.foreign:
            return self._ask_foreign(placing)
        if not placing.sure:
            placing = self._ask_review(placing, whole, near.mechanism or near.label, upr=upr)
        return placing, self._out_reason(placing)

    def _looks_like_upr(self, reference: Reference | None) -> bool:
        """Return True if the columns of the table or the number of the row have the form of the UPR."""
        return self.upr or (reference is not None and reference.numbered_by_item)

    def _is_another(self, hints: Hints, reference: Reference | None) -> bool:
        """Return True if the row only cites the document: its number or its States do not fit that review."""
        if not hints.mechanism:
            return False
        if reference is None:
            return hints.mechanism != "UPR" and self._table.field("states", self._row) is not None
        return hints.mechanism == "UPR" and reference.lettered

    def _is_of_upr(self, hints: Hints, reference: Reference | None) -> bool:
        """Return True if a number that only the UPR has stands beside a treaty body: that is something else of the row."""
        by_item = reference is not None and reference.numbered_by_item
        if reference is None or not by_item or hints.mechanism in ("", "UPR"):
            return False
        in_mandate = not self._vocabulary.out_of_mandate(hints.mechanism)
        return in_mandate and int(reference.paragraph.partition(".")[0]) >= _FIRST_OF_UPR

    def _weighed(self, placing: Placing, near: Hints) -> tuple[Placing, str]:
        """The review of a row that names one; asked once a sheet if another review was named for the import."""
        named, reason = self._around.default_review, self._out_reason(placing)
        if not named or reason or placing.code == named or not self._asked_to_stay(near):
            return placing, reason
        return self._named, ""

    def _asked_to_stay(self, near: Hints) -> bool:
        """Ask whether rows belong to the named review, though they name another; a treaty or a document weighs less."""
        named = self._around.default_review
        told = {"sheet": self._table.sheet.name, "file": self._around.file, "review": named}
        if near.cited and not (self._by_treaty or self._of_numbers):
            text = Phrase(
                "In sheet '{sheet}' of {file}, a document of another review stands beside some rows. "
                "Do they belong to {review}, or as the rows say?",
                **told,
            )
        else:
            text = Phrase(
                "In sheet '{sheet}' of {file}, another review is named by some rows. "
                "Do they belong to {review}, or as the rows say?",
                **told,
            )
        question = Question(
            f"{self._question_id()}{WEIGHED[0] if near.cited else WEIGHED[1]}",
            text,
            (named, _AS_NAMED) if near.cited else (_AS_NAMED, named),
            clear=not near.cited,
        )
        answer = self._book.ask(question, self._table.sheet.address(self._row, self._table.block.left))
        return answer != _AS_NAMED and (answer is not None or near.cited)

    def is_upr(self, placing: Placing, hints: Hints, reference: Reference | None) -> bool:
        """Return True if a row is a recommendation of the UPR: by its review, else by its form."""
        mechanism = self._mechanism_of(placing) or hints.mechanism
        return self._looks_like_upr(reference) if mechanism in ("", UNNAMED) else mechanism == "UPR"

    def _mechanism_of(self, placing: Placing) -> str:
        """The mechanism of the review; empty while the review is open."""
        if placing.code:
            return self._vocabulary.reviews[placing.code].mechanism
        return placing.new.mechanism if placing.new else ""

    def _out_reason(self, placing: Placing) -> str:
        """The name of the mechanism, if it is outside the mandate."""
        mechanism = self._mechanism_of(placing)
        return self._vocabulary.mechanisms[mechanism].name if self._vocabulary.out_of_mandate(mechanism) else ""

    def _stays(self, review: str, near: Hints) -> bool:
        """Return True if a row belongs to the named review: nothing names another, or only a treaty does, as asked."""
        if self._may_be(review, near):
            return True
        ours = (near.state or self._foreign) in ("", self._vocabulary.state)
        return ours and near.cited and self._by_treaty and self._asked_to_stay(near)

    def _may_be(self, review: str, near: Hints) -> bool:
        """Return True if the row names no mechanism, or that of the given review, and nothing names another State."""
        other = near.state or self._foreign
        ours = other in ("", self._vocabulary.state)
        return ours and near.mechanism in ("", self._vocabulary.reviews[review].mechanism)

    def _ask_review(self, placing: Placing, hints: Hints, own: str, *, upr: bool) -> Placing:
        """Ask for the review: one question for the sheet, and one for each mechanism that rows name themselves."""
        candidates = placing.candidates
        text = self._which_review(own, candidates[0] if placing.clear else "")
        question = Question(self._question_id(own), text, candidates, placing.clear, others=self._vocabulary.reviews)
        question.addition = self._new.addition(replace(hints, cycle="") if placing.short else hints)
        answer = self._book.ask(question, self._where())
        if answer is not None and answer.startswith(NEW):
            return Placing(new=self._new.made(answer.removeprefix(NEW)))
        if answer is not None:
            return Placing(code=answer, guessed=question.guessed)
        mechanism = hints.mechanism or ("UPR" if upr else UNNAMED)
        return Placing(
            new=NewReview(mechanism, state=self._vocabulary.state, provisional=True, found_in=self._found_in())
        )

    def _which_review(self, own: str, likely: str) -> Phrase:
        """The question for the review of a sheet, or of its rows that name a mechanism; for a likely one, if it is that."""
        told = {"sheet": self._table.sheet.name, "file": self._around.file, "named": own, "review": likely}
        if own and likely:
            return Phrase("Are the rows of '{named}' in sheet '{sheet}' of {file} about {review}?", **told)
        if own:
            return Phrase("Which review are the rows of '{named}' in sheet '{sheet}' of {file} about?", **told)
        if likely:
            return Phrase("Is sheet '{sheet}' of {file} about {review}?", **told)
        return Phrase("Which review is sheet '{sheet}' of {file} about?", **told)

    def _ask_foreign(self, placing: Placing) -> tuple[Placing, str]:
        """Ask about a sheet of another State; without an answer, its rows are kept apart."""
        other = self._vocabulary.state_names.get(placing.foreign, placing.foreign)
        new = replace(placing.new or NewReview(UNNAMED), found_in=self._found_in())
        ours = [review.code for review in self._vocabulary.reviews.values() if review.mechanism == new.mechanism]
        question = Question(
            self._question_id(),
            Phrase(
                "Sheet '{sheet}' of {file} is about {other}; this register is {state}'s. "
                "Keep it apart, not counted, or is it one of these reviews?",
                sheet=self._table.sheet.name,
                file=self._around.file,
                other=other,
                state=self._vocabulary.state_name,
            ),
            ("keep apart", *ours),
            clear=True,
            others=self._vocabulary.reviews,
        )
        answer = self._book.ask(question, self._where())
        if answer in self._vocabulary.reviews:
            return Placing(code=answer), ""
        return Placing(new=new), Phrase("concerns {other}", other=other)

    def _question_id(self, own: str = "") -> str:
        return f"review:{self._found_in()}" + (f"/{fold(own)}" if own else "")

    def _found_in(self) -> str:
        return f"{self._around.file}/{self._table.sheet.name}"

    def _where(self) -> str:
        block = self._table.block
        return self._table.sheet.address(block.header_rows[0] if block.header_rows else block.first, block.left)
