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
    "yearly": ("yearly", "anual", "anual", "annuel"),
    "weekly": ("weekly", "semanal", "semanal", "hebdomadaire"),
    "biweekly": ("biweekly", "quinzenal", "quincenal", "bimensuel"),
    "bimonthly": ("bimonthly", "bimestral", "bimestral", "bimestriel"),
    "trimonthly": ("trimonthly", "trimestral", "trimestral", "trimestriel"),
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
        "Paid left blank means paid, unless the date is in the future; so do purchases on a credit card:"
        " type No where the card's invoice is not paid yet.",
        "Repeat alone makes a recurring transaction.",
        "Installments splits a purchase; Repeat then says how often one part is due.",
    )

    date = DateField(
        header="Date",
        translated=("Data", "Fecha", "Date"),
        required=True,
        help="The day of the transaction, such as 2026-11-30.",
        aliases=("Vencimento", "Data de vencimento", "Due date", "Échéance"),
        width=12,
    )
    description = TextField(
        header="Description",
        translated=("Descrição", "Descripción", "Description"),
        required=True,
        help="What it was for. Any text; it arrives as you type it.",
        aliases=("Libellé", "Histórico", "Memo", "Concepto", "Fornecedor", "Fournisseur"),
        width=34,
    )
    amount = AmountField(
        header="Amount",
        translated=("Valor", "Monto", "Montant"),
        required=True,
        currency=("R$", "BRL"),
        help="In reais. Negative is an expense: -150.00. At most two decimals.",
        aliases=("Importe", "Montant TTC", "Total", "Valor (R$)"),
        width=14,
    )
    account = NameField(
        header="Account",
        translated=("Conta", "Cuenta", "Compte"),
        source="accounts",
        help="An account of yours by name. Blank: the default account. Not together with a credit card.",
        width=20,
    )
    credit_card = NameField(
        header="Credit card",
        translated=("Cartão de crédito", "Tarjeta de crédito", "Carte de crédit"),
        source="credit_cards",
        help="A credit card of yours by name, for a purchase on it.",
        aliases=("Cartão", "Tarjeta", "Carte"),
        width=18,
    )
    category = NameField(
        header="Category",
        translated=("Categoria", "Categoría", "Catégorie"),
        source="categories",
        help="A category by name, or as Parent > Child. Blank: Organizze's own choice.",
        width=22,
    )
    paid = YesNoField(
        header="Paid",
        translated=("Pago", "Pagado", "Payé"),
        help="Yes or no. Blank: yes, unless the date is in the future; on a credit card too.",
        aliases=("Situação",),
        width=8,
    )
    tags = TagsField(
        header="Tags",
        translated=("Tags", "Etiquetas", "Étiquettes"),
        help="Words separated by commas.",
        width=18,
    )
    notes = TextField(
        header="Notes",
        translated=("Observações", "Notas", "Notes"),
        help="Any text. A short mark such as [xl:k7f3q2m9] is added behind it to find the record again.",
        aliases=("Observação", "Remarques"),
        width=26,
    )
    repeat = ChoiceField(
        header="Repeat",
        translated=("Periodicidade", "Periodicidad", "Périodicité"),
        choices=PERIODICITIES,
        help="How often it comes again. With Installments: how often one is due; blank is monthly.",
        aliases=("Repetir", "Periodicity"),
        width=12,
    )
    installments = CountField(
        header="Installments",
        translated=("Parcelas", "Cuotas", "Échéances"),
        least=2,
        most=480,
        help="In how many parts it is paid, from 2 to 480.",
        width=12,
    )
    ref = REF
    send_anyway = SEND_ANYWAY
