"""From settings and credentials to an Iziago client."""

from __future__ import annotations

from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from xl_addin import credentials
from xl_addin.apis.iziago import profile as profiles
from xl_addin.apis.iziago.client import Iziago, connect
from xl_addin.apis.iziago.profile import Profile
from xl_addin.connect.party import Party, host_of
from xl_addin.errors import SettingsError
from xl_addin.settings import Settings
from xl_addin.texts import say
from xl_addin.values.secret import Secret

SCOPES = ("statements", "forecasting", "payments", "third-parties")


def party(settings: Settings) -> Party:
    """Who speaks with Iziago under these settings; the company may be blank.

    The vendor publishes no host, so every one but this computer itself is taken for production.
    """
    base = settings.iziago.base_url
    company = (settings.iziago.label or settings.iziago.client_id).strip().casefold()
    return Party("iziago", host_of(base), company, production=not _is_here(base))


def profile(settings: Settings) -> Profile:
    """How Iziago's API is spoken: the built-in profile, or the customer's own.

    Raises:
        SettingsError: The customer's file is wrong; says in which line.
    """
    return profiles.load(Path(settings.iziago.profile) if settings.iziago.profile else None)


def origin(settings: Settings) -> str:
    """Where the profile in use comes from.

    Raises:
        SettingsError: The customer's file is wrong; says in which line.
    """
    profile(settings)
    own = settings.iziago.profile
    return say("iziago.profile_yours", file=own) if own else say("iziago.profile_assumed")


def client(settings: Settings) -> Iziago:
    """A client for the Iziago login of the settings.

    Raises:
        SettingsError: The address, the login or its secret is missing; the hint says how to give it.
    """
    hint = say("credentials.set_hint", system="iziago")
    login = settings.iziago.client_id.strip()
    if not settings.iziago.base_url:
        raise SettingsError(say("credentials.no_base_url", name="[iziago] base_url"), hint=hint)
    if not login:
        raise SettingsError(say("credentials.no_login"), hint=hint)
    secret, _source = credentials.find("iziago", login)
    if not secret:
        raise SettingsError(say("credentials.no_client_secret", login=login), hint=hint)
    return client_as(settings, login, secret)


def client_as(settings: Settings, login: str, secret: Secret) -> Iziago:
    """A client for a login whose secret is given.

    Raises:
        SettingsError: The address, the profile, the proxy or the bundle cannot be used.
    """
    spoken = profile(settings)
    base = settings.iziago.base_url
    return connect(
        base,
        settings.iziago.token_url or spoken.token_url(base),
        login,
        secret,
        scopes(settings),
        spoken,
        **settings.transport,
    )


def scopes(settings: Settings) -> tuple[str, ...]:
    """The scopes to ask for."""
    return tuple(settings.iziago.scopes.replace(",", " ").split()) or SCOPES


def _is_here(base_url: str) -> bool:
    host = urlsplit(base_url).hostname or "localhost"
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
