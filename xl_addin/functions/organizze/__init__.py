"""Organizze in cells."""
