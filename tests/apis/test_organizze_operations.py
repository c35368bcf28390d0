"""Every operation of Organizze, done once against the sandbox over real HTTPS."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from run_day import service_day

from xl_addin.apis.organizze.client import OPERATIONS, Organizze
from xl_addin.apis.organizze.models import (
    AccountChange,
    AccountDraft,
    CardInvoice,
    Category,
    CategoryChange,
    CategoryDraft,
    CreditCard,
    CreditCardChange,
    CreditCardDraft,
    Installments,
    Recurrence,
    Tag,
    Transaction,
    TransactionChange,
    TransactionDraft,
    TransferChange,
    TransferDraft,
)
from xl_addin.errors import Invalid, NotFound, Unauthorized
from xl_addin.values.dates import first_of_month, last_of_month

Use = Callable[[Organizze], Any]
USES: dict[str, Use] = {}


def use(verb: str) -> Callable[[Use], Use]:
    """Registers the function as the use of one operation."""

    def register(function: Use) -> Use:
        USES[verb] = function
        return function

    return register


def today() -> date:
    """The day that it is at Organizze."""
    return service_day("organizze")


def this_month() -> tuple[date, date]:
    """Its first and last day."""
    return first_of_month(today()), last_of_month(today())


def made(client: Organizze, **more: Any) -> Transaction:
    """A transaction of today, made for the test."""
    values = {"description": "Farinha", "date": today(), "amount_cents": -15000, **more}
    return client.transactions.create(TransactionDraft(**values))


def two_accounts(client: Organizze) -> tuple[int, int]:
    """Ids of two accounts of the company."""
    first, second, *_ = (account.id for account in client.accounts.list() if not account.archived)
    return first, second


def moved(client: Organizze) -> Transaction:
    """A transfer of today, made for the test."""
    payer, receiver = two_accounts(client)
    return client.transfers.create(
        TransferDraft(debit_account_id=payer, credit_account_id=receiver, amount_cents=5000, date=today())
    )


def new_card(client: Organizze) -> CreditCard:
    """A card made for the test."""
    draft = CreditCardDraft(name="Elo", due_day=15, closing_day=2, limit_cents=500000)
    return client.credit_cards.create(draft)


def new_category(client: Organizze, name: str = "SEO") -> Category:
    """A category made for the test."""
    return client.categories.create(CategoryDraft(name=name))


def invoices(client: Organizze) -> list[CardInvoice]:
    """Every card's invoices of the last ten months."""
    since = today() - timedelta(days=300)
    return [
        item
        for card in client.credit_cards.list()
        for item in client.card_invoices.list(card.id, since, today())
    ]


def paid_invoice(client: Organizze) -> CardInvoice:
    """An invoice that something was paid of."""
    return next(invoice for invoice in invoices(client) if invoice.payment_amount_cents)


@use("users.get")
def _(client: Organizze) -> None:
    assert client.users.get(3).id == 3


@use("accounts.list")
def _(client: Organizze) -> None:
    accounts = client.accounts.list()
    assert any(account.id > 2**31 for account in accounts)
    assert {account.created_at.utcoffset() for account in accounts} == {timedelta(hours=-3)}


@use("accounts.get")
def _(client: Organizze) -> None:
    for account in client.accounts.list():
        assert client.accounts.get(account.id) == account


@use("accounts.create")
def _(client: Organizze) -> None:
    account = client.accounts.create(AccountDraft(name="Itaú CC", type="checking"))
    assert (account.name, account.description) == ("Itaú CC", None)


@use("accounts.update")
def _(client: Organizze) -> None:
    account = client.accounts.create(AccountDraft(name="Itaú CC", type="savings"))
    changed = client.accounts.update(account.id, AccountChange(name="Itaú Poupança"))
    assert (changed.name, changed.type) == ("Itaú Poupança", "savings")


@use("accounts.delete")
def _(client: Organizze) -> None:
    account = client.accounts.create(AccountDraft(name="Itaú CC", type="checking"))
    assert client.accounts.delete(account.id).name == "Itaú CC"
    assert account.id not in {item.id for item in client.accounts.list()}


@use("categories.list")
def _(client: Organizze) -> None:
    categories = client.categories.list()
    parents = {category.parent_id for category in categories}
    assert None in parents
    assert parents - {None} <= {category.id for category in categories}


