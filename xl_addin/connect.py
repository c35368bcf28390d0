"""From settings and credentials to clients that can speak."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from xl_addin import __version__, credentials
from xl_addin.apis.organizze.client import Organizze, connect
from xl_addin.errors import SettingsError
from xl_addin.settings import Settings
from xl_addin.texts import say
from xl_addin.values.secret import Secret

PRODUCTION_HOSTS = {"organizze": "api.organizze.com.br"}


@dataclass(frozen=True, slots=True)
class Party:
    """Who speaks with which service.

    Attributes:
        system: "organizze", ...
        host: Host, and port where it is not 443.
        company: Organizze's e-mail.
        production: The host is the vendor's own; everything else is shown as TEST.
    """

    system: str
    host: str
    company: str
    production: bool


def organizze_party(settings: Settings) -> Party:
    """Who speaks with Organizze under these settings; the company may be blank."""
    base = urlsplit(settings.organizze.base_url)
    host = base.hostname or ""
    named = host if base.port in (None, 443) else f"{host}:{base.port}"
    company = settings.organizze.email.strip().casefold()
    return Party("organizze", named, company, production=named == PRODUCTION_HOSTS["organizze"])


def organizze(settings: Settings) -> Organizze:
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
    return organizze_as(settings, email, token)


def organizze_as(settings: Settings, email: str, token: Secret) -> Organizze:
    """A client for an account whose token is given.

    Raises:
        SettingsError: The address, the proxy or the bundle cannot be used.
    """
    return connect(
        settings.organizze.base_url,
        email,
        token,
        settings.organizze.user_agent.strip() or f"xl-addin/{__version__} ({email})",
        ca_bundle=Path(settings.ca_bundle) if settings.ca_bundle else None,
        proxy=settings.secret_proxy,
        deadline=settings.deadline,
        connections=settings.workers,
    )
