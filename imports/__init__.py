"""Sheets in: read, understand, compare with the register, apply."""
