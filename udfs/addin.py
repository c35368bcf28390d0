"""xl-addin in cells: what Excel's function wizard shows, nothing else.

Written by `python -m xl_addin.build.functions`: change the declarations in `xl_addin/functions` instead.
"""

import xlwings as xw

from xl_addin.functions import entry

CELLS = {"ndim": 2, "err_to_str": True}
"""A column stays a column and a row a row; an error passed in arrives as its text."""
CALLER = (
    'IIf(Application.Caller.Worksheet.Parent.Date1904, "1904", "")'
    ' & "[" & Application.Caller.Worksheet.Parent.Name & "]" & Application.Caller.Worksheet.Name'
    ' & "!" & Application.Caller.Address(False, False)'
)
"""The calling cell's address, as VBA says it: an argument that nobody types. See `entry` for the 1904."""


@xw.func(category="xl-addin", call_in_wizard=False, volatile=False)
@xw.arg(
    "ref",
    **CELLS,
    doc="The row's Ref or Key. Of an invoice also its Invoice or number, where no other has it.",
)
@xw.arg("address", vba=CALLER)
def JOURNAL_STATUS(ref, address=None):
    """What became of a row sent or tried from this computer, at the host and company of the settings: sent, in doubt, rejected or not sent. A row that was never imported, or that was found invalid, is not known. XL_ADDIN_WHY tells the message."""
    return entry.cell("JOURNAL_STATUS", (ref,), address)


@xw.func(category="xl-addin", call_in_wizard=False, volatile=True)
@xw.arg("cell", **CELLS, doc="The cell with the function.")
@xw.arg("address", vba=CALLER)
def XL_ADDIN_AGE(cell, address=None):
    """How many minutes ago the value of a cell was fetched from the service."""
    return entry.cell("XL_ADDIN_AGE", (cell,), address)


@xw.func(category="xl-addin", call_in_wizard=False, volatile=True)
@xw.arg("cell", **CELLS, doc="The cell with the function.")
@xw.arg("address", vba=CALLER)
def XL_ADDIN_WHY(cell, address=None):
    """Why a cell shows its value or error, and when it was fetched."""
    return entry.cell("XL_ADDIN_WHY", (cell,), address)
