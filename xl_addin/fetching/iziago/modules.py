"""The accounts of the three modules that have some, as one table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from xl_addin.apis.iziago.client import Iziago
from xl_addin.apis.iziago.models import Account, ForecastAccount, PaymentAccount
from xl_addin.apis.iziago.refusals import MissingScope
from xl_addin.fetching.iziago.source import CURRENCY, IBAN, Source
from xl_addin.fetching.listing import Column, Kind, Listing, Query
from xl_addin.texts import say
from xl_addin.values.iban import compact

Shown = Account | ForecastAccount | PaymentAccount

BETWEEN = " / "


@dataclass(frozen=True, slots=True)
class Module:
    """A module that has accounts.

    Attributes:
        name: As its OAuth 2.0 scope is called.
        header: Of the column that says whether an account is in it.
        accounts: Asks for them.
    """

    name: str
    header: str
    accounts: Callable[[Iziago], Sequence[Shown]]


MODULES = (
    Module("statements", "In statements", lambda client: client.statements.accounts()),
    Module("forecasting", "In forecasting", lambda client: client.forecasting.accounts()),
    Module("payments", "In payments", lambda client: client.payments.accounts()),
)


@dataclass(slots=True)
class Joined:
    """One account as the modules show it.

    Attributes:
        shown: By module's header.
    """

    shown: dict[str, Shown] = field(default_factory=dict)

    def is_of(self, account: Shown) -> bool:
        """Whether both are one: the same IBAN and currency, else, where an IBAN is not known, the same id."""
        for known in self.shown.values():
            if known.iban and account.iban:
                same = (compact(known.iban), known.currency) == (compact(account.iban), account.currency)
            else:
                same = known.id == account.id
            if same:
                return True
        return False

    def first(self, name: str) -> str:
        """What the first module says that says anything: forecasting knows no bank."""
        return next(filter(None, (getattr(shown, name, "") for shown in self.shown.values())), "")

    @property
    def ids(self) -> str:
        """Its id; several where the modules call it by different ones."""
        return BETWEEN.join(dict.fromkeys(shown.id for shown in self.shown.values()))


def accounts(source: Source, query: Query) -> Listing:
    """Every account, and whether it is in statements, in forecasting and in payments."""
    return accounts_in(source, MODULES)


def accounts_in(source: Source, modules: Sequence[Module]) -> Listing:
    """The accounts of some modules; one that the login may not ask is said, unless it is all there is."""
    joined, refusals = list[Joined](), dict[str, MissingScope]()
    for module in modules:
        try:
            found = module.accounts(source.client)
        except MissingScope as refusal:
            refusals[module.header] = refusal
        else:
            _join(joined, module.header, found)
    if len(refusals) == len(modules):
        raise next(iter(refusals.values()))
    columns = (
        Column("Name", width=24),
        IBAN,
        Column("BIC", Kind.IDENTIFIER, 14),
        Column("Bank", width=28),
        CURRENCY,
        *(Column(module.header, Kind.YES_NO, 14) for module in modules),
        Column("Id", Kind.IDENTIFIER, 16),
    )
    rows = [
        (
            *(item.first(name) for name in ("name", "iban", "bic", "bank", "currency")),
            *(None if module.header in refusals else module.header in item.shown for module in modules),
            item.ids,
        )
        for item in joined
    ]
    notes = [
        say("iziago_lists.no_module", column=Column(header).title, reason=refusal)
        for header, refusal in refusals.items()
    ]
    return Listing("Accounts", columns, rows, notes)


def _join(joined: list[Joined], header: str, found: Sequence[Shown]) -> None:
    """Lays a module's accounts beside those of the modules before it."""
    for account in found:
        one = next((item for item in joined if header not in item.shown and item.is_of(account)), None)
        if one is None:
            one = Joined()
            joined.append(one)
        one.shown[header] = account
