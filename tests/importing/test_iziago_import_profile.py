"""Customers whose contract is not what is assumed: a file of theirs is enough, and what it lacks is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from iziago_between import Message, between, unchanged
from iziago_contract_server import PROFILE, speak_by_the_contract
from iziago_office import (
    CORKS,
    GLASS,
    GLASS_IBAN,
    NEW_IBAN,
    POST_TRANSFER,
    THIRD_PARTIES,
    TRANSFERS,
    as_configured,
    known_as,
    meet,
    open_day,
    pay,
    posts,
    preview_of,
    row_statuses,
    said,
    transfer_ids,
    transfers,
)
from office import Office, cells, retype, statuses

from xl_addin.errors import SettingsError
from xl_addin.journal.states import State
from xl_addin.settling.resolve import resolve


@pytest.fixture
def customer(office: Office) -> Iterator[Office]:
    """An office with a contract of its own, and a service that knows no other."""
    with between(office) as server:
        speak_by_the_contract(server)
        profile = office.folder / "contract.toml"
        profile.write_text(PROFILE, "utf-8")
        yield server.serve(office, profile=str(profile), token_url="")


def by_profile(office: Office, text: str) -> Office:
    """The office with these lines over the built-in profile."""
    profile = office.folder / "profile.toml"
    profile.write_text(text, "utf-8")
    return as_configured(office, profile=str(profile))


def test_transfers_go_out_by_another_contract(customer: Office) -> None:
    """Other paths, names, dates, words and pages: rows arrive, once, and answers are understood."""
    path = customer.workbook([pay(reason="Facture 7"), pay(CORKS, "2.05")], template=TRANSFERS)
    assert statuses(customer.run(path)) == ["sent", "sent"]
    assert {row["Message"] for row in cells(path)} == {"Created in Iziago, not paid yet: to be signed there."}
    second, first = sorted(transfers(customer), key=lambda made: made["amount"])
    assert (first["creditorIban"], first["reason"], first["type"]) == (GLASS_IBAN, "Facture 7", "SEPA")
    assert (first["executionDate"], second["amount"]) == (str(open_day()), 2.05)
    assert "Compte courant: " in preview_of(customer)
    assert statuses(customer.run(path)) == ["already_sent", "already_sent"]
    assert len(transfers(customer)) == 2


def test_a_doubt_is_settled_by_another_contract(customer: Office, sandbox: Any) -> None:
    """A lost answer is found again through the contract's own list."""
    path = customer.workbook([pay()], template=TRANSFERS)
    sandbox.add_fault("drop-after-commit", 1.0, POST_TRANSFER)
    assert statuses(customer.run(path)) == ["in_doubt"]
    sandbox.add_fault("drop-after-commit", 0.0, POST_TRANSFER)
    assert statuses(customer.run(path)) == ["already_sent"]
    assert len(transfers(customer)) == 1


def test_third_parties_go_out_by_another_contract(customer: Office) -> None:
    """Both steps of a row are made by the contract's names."""
    path = customer.workbook([meet(account=NEW_IBAN)], template=THIRD_PARTIES)
    assert row_statuses(customer.run(path)) == ["sent"]
    [made] = known_as(customer, "Atelier Neuf")
    assert (made["type"], made["accounts"][0]["iban"]) == ("COMPANY", NEW_IBAN)


