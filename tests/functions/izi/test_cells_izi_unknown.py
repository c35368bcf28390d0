"""Names that no invoice has: however many cells hold one, all invoices are gone through once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from rows import batch, operation

from xl_addin.fetching.izi.sent import Sent
from xl_addin.functions.izi.register import MOST_COMPARED, Register
from xl_addin.journal.keys import new_key
from xl_addin.schema.problem import Unfit
from xl_addin.values.suggestions import suggesting

NOW = datetime.now(UTC)


class Counted(list[Sent]):
    """Invoices that count how often somebody goes through them."""

    passes = 0

    def __iter__(self) -> Iterator[Sent]:
        self.passes += 1
        return super().__iter__()


def invoices(*refs: str) -> Counted:
    """One invoice for each Ref, oldest first."""
    made = batch("dead")
    bought = {"razonSocial": "Ana", "comprador": "77"}
    typed = [{"ref": ref, "invoice": ""} for ref in refs]
    return Counted(
        Sent(operation(made, new_key(), ref=item["ref"], typed=item, request=bought), NOW) for item in typed
    )


def unknown(register: Register, text: str) -> Unfit:
    """Why nothing is called so."""
    with pytest.raises(Unfit) as caught:
        register.find(text)
    return caught.value


def test_unknown_names_are_looked_for_in_names_made_once() -> None:
    """Fifty cells with wrong Refs and wrong buyers cost no more passes over the invoices than one."""
    items = invoices("obra 1", "obra 2")
    register = Register(items)
    unknown(register, "obra 0")
    with pytest.raises(Unfit):
        register.of_buyer("nobody 0")
    before = items.passes
    for number in range(50):
        assert unknown(register, f"obra x{number}").reason == "name_unknown"
        with pytest.raises(Unfit):
            register.of_buyer(f"nobody {number}")
    assert items.passes == before


def test_a_range_of_wrong_names_has_few_suggestions() -> None:
    """Of the wrong Refs of a range the first ones say what is like them, the others what there is."""
    register = Register(invoices("obra 1"))
    with suggesting(3):
        told = [unknown(register, f"obra x{number}").reason for number in range(9)]
    assert told == ["name_unknown"] * 3 + ["name_unlike"] * 6


def test_names_are_compared_with_the_newest() -> None:
    """A wrong Ref is compared with the newest names: in a journal of years a thousand cells may do so."""
    numbered = [f"{number * 7919 % 100_000:05}" for number in range(MOST_COMPARED)]
    register = Register(invoices("oldest", *numbered, "newest"))
    assert unknown(register, "newast").reason == "name_unknown"
    assert unknown(register, "oldast").reason == "name_unlike"
    assert register.find("oldest").operation.ref == "oldest"
