"""A workbook as the importer sees it: a small port, and its adapter for files."""
