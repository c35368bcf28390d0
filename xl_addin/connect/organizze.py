"""From settings and credentials to an Organizze client."""

from __future__ import annotations

from xl_addin import __version__, credentials
from xl_addin.apis.organizze.client import Organizze, connect
from xl_addin.connect.party import Party, host_of, is_vendors
from xl_addin.errors import SettingsError
from xl_addin.settings import Settings
from xl_addin.texts import say
from xl_addin.values.secret import Secret

PRODUCTION_HOST = "api.organizze.com.br"


def party(settings: Settings) -> Party:
    """Who speaks with Organizze under these settings; the company may be blank."""
    host = host_of(settings.organizze.base_url)
    company = settings.organizze.email.strip().casefold()
    return Party("organizze", host, company, production=is_vendors(host, PRODUCTION_HOST))


def client(settings: Settings) -> Organizze:
    """A client for the Organizze account of the settings.

    Raises:
        SettingsError: The e-mail or the token is missing; the hint says how to give it.
    """
    email = settings.organizze.email.strip()
    if not email:
        raise SettingsError(say("credentials.no_email"), hint=say("credentials.set_hint", system="organizze"))
    token, _source = credentials.find("organizze", email)
    if not token:
        raise SettingsError(
            say("credentials.no_token", email=email), hint=say("credentials.set_hint", system="organizze")
        )
    return client_as(settings, email, token)


def client_as(settings: Settings, email: str, token: Secret) -> Organizze:
    """A client for an account whose token is given.

    Raises:
        SettingsError: The address, the proxy or the bundle cannot be used.
    """
    return connect(
        settings.organizze.base_url,
        email,
        token,
        settings.organizze.user_agent.strip() or f"xl-addin/{__version__} ({email})",
        **settings.transport,
    )
