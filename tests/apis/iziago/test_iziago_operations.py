"""Every operation against the sandbox: it does what the document says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import requests
from iziago_drafts import third_party, transfer
from lxml import etree
from run_day import service_day

from xl_addin.apis.iziago.client import OPERATIONS, Iziago
from xl_addin.apis.iziago.models import ThirdParty, ThirdPartyAccountDraft, Transfer, TransferDraft
from xl_addin.apis.iziago.profile import load
from xl_addin.errors import FateUnknown, Invalid, Unauthorized

IBAN = "FR7630006000011234567890189"

SCOPES = ["statements", "forecasting", "payments", "third-parties"]

Use = Callable[[Iziago], None]
USES: dict[str, Use] = {}


def use(name: str) -> Callable[[Use], Use]:
    """Registers how an operation is tried."""

    def register(function: Use) -> Use:
        USES[name] = function
        return function

    return register


def last_year() -> tuple[date, date]:
    """Every day that Iziago has statements of."""
    today = service_day("iziago")
    return today - timedelta(days=365), today


def next_quarter() -> tuple[date, date]:
    """Every day that Iziago has forecasts of."""
    today = service_day("iziago")
    return today, today + timedelta(days=90)


def payee(client: Iziago) -> ThirdParty:
    """A third party with an account in euros."""
    return next(
        one
        for one in client.third_parties.list()
        if any(a.iban and a.currency == "EUR" for a in one.accounts)
    )


def draft(client: Iziago, **fields: Any) -> TransferDraft:
    """A transfer from the first account in euros to a third party, in four weeks on a working day."""
    debtor = next(one for one in client.payments.accounts() if one.currency == "EUR")
    creditor = next(one for one in payee(client).accounts if one.iban and one.currency == "EUR")
    today = service_day("iziago")
    day = today + timedelta(days=28 - today.weekday())
    given = {"debtor_account_id": debtor.id, "creditor_account_id": creditor.id, "execution_date": day}
    return transfer(**{**given, **fields})


def newest(client: Iziago) -> Transfer:
    """A transfer made for the test."""
    return client.payments.create_transfer(draft(client))


def ordered(days: Iterable[date]) -> bool:
    """Whether the days are there, of the last year, in order."""
    found, (first, last) = list(days), last_year()
    return bool(found) and found == sorted(found) and first <= found[0] <= found[-1] <= last


@use("statements.accounts")
def _(client: Iziago) -> None:
    accounts = client.statements.accounts()
    assert len(accounts) > 1
    assert all(one.id and one.name and one.iban and len(one.currency) == 3 for one in accounts)


@use("statements.balances")
def _(client: Iziago) -> None:
    account, year = client.statements.accounts()[0], last_year()
    balances = client.statements.balances(account.id, *year)
    assert ordered(balance.date for balance in balances)
    assert len(balances) > 200, "more than a page"
    moved = sum(
        one.amount for one in client.statements.transactions(account.id, *year) if one.booking_date > year[0]
    )
    assert balances[0].date == year[0]
    assert balances[-1].amount - balances[0].amount == moved


@use("statements.transactions")
def _(client: Iziago) -> None:
    for account in client.statements.accounts():
        found = client.statements.transactions(account.id, *last_year())
        assert ordered(one.booking_date for one in found)
        assert {one.currency for one in found} == {account.currency}
        assert len({one.id for one in found}) == len(found)


@use("forecasting.accounts")
def _(client: Iziago) -> None:
    assert all(one.id and one.name and len(one.currency) == 3 for one in client.forecasting.accounts())


@use("forecasting.statements")
def _(client: Iziago) -> None:
    statements = client.forecasting.statements(client.forecasting.accounts()[0].id, *next_quarter())
    assert len(statements) > 1
    for one, following in pairwise(statements):
        assert one.date < following.date
        assert one.closing_balance == following.opening_balance


@use("forecasting.transactions")
def _(client: Iziago) -> None:
    first, last = next_quarter()
    found = client.forecasting.transactions(client.forecasting.accounts()[0].id, first, last)
    assert {one.confirmed for one in found} == {True, False}
    assert {amount > 0 for amount in (one.amount for one in found)} == {True, False}
    assert all(first <= one.booking_date <= last for one in found)


@use("payments.accounts")
def _(client: Iziago) -> None:
    assert all(one.id and one.name and one.iban for one in client.payments.accounts())


@use("payments.create_transfer")
def _(client: Iziago) -> None:
    asked = draft(client, reason="Facture 2026-118 é", subtype="SALARY")
    made = client.payments.create_transfer(asked)
    for name in ("debtor_account_id", "creditor_account_id", "execution_date", "currency", "reason"):
        assert getattr(made, name) == getattr(asked, name)
    assert (made.amount, made.end_to_end_id) == (Decimal("1250.50"), asked.end_to_end_id)
    assert (made.type, made.subtype) == ("SEPA", "SALARY")
    assert made.status
    assert made.created_at
    assert made.creditor_name == payee(client).name


@use("payments.transfers")
def _(client: Iziago) -> None:
    made = newest(client)
    assert made in client.payments.transfers(*next_quarter())


@use("payments.transfer_file")
def _(client: Iziago) -> None:
    made = newest(client)
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    file = etree.fromstring(client.payments.transfer_file(made.id), parser)
    assert etree.QName(file).namespace.startswith("urn:iso:std:iso:20022:tech:xsd:pain.001")
    assert [node.text for node in file.iter("{*}EndToEndId")] == [made.end_to_end_id]


@use("third_parties.list")
def _(client: Iziago) -> None:
    found = client.third_parties.list()
    assert len(found) > 2
    assert {one.type for one in found} <= {"COMPANY", "INDIVIDUAL"}
    assert any(len(one.accounts) > 1 for one in found)
    assert all(len(one.country) == 2 for one in found)


@use("third_parties.create")
def _(client: Iziago) -> None:
    made = client.third_parties.create(third_party(name="Éts Blé & Cie", email="compta@example.com"))
    assert (made.name, made.type, made.country, made.accounts) == ("Éts Blé & Cie", "COMPANY", "FR", [])
    assert made in client.third_parties.list()


@use("third_parties.add_account")
def _(client: Iziago) -> None:
    owner = client.third_parties.create(third_party())
    account = client.third_parties.add_account(owner.id, ThirdPartyAccountDraft(iban=IBAN, currency="EUR"))
    assert (account.iban, account.currency) == (IBAN, "EUR")
    listed = next(one for one in client.third_parties.list() if one.id == owner.id)
    assert listed.accounts == [account]


@pytest.mark.parametrize("name", [operation.name for operation in OPERATIONS])
def test_operation(name: str, company: Iziago, sandbox: Any) -> None:
    """The operation does what the document says, and it is this call of the service that does it."""
    company.payments.accounts()
    USES[name](company)
    route = load().route(name)
    pattern = re.compile(r"/iziago/v1" + re.sub(r"\{\w+\}", r"[^/?]+", route.path) + r"(\?.*)?")
    calls = sandbox.state()["calls"]
    ours = [call for call in calls if call["method"] == route.verb and pattern.fullmatch(call["path"])]
    assert ours, calls
    assert {call["status"] for call in ours} <= {200, 201}


def test_every_operation_is_used() -> None:
    """No operation is left untried."""
    assert set(USES) == {operation.name for operation in OPERATIONS}


@pytest.fixture
def administer(sandbox: Any) -> Callable[..., None]:
    """Does in the sandbox what an administrator does in Iziago's settings."""

    def post(path: str, **body: Any) -> None:
        url = sandbox.ready["iziago"]["base_url"].removesuffix("/v1") + f"/sandbox/{path}"
        with requests.Session() as session:
            session.trust_env = False
            bundle = str(Path(sandbox.ready["ca_bundle"]))
            session.post(url, json=body, verify=bundle, timeout=10).raise_for_status()

    return post


