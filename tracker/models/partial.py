"""Indexes over a part of a table, such as the assignments that have not ended.

PostgreSQL's own option for them would load its whole dialect with the models, also where the register is a file.
"""

from typing import Any

from sqlalchemy import Index, text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import CreateIndex

_CONDITION = "condition"


def unique_where(name: str, condition: str, *columns: str) -> Index:
    """An index that lets values stand once among the rows that meet a condition."""
    return Index(name, *columns, unique=True, sqlite_where=text(condition), info={_CONDITION: condition})


def index_where(name: str, condition: str, *columns: str) -> Index:
    """An index of the rows that meet a condition."""
    return Index(name, *columns, sqlite_where=text(condition), info={_CONDITION: condition})


@compiles(CreateIndex, "postgresql")
def _create_where(create: CreateIndex, compiler: Any, **options: Any) -> str:
    statement: str = compiler.visit_create_index(create, **options)
    condition = create.element.info.get(_CONDITION)
    return f"{statement} WHERE {condition}" if condition else statement
