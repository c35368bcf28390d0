"""Functions for Excel, written by `python -m xl_addin.build.functions`; xlwings calls them by name."""
