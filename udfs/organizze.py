"""Organizze in cells: what Excel's function wizard shows, nothing else.

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


@xw.func(category="Organizze", call_in_wizard=False, volatile=False)
@xw.arg("account", **CELLS, doc="An account by its name. A range of names has one result for each.")
@xw.arg("day", **CELLS, doc="The day, such as a date cell or 2026-11-30. Blank means today.")
@xw.arg("address", vba=CALLER)
def ORGANIZZE_BALANCE(account, day=None, address=None):
    """What an Organizze account held at the end of a day: the balance you told (xl-addin balance set) and what was paid since. Purchases on cards do not count. Without a told balance it counts from zero; XL_ADDIN_WHY says so."""
    return entry.cell("ORGANIZZE_BALANCE", (account, day), address)


@xw.func(category="Organizze", call_in_wizard=False, volatile=False)
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
@xw.arg(
    "account",
    **CELLS,
    doc="An account or a credit card by its name, or a range of names. Blank means all.",
)
@xw.arg(
    "category",
    **CELLS,
    doc="A category by its name or as Parent > Child, or a range of them. Its children are included. Blank means all.",
)
@xw.arg("address", vba=CALLER)
def ORGANIZZE_NET(start=None, finish=None, account=None, category=None, address=None):
    """Income less expenses of a period by date, paid or not; this month's when none is given. Purchases on cards count, so without an account transfers and payments of card invoices are left out. An account has all that moves its money."""
    return entry.cell("ORGANIZZE_NET", (start, finish, account, category), address)


@xw.func(category="Organizze", call_in_wizard=False, volatile=False)
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
@xw.arg(
    "account",
    **CELLS,
    doc="An account or a credit card by its name, or a range of names. Blank means all.",
)
@xw.arg(
    "category",
    **CELLS,
    doc="A category by its name or as Parent > Child, or a range of them. Its children are included. Blank means all.",
)
@xw.arg(
    "tag",
    **CELLS,
    doc="A tag, or a range of them. Capitals and accents do not count. Blank means all, with a tag or without.",
)
@xw.arg("paid", **CELLS, doc="Yes for what is paid, no for what is not. Blank means both.")
@xw.arg("fields", **CELLS, doc="The columns wanted, by header, with commas between them. Blank means all.")
@xw.arg("address", vba=CALLER)
def ORGANIZZE_TRANSACTIONS(
    start=None,
    finish=None,
    account=None,
    category=None,
    tag=None,
    paid=None,
    fields=None,
    address=None,
):
    """Organizze transactions of a period, by date; this month's when none is given. Of several names in one argument, any will do. A parent category includes its children."""
    return entry.cell(
        "ORGANIZZE_TRANSACTIONS",
        (start, finish, account, category, tag, paid, fields),
        address,
    )


@xw.func(category="Organizze", call_in_wizard=False, volatile=False)
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
def ORGANIZZE_TRANSFERS(start=None, finish=None, fields=None, address=None):
    """Transfers between your Organizze accounts in a period, by date; this month's when none is given."""
    return entry.cell("ORGANIZZE_TRANSFERS", (start, finish, fields), address)


@xw.func(category="Organizze", call_in_wizard=False, volatile=False)
@xw.arg("fields", **CELLS, doc="The columns wanted, by header, with commas between them. Blank means all.")
@xw.arg("address", vba=CALLER)
def ORGANIZZE_CARDS(fields=None, address=None):
    """Your Organizze credit cards, archived ones too."""
    return entry.cell("ORGANIZZE_CARDS", (fields,), address)


@xw.func(category="Organizze", call_in_wizard=False, volatile=False)
@xw.arg("card", **CELLS, doc="A credit card's name, or a range of names. Blank means all.")
@xw.arg(
    "start",
    **CELLS,
    doc="The first day on which an invoice may be due. Blank: 1 January of this year, or of finish's year if that is earlier.",
)
@xw.arg(
    "finish",
    **CELLS,
    doc="The last day on which an invoice may be due. Blank: 31 December of this year, or of start's year if that is later.",
)
@xw.arg("fields", **CELLS, doc="The columns wanted, by header, with commas between them. Blank means all.")
@xw.arg("address", vba=CALLER)
def ORGANIZZE_CARD_INVOICES(card=None, start=None, finish=None, fields=None, address=None):
    """Invoices of your credit cards in a period; this year's when no period is given."""
    return entry.cell("ORGANIZZE_CARD_INVOICES", (card, start, finish, fields), address)


@xw.func(category="Organizze", call_in_wizard=False, volatile=False)
@xw.arg("card", **CELLS, doc="A credit card by its name.")
@xw.arg(
    "invoice",
    **CELLS,
    doc="The month in which the invoice is due, as a day in it or a text such as 2026-11, or the invoice's id. Blank means the one open today.",
)
@xw.arg("fields", **CELLS, doc="The columns wanted, by header, with commas between them. Blank means all.")
@xw.arg("address", vba=CALLER)
def ORGANIZZE_CARD_INVOICE(card, invoice=None, fields=None, address=None):
    """What stands on one invoice of a credit card; on the one open today when none is given. XL_ADDIN_WHY tells its due date and amount."""
    return entry.cell("ORGANIZZE_CARD_INVOICE", (card, invoice, fields), address)


@xw.func(category="Organizze", call_in_wizard=False, volatile=False)
@xw.arg("fields", **CELLS, doc="The columns wanted, by header, with commas between them. Blank means all.")
@xw.arg("address", vba=CALLER)
def ORGANIZZE_ACCOUNTS(fields=None, address=None):
    """Your Organizze accounts, archived ones too."""
    return entry.cell("ORGANIZZE_ACCOUNTS", (fields,), address)


@xw.func(category="Organizze", call_in_wizard=False, volatile=False)
@xw.arg("fields", **CELLS, doc="The columns wanted, by header, with commas between them. Blank means all.")
@xw.arg("address", vba=CALLER)
def ORGANIZZE_CATEGORIES(fields=None, address=None):
    """Your Organizze categories with their parents."""
    return entry.cell("ORGANIZZE_CATEGORIES", (fields,), address)


@xw.func(category="Organizze", call_in_wizard=False, volatile=False)
@xw.arg("month", **CELLS, doc="The month: any day in it, or a text such as 2026-11. Blank means this month.")
@xw.arg("fields", **CELLS, doc="The columns wanted, by header, with commas between them. Blank means all.")
@xw.arg("address", vba=CALLER)
def ORGANIZZE_BUDGETS(month=None, fields=None, address=None):
    """Organizze budgets of a month by category, and what became of them, both without a sign: Type tells income from expenses. This month's when none is given."""
    return entry.cell("ORGANIZZE_BUDGETS", (month, fields), address)
