"""Who plays in the demo: a bakery, a wine merchant and an accountant, with their workbooks and lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from xl_addin.connect import iziago, organizze
from xl_addin.demo import accountant, bakery, merchant
from xl_addin.settings import Settings
from xl_addin.targets import iziago as iziago_targets
from xl_addin.targets import organizze as organizze_targets
from xl_addin.targets.issuers import Issuers

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """One system's part.

    Attributes:
        good: Workbooks that are sent: file name to template and rows, made from names and today.
        bad: The same for workbooks full of mistakes.
        fetched: File name to the list that fills it.
        names: Calls a function with what the system knows by name.
    """

    good: Mapping[str, tuple[str, Callable[[Any, date], list[Row]]]]
    bad: Mapping[str, tuple[str, Callable[[Any, date], list[Row]]]]
    fetched: Mapping[str, str]
    names: Callable[[Settings, Callable[[Any], None]], None]


def _with_organizze(settings: Settings, work: Callable[[organizze_targets.Names], None]) -> None:
    with organizze.client(settings) as client:
        work(organizze_targets.Names(client))


def _with_iziago(settings: Settings, work: Callable[[iziago_targets.Names], None]) -> None:
    with iziago.client(settings) as client:
        work(iziago_targets.Names(client))


PARTS: dict[str, Part] = {
    "organizze": Part(
        good={
            "bakery-month.xlsx": ("organizze_transactions", bakery.transactions),
            "bakery-transfers.xlsx": ("organizze_transfers", bakery.transfers),
        },
        bad={"with-mistakes.xlsx": ("organizze_transactions", bakery.mistakes)},
        fetched={"fetched-transactions.xlsx": "transactions", "fetched-balances.xlsx": "balances"},
        names=_with_organizze,
    ),
    "iziago": Part(
        good={
            "merchant-transfers.xlsx": ("iziago_transfers", merchant.transfers),
            "merchant-third-parties.xlsx": ("iziago_third_parties", merchant.third_parties),
        },
        bad={"wrong-accounts.xlsx": ("iziago_transfers", merchant.mistakes)},
        fetched={"fetched-forecasts.xlsx": "forecasts"},
        names=_with_iziago,
    ),
    "izi": Part(
        good={
            "accountant-invoices.xlsx": ("izi_invoices", accountant.invoices),
            "accountant-charges.xlsx": ("izi_charges", accountant.charges),
        },
        bad={},
        fetched={"fetched-invoices.xlsx": "invoices"},
        names=lambda settings, work: work(Issuers(settings.izi)),
    ),
}
