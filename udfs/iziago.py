"""Iziago in cells: what Excel's function wizard shows, nothing else.

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


@xw.func(category="Iziago", call_in_wizard=False, volatile=False)
@xw.arg(
    "account",
    **CELLS,
    doc="An account by its name, IBAN or id. A range of them has one result for each.",
)
@xw.arg("day", **CELLS, doc="The day, such as a date cell or 2026-11-30. Blank means today.")
@xw.arg("address", vba=CALLER)
def IZIAGO_BALANCE(account, day=None, address=None):
    """What an account held at the end of a day, by its bank's statements: the last balance known on or before that day. XL_ADDIN_WHY says which day it is of."""
    return entry.cell("IZIAGO_BALANCE", (account, day), address)


@xw.func(category="Iziago", call_in_wizard=False, volatile=False)
@xw.arg("in_module", **CELLS, doc="statements, forecasting or payments. Blank means all of them.")
@xw.arg("fields", **CELLS, doc="The columns wanted, by header, with commas between them. Blank means all.")
@xw.arg("address", vba=CALLER)
def IZIAGO_ACCOUNTS(in_module=None, fields=None, address=None):
    """Your Iziago accounts, and in which modules they are: statements, forecasting, payments."""
    return entry.cell("IZIAGO_ACCOUNTS", (in_module, fields), address)


@xw.func(category="Iziago", call_in_wizard=False, volatile=False)
@xw.arg("account", **CELLS, doc="An account by its name, IBAN or id, or a range of them. Blank means all.")
@xw.arg(
    "start",
    **CELLS,
    doc="The first day, such as a date cell or 2026-11-01. Blank: the first of this month, or of finish's month if that is earlier.",
)
@xw.arg(
    "finish",
    **CELLS,
    doc="The last day, such as a date cell or 2026-11-30. Blank: the end of this month, or of start's month if that is later.",
)
@xw.arg("fields", **CELLS, doc="The columns wanted, by header, with commas between them. Blank means all.")
@xw.arg("address", vba=CALLER)
def IZIAGO_BALANCES(account=None, start=None, finish=None, fields=None, address=None):
    """Accounts' balances day by day, by their banks' statements; this month's when no period is given."""
    return entry.cell("IZIAGO_BALANCES", (account, start, finish, fields), address)


@xw.func(category="Iziago", call_in_wizard=False, volatile=False)
@xw.arg("account", **CELLS, doc="An account by its name, IBAN or id, or a range of them. Blank means all.")
@xw.arg(
    "start",
    **CELLS,
    doc="The first day, such as a date cell or 2026-11-01. Blank: the first of this month, or of finish's month if that is earlier.",
)
@xw.arg(
    "finish",
    **CELLS,
    doc="The last day, such as a date cell or 2026-11-30. Blank: the end of this month, or of start's month if that is later.",
)
@xw.arg("fields", **CELLS, doc="The columns wanted, by header, with commas between them. Blank means all.")
@xw.arg("address", vba=CALLER)
def IZIAGO_TRANSACTIONS(account=None, start=None, finish=None, fields=None, address=None):
    """What the banks booked, by booking date; this month's when no period is given."""
    return entry.cell("IZIAGO_TRANSACTIONS", (account, start, finish, fields), address)


@xw.func(category="Iziago", call_in_wizard=False, volatile=False)
@xw.arg("account", **CELLS, doc="An account by its name, IBAN or id, or a range of them. Blank means all.")
@xw.arg(
    "start",
    **CELLS,
    doc="The first day, such as a date cell or 2026-11-01. Blank: today, or finish if that is past.",
)
@xw.arg("finish", **CELLS, doc="The last day, such as a date cell or 2026-11-30. Blank: 90 days on.")
@xw.arg("fields", **CELLS, doc="The columns wanted, by header, with commas between them. Blank means all.")
@xw.arg("address", vba=CALLER)
def IZIAGO_FORECASTS(account=None, start=None, finish=None, fields=None, address=None):
    """What each day is expected to bring to the accounts, with balances; from today on for 90 days when no period is given."""
    return entry.cell("IZIAGO_FORECASTS", (account, start, finish, fields), address)


@xw.func(category="Iziago", call_in_wizard=False, volatile=False)
@xw.arg("account", **CELLS, doc="An account by its name, IBAN or id, or a range of them. Blank means all.")
@xw.arg(
    "start",
    **CELLS,
    doc="The first day, such as a date cell or 2026-11-01. Blank: today, or finish if that is past.",
)
@xw.arg("finish", **CELLS, doc="The last day, such as a date cell or 2026-11-30. Blank: 90 days on.")
@xw.arg("fields", **CELLS, doc="The columns wanted, by header, with commas between them. Blank means all.")
@xw.arg("address", vba=CALLER)
def IZIAGO_FORECAST_TRANSACTIONS(account=None, start=None, finish=None, fields=None, address=None):
    """Movements that are expected, by booking date; from today on for 90 days when no period is given."""
    return entry.cell("IZIAGO_FORECAST_TRANSACTIONS", (account, start, finish, fields), address)


@xw.func(category="Iziago", call_in_wizard=False, volatile=False)
@xw.arg("fields", **CELLS, doc="The columns wanted, by header, with commas between them. Blank means all.")
@xw.arg("address", vba=CALLER)
def IZIAGO_THIRD_PARTIES(fields=None, address=None):
    """Who is paid, and on which accounts."""
    return entry.cell("IZIAGO_THIRD_PARTIES", (fields,), address)


@xw.func(category="Iziago", call_in_wizard=False, volatile=False)
@xw.arg(
    "start",
    **CELLS,
    doc="The first day, such as a date cell or 2026-11-01. Blank: the first of this month, or of finish's month if that is earlier.",
)
@xw.arg(
    "finish",
    **CELLS,
    doc="The last execution date, such as a date cell or 2026-11-30. Blank: a year on.",
)
@xw.arg("account", **CELLS, doc="An account by its name, IBAN or id, or a range of them. Blank means all.")
@xw.arg("fields", **CELLS, doc="The columns wanted, by header, with commas between them. Blank means all.")
@xw.arg("address", vba=CALLER)
def IZIAGO_TRANSFERS(start=None, finish=None, account=None, fields=None, address=None):
    """Transfers by execution date, and which rows of yours they were; this month's and all to come when no period is given."""
    return entry.cell("IZIAGO_TRANSFERS", (start, finish, account, fields), address)
