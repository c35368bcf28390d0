"""One account's balance on a day, by its bank's statements."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from xl_addin.apis.iziago.caller import Period
from xl_addin.apis.iziago.models import Account, Balance
from xl_addin.fetching.iziago.own_accounts import label
from xl_addin.functions.as_of import as_of
from xl_addin.functions.books import Books
from xl_addin.functions.excel_error import CellError, ExcelError
from xl_addin.functions.function import Argument, Takes, value
from xl_addin.functions.iziago.books import IziagoBooks
from xl_addin.texts import say
from xl_addin.values.dates import first_of_month

ACCOUNT = Argument("account", Takes.NAMES, required=True, told="account_by_iban")
DAY = Argument("day", Takes.DAY)
MONTHS_BACK = 3
"""How many months are looked through for a balance; an account without movements may have few statements."""


@value("IZIAGO_BALANCE", ACCOUNT, DAY, example='=IZIAGO_BALANCE("Compte courant", DATE(2026,11,20))')
def balance(books: Books, name: str, day: date | None) -> Decimal:
    """What an account held at the end of a day: the last balance known on or before it; default: today."""
    iziago, today = books.iziago, books.today()
    account, wanted = iziago.stated.one(name), day or today
    known = as_of(books, day, lambda on: last_known(iziago, [account], on, today)[account.id])
    if known is None:
        raise CellError(ExcelError.NA, say("cells.no_balance", account=label(account), day=wanted))
    if known.date != wanted:
        books.note(say("cells.balance_of", account=label(account), day=known.date))
    return known.amount


def last_known(
    iziago: IziagoBooks, accounts: Sequence[Account], day: date, today: date
) -> dict[str, Balance | None]:
    """Each account's last balance on or before a day, by account id; None where none is known.

    Banks report no balance for days on which they are closed, nor for days to come. Accounts are asked for
    side by side, and the month before only for those that have none in a month.
    """
    found: dict[str, Balance | None] = {account.id: None for account in accounts}
    end = min(day, today)
    for _ in range(MONTHS_BACK):
        start = first_of_month(end)
        wanted = [account for account in accounts if found[account.id] is None]
        if wanted:
            iziago.client.cached.ahead(
                "statements.balances", [account.id for account in wanted], Period(start, end)
            )
        for account in wanted:
            known = iziago.client.statements.balances(account.id, start, end)
            own = [item for item in known if item.currency == account.currency]
            found[account.id] = max(reversed(own), key=lambda item: item.date, default=None)
        end = start - timedelta(days=1)
    return found
