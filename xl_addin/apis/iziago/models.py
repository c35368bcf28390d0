"""Iziago's records in our own names; a profile says what the service calls each field.

The vendor's document says which records there are (its module sections) and nothing of their fields: those
are assumed, from what its application shows. A field without a default must be in every answer; texts that an
answer lacks are blank. Amounts are exact decimals in the record's currency; days have no time and no zone.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Final, Literal, TypeAlias

from msgspec import UNSET, Struct, UnsetType

from xl_addin.values.money import checked

TransferType: TypeAlias = Literal["SEPA", "DOMESTIC", "INTERNATIONAL"]
TransferSubtype: TypeAlias = Literal["ORDINARY", "TREASURY", "SALARY"]
ThirdPartyType: TypeAlias = Literal["COMPANY", "INDIVIDUAL"]


class Model(Struct, frozen=True, kw_only=True):
    """A record of an answer."""


class Draft(Struct, frozen=True, kw_only=True):
    """A record of a request; a field that is not given is not sent."""


class Account(Model, frozen=True, kw_only=True):
    """An account connected to Ponto (Account statements module)."""

    id: str
    currency: str
    name: str = ""
    iban: str = ""
    bic: str = ""
    bank: str = ""


class Balance(Model, frozen=True, kw_only=True):
    """What an account held at the end of a day."""

    date: dt.date
    amount: Decimal
    currency: str


class Transaction(Model, frozen=True, kw_only=True):
    """A movement of an account.

    Attributes:
        amount: Negative leaves the account.
    """

    id: str
    booking_date: dt.date
    amount: Decimal
    currency: str
    value_date: dt.date | None = None
    description: str = ""
    counterparty: str = ""
    reference: str = ""


class ForecastAccount(Model, frozen=True, kw_only=True):
    """An account enabled in the Budget & Cash Forecasting module."""

    id: str
    currency: str
    name: str = ""
    iban: str = ""


class ForecastStatement(Model, frozen=True, kw_only=True):
    """What a day is expected to bring to an account."""

    date: dt.date
    opening_balance: Decimal
    inflows: Decimal
    outflows: Decimal
    closing_balance: Decimal
    currency: str


class ForecastTransaction(Model, frozen=True, kw_only=True):
    """A movement that is expected.

    Attributes:
        amount: Negative leaves the account.
        confirmed: Certain, and not only expected.
        recurrence: One of the profile's words, or what the service wrote.
    """

    id: str
    booking_date: dt.date
    amount: Decimal
    currency: str
    confirmed: bool
    value_date: dt.date | None = None
    transaction_code: str = ""
    budget_code: str = ""
    description: str = ""
    recurrence: str = ""


class PaymentAccount(Model, frozen=True, kw_only=True):
    """An account enabled in the Payments module: one that can be debited."""

    id: str
    currency: str
    name: str = ""
    iban: str = ""
    bic: str = ""
    bank: str = ""


class TransferDraft(Draft, frozen=True, kw_only=True):
    """A unit transfer to create.

    Attributes:
        debtor_account_id: Of a `PaymentAccount`.
        creditor_account_id: Of a third party's account, or of an own `PaymentAccount`.
        execution_date: Not in the past.
        amount: Above zero, with two decimals at most.
        currency: ISO 4217; EUR for SEPA.
        end_to_end_id: Ours, at most 35 characters, fixed before the first try.

    Raises:
        AmountError: The amount has a third decimal or is beyond what can be kept.
    """

    debtor_account_id: str
    creditor_account_id: str
    execution_date: dt.date
    amount: Decimal
    currency: str
    end_to_end_id: str
    type: TransferType
    subtype: TransferSubtype | UnsetType = UNSET
    reason: str | UnsetType = UNSET

    def __post_init__(self) -> None:
        """Refuses an amount that would have to be rounded."""
        checked(self.amount)


class Transfer(Model, frozen=True, kw_only=True):
    """A unit transfer. Created is not paid: it is to be signed in Iziago.

    Only its id is needed, so that an answer which says that a transfer was created can be read. What else a
    service leaves out is None or blank.

    Attributes:
        end_to_end_id: None where the answer has none, as for a transfer made by hand.
        type: One of `TransferType`, or what the service wrote; `subtype` likewise.
        created_at: As the service writes it.
    """

    id: str
    status: str = ""
    created_at: str = ""
    debtor_account_id: str = ""
    debtor_iban: str = ""
    creditor_account_id: str = ""
    creditor_iban: str = ""
    creditor_name: str = ""
    execution_date: dt.date | None = None
    amount: Decimal | None = None
    currency: str = ""
    reason: str = ""
    type: str = ""
    subtype: str = ""
    end_to_end_id: str | None = None


class ThirdPartyDraft(Draft, frozen=True, kw_only=True):
    """A third party to create; its accounts are created after it, one by one.

    Attributes:
        country: ISO 3166, two letters.
        identifier: Such as a VAT or company number; unique.
    """

    name: str
    type: ThirdPartyType
    country: str
    group: str | UnsetType = UNSET
    identifier: str | UnsetType = UNSET
    email: str | UnsetType = UNSET


class ThirdPartyAccountDraft(Draft, frozen=True, kw_only=True):
    """An account of a third party to create: an IBAN or an account number."""

    iban: str | UnsetType = UNSET
    account_number: str | UnsetType = UNSET
    bic: str | UnsetType = UNSET
    currency: str | UnsetType = UNSET


class ThirdPartyAccount(Model, frozen=True, kw_only=True):
    """An account of a third party."""

    id: str
    iban: str = ""
    account_number: str = ""
    bic: str = ""
    currency: str = ""


class ThirdParty(Model, frozen=True, kw_only=True):
    """Somebody outside who is paid.

    Attributes:
        type: One of `ThirdPartyType`, or what the service wrote.
    """

    id: str
    name: str = ""
    group: str = ""
    country: str = ""
    type: str = ""
    identifier: str = ""
    email: str = ""
    accounts: list[ThirdPartyAccount] = []


RECORDS: Final[dict[str, type[Struct]]] = {
    "account": Account,
    "balance": Balance,
    "transaction": Transaction,
    "forecast_account": ForecastAccount,
    "forecast_statement": ForecastStatement,
    "forecast_transaction": ForecastTransaction,
    "payment_account": PaymentAccount,
    "transfer_draft": TransferDraft,
    "transfer": Transfer,
    "third_party_draft": ThirdPartyDraft,
    "third_party": ThirdParty,
    "third_party_account_draft": ThirdPartyAccountDraft,
    "third_party_account": ThirdPartyAccount,
}
"""Each record by the name of its table of fields in a profile."""

WORDS: Final = {
    ("transfer", "type"): "transfer_type",
    ("transfer", "subtype"): "transfer_subtype",
    ("transfer_draft", "type"): "transfer_type",
    ("transfer_draft", "subtype"): "transfer_subtype",
    ("third_party", "type"): "third_party_type",
    ("third_party_draft", "type"): "third_party_type",
    ("forecast_transaction", "recurrence"): "recurrence",
}
"""Fields whose values are words of a choice, and the choice's table in a profile."""
