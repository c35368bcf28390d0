"""Third parties and their accounts: made in two calls, checked as banks would."""

from __future__ import annotations

from typing import Any

import pytest

from xl_addin.sandbox.server import Sandbox

BLANK, INVALID = "est obligatoire", "n'est pas valide"
NOT_LISTED = "n'est pas une valeur autorisée"
NO_IBAN = "n'est pas un IBAN valide"
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
    assert iziago.refused("/third-parties") == {key: [BLANK] for key in ("name", "type", "country")}


def test_the_same_third_party_twice_makes_two(iziago: Any) -> None:
    """Two may have one name; nothing tells a repetition from a namesake."""
    before = len(iziago.items("/third-parties"))
    first, second = (iziago.post("/third-parties", **PARTY) for _ in range(2))
    assert first["id"] != second["id"]
    assert len(iziago.items("/third-parties")) == before + 2


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [("name", "", BLANK), ("name", "x" * 141, "dépasse 140 caractères"), ("name", 7, INVALID),
     ("type", "Company", NOT_LISTED), ("country", "France", NOT_LISTED), ("country", "fr", NOT_LISTED),
     ("country", "ZZ", NOT_LISTED), ("email", "nobody", INVALID), ("email", "a@b", INVALID),
     ("group", "\t", INVALID), ("accounts", [], "champ inconnu"), ("id", "tp-1", "champ inconnu")],
)  # fmt: skip
def test_what_is_no_third_party_is_refused_by_name(
    iziago: Any, field: str, value: object, words: str
) -> None:
    """And nothing is made."""
    before = iziago.items("/third-parties")
    assert iziago.refused("/third-parties", **{**PARTY, field: value}) == {field: [words]}
    assert iziago.items("/third-parties") == before


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


@pytest.mark.parametrize(
    "iban",
    ["FR7630006000011234567890188", "FR76 3000 6000 0112 3456 7890 189", IBAN.lower(), IBAN[:-1], "XX00", 7,
     "DE00500700100000000000"],
)  # fmt: skip
def test_an_iban_has_a_checksum_and_a_length(iziago: Any, party: dict[str, Any], iban: object) -> None:
    """As machines write it: without spaces, in capitals."""
    path = f"/third-parties/{party['id']}/accounts"
    assert iziago.refused(path, **{**ACCOUNT, "iban": iban}) == {"iban": [NO_IBAN]}


def test_an_iban_is_taken_once_for_a_third_party(iziago: Any, party: dict[str, Any]) -> None:
    """Another third party may share it."""
    path = f"/third-parties/{party['id']}/accounts"
    iziago.post(path, **ACCOUNT)
    assert iziago.refused(path, **ACCOUNT) == {"iban": ["existe déjà pour ce tiers"]}
    other = iziago.post("/third-parties", **PARTY)
    assert iziago.post(f"/third-parties/{other['id']}/accounts", **ACCOUNT)["iban"] == IBAN


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [({"iban": None}, "iban"), ({"accountNumber": "123"}, "iban"), ({"bic": "AGRI"}, "bic"),
     ({"bic": "AGRIZZPP"}, "bic"), ({"bic": "agrifrpp"}, "bic"), ({"currency": None}, "currency"),
     ({"currency": "euro"}, "currency"), ({"name": "x"}, "name"),
     ({"iban": None, "accountNumber": "123", "bic": None}, "bic"),
     ({"iban": None, "accountNumber": "x" * 35}, "accountNumber")],
)  # fmt: skip
def test_what_is_no_account_is_refused_by_name(
    iziago: Any, party: dict[str, Any], fields: dict[str, Any], wrong: str
) -> None:
    """An IBAN or a number, not both; a number needs its bank."""
    path = f"/third-parties/{party['id']}/accounts"
    assert list(iziago.refused(path, **{**ACCOUNT, **fields})) == [wrong]
    assert iziago.items("/third-parties")[-1]["accounts"] == []


def test_an_account_needs_its_third_party(iziago: Any) -> None:
    """An id that nobody has, or that is another kind's."""
    for number in ("tp-00000000", "acc-9e3779b1", "x"):
        assert iziago.ask("POST", f"/third-parties/{number}/accounts", json=ACCOUNT).status_code == 404
