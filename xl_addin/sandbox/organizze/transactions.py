"""Transactions: income, expenses, card purchases, and both sides of transfers."""

from __future__ import annotations

from typing import Any

from xl_addin.sandbox.call import Call
from xl_addin.sandbox.organizze import payer, series
from xl_addin.sandbox.organizze.answers import Errors, check
from xl_addin.sandbox.organizze.categories import DEFAULT_ID, problem
from xl_addin.sandbox.organizze.dates import first_of_month, last_of_month, stamp
from xl_addin.sandbox.organizze.fields import (
    Field,
    boolean,
    day,
    installments,
    integer,
    integer_or_null,
    read,
    tags,
    text,
    text_or_null,
)
from xl_addin.sandbox.organizze.fields import series as recurrence
from xl_addin.sandbox.organizze.mirror import forget, mirrored
from xl_addin.sandbox.organizze.record import blank
from xl_addin.sandbox.organizze.sent import body, named, period, wanted_id
from xl_addin.sandbox.organizze.shown import listed, single
from xl_addin.sandbox.records import Record, Records

FIELDS = {
    "description": Field(text, required=True),
    "date": Field(day, required=True),
    "paid": Field(boolean, default=False),
    "amount_cents": Field(integer, default=0),
    "category_id": Field(integer, default=DEFAULT_ID),
    "notes": Field(text_or_null),
    "tags": Field(tags, default=[]),
}
PAYER = {"account_id": Field(integer_or_null), "credit_card_id": Field(integer_or_null)}
SERIES = {"recurrence_attributes": Field(recurrence), "installments_attributes": Field(installments)}
REACH = {"update_future": Field(boolean, default=False), "update_all": Field(boolean, default=False)}


def index(call: Call) -> Any:
    """GET /transactions: whole months, the current one without a period; of one account if it is named.

    A card's id is no account's: purchases are not found by it. Newest first, as in the sample.
    """
    first, last = months(call)
    account = wanted_id(call, "account_id")
    found = [item for item in call.records.all("transactions") if first <= item["date"] <= last]
    if account is not None:
        found = [
            item for item in found if item["account_id"] == account and item["account_type"] == "Account"
        ]
    return [listed(item) for item in sorted(found, key=lambda item: (item["date"], item["id"]), reverse=True)]


def show(call: Call) -> Any:
    """GET /transactions/{id}."""
    return single(named(call, "transactions"))


def create(call: Call) -> Any:
    """POST /transactions; the answer is the first one of a series.

    `amount_cents`, `account_id`, `credit_card_id`, `category_id` and `paid` are in no request sample:
    they are taken as the answers name them (assumed).
    """
    values, errors = read(FIELDS | PAYER | SERIES, body(call))
    if all(values[name] for name in SERIES):
        errors.setdefault("installments_attributes", ["não pode ser usado com recurrence_attributes"])
    now = stamp(call.now)
    record = blank() | _own(values)
    check(record, _completed(errors, call.records, values))
    dated = {**record, "created_at": now, "updated_at": now}
    made = [
        call.records.put("transactions", payer.placed(call.records, {**one, "id": call.records.new_id()}))
        for one in series.spread(call.records, dated, values, call.now.date())
    ]
    return single(made[0])


def update(call: Call) -> Any:
    """PUT /transactions/{id}, and the others of its series when asked."""
    transaction, sent = named(call, "transactions"), body(call)
    values, errors = read(FIELDS | PAYER, sent, transaction)
    reach, more_errors = read(REACH, sent)
    values = payer.chosen(values, sent)
    check(transaction | values, _completed(errors | more_errors, call.records, values))
    values["amount_cents"] = _signed(values["amount_cents"], transaction)
    changes = {name: new for name, new in values.items() if name in sent or new != transaction[name]}
    for other in series.reached(call.records, transaction, reach):
        own = changes if other["id"] == transaction["id"] else series.shared(changes)
        _change(call.records, other, {**own, "updated_at": stamp(call.now)})
    return single(named(call, "transactions"))


def delete(call: Call) -> Any:
    """DELETE /transactions/{id}, and the others of its series when asked."""
    transaction = named(call, "transactions")
    reach, errors = read(REACH, body(call))
    check(single(transaction), errors)
    for other in series.reached(call.records, transaction, reach):
        forget(call.records, other)
    return single(transaction)


def months(call: Call) -> tuple[str, str]:
    """The days asked for, widened to whole months."""
    start, end = period(call, call.now.date(), call.now.date())
    return first_of_month(start).isoformat(), last_of_month(end).isoformat()


def _own(values: Record) -> Record:
    """The values that are a transaction's own fields."""
    return {name: value for name, value in values.items() if name not in SERIES}


def _completed(errors: Errors, records: Records, values: Record) -> Errors:
    """The errors, with those of ids that nobody knows; what was found before stays."""
    unknown = {} if errors.keys() & PAYER.keys() else payer.problems(records, values)
    words = problem(records, values["category_id"])
    if words:
        unknown["category_id"] = [words]
    return errors | {name: found for name, found in unknown.items() if name not in errors}


def _change(records: Records, transaction: Record, changes: Record) -> None:
    changed = records.put("transactions", payer.placed(records, transaction | changes))
    other = records.get("transactions", changed["oposite_transaction_id"])
    if other:
        records.put("transactions", mirrored(other, changed))


def _signed(cents: int, transaction: Record) -> int:
    """The document's trap: an expense sent as 20050 is stored as -20050; zero counts as one (assumed)."""
    return -cents if cents > 0 and transaction["amount_cents"] <= 0 else cents
