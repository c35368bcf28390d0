"""Organizze's objects as its document shows them; the field names are the API's own.

What an answer has beyond these fields is ignored. A field is required when every sample of the document
has it. In drafts and changes a field that is not given is not sent. "Assumed" marks fields that no request
sample of the document has and that are named as its answers name them.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Annotated, Literal, TypeAlias, TypeVar

from msgspec import UNSET, Meta, Struct, UnsetType
from msgspec.structs import force_setattr

Id: TypeAlias = Annotated[int, Meta(ge=1, le=2**63 - 1)]
"""Real ones are beyond 2^31 (3109871406)."""
Cents: TypeAlias = Annotated[int, Meta(gt=-(10**15), lt=10**15)]
"""Centavos of BRL; beyond fifteen digits a spreadsheet loses them."""
Count: TypeAlias = Annotated[int, Meta(ge=0, lt=2**31)]
Moment: TypeAlias = Annotated[dt.datetime, Meta(tz=True)]
V = TypeVar("V", dt.date, str)
LATELY = 4096
"""Values seen lately, of which only one copy is kept."""
Periodicity: TypeAlias = Literal["monthly", "yearly", "weekly", "biweekly", "bimonthly", "trimonthly"]


class Model(Struct, frozen=True, kw_only=True, gc=False):
    """An object of an answer."""


class Draft(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """An object of a request."""


class User(Model, frozen=True, kw_only=True):
    """GET /users/{id}."""

    id: Id
    name: str
    email: str
    role: str


class Account(Model, frozen=True, kw_only=True):
    """A bank account, savings or cash. It carries no balance.

    Attributes:
        type: "checking", "savings", "other", and what else the service has.
    """

    id: Id
    name: str
    description: str | None
    archived: bool
    default: bool
    type: str
    created_at: Moment
    updated_at: Moment


class AccountDraft(Draft, frozen=True, kw_only=True):
    """POST /accounts."""

    name: str
    type: str
    description: str | UnsetType | None = UNSET
    default: bool | UnsetType = UNSET


class AccountChange(Draft, frozen=True, kw_only=True):
    """PUT /accounts/{id}; all but `name` assumed."""

    name: str | UnsetType = UNSET
    type: str | UnsetType = UNSET
    description: str | UnsetType | None = UNSET
    default: bool | UnsetType = UNSET


class Category(Model, frozen=True, kw_only=True):
    """A category; one with a `parent_id` is a child."""

    id: Id
    name: str
    color: str | None
    parent_id: Id | None


class CategoryDraft(Draft, frozen=True, kw_only=True):
    """POST /categories; all but `name` assumed."""

    name: str
    color: str | UnsetType = UNSET
    parent_id: int | UnsetType | None = UNSET


class CategoryChange(Draft, frozen=True, kw_only=True):
    """PUT /categories/{id}; all but `name` assumed."""

    name: str | UnsetType = UNSET
    color: str | UnsetType = UNSET
    parent_id: int | UnsetType | None = UNSET


class Replacement(Draft, frozen=True, kw_only=True):
    """DELETE /categories/{id}.

    Attributes:
        replacement_id: Takes over the transactions; the default category when not given.
    """

    replacement_id: int


class CreditCard(Model, frozen=True, kw_only=True):
    """A credit card."""

    id: Id
    name: str
    description: str | None
    card_network: str | None
    closing_day: Count
    due_day: Count
    limit_cents: Cents
    kind: str
    archived: bool
    default: bool
    created_at: Moment
    updated_at: Moment


class CreditCardDraft(Draft, frozen=True, kw_only=True):
    """POST /credit_cards; `description` and `default` assumed."""

    name: str
    card_network: str | UnsetType | None = UNSET
    due_day: int
    closing_day: int
    limit_cents: int | UnsetType = UNSET
    description: str | UnsetType | None = UNSET
    default: bool | UnsetType = UNSET


class CreditCardChange(Draft, frozen=True, kw_only=True):
    """PUT /credit_cards/{id}; printed as /categories/6 in the document.

    Attributes:
        update_invoices_since: Invoices from this day on get the new days too.
        card_network: Assumed, like the fields after it.
    """

    name: str | UnsetType = UNSET
    due_day: int | UnsetType = UNSET
    closing_day: int | UnsetType = UNSET
    update_invoices_since: dt.date | UnsetType = UNSET
    card_network: str | UnsetType | None = UNSET
    limit_cents: int | UnsetType = UNSET
    description: str | UnsetType | None = UNSET
    default: bool | UnsetType = UNSET


class Tag(Struct, frozen=True):
    """A tag, in answers and requests alike."""

    name: str


class Transaction(Model, frozen=True, kw_only=True):
    """A movement of an account or a purchase on a card; a transfer is two of them.

    Attributes:
        amount_cents: Negative is an expense.
        account_id: Of a card's purchase it is the card's id (seen in real answers).
        account_type: "Account" or "CreditCard"; often absent, then only `credit_card_id` tells.
        total_installments: 1 when there are none.
        credit_card_id: The card of a purchase, like the invoice after it; absent inside an invoice.
        paid_credit_card_id: The card whose invoice this pays.
        oposite_transaction_id: A transfer's other half, spelt as the service does.
    """

    id: Id
    description: str
    date: dt.date
    paid: bool
    amount_cents: Cents
    total_installments: Count
    installment: Count
    recurring: bool
    account_id: Id | None
    category_id: Id | None
    contact_id: Id | None
    notes: str | None
    attachments_count: Count
    created_at: Moment
    updated_at: Moment
    account_type: str | None = None
    credit_card_id: Id | None = None
    credit_card_invoice_id: Id | None = None
    paid_credit_card_id: Id | None = None
    paid_credit_card_invoice_id: Id | None = None
    oposite_transaction_id: Id | None = None
    oposite_account_id: Id | None = None
    tags: list[Tag] | None = None

    def __post_init__(self) -> None:
        """Shares what many have alike: a hundred thousand of them take little more than half the memory."""
        force_setattr(self, "date", _shared(self.date))
        if self.account_type is not None:
            force_setattr(self, "account_type", _shared(self.account_type))
        if self.tags is not None:
            force_setattr(self, "tags", _shared_tags(*[tag.name for tag in self.tags]))


@lru_cache(maxsize=LATELY)
def _shared(value: V) -> V:
    return value


@lru_cache(maxsize=LATELY)
def _shared_tags(*names: str) -> list[Tag]:
    return [Tag(name=name) for name in names]


class Recurrence(Draft, frozen=True, kw_only=True):
    """Comes again without an end."""

    periodicity: Periodicity


class Installments(Draft, frozen=True, kw_only=True):
    """Split into parts; whether the amount is the whole or one part the document does not say.

    Attributes:
        total: How many parts.
    """

    periodicity: Periodicity
    total: int


class TransactionDraft(Draft, frozen=True, kw_only=True):
    """POST /transactions.

    Attributes:
        amount_cents: Negative is an expense. Assumed, like the fields after it.
        account_id: Not together with `credit_card_id`.
    """

    description: str
    date: dt.date
    notes: str | UnsetType | None = UNSET
    tags: list[Tag] | UnsetType = UNSET
    recurrence_attributes: Recurrence | UnsetType = UNSET
    installments_attributes: Installments | UnsetType = UNSET
    amount_cents: int | UnsetType = UNSET
    account_id: int | UnsetType = UNSET
    credit_card_id: int | UnsetType = UNSET
    category_id: int | UnsetType = UNSET
    paid: bool | UnsetType = UNSET


class TransactionChange(Draft, frozen=True, kw_only=True):
    """PUT /transactions/{id}.

    Attributes:
        update_future: The occurrences after this one too.
        update_all: All occurrences, which may change a balance of the past.
        account_id: Assumed, like the fields after it.
    """

    description: str | UnsetType = UNSET
    notes: str | UnsetType | None = UNSET
    amount_cents: int | UnsetType = UNSET
    date: dt.date | UnsetType = UNSET
    tags: list[Tag] | UnsetType = UNSET
    update_future: bool | UnsetType = UNSET
    update_all: bool | UnsetType = UNSET
    account_id: int | UnsetType = UNSET
    credit_card_id: int | UnsetType = UNSET
    category_id: int | UnsetType = UNSET
    paid: bool | UnsetType = UNSET


class Occurrences(Draft, frozen=True, kw_only=True):
    """DELETE /transactions/{id}: which occurrences go with it."""

    update_future: bool = False
    update_all: bool = False


class TransferDraft(Draft, frozen=True, kw_only=True):
    """POST /transfers; the given document has no transfers, all of it is assumed.

    Attributes:
        credit_account_id: The account that receives.
        debit_account_id: The account that pays.
        amount_cents: Above zero.
    """

    credit_account_id: int
    debit_account_id: int
    amount_cents: int
    date: dt.date
    paid: bool | UnsetType = UNSET
    tags: list[Tag] | UnsetType = UNSET


class TransferChange(Draft, frozen=True, kw_only=True):
    """PUT /transfers/{id}; assumed."""

    credit_account_id: int | UnsetType = UNSET
    debit_account_id: int | UnsetType = UNSET
    amount_cents: int | UnsetType = UNSET
    date: dt.date | UnsetType = UNSET
    paid: bool | UnsetType = UNSET
    tags: list[Tag] | UnsetType = UNSET


class CardInvoice(Model, frozen=True, kw_only=True):
    """A card's invoice as it is listed.

    Attributes:
        date: The day it is due.
        balance_cents: What is left to pay.
    """

    id: Id
    date: dt.date
    starting_date: dt.date
    closing_date: dt.date
    amount_cents: Cents
    payment_amount_cents: Cents
    balance_cents: Cents
    previous_balance_cents: Cents
    credit_card_id: Id


class CardInvoiceDetail(CardInvoice, frozen=True, kw_only=True):
    """A card's invoice with what stands on it."""

    transactions: list[Transaction]
    payments: list[Transaction]


class Budget(Model, frozen=True, kw_only=True):
    """A category's goal of one month.

    Attributes:
        date: The month's first day.
        amount_in_cents: The goal; the totals are taken as cents too (assumed).
        percentage: Text, such as "0.0".
    """

    amount_in_cents: Cents
    category_id: Id
    date: dt.date
    activity_type: int
    total: Cents
    predicted_total: Cents
    percentage: str
