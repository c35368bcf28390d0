"""Money moved between a person's own Organizze accounts."""

from __future__ import annotations

from xl_addin.schema.fields import AmountField, DateField, NameField, TagsField, YesNoField
from xl_addin.schema.safeguards import REF, SEND_ANYWAY
from xl_addin.schema.sheet import Sheet


class OrganizzeTransfers(Sheet):
    """One row is one POST /transfers."""

    template = "organizze_transfers"
    table = "Transfers"
    system = "organizze"
    title = "Transfers between your Organizze accounts"
    instructions = (
        "One row moves an amount from one of your accounts to another.",
        "The amount is always positive; From and To say which way it goes.",
        "Paid left blank means paid, unless the date is in the future.",
        "A tag such as xl:k7f3q2m9 is added to find the record again.",
    )

    date = DateField(
        header="Date",
        translated=("Data", "Fecha", "Date"),
        required=True,
        help="The day of the transfer, such as 2026-11-30.",
        width=12,
    )
    amount = AmountField(
        header="Amount",
        translated=("Valor", "Monto", "Montant"),
        required=True,
        signed=False,
        currency=("R$", "BRL"),
        help="In reais, above zero, at most two decimals.",
        aliases=("Importe",),
        width=14,
    )
    from_account = NameField(
        header="From account",
        translated=("Conta de origem", "Cuenta de origen", "Compte débité"),
        required=True,
        source="accounts",
        help="The account that pays, by name.",
        aliases=("Da conta", "De la cuenta", "Du compte"),
        width=22,
    )
    to_account = NameField(
        header="To account",
        translated=("Conta de destino", "Cuenta de destino", "Compte crédité"),
        required=True,
        source="accounts",
        help="The account that receives, by name.",
        aliases=("Para a conta", "A la cuenta", "Au compte"),
        width=22,
    )
    paid = YesNoField(
        header="Paid",
        translated=("Pago", "Pagado", "Payé"),
        help="Yes or no. Blank: yes, unless the date is in the future.",
        width=8,
    )
    tags = TagsField(
        header="Tags",
        translated=("Tags", "Etiquetas", "Étiquettes"),
        help="Words separated by commas.",
        width=18,
    )
    ref = REF
    send_anyway = SEND_ANYWAY
