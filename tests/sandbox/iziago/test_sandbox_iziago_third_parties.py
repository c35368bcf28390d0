"""Third parties and their accounts: made in two calls, and paid."""

from __future__ import annotations

from typing import Any

import pytest

from xl_addin.sandbox.server import Sandbox

IBAN = "FR7630006000011234567890189"
PARTY = {
    "name": "Caves du Forez",
    "type": "COMPANY",
    "country": "FR",
    "group": "Fournisseurs",
    "identifier": "FR96512345678",
    "email": "compta@forez.example",
}
ACCOUNT = {"iban": IBAN, "bic": "AGRIFRPP", "currency": "EUR"}


@pytest.fixture
def party(iziago: Any) -> dict[str, Any]:
    """A third party that has just been made."""
    made: dict[str, Any] = iziago.post("/third-parties", **PARTY)
    return made


def test_a_third_party_begins_without_accounts(iziago: Any, sandbox: Sandbox, party: dict[str, Any]) -> None:
    """As it was sent, with an id."""
    assert party == {"id": party["id"], **PARTY, "accounts": []}
    assert iziago.items("/third-parties")[-1] == party
    assert sandbox.state()["iziago"]["third_parties"][-1] == party


def test_name_type_and_country_are_enough(iziago: Any) -> None:
    """What was not sent is null."""
    made = iziago.post("/third-parties", name="Inès Roux", type="INDIVIDUAL", country="CH")
    assert (made["group"], made["identifier"], made["email"]) == (None, None, None)
    assert iziago.refused("/third-parties") == {
        key: ["est obligatoire"] for key in ("name", "type", "country")
    }


def test_the_same_third_party_twice_makes_two(iziago: Any) -> None:
    """Two may have one name; nothing tells a repetition from a namesake."""
    before = len(iziago.items("/third-parties"))
    first, second = (iziago.post("/third-parties", **PARTY) for _ in range(2))
    assert first["id"] != second["id"]
    assert len(iziago.items("/third-parties")) == before + 2


def test_accounts_come_afterwards(iziago: Any, party: dict[str, Any]) -> None:
    """One with an IBAN, one with a number and a BIC; both can be paid at once."""
    path = f"/third-parties/{party['id']}/accounts"
    with_iban = iziago.post(path, **ACCOUNT)
    assert with_iban == {"id": with_iban["id"], "accountNumber": None, **ACCOUNT}
    abroad = {"accountNumber": "0012 418 11-844", "bic": "BOTKJPJT", "currency": "JPY"}
    with_number = iziago.post(path, **abroad)
    assert with_number == {"id": with_number["id"], "iban": None, **abroad}
    assert iziago.items("/third-parties")[-1]["accounts"] == [with_iban, with_number]
    made = iziago.post("/payments/transfers", **iziago.draft(creditorAccountId=with_iban["id"]))
    assert (made["creditorIban"], made["creditorName"]) == (IBAN, PARTY["name"])


def test_an_iban_is_taken_once_for_a_third_party(iziago: Any, party: dict[str, Any]) -> None:
    """Another third party may share it."""
    path = f"/third-parties/{party['id']}/accounts"
    iziago.post(path, **ACCOUNT)
    assert iziago.refused(path, **ACCOUNT) == {"iban": ["existe déjà pour ce tiers"]}
    other = iziago.post("/third-parties", **PARTY)
    assert iziago.post(f"/third-parties/{other['id']}/accounts", **ACCOUNT)["iban"] == IBAN
