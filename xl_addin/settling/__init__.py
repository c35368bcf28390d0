"""Finds out what became of the rows whose fate is unknown."""
