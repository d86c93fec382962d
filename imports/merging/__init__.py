"""Compares rows with the register and gives each one outcome."""
