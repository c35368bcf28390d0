"""Third parties for Iziago: who can be paid."""

from __future__ import annotations

from xl_addin.schema.fields import (
    ChoiceField,
    CodeField,
    CountryField,
    CurrencyField,
    EmailField,
    TextField,
)
from xl_addin.schema.safeguards import REF, SEND_ANYWAY
from xl_addin.schema.sheet import Sheet

KINDS = {
    "COMPANY": ("company", "empresa", "empresa", "entreprise", "société", "sociedad", "pessoa jurídica"),
    "INDIVIDUAL": (
        *("individual", "pessoa física", "persona natural", "particulier"),
        *("person", "persona", "particular"),
    ),
}
"""The kinds of third party by the client's words, each with those people write."""


class IziagoThirdParties(Sheet):
    """One row is one POST /third-parties and, with an Account, one to its accounts; both are assumed."""

    template = "iziago_third_parties"
    table = "ThirdParties"
    system = "iziago"
    title = "Third parties for Iziago"
    instructions = (
        "One row is one third party. With an Account it is sent in two steps: the third party, then its"
        " account. Where only the first was done, importing again does the second.",
        "BIC and Currency belong to the account and mean nothing without one.",
        "Check accounts with somebody you know, on a number you know, before you pay to them.",
    )
    sums_by = "country"
    second_step = frozenset({"account", "bic", "currency"})

    name = TextField(
        header="Name",
        translated=("Nome", "Nombre", "Nom"),
        required=True,
        help="The name of the company or person. Any text; it arrives as you type it.",
        aliases=(
            "Razão social",
            "Razón social",
            "Raison sociale",
            "Supplier",
            "Fornecedor",
            "Proveedor",
            "Fournisseur",
        ),
        width=32,
    )
    type = ChoiceField(
        header="Type",
        translated=("Tipo", "Tipo", "Type"),
        required=True,
        choices=KINDS,
        help="company or individual.",
        aliases=("Tipo de terceiro", "Tipo de tercero", "Type de tiers"),
        width=13,
    )
    country = CountryField(
        header="Country",
        translated=("País", "País", "Pays"),
        required=True,
        help="Two letters of ISO 3166, such as FR, or the country's name.",
        width=14,
    )
    group = CodeField(
        header="Group",
        translated=("Grupo", "Grupo", "Groupe"),
        help="The group of third parties in Iziago that it belongs to.",
        width=16,
    )
    identifier = CodeField(
        header="Identifier",
        translated=("Identificador", "Identificador", "Identifiant"),
        help="Your own unique identifier, such as the supplier's number.",
        aliases=("Código", "Code", "Supplier number", "Code fournisseur"),
        width=16,
    )
    email = EmailField(
        header="Email",
        translated=("E-mail", "Correo electrónico", "E-mail"),
        help="One e-mail address.",
        aliases=("Correo", "Courriel", "Adresse e-mail"),
        width=28,
    )
    account = CodeField(
        header="Account",
        translated=("Conta", "Cuenta", "Compte"),
        help="An IBAN or an account number.",
        aliases=("IBAN", "Account number", "Número da conta", "Número de cuenta", "Numéro de compte"),
        width=30,
    )
    bic = CodeField(
        header="BIC",
        translated=("BIC", "BIC", "BIC"),
        help="The bank's code, eight or eleven characters.",
        aliases=("SWIFT", "BIC/SWIFT", "SWIFT/BIC", "Código SWIFT", "Code SWIFT"),
        width=14,
    )
    currency = CurrencyField(
        header="Currency",
        translated=("Moeda", "Moneda", "Devise"),
        help="The account's currency: three letters of ISO 4217, such as EUR.",
        aliases=("Divisa", "Monnaie"),
        width=10,
    )
    ref = REF
    send_anyway = SEND_ANYWAY
