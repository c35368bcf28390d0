"""iZi's objects as its document shows them, named in English; the API's own names stand in `NAMES` alone.

Amounts are Decimals in Bs and are JSON numbers both ways, digit by digit. In drafts a field that is not given
is not sent. What an answer has beyond these fields is ignored. The document has one sample answer, and an
invoice cannot be asked for again: only its `id` is required, so that no invoice is in doubt for the lack of
a link.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, TypeAlias

from msgspec import UNSET, Meta, Struct, UnsetType
from msgspec.structs import force_setattr

from xl_addin.apis.izi.names import NAMES
from xl_addin.apis.izi.numbers import shortest
from xl_addin.values.money import LARGEST

Id: TypeAlias = Annotated[int, Meta(ge=0, le=2**63 - 1)]
Nit: TypeAlias = Annotated[str, Meta(pattern="^[0-9]*$")]
"""A Bolivian tax number; the pattern is the document's."""
BuyerNit: TypeAlias = Annotated[str, Meta(pattern="^[0-9]+")]
"""A buyer's; the document's pattern lets anything follow the digits."""
Moment: TypeAlias = Annotated[dt.datetime, Meta(tz=True)]


class Model(Struct, frozen=True, kw_only=True, rename=NAMES):
    """An object of an answer.

    Raises:
        ValueError: An amount is none that a sheet could keep; the answer is unreadable, its bytes are kept.
    """

    def __post_init__(self) -> None:
        """Looks at the amounts: JSON lets them be anything."""
        for name in self.__struct_fields__:
            value = getattr(self, name)
            if isinstance(value, Decimal) and not (value.is_finite() and -LARGEST <= value <= LARGEST):
                raise ValueError(f"Expected an amount in {NAMES.get(name, name)}")


class Draft(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, rename=NAMES):
    """An object of a request."""

    def __post_init__(self) -> None:
        """Amounts are kept as they will be written."""
        for name in self.__struct_fields__:
            if isinstance(value := getattr(self, name), Decimal):
                force_setattr(self, name, shortest(value))


class Item(Draft, frozen=True, kw_only=True):
    """One line of an invoice to be made.

    Attributes:
        article: What is sold.
        quantity: How many; any number of decimals.
        unit_price: Bs for one; any number of decimals.
    """

    article: str
    quantity: Decimal
    unit_price: Decimal


class InvoiceDraft(Draft, frozen=True, kw_only=True):
    """POST /facturas.

    Attributes:
        issuer: NIT of who issues it; must be registered in iZi.
        buyer_nit: NIT of who buys.
        buyer_name: Full name or company name of who buys.
        items: Its lines.
        branch: Code of the issuer's branch, where it has several.
        activity: Code of the issuer's economic activity, where it has several.
        discount: Bs off the whole invoice.
        purchase_type: `tipoCompra`, which only samples have: assumed to be what they show, such as 1.
        extra: Values of extra fields by the ids that iZi's integrations page shows.
    """

    issuer: Nit
    buyer_nit: BuyerNit
    buyer_name: str
    items: tuple[Item, ...]
    branch: int | UnsetType = UNSET
    activity: int | UnsetType = UNSET
    discount: Decimal | UnsetType = UNSET
    purchase_type: int | UnsetType = UNSET
    extra: dict[str, str] | UnsetType = UNSET


class Line(Model, frozen=True, kw_only=True):
    """One line of an invoice that was made."""

    article: str | None = None
    quantity: Decimal | None = None
    unit_price: Decimal | None = None
    total_price: Decimal | None = None


class Invoice(Model, frozen=True, kw_only=True):
    """An invoice that was made: the `factura` of POST /facturas.

    Attributes:
        id: iZi's own.
        number: The invoice's number within its authorization.
        timestamp: When it was issued; the service answers in UTC.
        link: A PDF of the invoice.
        roll_link: A PDF of it for a roll printer.
        authorization: The authorization it was issued under.
        control_code: The tax office's control code, such as FF-EE-EE-80.
        total: What iZi made of quantities, prices and discount, in Bs.
        without_credit: Bs of it that give no tax credit.
        payment_terms: null in the one sample, so of no known shape.
    """

    id: Id
    number: int | None = None
    timestamp: Moment | None = None
    link: str | None = None
    roll_link: str | None = None
    buyer_nit: str | None = None
    buyer_name: str | None = None
    items: tuple[Line, ...] | None = None
    authorization: str | None = None
    control_code: str | None = None
    total: Decimal | None = None
    discount: Decimal | None = None
    without_credit: Decimal | None = None
    purchase_type: int | None = None
    payment_terms: Any = None


class InvoiceMade(Model, frozen=True, kw_only=True):
    """The answer of POST /facturas."""

    invoice: Invoice


class ChargeDraft(Draft, frozen=True, kw_only=True):
    """POST /cobros. The parameter for an invoice made beforehand is never named, so there is none here.

    Attributes:
        description: What is charged, in short.
        amount: Bs.
        payer_email: Whom iZi writes to, unless `notify_payer` is False.
        notify_payer: Whether iZi tells the payer by e-mail.
        invoice_nit: NIT that the invoice will be made out to.
        invoice_name: Name that the invoice will be made out to. The document's list of properties calls it
            `razonSocialFactura`, which is sent; its sample says `razonSocial`.
        gateway: CYBERSOURCE (the service's default), SIP, Khipu, or several as `CYBERSOURCE,SIP`.
        branch: Code of the branch for the invoice.
        activity: Code of the economic activity for the invoice.
        proforma: True: the charge does not become an invoice by itself.
        order: The caller's own number; `notification_url` gets it back.
        notification_url: Gets `?order=...&result=success` or `failed` by GET once it is paid.
    """

    description: str
    amount: Decimal
    payer_email: str
    notify_payer: bool
    invoice_nit: Nit
    invoice_name: str
    gateway: str | UnsetType = UNSET
    branch: int | UnsetType = UNSET
    activity: int | UnsetType = UNSET
    proforma: bool | UnsetType = UNSET
    order: str | UnsetType = UNSET
    notification_url: str | UnsetType = UNSET


class Trial(Draft, frozen=True, kw_only=True):
    """POST /encript-test.

    Attributes:
        data: What would be sent to another endpoint.
        client_id: The account's.
        key: 32 characters, used as bytes.
        iv: 16 characters, used as bytes.
    """

    data: InvoiceDraft
    client_id: str
    key: str
    iv: str


class Encrypted(Model, frozen=True, kw_only=True):
    """The answer of POST /encript-test: the header that iZi itself makes."""

    header: str


class Charge(Struct, frozen=True, kw_only=True):
    """A charge that was made. Its answer is not described beyond "un objeto de la factura creada".

    Attributes:
        id: iZi's own, where the answer has one.
        number: The pro forma invoice's number, likewise.
        link: A web address, likewise.
    """

    id: str = ""
    number: str = ""
    link: str = ""

    @classmethod
    def of(cls, answer: Mapping[str, Any]) -> Charge:
        """Reads the answer: the fields of the whole, or of the first object in it that has an `id`."""
        inner = (value for value in answer.values() if isinstance(value, Mapping))
        found = next((one for one in (answer, *inner) if _word(one.get("id"))), answer)
        return cls(
            id=_word(found.get("id")), number=_word(found.get("numero")), link=_word(found.get("link"))
        )


def _word(value: object) -> str:
    """A text or whole number as text; blank for anything else."""
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