@use("categories.get")
def _(client: Organizze) -> None:
    for category in client.categories.list()[:3]:
        assert client.categories.get(category.id) == category


@use("categories.create")
def _(client: Organizze) -> None:
    parent = new_category(client)
    assert client.categories.create(CategoryDraft(name="Ads", parent_id=parent.id)).parent_id == parent.id


@use("categories.update")
def _(client: Organizze) -> None:
    category = new_category(client)
    assert client.categories.update(category.id, CategoryChange(name="Divulgação")).name == "Divulgação"


@use("categories.delete")
def _(client: Organizze) -> None:
    old, new = new_category(client), new_category(client, "Divulgação")
    spent = made(client, category_id=old.id)
    client.categories.delete(old.id, replacement_id=new.id)
    assert client.transactions.get(spent.id).category_id == new.id
    assert client.categories.delete(new.id) == new


@use("credit_cards.list")
def _(client: Organizze) -> None:
    assert new_card(client) in client.credit_cards.list()


@use("credit_cards.get")
def _(client: Organizze) -> None:
    card = new_card(client)
    assert client.credit_cards.get(card.id) == card


@use("credit_cards.create")
def _(client: Organizze) -> None:
    card = new_card(client)
    assert (card.due_day, card.closing_day, card.limit_cents, card.card_network) == (15, 2, 500000, None)


@use("credit_cards.update")
def _(client: Organizze) -> None:
    change = CreditCardChange(due_day=20, closing_day=5, update_invoices_since=this_month()[0])
    assert client.credit_cards.update(new_card(client).id, change).due_day == 20


@use("credit_cards.delete")
def _(client: Organizze) -> None:
    card = new_card(client)
    assert client.credit_cards.delete(card.id).id == card.id
    assert card.id not in {item.id for item in client.credit_cards.list()}


@use("card_invoices.list")
def _(client: Organizze) -> None:
    found = invoices(client)
    assert len(found) >= 9
    assert all(today() - timedelta(days=300) <= invoice.date <= today() for invoice in found)


@use("card_invoices.get")
def _(client: Organizze) -> None:
    listed = paid_invoice(client)
    invoice = client.card_invoices.get(listed.credit_card_id, listed.id)
    assert sum(item.amount_cents for item in invoice.transactions) == invoice.amount_cents
    assert sum(item.amount_cents for item in invoice.payments) == invoice.payment_amount_cents


@use("card_invoices.payments")
def _(client: Organizze) -> None:
    invoice = paid_invoice(client)
    payments = client.card_invoices.payments(invoice.credit_card_id, invoice.id)
    assert sum(item.amount_cents for item in payments) == invoice.payment_amount_cents


@use("transactions.list")
def _(client: Organizze) -> None:
    account, _other = two_accounts(client)
    new = made(client, account_id=account)
    assert new.id in {item.id for item in client.transactions.list(*this_month())}
    of_account = client.transactions.list(*this_month(), account_id=account)
    assert new.id in {item.id for item in of_account}
    assert {item.account_id for item in of_account} == {account}


@use("transactions.get")
def _(client: Organizze) -> None:
    new = made(client, notes="Pagamento via boleto")
    assert client.transactions.get(new.id) == new


@use("transactions.create")
def _(client: Organizze) -> None:
    tags = [Tag("homeoffice"), Tag("café ☕")]
    account, category = two_accounts(client)[1], new_category(client).id
    new = made(client, account_id=account, category_id=category, paid=True, notes="NF 1\n“2ª via”", tags=tags)
    assert (new.amount_cents, new.account_id, new.category_id, new.paid) == (-15000, account, category, True)
    assert (new.notes, new.tags) == ("NF 1\n“2ª via”", tags)
    card = new_card(client).id
    assert made(client, credit_card_id=card).credit_card_id == card


@use("transactions.update")
def _(client: Organizze) -> None:
    parts = made(client, installments_attributes=Installments(periodicity="monthly", total=3))
    client.transactions.update(parts.id, TransactionChange(description="Forno", update_all=True))
    start, end = this_month()
    listed = client.transactions.list(start, end + timedelta(days=80))
    assert [item.installment for item in listed if item.description == "Forno"] == [1, 2, 3]
    assert client.transactions.update(parts.id, TransactionChange(notes=None, paid=True)).paid


