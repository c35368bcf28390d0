"""From a workbook's parts to the values a person sees."""
