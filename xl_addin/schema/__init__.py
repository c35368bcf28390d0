"""The template sheets. Importing this package declares them all."""

from xl_addin.schema import organizze_transactions, organizze_transfers
from xl_addin.schema.sheet import SHEETS, Sheet

__all__ = ["SHEETS", "Sheet", "organizze_transactions", "organizze_transfers"]
