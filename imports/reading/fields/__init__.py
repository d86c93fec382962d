"""The readers of fields, one for each kind: this is the only place that knows them all."""

from imports.fields import Reader
from imports.reading.fields.agencies import Agencies
from imports.reading.fields.due import DueDates
from imports.reading.fields.evidence import Evidence
from imports.reading.fields.place import Documents
from imports.reading.fields.plain import Texts
from imports.reading.fields.position import Positions
from imports.reading.fields.states import States
from imports.reading.fields.status import Statuses
from imports.reading.fields.tags import Tags
from imports.reading.said import FieldReader

READERS: dict[Reader, type[FieldReader]] = {
    reader.kind: reader
    for reader in (Texts, Documents, Positions, States, DueDates, Agencies, Statuses, Evidence, Tags)
}
"""In the order in which they read: what an earlier one reads in a column of its own, a later one does not replace."""
