"""The words that outputs say, in every language that they are written in: one catalogue, ``az.po``, that people correct."""
