"""Every operation that Iziago's document names; tests hold document, profile, client and sandbox to it.

The document names no path. Which request an operation is, the profile says (`profile.toml`).
"""

from __future__ import annotations

from typing import Final, NamedTuple

READ: Final = ("GET",)
WRITE: Final = ("POST", "PUT")


class Operation(NamedTuple):
    """One thing that can be done.

    Attributes:
        name: `area.method` of `Iziago`, and its table in a profile.
        verbs: Which HTTP methods a profile may give it.
        places: What its path must hold between braces.
        period: Whether it takes a first and a last day.
        listed: Whether its answer is a list, which may come in pages.
        documented: The document's words for it; blank for the one that is assumed.
    """

    name: str
    verbs: tuple[str, ...]
    places: tuple[str, ...]
    period: bool
    listed: bool
    documented: str


OPERATIONS: Final = (
    Operation("statements.accounts", READ, (), False, True, "List of accounts connected to Ponto"),
    Operation(
        "statements.balances",
        READ,
        ("account",),
        True,
        True,
        "Balances for an account connected to Ponto for a given period",
    ),
    Operation(
        "statements.transactions",
        READ,
        ("account",),
        True,
        True,
        "Transactions for an account connected to Ponto for a given period",
    ),
    Operation(
        "forecasting.accounts",
        READ,
        (),
        False,
        True,
        "List of accounts enabled in Budget & Cash forecasting module",
    ),
    Operation(
        "forecasting.statements",
        READ,
        ("account",),
        True,
        True,
        "Forecast statements for an account for a given period",
    ),
    Operation(
        "forecasting.transactions",
        READ,
        ("account",),
        True,
        True,
        "Forecast transactions of an account for a given period",
    ),
    Operation(
        "payments.accounts",
        READ,
        (),
        False,
        True,
        "Retrieve the list of accounts enabled in Payments module",
    ),
    Operation(
        "payments.transfer_file",
        READ,
        ("transfer",),
        False,
        False,
        "Download your unit transfer files in XML format",
    ),
    Operation("payments.create_transfer", WRITE, (), False, False, "Create unit transfers"),
    Operation("payments.transfers", READ, (), True, True, ""),
    Operation(
        "third_parties.list",
        READ,
        (),
        False,
        True,
        "Retrieve the list of your third-party and their accounts",
    ),
    Operation("third_parties.create", WRITE, (), False, False, "Create new third-parties"),
    Operation(
        "third_parties.add_account",
        WRITE,
        ("third_party",),
        False,
        False,
        "Create new third-party accounts",
    ),
)

MAY_BE_MISSING: Final = frozenset({"payments.transfers"})
"""What a profile may leave without a path: the document does not name it."""
