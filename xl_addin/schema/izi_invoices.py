"""Invoices for iZi."""

from __future__ import annotations

from typing import ClassVar

from xl_addin.schema.fields import (
    AmountField,
    CodeField,
    CountField,
    DigitsField,
    Field,
    NameField,
    NumberField,
    PriceField,
    TextField,
)
from xl_addin.schema.izi import ACTIVITY, BOLIVIANOS, BRANCH
from xl_addin.schema.results import INVOICE_RESULTS
from xl_addin.schema.safeguards import REF, SEND_ANYWAY
from xl_addin.schema.sheet import Sheet


class IziInvoices(Sheet):
    """Rows of one Invoice are one POST /facturas."""

    template = "izi_invoices"
    table = "Invoices"
    system = "izi"
    sums_by = "issuer"
    company_field = "issuer"
    title = "Invoices for iZi"
    instructions = (
        "One row is one item. Rows with the same text under Invoice become one invoice with several items.",
        "Issuer, Buyer NIT, Buyer name, Discount, Branch, Activity, Purchase type, Ref, Send anyway and Extra"
        " columns are the whole invoice's: fill them in on one of its rows, the first for instance, and leave"
        " them blank on the others. Two rows that say different things are refused.",
        "Discount is for the whole invoice and is taken off once, so it stands on one row only.",
        "Invoice is your own name for it and is not sent. iZi gives the number: within an issuer, invoices"
        " are sent one after another in the order of the sheet.",
        "For an extra field of your iZi account add a column called Extra: ID, such as Extra: 12. The ID"
        " stands in iZi under Integrations. A blank cell there is not sent.",
        "An invoice cannot be changed or taken back from here, and iZi cannot be asked for it later. Check"
        " before you send.",
    )
    groups_by = "invoice"
    headed = frozenset(
        {
            "issuer",
            "buyer_nit",
            "buyer_name",
            "discount",
            "branch",
            "activity",
            "purchase_type",
            "ref",
            "send_anyway",
        }
    )
    once = frozenset({"discount"})
    takes_extra = True
    results: ClassVar[dict[str, Field]] = INVOICE_RESULTS

    invoice = CodeField(
        header="Invoice",
        translated=("Fatura", "Factura", "Facture"),
        required=True,
        longest=255,
        help="Your own name for the invoice, such as 1 or A-17. Rows with the same one are one invoice.",
        aliases=("Invoice number", "Número de factura", "Nº de factura"),
        width=12,
    )
    issuer = NameField(
        header="Issuer",
        translated=("Emissor", "Emisor", "Émetteur"),
        source="issuers",
        help="Who issues it: a NIT, or a name from your settings. Blank: the only issuer you have.",
        aliases=("NIT emisor", "NIT del emisor"),
        width=20,
    )
    buyer_nit = DigitsField(
        header="Buyer NIT",
        translated=("NIT do comprador", "NIT del comprador", "NIT du client"),
        required=True,
        longest=20,
        help="The buyer's NIT, digits only.",
        aliases=("NIT", "NIT comprador", "NIT cliente", "NIT de l'acheteur", "Customer NIT"),
        width=14,
    )
    buyer_name = TextField(
        header="Buyer name",
        translated=("Nome do comprador", "Razón social", "Nom du client"),
        required=True,
        help="The buyer's full name or company name.",
        aliases=(
            "Nombre del comprador",
            "Cliente",
            "Razão social",
            "Raison sociale",
            "Nom de l'acheteur",
            "Client",
            "Customer",
        ),
        width=28,
    )
    item = TextField(
        header="Item",
        translated=("Item", "Artículo", "Article"),
        required=True,
        help="What is sold. Any text; it arrives as you type it.",
        aliases=(
            "Producto",
            "Detalle",
            "Descripción",
            "Artigo",
            "Produto",
            "Descrição",
            "Produit",
            "Product",
            "Description",
        ),
        width=32,
    )
    quantity = NumberField(
        header="Quantity",
        translated=("Quantidade", "Cantidad", "Quantité"),
        required=True,
        help="How many, above zero. Decimals are kept.",
        aliases=("Cant.", "Qtd.", "Qté", "Qty"),
        width=11,
    )
    unit_price = PriceField(
        header="Unit price",
        translated=("Preço unitário", "Precio unitario", "Prix unitaire"),
        required=True,
        zero=True,
        currency=BOLIVIANOS,
        help="The price of one, in bolivianos. Decimals are kept.",
        aliases=("Precio", "P.U.", "Preço", "Price"),
        width=14,
    )
    discount = AmountField(
        header="Discount",
        translated=("Desconto", "Descuento", "Remise"),
        signed=False,
        zero=True,
        currency=BOLIVIANOS,
        help="Bolivianos taken off the whole invoice. On one of its rows only.",
        aliases=("Descuentos",),
        width=12,
    )
    branch = BRANCH
    activity = ACTIVITY
    purchase_type = CountField(
        header="Purchase type",
        translated=("Tipo de compra", "Tipo de compra", "Type achat"),
        least=1,
        most=99,
        help="iZi's tipoCompra. Only the samples of its manual have it: leave it blank unless iZi told you a"
        " number.",
        aliases=("Type d'achat",),
        width=10,
    )
    ref = REF
    send_anyway = SEND_ANYWAY
