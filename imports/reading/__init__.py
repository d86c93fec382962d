"""What a row says: the review it belongs to, its number, its fields, and what only a person can tell."""
