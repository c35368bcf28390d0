"""The port over a workbook that is open in Excel, through xlwings (ADR 16)."""
