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
    "SEPA": ("SEPA", "SEPA transfer", "transferência SEPA", "virement SEPA"),
    "DOMESTIC": ("Domestic", "doméstica", "doméstico", "nacional", "national", "domestique"),
    "INTERNATIONAL": ("International", "internacional"),
}
"""The kinds of transfer by the client's words, each with those people write."""

SUBTYPES = {
    "ORDINARY": ("Ordinary", "ordinária", "ordinario", "comum", "común", "ordinaire"),
    "TREASURY": ("Treasury", "tesouraria", "tesorería", "trésorerie"),
    "SALARY": ("Salary", "salário", "nómina", "salaire", "paie"),
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
        required=True,
        source="payment_accounts",
        help="The account of yours that pays: name, identifier or IBAN.",
        aliases=(
            "Conta do ordenante",
            "Conta de débito",
            "Cuenta del ordenante",
            "Cuenta de cargo",
            "Compte débiteur",
            "Compte du donneur d'ordre",
            "Compte à débiter",
            "From account",
        ),
        width=26,
    )
    creditor = NameField(
        header="Creditor",
        required=True,
        source="creditors",
        help="Who receives it: a third party by name or identifier, or another account of yours.",
        aliases=(
            "Beneficiary",
            "Payee",
            "Supplier",
            "Beneficiário",
            "Favorecido",
            "Fornecedor",
            "Proveedor",
            "Bénéficiaire",
            "Créancier",
            "Fournisseur",
        ),
        width=26,
    )
    creditor_account = NameField(
        header="Creditor account",
        required=True,
        blank_ok=True,
        source="creditor_accounts",
        help="The creditor's IBAN or account number. Blank: the creditor's account, if there is just one.",
        aliases=(
            "IBAN",
            "Beneficiary account",
            "Beneficiary IBAN",
            "Conta do beneficiário",
            "Conta do favorecido",
            "Cuenta del beneficiario",
            "IBAN do beneficiário",
            "IBAN del beneficiario",
            "Compte du bénéficiaire",
            "Compte bénéficiaire",
            "IBAN du bénéficiaire",
        ),
        width=30,
    )
    amount = AmountField(
        header="Amount",
        required=True,
        signed=False,
        help="Above zero, at most two decimals. What it is in stands under Currency.",
        aliases=("Valor", "Importe", "Monto", "Montant", "Montant TTC", "Net à payer"),
        width=14,
    )
    currency = CurrencyField(
        header="Currency",
        required=True,
        help="Three letters of ISO 4217, such as EUR. SEPA transfers are in EUR.",
        aliases=("Moeda", "Moneda", "Divisa", "Devise", "Monnaie"),
        width=10,
    )
    execution_date = DateField(
        header="Execution date",
        required=True,
        help="The day it is to be carried out, today or later, such as 2026-11-30.",
        aliases=(
            "Payment date",
            "Data de execução",
            "Data de pagamento",
            "Fecha de ejecución",
            "Fecha de pago",
            "Date d'exécution",
            "Date de paiement",
        ),
        width=15,
    )
    reason = TextField(
        header="Reason",
        longest=140,
        help="What the creditor reads about it, at most 140 characters. Banks carry letters without accents,"
        " digits, spaces and / - ? : ( ) . , ' + in SEPA.",
        aliases=(
            "Remittance information",
            "Motivo",
            "Concepto",
            "Motif",
            "Libellé",
            "Communication",
            "Descrição",
        ),
        width=34,
    )
    type = ChoiceField(
        header="Type",
        choices=TYPES,
        help="SEPA, Domestic or International. Blank: the preview says which.",
        aliases=("Tipo", "Tipo de transferência", "Type de virement", "Transfer type"),
        width=14,
    )
    subtype = ChoiceField(
        header="Subtype",
        choices=SUBTYPES,
        help="Ordinary, Treasury or Salary. Blank: the preview says which.",
        aliases=("Subtipo", "Sous-type"),
        width=12,
    )
    end_to_end_id = SepaIdField(
        header="End-to-end id",
        longest=LONGEST_REFERENCE,
        help="An id that reaches the creditor, at most 35 characters. Blank: one is made.",
        aliases=("EndToEndId", "End to end id", "Id de bout en bout", "Référence de bout en bout"),
        width=22,
    )
    ref = REF
    send_anyway = SEND_ANYWAY
