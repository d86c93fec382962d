"""What the tests share: a fresh register of the shipped reference data, its words, and the readers of cells."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy.orm import Session

from imports.cells.lexicon import Lexicon, load_lexicon
from imports.cells.readers import Readers
from tracker.followup.setup import set_up

settings.register_profile("tests", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
settings.load_profile("tests")


@pytest.fixture(scope="session")
def lexicon(tmp_path_factory) -> Lexicon:
    setup = set_up(str(tmp_path_factory.mktemp("words") / "register.db"), None, "test", datetime.now(UTC))
    with Session(setup.engine) as session:
        return load_lexicon(session)


@pytest.fixture(scope="session")
def readers(lexicon) -> Readers:
    return Readers(lexicon)
