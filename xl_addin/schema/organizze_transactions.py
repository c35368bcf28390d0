"""Income and expenses for Organizze."""

from __future__ import annotations

from xl_addin.schema.fields import (
    AmountField,
    ChoiceField,
    CountField,
    DateField,
    NameField,
    TagsField,
    TextField,
    YesNoField,
)
from xl_addin.schema.safeguards import REF, SEND_ANYWAY
from xl_addin.schema.sheet import Sheet

PERIODICITIES = {
    "monthly": ("monthly", "mensal", "mensual", "mensuel"),
    "yearly": ("yearly", "anual", "annuel"),
    "weekly": ("weekly", "semanal", "hebdomadaire"),
    "biweekly": ("biweekly", "quinzenal", "quincenal", "bimensuel"),
    "bimonthly": ("bimonthly", "bimestral", "bimestriel"),
    "trimonthly": ("trimonthly", "trimestral", "trimestriel"),
}
"""The six words of the document (POST /transactions), each with the words people write."""


class OrganizzeTransactions(Sheet):
    """One row is one POST /transactions."""

    template = "organizze_transactions"
    table = "Transactions"
    system = "organizze"
    title = "Income and expenses for Organizze"
    instructions = (
        "One row is one transaction. A negative amount is an expense, a positive one income.",
        "Name an account or a credit card, not both. A row with neither goes to your default account.",
        "Paid left blank means paid, unless the date is in the future.",
        "Repeat alone makes a recurring transaction.",
        "Installments splits a purchase; Repeat then says how often one part is due.",
    )

    date = DateField(
        header="Date",
        required=True,
        help="The day of the transaction, such as 2026-11-30.",
        aliases=("Data", "Fecha", "Vencimento", "Data de vencimento", "Due date", "Échéance"),
        width=12,
    )
    description = TextField(
        header="Description",
        required=True,
        help="What it was for. Any text; it arrives as you type it.",
        aliases=(
            "Descrição",
            "Descripción",
            "Libellé",
            "Histórico",
            "Memo",
            "Concepto",
            "Fornecedor",
            "Fournisseur",
        ),
        width=34,
    )
    amount = AmountField(
        header="Amount",
        required=True,
        currency=("R$", "BRL"),
        help="In reais. Negative is an expense: -150.00. At most two decimals.",
        aliases=("Valor", "Importe", "Monto", "Montant", "Montant TTC", "Total", "Valor (R$)"),
        width=14,
    )
    account = NameField(
        header="Account",
        source="accounts",
        help="An account of yours by name. Blank: the default account. Not together with a credit card.",
        aliases=("Conta", "Cuenta", "Compte"),
        width=20,
    )
    credit_card = NameField(
        header="Credit card",
        source="credit_cards",
        help="A credit card of yours by name, for a purchase on it.",
        aliases=("Cartão", "Cartão de crédito", "Tarjeta", "Carte", "Carte de crédit"),
        width=18,
    )
    category = NameField(
        header="Category",
        source="categories",
        help="A category by name, or as Parent > Child. Blank: Organizze's own choice.",
        aliases=("Categoria", "Catégorie"),
        width=22,
    )
    paid = YesNoField(
        header="Paid",
        help="Yes or no. Blank: yes, unless the date is in the future.",
        aliases=("Pago", "Pagado", "Payé", "Situação"),
        width=8,
    )
    tags = TagsField(
        header="Tags", help="Words separated by commas.", aliases=("Etiquetas", "Étiquettes"), width=18
    )
    notes = TextField(
        header="Notes",
        help="Any text. A short mark such as [xl:k7f3q2m9] is added behind it to find the record again.",
        aliases=("Observação", "Observações", "Notas", "Remarques"),
        width=26,
    )
    repeat = ChoiceField(
        header="Repeat",
        choices=PERIODICITIES,
        help="How often it comes again. With Installments: how often one is due; blank is monthly.",
        aliases=("Repetir", "Periodicidade", "Periodicidad", "Périodicité", "Periodicity"),
        width=12,
    )
    installments = CountField(
        header="Installments",
        least=2,
        most=480,
        help="In how many parts it is paid, from 2 to 480.",
        aliases=("Parcelas", "Cuotas", "Échéances"),
        width=12,
    )
    ref = REF
    send_anyway = SEND_ANYWAY
