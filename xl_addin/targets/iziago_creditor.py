"""Whom a transfer goes to: the creditor, and the one of its accounts that is meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xl_addin.schema.problem import Unfit
from xl_addin.targets.iziago import Names, checked_number, number_of, resolved
from xl_addin.targets.target import Misfits
from xl_addin.texts.enumeration import and_more
from xl_addin.values.iban import compact, looks_like_iban

SHOWN = 5
"""Accounts that a message names."""


@dataclass(frozen=True, slots=True)
class Creditor:
    """Whom a transfer goes to.

    Attributes:
        account_id: Of the account that receives it.
        name: The creditor's name.
        number: The account's IBAN, or its number where it has none.
        currency: The account's, blank where Iziago does not say.
        own: It is an account of the company itself.
    """

    account_id: str
    name: str
    number: str
    currency: str
    own: bool


def creditor_of(values: Mapping[str, Any], names: Names) -> Creditor:
    """The creditor that a row means.

    Raises:
        Misfits: It is not known, or its account is not, or is somebody else's.
        ServiceError: The names cannot be fetched.
    """
    text, account = values["creditor"], values["creditor_account"]
    try:
        found = resolved(names.creditors, text)
    except Unfit as unfit:
        raise Misfits([("creditor", unfit)]) from None
    if account is None and looks_like_iban(text):
        account = text
    try:
        wanted = None if account is None else checked_number(account)
        return _among(_accounts_of(found.id, names), found.name, wanted, names)
    except Unfit as unfit:
        raise Misfits([("creditor_account", unfit)]) from None


def _accounts_of(creditor_id: str, names: Names) -> list[Creditor]:
    """Every account of a creditor."""
    if own := names.own_accounts.get(creditor_id):
        return [Creditor(own.id, own.name or own.iban, own.iban, own.currency, own=True)]
    party = names.third_parties[creditor_id]
    return [
        Creditor(account.id, party.name, number_of(account), account.currency, own=False)
        for account in party.accounts
    ]


def _among(accounts: list[Creditor], name: str, wanted: str | None, names: Names) -> Creditor:
    """The account that is meant: the one named, or the only one."""
    known = and_more([account.number for account in accounts], SHOWN) or "–"
    if wanted is None:
        if len(accounts) == 1:
            return accounts[0]
        raise Unfit("several_accounts" if accounts else "no_account", creditor=name, known=known)
    for account in accounts:
        if compact(account.number) == compact(wanted):
            return account
    others = [party.name for party in names.third_parties.values() if _has(party.accounts, wanted)]
    others += [own.name or own.iban for own in names.own_accounts.values() if own.iban == compact(wanted)]
    if others:
        raise Unfit("account_of_another", creditor=name, value=wanted, other=others[0], known=known)
    raise Unfit("account_not_theirs", creditor=name, value=wanted, known=known)


def _has(accounts: list[Any], wanted: str) -> bool:
    return any(compact(number_of(account)) == compact(wanted) for account in accounts)