@use("transactions.delete")
def _(client: Organizze) -> None:
    first = made(client, date=date(2026, 1, 5), recurrence_attributes=Recurrence(periodicity="monthly"))
    year = (date(2026, 1, 1), date(2026, 12, 31))
    series = [item for item in client.transactions.list(*year) if item.description == "Farinha"]
    assert len(series) == 12
    client.transactions.delete(series[6].id, update_future=True)
    assert len([item for item in client.transactions.list(*year) if item.description == "Farinha"]) == 6
    client.transactions.delete(first.id, update_all=True)
    alone = made(client)
    assert client.transactions.delete(alone.id).id == alone.id


@use("transfers.list")
def _(client: Organizze) -> None:
    new = moved(client)
    assert new.id in {item.id for item in client.transfers.list(*this_month())}


@use("transfers.get")
def _(client: Organizze) -> None:
    new = moved(client)
    assert client.transfers.get(new.id) == new


@use("transfers.create")
def _(client: Organizze) -> None:
    new = moved(client)
    assert (new.amount_cents, new.account_id, new.oposite_account_id) == (-5000, *two_accounts(client))


@use("transfers.update")
def _(client: Organizze) -> None:
    new = moved(client)
    changed = client.transfers.update(new.id, TransferChange(amount_cents=7000, tags=[Tag("reserva")]))
    assert (changed.amount_cents, changed.tags) == (-7000, [Tag("reserva")])


@use("transfers.delete")
def _(client: Organizze) -> None:
    new = moved(client)
    client.transfers.delete(new.id)
    with pytest.raises(NotFound):
        client.transfers.get(new.id)
    client.transfers.delete(moved(client).id)


@use("budgets.now")
def _(client: Organizze) -> None:
    assert {budget.date for budget in client.budgets.now()} == {this_month()[0]}


@use("budgets.year")
def _(client: Organizze) -> None:
    assert {budget.date.year for budget in client.budgets.year(today().year)} == {today().year}


@use("budgets.month")
def _(client: Organizze) -> None:
    assert client.budgets.month(today().year, today().month) == client.budgets.now()


@pytest.mark.parametrize(("method", "path", "verb"), OPERATIONS, ids=lambda part: str(part))
def test_operation(method: str, path: str, verb: str, client: Organizze, sandbox: Any) -> None:
    """The operation does what the document says, and it is this call of the service that does it."""
    USES[verb](client)
    pattern = re.compile(r"/organizze/rest/v2" + re.sub(r"\{\w+\}", r"\\d+", path) + r"(\?.*)?")
    calls = sandbox.state()["calls"]
    ours = [call for call in calls if call["method"] == method and pattern.fullmatch(call["path"])]
    assert ours, calls
    assert {call["status"] for call in ours} <= {200, 201, 404}
    assert ours[-1]["status"] in (200, 201)


def test_every_operation_is_used() -> None:
    """No operation is left untried."""
    assert set(USES) == {verb for _, _, verb in OPERATIONS}


def test_the_services_words_come_with_the_field(client: Organizze) -> None:
    """A record that is refused names what is wrong with it, in the service's own words."""
    with pytest.raises(Invalid) as caught:
        made(client, description="", account_id=999)
    assert caught.value.fields["description"] == ["não pode estar em branco"]
    assert set(caught.value.fields) == {"description", "account_id"}
    assert "description não pode estar em branco" in str(caught.value)
    assert caught.value.status == 422


def test_a_wrong_token_is_told(client: Organizze, sandbox: Any) -> None:
    """Wrong credentials are named as that, in the service's words."""
    sandbox.add_fault("unauthorized", 1.0)
    with pytest.raises(Unauthorized, match="Não autorizado"):
        client.accounts.list()


@pytest.mark.parametrize(
    "text", ["=1+1", " spaces ", "a\tb\nc", '"quotes" \\ /', "😀 ção ñ é", "\x00\x1f", "[]"]
)
def test_texts_arrive_as_they_were_typed(client: Organizze, text: str) -> None:
    """The description and the notes of a row are not cleaned, trimmed or escaped on their way."""
    new = client.transactions.get(made(client, description=f"x{text}", notes=text).id)
    assert (new.description, new.notes) == (f"x{text}", text)
