"""Transfers: what is taken, and that nothing is taken for the same."""

from __future__ import annotations

import re
from typing import Any

import pytest
from plain_iziago import EVER, day

from xl_addin.sandbox.server import Sandbox


def test_a_transfer_waits_for_a_signature(iziago: Any, sandbox: Sandbox) -> None:
    """The answer has what was sent, and who pays whom."""
    draft = iziago.draft()
    made = iziago.post("/payments/transfers", **draft)
    assert {name: made[name] for name in draft} == draft
    added = {name: made[name] for name in made if name not in draft}
    assert re.fullmatch(r"trf-[0-9a-f]{8}", added.pop("id"))
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", added.pop("createdAt"))
    payer = next(a for a in iziago.items("/payments/accounts") if a["id"] == draft["debtorAccountId"])
    payee = next(a for a in iziago.items("/third-parties") if a["name"] == "Verrerie de Givors")
    assert added == {
        "status": "TO_SIGN",
        "debtorIban": payer["iban"],
        "creditorIban": payee["accounts"][0]["iban"],
        "creditorName": "Verrerie de Givors",
    }
    assert sandbox.state()["iziago"]["transfers"] == [made]


def test_the_same_transfer_twice_makes_two(iziago: Any, sandbox: Sandbox) -> None:
    """Nothing protects who sends twice, not even the end-to-end id."""
    draft = iziago.draft()
    first, second = (iziago.post("/payments/transfers", **draft) for _ in range(2))
    assert first["id"] != second["id"]
    assert len(sandbox.state()["iziago"]["transfers"]) == 2


def test_transfers_are_listed_by_execution_date(iziago: Any) -> None:
    """Both ends of the period are in it; the oldest made comes first."""
    made = [iziago.post("/payments/transfers", **iziago.draft(executionDate=day(n))) for n in (5, 0, 9)]
    assert iziago.items("/payments/transfers", **EVER) == made
    assert iziago.items("/payments/transfers", **{"from": day(0), "to": day(5)}) == made[:2]
    assert iziago.items("/payments/transfers", **{"from": day(6), "to": day(8)}) == []


def test_limits_are_still_taken(iziago: Any) -> None:
    """One cent, the largest SEPA amount, the longest texts, today."""
    for fields in (
        {"amount": 0.01},
        {"amount": 999_999_999.99},
        {"amount": 12},
        {"reason": "é" * 140, "endToEndId": "x" * 35},
        {"executionDate": day(0), "reason": None},
    ):
        made = iziago.post("/payments/transfers", **iziago.draft(**fields))
        assert {name: made[name] for name in fields} == fields


def test_sepa_leaves_from_an_account_in_euro(iziago: Any) -> None:
    """Another type may leave from the dollar account."""
    dollars = iziago.account("Compte dollars")
    wrong = iziago.refused("/payments/transfers", **iziago.draft(debtorAccountId=dollars))
    assert wrong == {"debtorAccountId": ["doit être un compte en EUR pour un virement SEPA"]}
    fields = {"debtorAccountId": dollars, "type": "INTERNATIONAL", "currency": "USD"}
    assert iziago.post("/payments/transfers", **iziago.draft(**fields))["currency"] == "USD"


def test_sepa_goes_to_an_iban(iziago: Any) -> None:
    """An account number abroad takes an international transfer."""
    abroad = iziago.draft(creditorAccountId=iziago.creditor("Hudson Cellars Inc."))
    wrong = iziago.refused("/payments/transfers", **abroad)
    assert wrong == {"creditorAccountId": ["doit avoir un IBAN pour un virement SEPA"]}
    made = iziago.post("/payments/transfers", **{**abroad, "type": "INTERNATIONAL", "currency": "USD"})
    assert (made["creditorIban"], made["creditorName"]) == (None, "Hudson Cellars Inc.")


def test_between_own_accounts_it_is_treasury(iziago: Any) -> None:
    """And never from an account to itself."""
    own = iziago.draft(creditorAccountId=iziago.account("Livret entreprise"))
    assert list(iziago.refused("/payments/transfers", **own)) == ["subtype"]
    made = iziago.post("/payments/transfers", **{**own, "subtype": "TREASURY"})
    assert made["creditorName"] == "Vauzelle & Fils SAS"
    same = iziago.draft(creditorAccountId=own["debtorAccountId"], subtype="TREASURY")
    assert list(iziago.refused("/payments/transfers", **same)) == ["creditorAccountId"]


def test_a_lost_answer_is_a_transfer_made(iziago: Any, sandbox: Sandbox) -> None:
    """Who sends again then has sent twice."""
    draft = iziago.draft()
    sandbox.add_fault("truncate", 1, "POST /iziago/v1/payments/transfers")
    with pytest.raises(OSError, match=r"IncompleteRead|Connection broken"):
        iziago.ask("POST", "/payments/transfers", json=draft)
    assert [item["endToEndId"] for item in sandbox.state()["iziago"]["transfers"]] == ["k7f3q2m9"]
