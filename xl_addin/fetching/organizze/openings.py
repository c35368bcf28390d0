"""Where balances count from: what `balance set` or `balance read` took, else the settings' openings."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from xl_addin.balances.anchors import Anchor
from xl_addin.fetching.organizze.source import Source
from xl_addin.schema.problem import Unfit
from xl_addin.texts import say
from xl_addin.texts.figures import figure
from xl_addin.values import money


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the accounts' balances.

    Attributes:
        anchors: By account id.
        told: The accounts whose anchor `balance set` or `balance read` took.
        today: An anchor of a later day is none.
        strange: Names in the settings that mean no account, or several.
    """

    anchors: dict[int, Anchor]
    told: Collection[int]
    today: date
    strange: tuple[str, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """That the settings name accounts that are none."""
        return tuple(say("balance.strange", account=name) for name in self.strange)

    def unusable(self, account_id: int, name: str) -> str:
        """Why nothing can be counted from what is known of an account; blank where all is well."""
        anchor = self.anchors.get(account_id)
        if anchor is None or anchor.is_possible(self.today):
            return ""
        key = "balance.unusable" if account_id in self.told else "balance.unusable_written"
        return say(key, account=name, amount=figure(anchor.amount), day=anchor.day)


def known(source: Source) -> Known:
    """The anchors of every account."""
    host, company = source.party.host, source.party.company
    said = source.anchors.of(host, company)
    written, strange = {}, []
    for name, opening in source.anchors.openings.items():
        try:
            number = source.names.accounts.resolve(name, archived=True).id
        except Unfit:
            strange.append(name)
        else:
            amount = money.checked(opening.amount)
            written[number] = Anchor(company, host, number, amount, opening.day)
    return Known(written | said, said.keys(), source.today, tuple(strange))
