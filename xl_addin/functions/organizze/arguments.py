"""The arguments that Organizze's functions share. `end` and `date` are words of VBA's own."""

from __future__ import annotations

from typing import Final

from xl_addin.functions.function import Argument, Takes

START: Final = Argument("start", Takes.DAY)
FINISH: Final = Argument("finish", Takes.DAY)
START_DUE: Final = Argument("start", Takes.DAY, told="start_due")
FINISH_DUE: Final = Argument("finish", Takes.DAY, told="finish_due")
DAY: Final = Argument("day", Takes.DAY)
MONTH: Final = Argument("month", Takes.MONTH)
ACCOUNT: Final = Argument("account", Takes.NAMES, told="account_or_card")
ONE_ACCOUNT: Final = Argument("account", Takes.NAMES, required=True)
CATEGORY: Final = Argument("category", Takes.NAMES)
TAG: Final = Argument("tag", Takes.NAMES)
PAID: Final = Argument("paid", Takes.YES_NO)
CARD: Final = Argument("card", Takes.NAMES)
ONE_CARD: Final = Argument("card", Takes.TEXT, required=True, told="one_card")
INVOICE: Final = Argument("invoice", Takes.ID_OR_MONTH)
