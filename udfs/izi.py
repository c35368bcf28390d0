"""iZi in cells: what Excel's function wizard shows, nothing else.

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


@xw.func(category="iZi", call_in_wizard=False, volatile=False)
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
    "issuer",
    **CELLS,
    doc="Who issued the invoices: a NIT or a name in the settings, or a range of them. Blank means all.",
)
@xw.arg(
    "buyer",
    **CELLS,
    doc="To whom they were made out: a NIT or a name as it was sent, or a range of them. Blank means all.",
)
@xw.arg("fields", **CELLS, doc="The columns wanted, by header, with commas between them. Blank means all.")
@xw.arg("address", vba=CALLER)
def IZI_INVOICES(start=None, finish=None, issuer=None, buyer=None, fields=None, address=None):
    """Invoices sent to iZi from this computer, by days in La Paz; this month's when no period is given. The journal tells them: iZi cannot be asked."""
    return entry.cell("IZI_INVOICES", (start, finish, issuer, buyer, fields), address)


@xw.func(category="iZi", call_in_wizard=False, volatile=False)
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
def IZI_CHARGES(start=None, finish=None, fields=None, address=None):
    """Charges sent to iZi from this computer, by days in La Paz; this month's when no period is given. Whether they were paid is not known here."""
    return entry.cell("IZI_CHARGES", (start, finish, fields), address)


@xw.func(category="iZi", call_in_wizard=False, volatile=False)
@xw.arg(
    "ref",
    **CELLS,
    doc="The row's Ref or Key. Of an invoice also its Invoice or number, where no other has it.",
)
@xw.arg(
    "field",
    **CELLS,
    doc="A column of IZI_INVOICES by its header, such as Total or Link. Blank means the number.",
)
@xw.arg("address", vba=CALLER)
def IZI_INVOICE(ref, field=None, address=None):
    """A field of one invoice, such as its number, total, link or authorization."""
    return entry.cell("IZI_INVOICE", (ref, field), address)
