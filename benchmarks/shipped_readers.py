"""The readers with the words that are shipped, for the benchmarks that read cells without a register."""

import shutil
import tempfile
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from imports.cells.readers import Readers
from imports.merging.load_vocabulary import load_vocabulary
from tracker.followup.setup import set_up


def shipped_readers() -> Readers:
    """Readers of cells as a new register has them."""
    folder = tempfile.mkdtemp()
    try:
        engine = set_up(f"{folder}/register.db", None, "bench", datetime(2026, 1, 5, tzinfo=UTC)).engine
        with Session(engine) as session:
            return Readers(load_vocabulary(session))
    finally:
        engine.dispose()
        shutil.rmtree(folder)
