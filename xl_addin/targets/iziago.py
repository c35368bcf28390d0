"""What Iziago's targets share: own accounts and third parties by name, identifier or IBAN."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from functools import cached_property

from xl_addin.apis.iziago.client import Iziago
from xl_addin.apis.iziago.models import PaymentAccount, ThirdParty, ThirdPartyAccount
from xl_addin.connect.party import Party
from xl_addin.schema.problem import Unfit
from xl_addin.targets.directory import Directory, Named
from xl_addin.targets.lists import fetch_together
from xl_addin.targets.one_step import OneStep
from xl_addin.values.iban import BicError, IbanError, checked_bic, checked_iban, compact, looks_like_iban


class Names:
    """Own accounts and third parties, each fetched at its first use and once a run."""

    def __init__(self, client: Iziago) -> None:
        self._client = client

    @cached_property
    def own_accounts(self) -> dict[str, PaymentAccount]:
        """The accounts that can be debited, by id."""
        return {account.id: account for account in self._client.payments.accounts()}

    @cached_property
    def third_parties(self) -> dict[str, ThirdParty]:
        """Everybody who can be paid, by id."""
        return {party.id: party for party in self._client.third_parties.list()}

    @cached_property
    def debtors(self) -> Directory[str]:
        """Own accounts, by name, id or IBAN."""
        return Directory(map(_own, self.own_accounts.values()))

    @cached_property
    def creditors(self) -> Directory[str]:
        """Third parties by name, identifier, id or IBAN, and own accounts."""
        outside = map(_outside, self.third_parties.values())
        return Directory([*outside, *map(_own, self.own_accounts.values())])

    def labels(self) -> dict[str, list[str]]:
        """What the templates' dropdowns offer, by the source their fields name."""
        numbers = {number_of(account) for party in self.third_parties.values() for account in party.accounts}
        return {
            "payment_accounts": self.debtors.labels(),
            "creditors": self.creditors.labels(),
            "creditor_accounts": sorted(numbers | {account.iban for account in self.own_accounts.values()}),
        }


class IziagoTarget(OneStep):
    """What the targets of one Iziago company share.

    Attributes:
        party: Who speaks with whom.
    """

    def __init__(self, client: Iziago, party: Party, names: Names, today: Callable[[], date]) -> None:
        self._client = client
        self._names = names
        self._today = today
        self.party = party

    def look_ahead(self, sources: Collection[str]) -> None:
        """See `Target.look_ahead`."""
        if sources:
            fetch_together(self._names, ("own_accounts", "third_parties"))


def number_of(account: ThirdPartyAccount) -> str:
    """An account's IBAN, or its number where it has none."""
    return account.iban or account.account_number


def name_or_iban(text: str) -> str:
    """What is looked up: an IBAN without its blanks, anything else as it is."""
    return compact(text) if looks_like_iban(text) else text


def resolved(directory: Directory[str], text: str) -> Named[str]:
    """The one that is meant by a name, an identifier or an IBAN, whose blanks do not count.

    Raises:
        Unfit: None or several are; or it is meant for an IBAN and is none.
    """
    wanted = name_or_iban(text)
    return directory.resolve(wanted if directory.has(wanted) else checked_number(text))


def checked_number(text: str) -> str:
    """An account's number: an IBAN compact and checked, anything else as it is.

    Raises:
        Unfit: It is meant for an IBAN and is none.
    """
    if not looks_like_iban(text):
        return text.strip()
    try:
        return checked_iban(text)
    except IbanError as error:
        raise Unfit(f"iban_{error.reason}", value=text) from None


def checked_bank(text: str) -> str:
    """A bank's BIC in capitals.

    Raises:
        Unfit: It is none.
    """
    try:
        return checked_bic(text)
    except BicError as error:
        raise Unfit(f"bic_{error.reason}", value=text) from None


def _own(account: PaymentAccount) -> Named[str]:
    return Named(account.id, account.name or account.iban, path=account.iban, also=(account.id, account.iban))


def _outside(party: ThirdParty) -> Named[str]:
    ibans = tuple(account.iban for account in party.accounts if account.iban)
    identifier = (party.identifier,) if party.identifier else ()
    return Named(party.id, party.name, path=party.identifier, also=(party.id, *identifier, *ibans))
