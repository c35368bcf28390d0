"""Transfers for Iziago."""

from __future__ import annotations

from xl_addin.schema.fields import (
    AmountField,
    ChoiceField,
    CurrencyField,
    DateField,
    NameField,
    SepaIdField,
    TextField,
)
from xl_addin.schema.safeguards import REF, SEND_ANYWAY
from xl_addin.schema.sheet import Sheet
from xl_addin.values.sepa_text import LONGEST_REFERENCE

TYPES = {
    "SEPA": (*4 * ["SEPA"], "SEPA transfer", "transferência SEPA", "virement SEPA"),
    "DOMESTIC": (
        *("Domestic", "Nacional", "Nacional", "National"),
        *("doméstica", "doméstico", "domestique"),
    ),
    "INTERNATIONAL": ("International", "Internacional", "Internacional", "International"),
}
"""The kinds of transfer by the client's words, each with those people write."""

SUBTYPES = {
    "ORDINARY": ("Ordinary", "Comum", "Ordinaria", "Ordinaire", "ordinario", "común"),
    "TREASURY": ("Treasury", "Tesouraria", "Tesorería", "Trésorerie"),
    "SALARY": ("Salary", "Salário", "Salario", "Salaire", "sueldo", "nómina", "paie"),
}
"""What a transfer is for, likewise."""


class IziagoTransfers(Sheet):
    """One row is one POST /payments/transfers (assumed)."""

    template = "iziago_transfers"
    table = "Transfers"
    system = "iziago"
    sums_by = "debtor"
    title = "Transfers for Iziago"
    instructions = (
        "One row is one transfer. Sent means created in Iziago, and created is not paid: somebody with the"
        " right to do so still signs it in Iziago.",
        "Debtor account is the account of yours that pays, by name, identifier or IBAN. Creditor is a third"
        " party in Iziago, by name or identifier, or another account of yours: a treasury transfer.",
        "Creditor account is the creditor's IBAN or account number. The column has to be there; a cell may be"
        " blank where the creditor has just one account. An account that is not the creditor's is refused.",
        "The amount is always positive. SEPA transfers are in EUR.",
        "End-to-end id left blank gets one made from the row's Key, by which the transfer is found again.",
    )

    debtor_account = NameField(
        header="Debtor account",
        translated=("Conta de débito", "Cuenta de débito", "Compte à débiter"),
        required=True,
        source="payment_accounts",
        help="The account of yours that pays: name, identifier or IBAN.",
        aliases=(
            "Conta do ordenante",
            "Cuenta del ordenante",
            "Cuenta de cargo",
            "Compte débiteur",
            "Compte du donneur d'ordre",
            "From account",
        ),
        width=26,
    )
    creditor = NameField(
        header="Creditor",
        translated=("Favorecido", "Beneficiario", "Bénéficiaire"),
        required=True,
        source="creditors",
        help="Who receives it: a third party by name or identifier, or another account of yours.",
        aliases=("Beneficiary", "Payee", "Supplier", "Fornecedor", "Proveedor", "Créancier", "Fournisseur"),
        width=26,
    )
    creditor_account = NameField(
        header="Creditor account",
        translated=("Conta do favorecido", "Cuenta del beneficiario", "Compte du bénéficiaire"),
        required=True,
        blank_ok=True,
        source="creditor_accounts",
        help="The creditor's IBAN or account number. Blank: the creditor's account, if there is just one.",
        aliases=(
            "IBAN",
            "Beneficiary account",
            "Beneficiary IBAN",
            "Conta do beneficiário",
            "IBAN do beneficiário",
            "IBAN del beneficiario",
            "Compte bénéficiaire",
            "IBAN du bénéficiaire",
        ),
        width=30,
    )
    amount = AmountField(
        header="Amount",
        translated=("Valor", "Monto", "Montant"),
        required=True,
        signed=False,
        help="Above zero, at most two decimals. What it is in stands under Currency.",
        aliases=("Importe", "Montant TTC", "Net à payer"),
        width=14,
    )
    currency = CurrencyField(
        header="Currency",
        translated=("Moeda", "Moneda", "Devise"),
        required=True,
        help="Three letters of ISO 4217, such as EUR. SEPA transfers are in EUR.",
        aliases=("Divisa", "Monnaie"),
        width=10,
    )
    execution_date = DateField(
        header="Execution date",
        translated=("Data de execução", "Fecha de ejecución", "Date de paiement"),
        required=True,
        help="The day it is to be carried out, today or later, such as 2026-11-30.",
        aliases=("Payment date", "Data de pagamento", "Fecha de pago", "Date d'exécution"),
        width=15,
    )
    reason = TextField(
        header="Reason",
        translated=("Motivo", "Concepto", "Motif"),
        longest=140,
        help="What the creditor reads about it, at most 140 characters. Banks carry letters without accents,"
        " digits, spaces and / - ? : ( ) . , ' + in SEPA.",
        aliases=("Remittance information", "Libellé", "Communication", "Glosa", "Descrição"),
        width=34,
    )
    type = ChoiceField(
        header="Type",
        translated=("Tipo", "Tipo", "Type"),
        choices=TYPES,
        help="SEPA, Domestic or International. Blank: the preview says which.",
        aliases=("Tipo de transferência", "Type de virement", "Transfer type"),
        width=14,
    )
    subtype = ChoiceField(
        header="Subtype",
        translated=("Subtipo", "Subtipo", "Sous-type"),
        choices=SUBTYPES,
        help="Ordinary, Treasury or Salary. Blank: the preview says which.",
        width=12,
    )
    end_to_end_id = SepaIdField(
        header="End-to-end id",
        translated=("Id de ponta a ponta", "Id de extremo a extremo", "Id de bout en bout"),
        longest=LONGEST_REFERENCE,
        help="An id that reaches the creditor, at most 35 characters. Blank: one is made.",
        aliases=("EndToEndId", "End to end id", "Référence de bout en bout"),
        width=22,
    )
    ref = REF
    send_anyway = SEND_ANYWAY
