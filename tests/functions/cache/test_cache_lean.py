"""A long list in cells: a hundred thousand records fit into memory beside Excel."""

from __future__ import annotations

import json
import tracemalloc
from typing import Any

import msgspec

from xl_addin.apis.organizze.models import Transaction
from xl_addin.fetching.listing import Column, Listing
from xl_addin.functions.cells import for_excel
from xl_addin.functions.outcome import Outcome

COUNT = 2_000
A_RECORD = 500
"""Bytes; of a hundred thousand that is 50 MB."""


def _record(number: int) -> dict[str, Any]:
    return {
        "id": 4_000_000_000 + number,
        "description": f"Entrega {number} de farinha",
        "date": f"2026-11-{number % 28 + 1:02}",
        "paid": True,
        "amount_cents": -10_000 - number,
        "total_installments": 1,
        "installment": 1,
        "recurring": False,
        "account_id": 3,
        "category_id": 6,
        "contact_id": None,
        "notes": f"boleto {number}",
        "attachments_count": 0,
        "created_at": "2026-11-01T09:30:00-03:00",
        "updated_at": "2026-11-01T09:30:00-03:00",
        "account_type": "Account",
        "tags": [{"name": "padaria"}, {"name": "moinho"}],
    }


def test_what_records_have_alike_is_kept_once() -> None:
    """Days, kinds and tags of a year are few: each is in memory once, from the service and from the disk."""
    body = json.dumps([_record(number) for number in range(COUNT)]).encode()
    packed = msgspec.msgpack.encode(msgspec.json.decode(body, type=list[Transaction]))
    for decoder, data in ((msgspec.json.Decoder(list[Transaction]), body), (_unpacker(), packed)):
        tracemalloc.start()
        found = decoder.decode(data)
        size, _peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert size / COUNT < A_RECORD
        assert found[0].tags is found[28].tags
        assert msgspec.to_builtins(found[5])["date"] == _record(5)["date"]
        assert [tag.name for tag in found[5].tags or ()] == ["padaria", "moinho"]


def _unpacker() -> msgspec.msgpack.Decoder[list[Transaction]]:
    return msgspec.msgpack.Decoder(list[Transaction])


def test_rows_make_room_for_those_of_excel() -> None:
    """Of a list that nobody looks at again no second copy stands beside the one for Excel."""
    rows = [(f"{number}",) for number in range(10)]
    outcome = Outcome(Listing("Words", [Column("Name")], rows))
    kept = for_excel(outcome)
    assert for_excel(outcome, use_up=True) == kept == [["Name"], *[[f"{number}"] for number in range(10)]]
    assert rows == []
