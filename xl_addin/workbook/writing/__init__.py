"""Changing some cells of a workbook file, and not one byte of anything else."""
