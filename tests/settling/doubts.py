"""Operations whose answer was lost, made without an import: planned, sent or not, in doubt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from xl_addin.journal.keys import new_key
from xl_addin.journal.operation import Batch, Facts, Operation, Place, Scope
from xl_addin.journal.records import now
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal
from xl_addin.schema import SHEETS
from xl_addin.targets import Targets
from xl_addin.targets.target import Target

TRANSACTIONS, TRANSFERS = "organizze_transactions", "organizze_transfers"
RENT = {"date": date(2026, 10, 2), "description": "Rent", "amount": Decimal("-3200.00"), "notes": "October"}


@dataclass
class Doubts:
    """A journal and the services its operations went to."""

    journal: Journal
    targets: Targets

    def target(self, template: str = TRANSACTIONS) -> Target:
        """Where a template's rows go."""
        return self.targets.get(template)

    def targets_of(self, operation: Operation) -> Target:
        """Where an operation went."""
        return self.target(operation.scope.template)

    def planned(self, template: str = TRANSACTIONS, **values: Any) -> Operation:
        """An operation that is on disk and has not left."""
        target = self.target(template)
        party = target.party
        filled = {
            **dict.fromkeys(SHEETS[template].fields),
            **(RENT if template == TRANSACTIONS else {}),
            **values,
        }
        request, key = target.resolve(filled).request, new_key()
        batch = Batch(new_key(), "run", "book.xlsx", party.system, party.host, party.company, False, now())
        operation = Operation(
            id=new_key(),
            scope=Scope(party.system, party.host, party.company, template),
            key=key,
            content=key,
            look=key,
            ref="",
            typed={},
            request=target.marked(request, key),
            place=Place("guid", "book.xlsx", "Transactions", 2),
            batch=batch.id,
        )
        self.journal.plan(batch, [operation])
        return operation

    def doubtful(self, template: str = TRANSACTIONS, *, arrived: bool, **values: Any) -> Operation:
        """An operation in doubt that did or did not arrive."""
        operation = self.planned(template, **values)
        assert self.journal.step(operation.id, State.PLANNED, State.SENDING)
        if arrived:
            self.target(template).send(operation.request)
        assert self.journal.step(operation.id, State.SENDING, State.IN_DOUBT, Facts(message="lost"))
        return self.journal.get(operation.id)

    def sent(self, template: str = TRANSACTIONS, **values: Any) -> Operation:
        """An operation whose answer came."""
        operation = self.planned(template, **values)
        assert self.journal.step(operation.id, State.PLANNED, State.SENDING)
        receipt = self.target(template).send(operation.request)
        facts = Facts(remote_id=receipt.remote_id, sent_at=now())
        assert self.journal.step(operation.id, State.SENDING, State.SENT, facts)
        return self.journal.get(operation.id)

    def state(self, operation: Operation) -> State:
        """What the journal says of it now."""
        return self.journal.get(operation.id).state


def marked(state: Mapping[str, Any], operation: Operation) -> list[Mapping[str, Any]]:
    """The service's transactions with the operation's mark, by the first installment."""
    mark = f"xl:{operation.key}"
    found = [
        item
        for item in state["organizze"]["transactions"]
        if mark in f"{item['notes']}{[tag['name'] for tag in item['tags']]}"
    ]
    return sorted(found, key=lambda item: (item["installment"], item["id"]))
