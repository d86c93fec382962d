"""Answers of agencies: reply sheets that come back, known again by their stamps and merged three ways."""
