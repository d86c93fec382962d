"""Where a row belongs: what it says itself, then its section, then the sheet, then the review that was named."""

from dataclasses import replace

from imports.cells.readers import Readers
from imports.cells.references import Reference
from imports.reading.context import ContextReader, Hints, NewReview, Placing
from imports.reading.entry import Surroundings
from imports.reading.questions import Question, QuestionBook
from imports.tables.shown import Cell, ShownTable
from tracker.folding import fold, tidy

_LONGEST_NUMBER = 8
"""A longer reference may say where the row belongs ("CAT/C/AZE/CO/5, para. 13")."""


class Placer:
    """Finds the review of each row of a table."""

    def __init__(
        self, table: ShownTable, readers: Readers, context: ContextReader, book: QuestionBook, around: Surroundings
    ) -> None:
        self._table = table
        self._vocabulary = readers.vocabulary
        self._context = context
        self._book = book
        self._around = around
        self._named = Placing(code=around.default_review)
        self._section = Hints()
        self._carried: dict[str, Cell] = {}
        self._told = bool({"document", "mechanism", "cycle", "session", "year"} & set(table.block.columns)) or any(
            len(str(table.sheet.value(row, column))) > _LONGEST_NUMBER
            for column in table.columns("reference")
            for row in range(table.block.first, table.block.end)
        )
        self.upr = bool({"states", "position"} & set(table.block.columns)) or any(
            mark.kind == "position" for mark in table.block.marks.values()
        )

    def under_heading(self, hints: Hints) -> None:
        """From here on, rows belong to the review that a section row names."""
        self._section = hints

    def hints(self, row: int) -> Hints:
        """What the cells of a row say about its review."""
        hints = Hints()
        if not self._told:
            return hints
        says_itself = any(self._table.field(name, row) for name in ("document", "mechanism"))
        for name in ("document", "mechanism", "cycle", "session", "year"):
            cell = self._table.field(name, row) if says_itself else self._carried_cell(name, row)
            self._remember(name, cell)
            if cell is not None:
                hints = hints.filled_from(self._read(name, cell.text))
        if "reference" in self._table.block.columns and (cell := self._table.field("reference", row)):
            hints = hints.filled_from(
                self._read("reference", cell.text) if len(cell.text) > _LONGEST_NUMBER else Hints()
            )
        return hints

    def _read(self, name: str, text: str) -> Hints:
        bare = name in ("cycle", "session") and len(text) < 6
        read = self._context.read(f"{name} {text}" if bare else text)
        if name == "mechanism" and not read.symbol:
            mechanism = self._context.mechanism_of(text)
            read = replace(read, mechanism=mechanism or read.mechanism, label=tidy(text).lstrip("- "))
        return read

    def _carried_cell(self, name: str, row: int) -> Cell | None:
        """A cell that says where rows belong; where a row leaves all such cells blank, those above go on."""
        found = self._table.field(name, row)
        return found or (None if "annotation" in self._table.block.columns else self._carried.get(name))

    def _remember(self, name: str, cell: Cell | None) -> None:
        if cell is not None:
            self._carried[name] = cell
        else:
            self._carried.pop(name, None)

    def by_code(self, code: Cell | None) -> Placing | None:
        """The review that the register's own code names."""
        review = code.text.strip().partition("/")[0] if code else ""
        return Placing(code=review) if review in self._vocabulary.reviews else None

    def place(self, hints: Hints, reference: Reference | None) -> tuple[Placing, str]:
        """The review of a row, and why it is outside the mandate where it is."""
        upr = self.upr or (reference is not None and reference.numbered_by_item)
        near = hints.filled_from(self._section)
        if near:
            placing = self._context.place(near.filled_from(replace(self._around.hints, state="")), upr=upr)
            if placing.sure:
                return placing, self._out_reason(placing)
        if self._around.default_review and self._may_be(self._around.default_review, near):
            return self._named, ""
        whole = near.filled_from(self._around.hints)
        foreign = self._around.about if self._around.about not in ("", self._vocabulary.state) else ""
        placing = self._context.place(replace(whole, state=foreign or whole.state), upr=upr)
        if placing.foreign:
            return self._ask_foreign(placing)
        if not placing.sure:
            placing = self._ask_review(placing, whole, near.mechanism or near.label, upr=upr)
        return placing, self._out_reason(placing)

    def is_upr(self, placing: Placing, hints: Hints, reference: Reference | None) -> bool:
        """Whether a row is a recommendation of the UPR: numbered by item, with States, without lettered items."""
        mechanism = placing.new.mechanism if placing.new else ""
        if placing.code:
            mechanism = self._vocabulary.reviews[placing.code].mechanism
        mechanism = mechanism or hints.mechanism
        if mechanism in ("", "TBC"):
            return self.upr or (reference is not None and reference.numbered_by_item)
        return mechanism == "UPR"

    def _out_reason(self, placing: Placing) -> str:
        known = placing.new.mechanism if placing.new else ""
        if placing.code:
            known = self._vocabulary.reviews[placing.code].mechanism
        return self._vocabulary.mechanisms[known].name if self._vocabulary.out_of_mandate(known) else ""

    def _may_be(self, review: str, near: Hints) -> bool:
        """Whether a review that was named for the rows may be that of a row, which names its own mechanism or none."""
        return near.mechanism in ("", self._vocabulary.reviews[review].mechanism)

    def _ask_review(self, placing: Placing, hints: Hints, own: str, *, upr: bool) -> Placing:
        """Ask for the review; rows that name a mechanism of their own are asked about apart from the others."""
        sheet = f"sheet '{self._table.sheet.name}' of {self._around.file}"
        verb, whose = ("are", f"the rows of '{own}' in {sheet}") if own else ("is", sheet)
        candidates = placing.candidates
        text = f"Which review {verb} {whose} about?"
        if placing.clear:
            text = f"{verb.capitalize()} {whose} about {candidates[0]}?"
        question = Question(self._question_id(own), text, candidates, placing.clear, others=self._vocabulary.reviews)
        answer = self._book.ask(question, self._where())
        if answer is not None:
            return Placing(code=answer)
        mechanism = hints.mechanism or ("UPR" if upr else "TBC")
        return Placing(
            new=NewReview(mechanism, state=self._vocabulary.state, provisional=True, found_in=self._found_in())
        )

    def _ask_foreign(self, placing: Placing) -> tuple[Placing, str]:
        other = self._vocabulary.state_names.get(placing.foreign, placing.foreign)
        new = replace(placing.new or NewReview("TBC"), found_in=self._found_in())
        ours = [review.code for review in self._vocabulary.reviews.values() if review.mechanism == new.mechanism]
        question = Question(
            self._question_id(),
            f"Sheet '{self._table.sheet.name}' of {self._around.file} is about {other}; this register is "
            f"{self._vocabulary.state_name}'s. Keep it apart, not counted, or is it one of these reviews?",
            ("keep apart", *ours),
            clear=True,
            others=self._vocabulary.reviews,
        )
        answer = self._book.ask(question, self._where())
        if answer in self._vocabulary.reviews:
            return Placing(code=answer), ""
        return Placing(new=new), f"concerns {other}"

    def _question_id(self, own: str = "") -> str:
        return f"review:{self._found_in()}" + (f"/{fold(own)}" if own else "")

    def _found_in(self) -> str:
        return f"{self._around.file}/{self._table.sheet.name}"

    def _where(self) -> str:
        block = self._table.block
        return self._table.sheet.address(block.header_rows[0] if block.header_rows else block.first, block.left)
