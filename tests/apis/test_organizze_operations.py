"""Every operation of Organizze, done once against the sandbox over real HTTPS."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from xl_addin.apis.organizze.client import OPERATIONS, Organizze
from xl_addin.apis.organizze.models import (
    AccountChange,
    AccountDraft,
    CategoryChange,
    CategoryDraft,
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

TODAY = date.today()
START, END = first_of_month(TODAY), last_of_month(TODAY)

Use = Callable[[Organizze], Any]
USES: dict[str, Use] = {}


def use(verb: str) -> Callable[[Use], Use]:
    """Registers the function as the use of one operation."""

    def register(function: Use) -> Use:
        USES[verb] = function
        return function

    return register


def made(client: Organizze, **more: Any) -> Transaction:
    """A transaction of today, made for the test."""
    values = {"description": "Farinha", "date": TODAY, "amount_cents": -15000, **more}
    return client.transactions.create(TransactionDraft(**values))


def moved(client: Organizze) -> Transaction:
    """A transfer of today, made for the test."""
    return client.transfers.create(
        TransferDraft(debit_account_id=3, credit_account_id=4, amount_cents=5000, date=TODAY, paid=True)
    )


def invoice_of(client: Organizze, card: int) -> Any:
    """An invoice of the card that has been paid."""
    listed = client.card_invoices.list(card, TODAY - timedelta(days=300), TODAY)
    return next(invoice for invoice in listed if invoice.payment_amount_cents)


@use("users.get")
def _(client: Organizze) -> None:
    assert client.users.get(3).role == "admin"


@use("accounts.list")
def _(client: Organizze) -> None:
    accounts = client.accounts.list()
    assert any(account.id > 2**31 for account in accounts)
    assert {account.created_at.utcoffset() for account in accounts} == {timedelta(hours=-3)}


@use("accounts.get")
def _(client: Organizze) -> None:
    assert client.accounts.get(3).default


@use("accounts.create")
def _(client: Organizze) -> None:
    account = client.accounts.create(AccountDraft(name="Itaú CC", type="checking"))
    assert (account.name, account.description) == ("Itaú CC", None)


@use("accounts.update")
def _(client: Organizze) -> None:
    assert client.accounts.update(4, AccountChange(name="Itaú Poupança")).type == "savings"


@use("accounts.delete")
def _(client: Organizze) -> None:
    assert client.accounts.delete(6).name == "Banco antigo"


@use("categories.list")
def _(client: Organizze) -> None:
    assert {category.parent_id for category in client.categories.list()} >= {None, 2, 5}


@use("categories.get")
def _(client: Organizze) -> None:
    assert client.categories.get(3).parent_id == 2


@use("categories.create")
def _(client: Organizze) -> None:
    assert client.categories.create(CategoryDraft(name="SEO", parent_id=23)).parent_id == 23


@use("categories.update")
def _(client: Organizze) -> None:
    assert client.categories.update(23, CategoryChange(name="Divulgação")).name == "Divulgação"


@use("categories.delete")
def _(client: Organizze) -> None:
    spent = made(client, category_id=23)
    client.categories.delete(23, replacement_id=25)
    assert client.transactions.get(spent.id).category_id == 25
    client.categories.delete(25)


@use("credit_cards.list")
def _(client: Organizze) -> None:
    assert 31 in {card.closing_day for card in client.credit_cards.list()}


@use("credit_cards.get")
def _(client: Organizze) -> None:
    assert client.credit_cards.get(31).limit_cents == 1_200_000


@use("credit_cards.create")
def _(client: Organizze) -> None:
    draft = CreditCardDraft(name="Elo", due_day=15, closing_day=2, limit_cents=500000)
    assert client.credit_cards.create(draft).card_network is None


@use("credit_cards.update")
def _(client: Organizze) -> None:
    change = CreditCardChange(due_day=20, closing_day=5, update_invoices_since=START)
    assert client.credit_cards.update(31, change).due_day == 20


@use("credit_cards.delete")
def _(client: Organizze) -> None:
    assert client.credit_cards.delete(33).archived


@use("card_invoices.list")
def _(client: Organizze) -> None:
    invoices = client.card_invoices.list(31, TODAY - timedelta(days=300), TODAY)
    assert len(invoices) >= 9
    assert {invoice.credit_card_id for invoice in invoices} == {31}


@use("card_invoices.get")
def _(client: Organizze) -> None:
    invoice = client.card_invoices.get(31, invoice_of(client, 31).id)
    assert sum(item.amount_cents for item in invoice.transactions) == invoice.amount_cents
    assert sum(item.amount_cents for item in invoice.payments) == invoice.payment_amount_cents


@use("card_invoices.payments")
def _(client: Organizze) -> None:
    invoice = invoice_of(client, 31)
    payments = client.card_invoices.payments(31, invoice.id)
    assert sum(item.amount_cents for item in payments) == invoice.payment_amount_cents


@use("transactions.list")
def _(client: Organizze) -> None:
    new = made(client, account_id=4)
    assert new.id in {item.id for item in client.transactions.list(START, END)}
    assert {item.account_id for item in client.transactions.list(START, END, account_id=4)} == {4}


@use("transactions.get")
def _(client: Organizze) -> None:
    new = made(client, notes="Pagamento via boleto")
    assert client.transactions.get(new.id) == new


@use("transactions.create")
def _(client: Organizze) -> None:
    tags = [Tag("homeoffice"), Tag("café ☕")]
    new = made(client, account_id=3, category_id=9, paid=True, notes="NF 1\n“2ª via”", tags=tags)
    assert (new.amount_cents, new.account_id, new.category_id, new.paid) == (-15000, 3, 9, True)
    assert (new.notes, new.tags) == ("NF 1\n“2ª via”", tags)
    on_card = made(client, credit_card_id=31)
    assert (on_card.credit_card_id, on_card.account_type) == (31, None)


@use("transactions.update")
def _(client: Organizze) -> None:
    parts = made(client, installments_attributes=Installments(periodicity="monthly", total=3))
    client.transactions.update(parts.id, TransactionChange(description="Forno", update_all=True))
    listed = client.transactions.list(START, END + timedelta(days=80))
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
    assert new.id in {item.id for item in client.transfers.list(START, END)}


@use("transfers.get")
def _(client: Organizze) -> None:
    new = moved(client)
    assert client.transfers.get(new.id) == new


@use("transfers.create")
def _(client: Organizze) -> None:
    new = moved(client)
    assert (new.amount_cents, new.account_id, new.oposite_account_id) == (-5000, 3, 4)


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
    assert {budget.date for budget in client.budgets.now()} == {START}


@use("budgets.year")
def _(client: Organizze) -> None:
    assert {budget.date.year for budget in client.budgets.year(TODAY.year)} == {TODAY.year}


@use("budgets.month")
def _(client: Organizze) -> None:
    assert client.budgets.month(TODAY.year, TODAY.month) == client.budgets.now()


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
    assert caught.value.fields == {
        "description": ["não pode estar em branco"],
        "account_id": ["não existe"],
    }
    assert "description não pode estar em branco; account_id não existe" in str(caught.value)
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
