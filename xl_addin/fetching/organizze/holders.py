"""Accounts and cards by one name, as people speak of them; an account goes before a card."""

from __future__ import annotations

from xl_addin.balances.holder import Holder
from xl_addin.schema.problem import Unfit
from xl_addin.targets.directory import Directory
from xl_addin.targets.organizze import Names
from xl_addin.values.names import plain


def holder(names: Names, text: str) -> Holder:
    """The account or the card that is meant. Of one name for both the account is, archived or not.

    Raises:
        Unfit: None or several; lists the candidates, accounts and cards. Also an id that both have.
    """
    if text.lstrip().startswith("#") and names.accounts.has(text) and names.credit_cards.has(text):
        raise _of_both(names, text)
    if names.accounts.has(text):
        return Holder(False, names.accounts.resolve(text, archived=True).id)
    if names.credit_cards.has(text):
        return Holder(True, names.credit_cards.resolve(text, archived=True).id)
    both = Directory([*names.accounts, *names.credit_cards])
    return Holder(False, both.resolve(text).id)  # which has no such name either, and says what there is


def _of_both(names: Names, text: str) -> Unfit:
    """That an account and a card have one id, and whether their names tell them apart."""
    account = names.accounts.resolve(text, archived=True).name
    card = names.credit_cards.resolve(text, archived=True).name
    reason = "holder_alike" if plain(account) == plain(card) else "holder_twice"
    return Unfit(reason, value=text, account=account, card=card)
