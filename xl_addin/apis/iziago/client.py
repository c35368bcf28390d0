"""The client: one attribute for each of the document's modules, one method for each thing it can do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

from xl_addin.apis.iziago import grant
from xl_addin.apis.iziago.bearer import Bearer
from xl_addin.apis.iziago.caller import Caller
from xl_addin.apis.iziago.forecasting import Forecasting
from xl_addin.apis.iziago.operations import OPERATIONS
from xl_addin.apis.iziago.payments import Payments
from xl_addin.apis.iziago.profile import Profile
from xl_addin.apis.iziago.refusals import explain
from xl_addin.apis.iziago.statements import Statements
from xl_addin.apis.iziago.third_parties import ThirdParties
from xl_addin.apis.iziago.tokens import Token, Tokens
from xl_addin.http.session import Http
from xl_addin.policy import FREE, Policy
from xl_addin.values.secret import Secret

__all__ = ["OPERATIONS", "Iziago", "connect"]


class Iziago(AbstractContextManager["Iziago"]):
    """Iziago's API by a profile. Many threads may use one client.

    Every method raises a `ServiceError` when the service cannot be reached, refuses or cannot be understood;
    `errors` says what each means for a request that changes something. Nothing is created before something
    has been read with the same client, which shows that the profile fits.

    Attributes:
        caller: What its modules speak through.
    """

    def __init__(self, caller: Caller, connections: Sequence[Http] = ()) -> None:
        self.caller = caller
        self._connections = connections
        self.statements = Statements(caller)
        self.forecasting = Forecasting(caller)
        self.payments = Payments(caller)
        self.third_parties = ThirdParties(caller)

    def __repr__(self) -> str:
        return f"Iziago({', '.join(dict.fromkeys(http.host for http in self._connections))})"

    def __exit__(self, *_exception: object) -> None:
        self.close()

    @property
    def profile(self) -> Profile:
        """The profile it speaks by."""
        return self.caller.profile

    @property
    def proven(self) -> bool:
        """Whether something has been read with the profile."""
        return self.caller.proven

    def authorize(self) -> None:
        """Asks for an access token, unless one is at hand: tells wrong credentials from a missing scope."""
        self.caller.authorize()

    def close(self) -> None:
        """Closes the connections."""
        for http in self._connections:
            http.close()


def connect(
    base_url: str,
    token_url: str,
    client_id: str,
    client_secret: Secret,
    scopes: Sequence[str],
    profile: Profile,
    *,
    ca_bundle: Path | None = None,
    proxy: Secret | None = None,
    connections: int = 8,
    connect_timeout: float = 10.0,
    deadline: float = 30.0,
    policy: Policy = FREE,
) -> Iziago:
    """A client for one company; nothing is sent yet.

    Args:
        base_url: What the profile's paths start from.
        token_url: Where tokens are asked for; blank for the profile's.
        client_id: The login of the OAuth 2.0 credentials.
        client_secret: Their password.
        scopes: What is asked for; none leaves it to the service.
        profile: What the service calls what.
        ca_bundle: See `Http`, like what follows.
        proxy: URL of an HTTP proxy.
        connections: How many are kept open.
        connect_timeout: Seconds to connect.
        deadline: Seconds for a request altogether; asking for a token is one of its own.
        policy: Which hosts may be spoken to.

    Raises:
        SettingsError: An address, the proxy or the bundle cannot be used.
    """
    shown = grant.Credentials(client_id, client_secret)
    speak = partial(
        Http,
        headers={},
        secrets=[client_secret, shown.pair],
        ca_bundle=ca_bundle,
        proxy=proxy,
        connect_timeout=connect_timeout,
        deadline=deadline,
        policy=policy,
    )
    http = speak(base_url, connections=connections, explain=explain)
    tokens_http = speak(
        token_url or profile.token_url(base_url), connections=1, explain=partial(grant.explain, scopes=scopes)
    )
    granting = grant.Grant(tokens_http, shown, scopes, profile.oauth.authentication)
    tokens = Tokens(_told_to((http, tokens_http), granting.token))
    return Iziago(Caller(Bearer(http, tokens), profile), (http, tokens_http))


def _told_to(speakers: Sequence[Http], fetch: Callable[[], Token]) -> Callable[[], Token]:
    """Fetches tokens, and makes each a secret of those who speak before it is used."""

    def fetched() -> Token:
        token = fetch()
        for http in speakers:
            http.redact.learn(token.secret)
        return token

    return fetched
