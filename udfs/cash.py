"""Cash in cells: what Excel's function wizard shows, nothing else.

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


@xw.func(category="Cash", call_in_wizard=False, volatile=False)
@xw.arg("day", **CELLS, doc="The day, such as a date cell or 2026-11-30. Blank means today.")
@xw.arg("fields", **CELLS, doc="The columns wanted, by header, with commas between them. Blank means all.")
@xw.arg("address", vba=CALLER)
def CASH_POSITION(day=None, fields=None, address=None):
    """What every account holds at the end of a day, over all services that are set up. Currencies are not added up."""
    return entry.cell("CASH_POSITION", (day, fields), address)


@xw.func(category="Cash", call_in_wizard=False, volatile=False)
@xw.arg(
    "start",
    **CELLS,
    doc="The first day, such as a date cell or 2026-11-01. Blank: today, or finish if that is past.",
)
@xw.arg("finish", **CELLS, doc="The last day, such as a date cell or 2026-11-30. Blank: 90 days on.")
@xw.arg("fields", **CELLS, doc="The columns wanted, by header, with commas between them. Blank means all.")
@xw.arg("address", vba=CALLER)
def CASH_FORECAST(start=None, finish=None, fields=None, address=None):
    """What each day to come brings, by currency, and the balance then: Iziago's forecasts, Organizze's transactions to come and card invoices when due. Starts from today's position."""
    return entry.cell("CASH_FORECAST", (start, finish, fields), address)
