"""From the rows of a workbook to the service and back: read, identify, validate, preview, send, report."""
