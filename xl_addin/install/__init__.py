"""Puts the add-in where Excel finds it, per user, and takes back what was done (ADR 17)."""
