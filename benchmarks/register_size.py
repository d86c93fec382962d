"""How the commands of every day grow with the register: check, a list, a filtered list, the progress report, the pack.

Registers of 1,000 to 75,000 recommendations with statuses, claims, agencies, due dates, themes, goals, States, measures
and evidence. All times are of whole processes, the starts of Python included, run in turn; the medians are printed.

    .venv/bin/python benchmarks/register_size.py [--quick]
"""

import compileall
import os
import random
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from import_speed import ROOT, TRACKER, Runs
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.codes import code_of, searched, sort_key
from tracker.database import engine_for
from tracker.followup.journal import Journal
from tracker.followup.setup import set_up
from tracker.models import (
    Agency,
    Assessment,
    Assignment,
    Evidence,
    ImportedSheet,
    Measure,
    Origin,
    Recommendation,
    RecommendationGoal,
    RecommendationTheme,
    RecommendingState,
    Review,
    State,
    Status,
    Theme,
)
from tracker.textkey import compared, text_key
from tracker.vocabulary import BatchKind

SIZES = (1000, 5000, 20_000, 75_000)
PACK, LARGEST_PACK = "pack, 4 forms", 20_000
"""The pack has every recommendation in four forms: nobody prints those of a larger register."""
ROUNDS = 3
NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
DAY = NOW.date()

_VERBS = (
    "Ensure",
    "Adopt a law on",
    "Strengthen",
    "Guarantee",
    "Review",
    "Allocate resources for",
    "Train officials on",
)
_THINGS = (
    "access to a lawyer",
    "inclusive education",
    "the register of births",
    "safe migration",
    "equal pay",
    "shelters",
)
_PLACES = ("prisons", "schools", "courts", "hospitals", "villages", "border posts", "police offices", "care homes")
_ENDS = ("and report on it to the Committee", "with the participation of civil society", "without further delay")


class Filler:
    """Fills a register with recommendations of all kinds; the same ones whenever it has the same size."""

    def __init__(self, session: Session, size: int) -> None:
        self.journal = Journal(session, BatchKind.IMPORT, "benchmark", "benchmark", NOW)
        self.size = size
        self.chance = random.Random(size)
        self.agencies = session.scalars(select(Agency.key).order_by(Agency.place)).all()[:24]
        self.statuses = session.scalars(select(Status.code).where(Status.standing != "outside")).all()
        self.themes = session.scalars(select(Theme.id).order_by(Theme.id)).all()[:60]
        self.states = session.scalars(select(State.name)).all()
        self.reviews = session.execute(select(Review.id, Review.code, Review.mechanism).order_by(Review.id)).all()
        self.last = ""
        self.sheet = self.journal.add(
            ImportedSheet, file="archive.xlsx", sha256="0", sheet="All", columns={"text": "B"}, unsettled=[]
        )

    def fill(self) -> None:
        """Write all recommendations and what is said of them."""
        for at in range(self.size):
            number = self._recommendation(at)
            self._agencies(number)
            self._assessments(number)
            self._words(number)
        self.journal.flush()

    def _recommendation(self, at: int) -> int:
        chance, journal = self.chance, self.journal
        review, code, mechanism = self.reviews[at % len(self.reviews)]
        place = at // len(self.reviews)
        due = DAY + timedelta(days=chance.randrange(-900, 1500)) if chance.random() < 0.85 else None
        reference, text = f"{100 + place // 300}.{place % 300 + 1}", self._text(at)
        number = journal.add(
            Recommendation,
            origin_id=journal.add(Origin, imported_sheet_id=self.sheet, row=at + 5, part=0, cells={}, others={}),
            code=code_of(code, reference),
            review_id=review,
            reference=reference,
            sort_key=sort_key(reference),
            text=text,
            text_key=text_key(text),
            search_text=searched(reference, "", compared(text)),
            position="supported" if mechanism == "UPR" else None,
            due_on=due,
            due_precision="day" if due else None,
            out_of_mandate=chance.random() < 0.02,
        )
        if mechanism == "UPR":
            journal.add(RecommendingState, recommendation_id=number, name=chance.choice(self.states), place=0)
        return number

    def _text(self, at: int) -> str:
        """A text of its own; one in twenty is nearly that of the recommendation before, which is another mechanism's."""
        chance = self.chance
        if self.last and chance.random() < 0.05:
            return f"{self.last} and without delay"
        asked = [f"{chance.choice(_VERBS)} {chance.choice(_THINGS)} in the {chance.choice(_PLACES)}" for _ in range(3)]
        self.last = f"{asked[0]} of district {at}; {'; '.join(asked[1:]).lower()} {chance.choice(_ENDS)}"
        return self.last

    def _agencies(self, number: int) -> None:
        chance = self.chance
        chosen = chance.sample(self.agencies, chance.randrange(1, 4))
        for at, key in enumerate(chosen):
            role = "contributing" if at else "lead"
            if at or chance.random() < 0.95:
                self.journal.add(Assignment, recommendation_id=number, agency_key=key, role=role, began_on=DAY)

    def _assessments(self, number: int) -> None:
        for _ in range(self.chance.choice((0, 1, 1, 1, 1, 2, 3))):
            self._view(number, "secretariat", None)
        if self.chance.random() < 0.3:
            self._view(number, "agency", self.chance.choice(self.agencies))

    def _view(self, number: int, voice: str, agency: str | None) -> None:
        self.journal.add(
            Assessment,
            recommendation_id=number,
            voice=voice,
            agency_key=agency,
            status_code=self.chance.choice(self.statuses),
            dated_on=DAY - timedelta(days=self.chance.randrange(900)),
            date_basis="stated",
            substantiated=self.chance.random() < 0.9,
        )

    def _words(self, number: int) -> None:
        chance = self.chance
        for place, theme in enumerate(chance.sample(self.themes, chance.randrange(3))):
            self.journal.add(RecommendationTheme, recommendation_id=number, theme_id=theme, place=place)
        self.journal.add(RecommendationGoal, recommendation_id=number, goal_number=chance.randrange(1, 18), target="")
        if chance.random() < 0.5:
            agency = chance.choice((None, *self.agencies))
            self.journal.add(Measure, recommendation_id=number, agency_key=agency, text=f"Working group {number} met")
        if chance.random() < 0.2:
            self.journal.add(
                Evidence, recommendation_id=number, agency_key=None, dated_on=DAY, text=f"Law No. {number}"
            )


