"""A document of another mechanism is not that of a recommendation."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.desk import problems
from tracker.models import Recommendation

TEXT = "Ensure that all persons deprived of liberty have prompt access to a lawyer"
OTHER = "Investigate all allegations of torture and prosecute those responsible"


def documents(desk):
    with Session(desk.engine) as session:
        return set(session.scalars(select(Recommendation.document)))


@pytest.mark.parametrize("heading", ["Ayrıca bax", "References", "Mənbə", "Report", "Доклад", "Background", "Document"])
def test_a_symbol_of_another_mechanism_is_kept_as_it_is_written(desk, heading):
    rows = [("140.1", TEXT, "CAT/C/AZE/CO/5"), ("140.2", OTHER, "CAT/C/AZE/CO/5")]
    found = desk.take(desk.sheet([("No", "Recommendation", heading), *rows]), review="UPR-3", yes=True)
    assert (documents(desk), problems(found)) == ({""}, {})


def test_a_bare_number_is_no_document(desk):
    rows = [("No", "Recommendation", "Cote"), ("140.1", TEXT, "12"), ("140.2", OTHER, "13")]
    desk.take(desk.sheet(rows), review="UPR-3", yes=True)
    assert documents(desk) == {""}


def test_the_document_of_the_review_stays(desk):
    rows = [("Para", "Recommendation", "Document"), ("13", TEXT, "CAT/C/AZE/CO/5/Corr.1")]
    desk.take(desk.sheet(rows), review="CAT-5", yes=True)
    assert documents(desk) == {"CAT/C/AZE/CO/5/Corr.1"}