def test_a_profile_without_a_list_sends_and_leaves_doubts_to_a_person(office: Office, sandbox: Any) -> None:
    """Without a list of transfers a person looks and says: message and preview tell so, and it counts."""
    there = by_profile(office, '[operations.payments.transfers]\npath = ""\n')
    good = there.workbook([pay()], "good.xlsx", TRANSFERS)
    assert statuses(there.run(good)) == ["sent"]
    assert "Which accounts were paid before cannot be told" in preview_of(there)
    path = there.workbook([pay(CORKS), pay(GLASS, "3.00")], template=TRANSFERS)
    sandbox.add_fault("drop-after-commit", 1.0, POST_TRANSFER)
    assert statuses(there.run(path)) == ["in_doubt"] * 2
    sandbox.add_fault("drop-after-commit", 0.0, POST_TRANSFER)
    assert "journal resolve" in cells(path)[0]["Message"]
    assert statuses(there.run(path)) == ["in_doubt"] * 2
    text = cells(path)[0]["Message"]
    assert "cannot be asked" in text
    assert "journal resolve" in text
    assert "journal reconcile" not in text
    with there.journal() as journal:
        first, second = journal.in_states(State.IN_DOUBT)
        assert first.id in text
        found = next(one for one in transfers(there) if one["amount"] == 10 and one["creditorName"] == CORKS)
        resolve(journal, first.id, sent_as=found["id"])
        resolve(journal, second.id, sent_as=None)  # a person's word, right or not
    assert statuses(there.run(path)) == ["already_sent", "sent"]
    assert cells(path)[0]["Id"] == found["id"]


def test_a_list_without_ids_is_searched_through_its_files(office: Office, sandbox: Any) -> None:
    """Where the list tells no end-to-end id, the payment files do: each doubt is told from its equal twin."""
    there = by_profile(office, '[fields.transfer]\nend_to_end_id = ""\n')
    path = there.workbook([pay(), pay(send_anyway=True), pay(CORKS, "3.00")], template=TRANSFERS)
    sandbox.add_fault("drop-after-commit", 1.0, POST_TRANSFER)
    assert statuses(there.run(path)) == ["in_doubt"] * 3
    sandbox.add_fault("drop-after-commit", 0.0, POST_TRANSFER)
    assert statuses(there.run(path)) == ["already_sent"] * 3
    by_id = {one["id"]: one["endToEndId"] for one in transfers(there)}
    assert [by_id[row["Id"]] for row in cells(path)] == [f"xl:{row['Key']}" for row in cells(path)]
    assert len(posts(there)) == len(set(transfer_ids(there))) == 3


def test_a_payment_file_that_cannot_be_read_settles_nothing(office: Office, sandbox: Any) -> None:
    """Half a payment file is no proof of absence: the row stays in doubt until a whole one comes."""
    with between(office) as server:
        there = by_profile(server.serve(office), '[fields.transfer]\nend_to_end_id = ""\n')
        path = there.workbook([pay()], template=TRANSFERS)
        sandbox.add_fault("drop-after-commit", 1.0, POST_TRANSFER)
        assert statuses(there.run(path)) == ["in_doubt"]
        sandbox.add_fault("drop-after-commit", 0.0, POST_TRANSFER)
        server.telling = half_a_file
        assert statuses(there.run(path)) == ["in_doubt"]
        assert "could not be asked" in cells(path)[0]["Message"]
        server.telling = unchanged
        assert statuses(there.run(path)) == ["already_sent"]
    assert len(transfers(office)) == 1


def half_a_file(message: Message) -> Message:
    """Cuts a payment file off in the middle, as a full disk at the bank would."""
    is_file = message.path.endswith("/file")
    return replace(message, body=message.body[: len(message.body) // 2]) if is_file else message


def test_a_colleagues_row_is_refused_where_nobody_can_be_asked(office: Office, colleague: Office) -> None:
    """A key from elsewhere, no status and no list: the row is not paid a second time on a guess."""
    path = office.workbook([pay()], template=TRANSFERS)
    office.run(path)
    retype(path, 2, "Status", None)
    there = by_profile(colleague, '[operations.payments.transfers]\npath = ""\n')
    outcome = there.run(path)
    assert statuses(outcome) == ["invalid"]
    assert "the service cannot be asked about it" in said(outcome)
    assert len(posts(office)) == 1


def test_a_profile_that_is_wrong_is_named_by_its_line(office: Office) -> None:
    """Before anything is sent, the file and the line are told."""
    there = by_profile(office, '[fields.transfer]\nendToEnd = "x"\n')
    path: Path = there.workbook([pay()], template=TRANSFERS)
    with pytest.raises(SettingsError, match=r"profile\.toml, line 2"):
        there.run(path)