def test_a_token_that_expires_in_mid_run(
    company: Iziago, sandbox: Any, administer: Callable[..., None]
) -> None:
    """Reading and sending go on when the token expires between two rows, and each transfer is there once."""
    first = draft(company, end_to_end_id="XL-1")
    administer("expire-tokens")
    company.payments.create_transfer(first)
    company.payments.create_transfer(draft(company, end_to_end_id="XL-2"))
    administer("expire-tokens")
    found = [one.end_to_end_id for one in company.payments.transfers(*next_quarter())]
    assert sorted(one for one in found if str(one).startswith("XL-")) == ["XL-1", "XL-2"]
    posts = [call for call in sandbox.state()["calls"] if call["path"] == "/iziago/v1/payments/transfers"]
    assert [call["status"] for call in posts if call["method"] == "POST"] == [401, 201, 201]


def test_a_missing_scope(company: Iziago, administer: Callable[..., None]) -> None:
    """A scope that is taken away is named where it is needed; once it is back, sending goes on."""
    asked = draft(company)
    administer("scopes", scopes=["statements", "forecasting", "third-parties"])
    with pytest.raises(Unauthorized, match=r"\bpayments\b"):
        company.payments.create_transfer(asked)
    administer("scopes", scopes=SCOPES)
    assert company.payments.create_transfer(asked).id


def test_a_scope_that_was_never_given(company: Iziago, administer: Callable[..., None]) -> None:
    """With a token for less than was asked for, what it opens works, and what is missing is named."""
    administer("scopes", scopes=["statements"])
    assert company.statements.accounts()
    with pytest.raises(Unauthorized, match=r"\bforecasting\b"):
        company.forecasting.accounts()


def test_what_is_wrong_with_a_transfer(company: Iziago) -> None:
    """A transfer that the service refuses is told field by field under our names, and is not there."""
    wrong = draft(company, execution_date=service_day("iziago") - timedelta(days=3), amount=Decimal(0))
    with pytest.raises(Invalid) as caught:
        company.payments.create_transfer(wrong)
    assert set(caught.value.fields) == {"execution_date", "amount"}
    assert "executionDate" in caught.value.message
    assert wrong.end_to_end_id not in {one.end_to_end_id for one in company.payments.transfers(*last_year())}


def test_a_lost_answer_is_found_again(company: Iziago, sandbox: Any) -> None:
    """A transfer whose answer was lost was sent once and stands in the list under its end-to-end id."""
    asked = draft(company, end_to_end_id="XL-LOST")
    sandbox.add_fault("drop-after-commit", 1.0, "POST /iziago/v1/payments/transfers")
    with pytest.raises(FateUnknown):
        company.payments.create_transfer(asked)
    found = [one for one in company.payments.transfers(*next_quarter()) if one.end_to_end_id == "XL-LOST"]
    assert len(found) == 1
