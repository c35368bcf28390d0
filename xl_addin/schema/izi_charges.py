"""Charges for iZi: payments that are asked for."""

from __future__ import annotations

from xl_addin.schema.fields import (
    AmountField,
    ChoicesField,
    CodeField,
    DigitsField,
    EmailField,
    TextField,
    UrlField,
    YesNoField,
)
from xl_addin.schema.izi import ACTIVITY, BOLIVIANOS, BRANCH
from xl_addin.schema.safeguards import REF, SEND_ANYWAY
from xl_addin.schema.sheet import Sheet

GATEWAYS = {
    "CYBERSOURCE": (
        *4 * ["CYBERSOURCE"],
        *("cards", "card", "tarjetas", "tarjeta", "cartões", "cartão", "cartes", "carte"),
    ),
    "SIP": (*4 * ["SIP"], "QR", "QR code", "código QR", "code QR"),
    "Khipu": (*4 * ["Khipu"],),
}
"""The gateways of the document (POST /cobros, pasarela), each with the words people write.

A gateway's name is the same in every language.
"""


class IziCharges(Sheet):
    """One row is one POST /cobros."""

    template = "izi_charges"
    table = "Charges"
    system = "izi"
    sums_by = "gateway"
    title = "Charges for iZi"
    instructions = (
        "One row asks one payer for a payment. Once it is paid, iZi invoices it, unless Proforma says yes.",
        "The payer gets an e-mail from iZi as soon as the row is sent, unless Notify payer says no.",
        "Gateway: CYBERSOURCE is for cards and the default, SIP for QR codes. Khipu is deprecated. A cell may"
        " hold several: CYBERSOURCE, SIP.",
        "A charge cannot be changed or taken back from here, and iZi cannot be asked for it later. Check"
        " before you send.",
    )

    description = TextField(
        header="Description",
        translated=("Descrição", "Descripción", "Description"),
        required=True,
        help="What the payment is for, in a few words.",
        aliases=("Concepto", "Detalle", "Libellé"),
        width=34,
    )
    amount = AmountField(
        header="Amount",
        translated=("Valor", "Monto", "Montant"),
        required=True,
        signed=False,
        currency=BOLIVIANOS,
        help="In bolivianos, above zero, at most two decimals.",
        aliases=("Monto Bs", "Importe", "Total"),
        width=14,
    )
    gateway = ChoicesField(
        header="Gateway",
        translated=("Gateway", "Pasarela", "Passerelle"),
        choices=GATEWAYS,
        together=("CYBERSOURCE, SIP",),
        help="How it can be paid: CYBERSOURCE (cards), SIP (QR code), Khipu (deprecated), or several with"
        " commas between them. Blank: CYBERSOURCE.",
        aliases=("Pasarela de pago", "Gateway de pagamento", "Passerelle de paiement", "Payment gateway"),
        width=20,
    )
    payer_email = EmailField(
        header="Payer email",
        translated=("E-mail do pagador", "Correo del pagador", "E-mail du payeur"),
        required=True,
        help="The payer's e-mail address.",
        aliases=("Correo electrónico", "Correo", "Email", "E-mail"),
        width=28,
    )
    notify_payer = YesNoField(
        header="Notify payer",
        translated=("Notificar pagador", "Notificar al pagador", "Prévenir le payeur"),
        help="Yes or no: iZi writes to the payer. Blank: yes.",
        aliases=("Notificar o pagador", "Notifier le payeur"),
        width=12,
    )
    invoice_nit = DigitsField(
        header="Invoice NIT",
        translated=("NIT da fatura", "NIT de la factura", "NIT de la facture"),
        required=True,
        longest=20,
        help="The NIT on the invoice, digits only.",
        aliases=("NIT", "NIT factura"),
        width=14,
    )
    invoice_name = TextField(
        header="Invoice name",
        translated=("Nome na fatura", "Razón social", "Nom sur la facture"),
        required=True,
        help="The full name or company name on the invoice.",
        aliases=("Razón social factura", "Razão social", "Raison sociale"),
        width=28,
    )
    branch = BRANCH
    activity = ACTIVITY
    proforma = YesNoField(
        header="Proforma",
        translated=("Pré-fatura", "Prefactura", "Proforma"),
        help="Yes: the payment does not become an invoice by itself. Blank: no.",
        aliases=("Préfacture",),
        width=11,
    )
    order = CodeField(
        header="Order",
        translated=("Pedido", "Número de orden", "Commande"),
        help="Your own order number. The gateway tells it to the notification URL.",
        aliases=("Orden", "Order number"),
        width=14,
    )
    notification_url = UrlField(
        header="Notification URL",
        translated=("URL de notificação", "URL de notificación", "URL de notification"),
        help="A web address of yours. Once it is paid, the gateway calls it with /?order=178&result=success"
        " behind it.",
        aliases=("notificacionUrl",),
        width=30,
    )
    ref = REF
    send_anyway = SEND_ANYWAY
