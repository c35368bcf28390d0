"""Accounts and cards by one name, as people speak of them; an account goes before a card."""

from __future__ import annotations

from xl_addin.balances.holder import Holder
from xl_addin.targets.directory import Directory
from xl_addin.targets.organizze import Names


def holder(names: Names, text: str) -> Holder:
    """The account or the card that is meant. Of one name for both the account is; archived ones come last.

    Raises:
        Unfit: None or several; lists the candidates, accounts and cards.
    """
    for archived in (False, True):
        if names.accounts.has(text, archived=archived):
            return Holder(False, names.accounts.resolve(text, archived=archived).id)
        if names.credit_cards.has(text, archived=archived):
            return Holder(True, names.credit_cards.resolve(text, archived=archived).id)
    both = Directory([*names.accounts, *names.credit_cards])
    return Holder(False, both.resolve(text).id)  # which has no such name either, and says what there is
