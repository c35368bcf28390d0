"""The client: one attribute a resource."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from xl_addin.apis.channel import Channel, written
from xl_addin.apis.izi import public_key as keys
from xl_addin.apis.izi.authorization import Authorization, header_length
from xl_addin.apis.izi.charges import Charges
from xl_addin.apis.izi.encryption import Encryption
from xl_addin.apis.izi.invoices import Invoices
from xl_addin.apis.izi.models import Draft
from xl_addin.apis.izi.operations import OPERATIONS
from xl_addin.apis.izi.refusals import explain
from xl_addin.errors import SettingsError
from xl_addin.http.session import Http
from xl_addin.policy import FREE, Policy
from xl_addin.texts import say
from xl_addin.values.secret import Secret

__all__ = ["OPERATIONS", "Izi", "connect"]


class Izi(AbstractContextManager["Izi"]):
    """iZi's API. Many threads may use one client.

    Every method raises a `ServiceError` when the service cannot be reached, refuses or cannot be understood;
    `errors` says what each means for a request that changes something.
    """

    def __init__(self, http: Http, authorization: Authorization) -> None:
        self._channel = Channel(http)
        self._authorization = authorization
        self.invoices = Invoices(self._channel)
        self.charges = Charges(self._channel)
        self.encryption = Encryption(self._channel, authorization.client_id)

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def header_length(self, draft: Draft) -> int:
        """Bytes of the Authorization header that a draft would be sent with. Nothing is sent.

        Raises:
            NothingSent: A text in it cannot be written as UTF-8.
        """
        body = written(draft, type(draft).__name__)
        return header_length(self._authorization.client_id, self._authorization.public_key, len(body))

    def close(self) -> None:
        """Closes the connections."""
        self._channel.close()


def connect(
    base_url: str,
    client_id: str,
    public_key: Secret,
    *,
    ca_bundle: Path | None = None,
    proxy: Secret | None = None,
    connections: int = 8,
    connect_timeout: float = 10.0,
    deadline: float = 30.0,
    policy: Policy = FREE,
) -> Izi:
    """A client for one account; nothing is sent yet.

    Args:
        base_url: Ends in /v1; `servers` has iZi's own.
        client_id: The account's ClientId.
        public_key: Its public key, as text in PEM form.
        ca_bundle: See `Http`, like what follows.
        proxy: URL of an HTTP proxy.
        connections: How many are kept open.
        connect_timeout: Seconds to connect.
        deadline: Seconds for a request altogether.
        policy: Which hosts may be spoken to.

    Raises:
        SettingsError: The address, the ClientId, the key, the proxy or the bundle cannot be used.
    """
    authorization = Authorization(_checked(client_id), keys.read(public_key))
    return Izi(
        Http(
            base_url,
            {},
            [public_key],
            sign=authorization,
            ca_bundle=ca_bundle,
            proxy=proxy,
            connections=connections,
            connect_timeout=connect_timeout,
            deadline=deadline,
            policy=policy,
            explain=explain,
        ),
        authorization,
    )


def _checked(client_id: str) -> str:
    """The ClientId itself, when it can stand before the header's first colon."""
    bare = client_id.strip()
    if not bare or not bare.isascii() or not bare.isprintable() or set(bare) & set(" :"):
        raise SettingsError(say("izi.client_id"), hint=say("izi.client_id_hint"))
    return bare
