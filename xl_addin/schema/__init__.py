"""The template sheets. Importing this package declares them all."""

# The order of import is the order of SHEETS, which people see.
# isort: off
from xl_addin.schema import organizze_transactions, organizze_transfers
from xl_addin.schema import iziago_transfers, iziago_third_parties
from xl_addin.schema import izi_invoices, izi_charges
from xl_addin.schema.sheet import SHEETS, Sheet

__all__ = [
    "SHEETS",
    "Sheet",
    "izi_charges",
    "izi_invoices",
    "iziago_third_parties",
    "iziago_transfers",
    "organizze_transactions",
    "organizze_transfers",
]
