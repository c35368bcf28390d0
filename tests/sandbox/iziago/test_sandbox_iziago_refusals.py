"""What is refused, by the field's name and with nothing made."""

from __future__ import annotations

from typing import Any

import pytest
from plain_iziago import EVER, day

BLANK, INVALID, UNKNOWN = "est obligatoire", "n'est pas valide", "n'existe pas"
NOT_LISTED = "n'est pas une valeur autorisée"
PARTY = {"name": "Caves du Forez", "type": "COMPANY", "country": "FR"}
IBAN = "FR7630006000011234567890189"
ACCOUNT = {"iban": IBAN, "bic": "AGRIFRPP", "currency": "EUR"}


@pytest.fixture(scope="module")
def nobody(reader: Any) -> str:
    """Where the accounts are made of a third party that has none."""
    owner = next(item for item in reader.items("/third-parties") if not item["accounts"])
    return f"/third-parties/{owner['id']}/accounts"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [("amount", 0, "doit être supérieur à 0"), ("amount", -5, "doit être supérieur à 0"),
     ("amount", 1.005, "a plus de deux décimales"), ("amount", "12.50", "n'est pas un nombre"),
     ("amount", True, "n'est pas un nombre"), ("amount", 10**20, "est trop grand"),
     ("amount", 1_000_000_000, "dépasse le plafond d'un virement SEPA"),
     ("executionDate", day(-1), "est passée"), ("executionDate", "25/12/2026", INVALID),
     ("executionDate", "2026-02-30", INVALID), ("executionDate", 20261225, INVALID),
     ("currency", "USD", "doit être EUR pour un virement SEPA"), ("type", "SWIFT", NOT_LISTED),
     ("type", "Sepa", NOT_LISTED), ("subtype", "BONUS", NOT_LISTED), ("subtype", ["SALARY"], NOT_LISTED),
     ("endToEndId", "x" * 36, "dépasse 35 caractères"), ("endToEndId", " ", BLANK),
     ("endToEndId", "a\nb", INVALID), ("endToEndId", 7, INVALID),
     ("reason", "x" * 141, "dépasse 140 caractères"), ("reason", "a\x00b", INVALID), ("reason", "", BLANK),
     ("debtorAccountId", "acc-00000000", UNKNOWN), ("debtorAccountId", "tpa-9e3779b1", UNKNOWN),
     ("creditorAccountId", "tpa-00000000", UNKNOWN), ("creditorAccountId", "tp-9e3779b1", UNKNOWN),
     ("idempotencyKey", "1", "champ inconnu")],
)  # fmt: skip
def test_what_is_no_transfer_is_refused_by_name(reader: Any, field: str, value: object, words: str) -> None:
    """One wrong field is one sentence."""
    assert reader.refused("/payments/transfers", **reader.draft(**{field: value})) == {field: [words]}
    assert reader.items("/payments/transfers", **EVER) == []


def test_every_missing_field_is_named(reader: Any) -> None:
    """All of a transfer but its reason are needed; null is as good as missing."""
    needed = set(reader.draft()) - {"reason"}
    assert reader.refused("/payments/transfers") == {name: [BLANK] for name in needed}
    assert set(reader.refused("/payments/transfers", **dict.fromkeys(needed))) == needed


@pytest.mark.parametrize(
    "body",
    ["", "null", "[]", '"x"', "{", '{"amount": NaN}', '{"amount": 1e99999999999999999999}',
     '{"reason": "\\ud800"}', b'{"reason": "\xff"}', "[" * 100_000],
)  # fmt: skip
def test_what_is_no_json_object_is_a_bad_request(reader: Any, body: str | bytes) -> None:
    """A broken body is a 400."""
    answer = reader.ask("POST", "/payments/transfers", data=body)
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert reader.items("/payments/transfers", **EVER) == []


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [("name", "", BLANK), ("name", "x" * 141, "dépasse 140 caractères"), ("name", 7, INVALID),
     ("type", "Company", NOT_LISTED), ("country", "France", NOT_LISTED), ("country", "fr", NOT_LISTED),
     ("country", "ZZ", NOT_LISTED), ("email", "nobody", INVALID), ("email", "a@b", INVALID),
     ("group", "\t", INVALID), ("accounts", [], "champ inconnu"), ("id", "tp-1", "champ inconnu")],
)  # fmt: skip
def test_what_is_no_third_party_is_refused_by_name(
    reader: Any, field: str, value: object, words: str
) -> None:
    """Its accounts are made afterwards, and its id is not the client's to choose."""
    before = reader.get("/third-parties")["total"]
    assert reader.refused("/third-parties", **{**PARTY, field: value}) == {field: [words]}
    assert reader.get("/third-parties")["total"] == before


@pytest.mark.parametrize(
    "iban",
    ["FR7630006000011234567890188", "FR76 3000 6000 0112 3456 7890 189", IBAN.lower(), IBAN[:-1], "XX00", 7,
     "DE00500700100000000000"],
)  # fmt: skip
def test_an_iban_has_a_checksum_and_a_length(reader: Any, nobody: str, iban: object) -> None:
    """As machines write it: without spaces, in capitals."""
    assert reader.refused(nobody, **{**ACCOUNT, "iban": iban}) == {"iban": ["n'est pas un IBAN valide"]}


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [({"iban": None}, "iban"), ({"accountNumber": "123"}, "iban"), ({"bic": "AGRI"}, "bic"),
     ({"bic": "AGRIZZPP"}, "bic"), ({"bic": "agrifrpp"}, "bic"), ({"currency": None}, "currency"),
     ({"currency": "euro"}, "currency"), ({"name": "x"}, "name"),
     ({"iban": None, "accountNumber": "123", "bic": None}, "bic"),
     ({"iban": None, "accountNumber": "x" * 35}, "accountNumber")],
)  # fmt: skip
def test_what_is_no_account_is_refused_by_name(
    reader: Any, nobody: str, fields: dict[str, Any], wrong: str
) -> None:
    """An IBAN or a number, not both; a number needs its bank."""
    assert list(reader.refused(nobody, **{**ACCOUNT, **fields})) == [wrong]
    assert any(not item["accounts"] for item in reader.items("/third-parties"))


@pytest.mark.parametrize("number", ["tp-00000000", "acc-9e3779b1", "x"])
def test_an_account_needs_its_third_party(reader: Any, number: str) -> None:
    """An id that nobody has, or that is another kind's."""
    assert reader.ask("POST", f"/third-parties/{number}/accounts", json=ACCOUNT).status_code == 404


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/nothing"), ("GET", "/"), ("DELETE", "/third-parties/tp-9e3779b1"),
     ("PUT", "/payments/transfers"), ("GET", "/payments/transfers/trf-9e3779b1")],
)  # fmt: skip
def test_what_is_not_served_is_not_found(reader: Any, method: str, path: str) -> None:
    """A path or method of none of the thirteen operations."""
    answer = reader.ask(method, path)
    assert (answer.status_code, answer.json()) == (404, {"error": "Introuvable"})


@pytest.mark.parametrize(
    "name", ["acc-00000000", "1", "9e3779b1", "tp-9e3779b1", "acc-9E3779B1", "é", "acc-" + "9" * 40]
)
@pytest.mark.parametrize(
    "path", ["/statements/accounts/{}/balances", "/forecasting/accounts/{}/transactions"]
)
def test_a_record_that_is_not_there_is_not_found(reader: Any, path: str, name: str) -> None:
    """An id that nobody has is a 404, whatever it looks like."""
    assert reader.ask("GET", path.format(name)).status_code == 404
