"""A small file beside a workbook tells other computers that an import has it (ADR 12).

Operating-system locks hold between the programs of one computer. Two computers that share a folder see the
same files, so a file is what they can tell each other by.
"""
