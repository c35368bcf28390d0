"""What the names in a formula mean; one that means nothing is #N/A, and the reason lists the candidates."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

from xl_addin.balances.holder import Holder
from xl_addin.balances.tally import ALL
from xl_addin.fetching.organizze.holders import holder
from xl_addin.functions.cache.trace import current
from xl_addin.functions.excel_error import CellError, ExcelError
from xl_addin.functions.function import Argument
from xl_addin.functions.misnamed import misnamed
from xl_addin.functions.organizze import arguments
from xl_addin.functions.organizze.books import OrganizzeBooks
from xl_addin.schema.problem import Unfit
from xl_addin.targets.directory import Directory, Named
from xl_addin.texts import say
from xl_addin.values.names import plain

R = TypeVar("R")


def named(argument: Argument, directory: Directory[int], text: str) -> Named[int]:
    """The record that is meant, an archived one too: what is past can be read.

    Raises:
        CellError: None or several.
    """
    return _meant(argument, partial(directory.resolve, archived=True), text)


def holder_named(organizze: OrganizzeBooks, text: str) -> Holder:
    """The account or card that `account` means; of a name that both have, it is said that the account is.

    Raises:
        CellError: None or several.
    """
    found: Holder = _meant(arguments.ACCOUNT, partial(holder, organizze.names), text)
    if not found.on_card and organizze.names.credit_cards.has(text):
        _tell_of_card(organizze, found, text)
    return found


def _tell_of_card(organizze: OrganizzeBooks, found: Holder, text: str) -> None:
    """That a card has the account's name too, and how it is reached: by its id, if no account has that."""
    accounts, cards = organizze.names.accounts, organizze.names.credit_cards
    account = next(item for item in accounts if item.id == found.id)
    ids = [f"#{card.id}" for card in cards if plain(card.name) == plain(text)]
    reached = ", ".join(card for card in ids if not accounts.has(card))
    if not reached:
        header = arguments.ACCOUNT.name
        current().note(say("problem.holder_alike", header=header, value=text, account=account.name))
        return
    key = "cells.archived_account_meant" if account.archived else "cells.account_meant"
    current().note(say(key, value=text, cards=reached))


def card_named(organizze: OrganizzeBooks, argument: Argument, text: str) -> Named[int]:
    """The credit card that is meant, an archived one too.

    Raises:
        CellError: None or several, or an account.
    """
    cards, accounts = organizze.names.credit_cards, organizze.names.accounts
    if accounts.has(text) and not cards.has(text):
        raise CellError(ExcelError.NA, say("cells.account_is_no_card", argument=argument.name, value=text))
    return named(argument, cards, text)


def account_named(organizze: OrganizzeBooks, text: str) -> int:
    """The id of the account that `account` means; of an id that a card has too, the account.

    Raises:
        CellError: None or several, or a card.
    """
    accounts = organizze.names.accounts
    if accounts.has(text):
        return named(arguments.ACCOUNT, accounts, text).id
    found = holder_named(organizze, text)
    if found.on_card or found.id is None:
        reason = say("cells.card_has_no_balance", argument=arguments.ACCOUNT.name, value=text)
        raise CellError(ExcelError.NA, reason)
    return found.id


def categories_named(organizze: OrganizzeBooks, some: Iterable[str]) -> frozenset[int]:
    """The ids of categories, and of all below them; `ALL` alone where none is named.

    Raises:
        CellError: None or several of a name.
    """
    found = [named(arguments.CATEGORY, organizze.names.categories, text).id for text in some]
    return frozenset().union(*map(organizze.family, found)) if found else frozenset({ALL})


def _meant(argument: Argument, resolve: Callable[[str], R], text: str) -> R:
    try:
        return resolve(text)
    except Unfit as unfit:
        raise misnamed(argument.name, unfit) from None
