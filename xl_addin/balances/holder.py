"""Whose a transaction is, an account's or a card's, and what is neither income nor an expense.

What the given document and real answers tell apart (transactions; design, section 5):

- A purchase on a card names the card in `credit_card_id`, and has the card's id as its `account_id`. An
  invoice's own list leaves `credit_card_id` out: there `account_type` says "CreditCard".
- A transfer is two transactions, one in each account. Each names the other in `oposite_transaction_id` or the
  other's account in `oposite_account_id`, their spelling. One of the two names is enough.
- A payment of a card's invoice is a transaction of the account that pays. It names the invoice in
  `paid_credit_card_invoice_id` or the card in `paid_credit_card_id`. The card has no transaction for it.
"""

from __future__ import annotations

from typing import NamedTuple

from xl_addin.apis.organizze.models import Transaction


class Holder(NamedTuple):
    """An account or a card. Both may have the same id.

    Attributes:
        on_card: It is a card.
        id: The account's or the card's.
    """

    on_card: bool
    id: int | None


def holder_of(transaction: Transaction) -> Holder:
    """Whose money a transaction moves."""
    if transaction.credit_card_id is not None:
        return Holder(True, transaction.credit_card_id)
    return Holder(transaction.account_type == "CreditCard", transaction.account_id)


def is_of_account(transaction: Transaction, account_id: int) -> bool:
    """Whether a transaction moves this account's money. Cards' purchases have the card's id there."""
    return holder_of(transaction) == (False, account_id)


def is_between_own(transaction: Transaction) -> bool:
    """Whether it is half of a transfer, or pays a card's invoice: what was bought counts already."""
    return (
        transaction.oposite_transaction_id is not None
        or transaction.oposite_account_id is not None
        or transaction.paid_credit_card_invoice_id is not None
        or transaction.paid_credit_card_id is not None
    )