def make_register(path: Path, size: int) -> None:
    """A register with so many recommendations."""
    set_up(str(path), None, "benchmark", NOW).engine.dispose()
    engine = engine_for(str(path))
    with Session(engine) as session, session.begin():
        Filler(session, size).fill()
    engine.dispose()


def commands(folder: Path) -> dict[str, list[str]]:
    """The commands that are measured, by the name of their column."""
    report = ["report", "progress", "--since", "2025-06-01", "--force", "-o"]
    return {
        "check": ["check"],
        "list": ["list"],
        "list --mechanism": ["list", "--mechanism", "CAT"],
        "list --overdue": ["list", "--overdue"],
        "report .xlsx": [*report, str(folder / "progress.xlsx")],
        "report .docx": [*report, str(folder / "progress.docx")],
        PACK: ["report", "meeting", "--since", "2025-06-01", "--force", "-o", str(folder / "pack")],
    }


def main(*, quick: bool) -> None:
    """Print a table of seconds by size, and how much longer each command takes than in the smallest register."""
    for package in ("tracker", "imports", "exports"):
        compileall.compile_dir(ROOT / package, quiet=1)
    os.environ["TRACKER_TODAY"] = DAY.isoformat()
    sizes = SIZES[:2] if quick else SIZES
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        asked = commands(folder)
        registers = {size: folder / f"{size}.db" for size in sizes}
        for size, path in registers.items():
            make_register(path, size)
        runs = {(size, name): Runs() for size in sizes for name in asked if name != PACK or size <= LARGEST_PACK}
        for _ in range(ROUNDS):
            for (size, name), run in runs.items():
                run.add([sys.executable, "-c", TRACKER, *asked[name], "--database", str(registers[size])])
    print(f"{'seconds, median of ' + str(ROUNDS):<24}" + "".join(f"{name:>18}" for name in asked))
    for size in sizes:
        told = (f"{run.middle:.2f}" if (run := runs.get((size, name))) else "-" for name in asked)
        print(f"{size:>9,} recommendations" + "".join(f"{one:>18}" for one in told))
    for size in sizes[1:]:
        grown = (
            f"{run.middle / runs[sizes[0], name].middle:.2f}" if (run := runs.get((size, name))) else "-"
            for name in asked
        )
        told_of = f"{size // 1000} times the register"
        print(f"{told_of:<24}" + "".join(f"{ratio:>18}" for ratio in grown), flush=True)


if __name__ == "__main__":
    main(quick="--quick" in sys.argv)
