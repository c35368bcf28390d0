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
        required=True,
        help="The day of the transfer, such as 2026-11-30.",
        aliases=("Data", "Fecha"),
        width=12,
    )
    amount = AmountField(
        header="Amount",
        required=True,
        signed=False,
        currency=("R$", "BRL"),
        help="In reais, above zero, at most two decimals.",
        aliases=("Valor", "Importe", "Monto", "Montant"),
        width=14,
    )
    from_account = NameField(
        header="From account",
        required=True,
        source="accounts",
        help="The account that pays, by name.",
        aliases=(
            "Da conta",
            "Conta de origem",
            "De la cuenta",
            "Cuenta de origen",
            "Du compte",
            "Compte débité",
        ),
        width=22,
    )
    to_account = NameField(
        header="To account",
        required=True,
        source="accounts",
        help="The account that receives, by name.",
        aliases=(
            "Para a conta",
            "Conta de destino",
            "A la cuenta",
            "Cuenta de destino",
            "Au compte",
            "Compte crédité",
        ),
        width=22,
    )
    paid = YesNoField(
        header="Paid",
        help="Yes or no. Blank: yes, unless the date is in the future.",
        aliases=("Pago", "Pagado", "Payé"),
        width=8,
    )
    tags = TagsField(
        header="Tags", help="Words separated by commas.", aliases=("Etiquetas", "Étiquettes"), width=18
    )
    ref = REF
    send_anyway = SEND_ANYWAY
