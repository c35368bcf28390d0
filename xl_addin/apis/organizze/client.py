"""The client: one attribute a resource, the same verbs in the same order on each."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from xl_addin.apis.channel import Channel
from xl_addin.apis.organizze import auth
from xl_addin.apis.organizze.accounts import Accounts
from xl_addin.apis.organizze.budgets import Budgets
from xl_addin.apis.organizze.card_invoices import CardInvoices
from xl_addin.apis.organizze.categories import Categories
from xl_addin.apis.organizze.credit_cards import CreditCards
from xl_addin.apis.organizze.operations import OPERATIONS
from xl_addin.apis.organizze.refusals import explain
from xl_addin.apis.organizze.transactions import Transactions
from xl_addin.apis.organizze.transfers import Transfers
from xl_addin.apis.organizze.users import Users
from xl_addin.errors import SettingsError
from xl_addin.http.session import Http
from xl_addin.policy import FREE, Policy
from xl_addin.texts import say
from xl_addin.values.secret import Secret

__all__ = ["OPERATIONS", "Organizze", "connect"]


class Organizze(AbstractContextManager["Organizze"]):
    """Organizze's API. Many threads may use one client.

    Every method raises a `ServiceError` when the service cannot be reached, refuses or cannot be understood;
    `errors` says what each means for a request that changes something.

    Attributes:
        channel: What its resources speak through.
    """

    def __init__(self, channel: Channel) -> None:
        self.channel = channel
        self.users = Users(channel)
        self.accounts = Accounts(channel)
        self.categories = Categories(channel)
        self.credit_cards = CreditCards(channel)
        self.card_invoices = CardInvoices(channel)
        self.transactions = Transactions(channel)
        self.transfers = Transfers(channel)
        self.budgets = Budgets(channel)

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connections."""
        self.channel.close()


def connect(
    base_url: str,
    email: str,
    token: Secret,
    user_agent: str,
    *,
    ca_bundle: Path | None = None,
    proxy: Secret | None = None,
    connections: int = 8,
    connect_timeout: float = 10.0,
    deadline: float = 30.0,
    policy: Policy = FREE,
) -> Organizze:
    """A client for one account; nothing is sent yet.

    Args:
        base_url: Ends in /rest/v2.
        email: The account's e-mail.
        token: The API token of that e-mail.
        user_agent: Who asks, such as `Esdras (esdras@organizze.com.br)`; without one the service answers 400.
        ca_bundle: See `Http`, like what follows.
        proxy: URL of an HTTP proxy.
        connections: How many are kept open.
        connect_timeout: Seconds to connect.
        deadline: Seconds for a request altogether.
        policy: Which hosts may be spoken to.

    Raises:
        SettingsError: The address, the proxy, the bundle or the User-Agent cannot be used.
    """
    http = Http(
        base_url,
        {"User-Agent": _checked(user_agent), "Authorization": auth.header(email, token)},
        [token, auth.pair(email, token)],
        ca_bundle=ca_bundle,
        proxy=proxy,
        connections=connections,
        connect_timeout=connect_timeout,
        deadline=deadline,
        policy=policy,
        explain=explain,
    )
    return Organizze(Channel(http))


def _checked(user_agent: str) -> str:
    """The User-Agent itself, when a header can hold it."""
    bare = user_agent.strip()
    if not bare or not bare.isprintable() or not bare.isascii():
        raise SettingsError(
            say("organizze.user_agent"),
            hint=say("organizze.user_agent_hint"),
        )
    return bare
