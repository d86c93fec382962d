"""Does what a plan says: writes new records and changed values, each with the file, sheet and cell it came from."""
