"""The fields of a row: each kind reads its own cells and says what it could not read."""
