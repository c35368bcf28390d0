"""Clients of the three services, all at one port, and everything that goes over the line to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from raw_server import Behaviour, Peer

from xl_addin.apis.izi.client import Izi
from xl_addin.apis.izi.client import connect as connect_izi
from xl_addin.apis.izi.models import InvoiceDraft, Item
from xl_addin.apis.iziago.client import Iziago
from xl_addin.apis.iziago.client import connect as connect_iziago
from xl_addin.apis.iziago.models import TransferDraft
from xl_addin.apis.iziago.profile import load as load_profile
from xl_addin.apis.organizze.client import Organizze
from xl_addin.apis.organizze.client import connect as connect_organizze
from xl_addin.apis.organizze.models import TransactionDraft
from xl_addin.values.secret import Secret

EMAIL, TOKEN = "ana@example.com", "t0ken/with+signs&more"
LOGIN, CLIENT_SECRET = "cl1ent", "s3cret/of+the&client="
CLIENT_ID = "8abbe332-8b73"
PEM = (
    rsa.generate_private_key(65537, 2048)
    .public_key()
    .public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    .decode()
)
OAUTH = "/oauth/token"
ACCESS_TOKEN = "access.t0ken+number/1"
TRANSACTION = TransactionDraft(description="Rent", date=date(2026, 11, 2), amount_cents=-320_000)
INVOICE = InvoiceDraft(
    issuer="1020703023",
    buyer_nit="4346405",
    buyer_name="Ana",
    items=(Item(article="Pan", quantity=Decimal(1), unit_price=Decimal(10)),),
)
TRANSFER = TransferDraft(
    debtor_account_id="1",
    creditor_account_id="2",
    execution_date=date(2026, 12, 1),
    amount=Decimal(10),
    currency="EUR",
    end_to_end_id="xl7f3q2m9",
    type="SEPA",
)


class Clients:
    """Clients of a server on this machine that is all three services, made when they are needed.

    Args:
        base: What all addresses begin with.
        bundle: Whom they trust.
        deadline: Seconds for each request.
    """

    def __init__(self, base: str, bundle: Path, deadline: float) -> None:
        self._base = base
        self._given = {"ca_bundle": bundle, "deadline": deadline}
        self.opened = ExitStack()

    @cached_property
    def organizze(self) -> Organizze:
        """Organizze's."""
        agent = "Ana (ana@example.com)"
        return self.opened.enter_context(
            connect_organizze(self._base, EMAIL, Secret(TOKEN), agent, **self._given)
        )

    @cached_property
    def iziago(self) -> Iziago:
        """Iziago's, by the built-in profile."""
        address, secret = self._base + OAUTH, Secret(CLIENT_SECRET)
        scopes, profile = ("payments",), load_profile()
        return self.opened.enter_context(
            connect_iziago(self._base, address, LOGIN, secret, scopes, profile, **self._given)
        )

    @cached_property
    def izi(self) -> Izi:
        """IZi's."""
        return self.opened.enter_context(connect_izi(self._base, CLIENT_ID, Secret(PEM), **self._given))


@contextmanager
def clients_of(port: int, bundle: Path, deadline: float = 10.0) -> Iterator[Clients]:
    """Clients of the server at a port; see `Clients`."""
    clients = Clients(f"https://127.0.0.1:{port}", bundle, deadline)
    with clients.opened:
        yield clients


class Ask(NamedTuple):
    """Something that goes over the line.

    Attributes:
        call: Has a client do it.
        verb: The request's method.
        path: How its path ends.
    """

    call: Callable[[Clients], object]
    verb: bytes
    path: bytes

    def is_in(self, request: bytes) -> bool:
        """Whether a request is this one."""
        verb, target, _ = request.split(b" ", 2)
        return verb == self.verb and target.partition(b"?")[0].endswith(self.path)


def _transfer(clients: Clients) -> object:
    clients.iziago.third_parties.list()  # a profile must have proved itself
    return clients.iziago.payments.create_transfer(TRANSFER)


ASKS = {
    "organizze reads": Ask(lambda clients: clients.organizze.accounts.list(), b"GET", b"/accounts"),
    "organizze sends": Ask(
        lambda clients: clients.organizze.transactions.create(TRANSACTION), b"POST", b"/transactions"
    ),
    "iziago asks for a token": Ask(lambda clients: clients.iziago.authorize(), b"POST", OAUTH.encode()),
    "iziago reads": Ask(lambda clients: clients.iziago.payments.accounts(), b"GET", b"/payments/accounts"),
    "iziago sends": Ask(_transfer, b"POST", b"/payments/transfers"),
    "izi sends": Ask(lambda clients: clients.izi.invoices.create(INVOICE), b"POST", b"/facturas"),
}
"""Reading and sending, with each service, and Iziago's token endpoint."""


def all_but(ask: Ask, treat: Behaviour) -> Behaviour:
    """A server that is all three services and means well, except when this is asked."""

    def behave(peer: Peer) -> None:
        peer.shake()
        while request := peer.read_request():
            if ask.is_in(request):
                treat(peer)
            elif request.partition(b" HTTP")[0].endswith(OAUTH.encode()):
                peer.answer(body=b'{"access_token": "%s", "token_type": "Bearer"}' % ACCESS_TOKEN.encode())
            else:
                peer.answer(body=b'{"items": [], "page": 1, "size": 200, "total": 0}')

    return behave
