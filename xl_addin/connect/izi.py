"""From settings and credentials to iZi clients: an accountant's own account, and accounts of issuers."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from xl_addin import credentials
from xl_addin.apis.izi.client import Izi, connect
from xl_addin.apis.izi.servers import PRODUCTION
from xl_addin.connect.party import Party, host_of, is_vendors
from xl_addin.errors import SettingsError
from xl_addin.sections import Issuer, IziSettings
from xl_addin.settings import Settings
from xl_addin.texts import say
from xl_addin.values.secret import Secret


class Login(NamedTuple):
    """One iZi account.

    Attributes:
        client_id: Its ClientId.
        public_key_file: PEM file of its public key; blank means the keyring has it.
    """

    client_id: str
    public_key_file: str = ""


def party(settings: Settings) -> Party:
    """Who speaks with iZi under these settings; the company is the issuer of rows that name none."""
    host = host_of(settings.izi.base_url)
    return Party("izi", host, default_issuer(settings.izi), production=is_vendors(host, host_of(PRODUCTION)))


def default_issuer(section: IziSettings) -> str:
    """The NIT that a blank Issuer means: the one set, or the only one there is; blank where it means none."""
    known = known_issuers(section)
    return next(iter(known)) if len(known) == 1 else ""


def known_issuers(section: IziSettings) -> dict[str, Issuer]:
    """Every issuer of the settings by NIT."""
    known = {issuer.nit: issuer for issuer in section.issuers}
    own = section.issuer
    return {own: Issuer(own), **known} if own and own not in known else known


def login_of(settings: Settings, issuer: Issuer | None = None) -> Login:
    """Whose credentials an issuer's invoices are sent with."""
    if issuer and issuer.client_id:
        return Login(issuer.client_id.strip(), issuer.public_key_file)
    return Login(settings.izi.client_id.strip(), settings.izi.public_key_file)


def client(settings: Settings, login: Login | None = None) -> Izi:
    """A client for an iZi account; without one, for the settings' own.

    Raises:
        SettingsError: The ClientId or the public key is missing or is no key; the hint says how to give it.
    """
    login = login or login_of(settings)
    if not login.client_id:
        raise SettingsError(say("credentials.no_client_id"), hint=say("credentials.set_hint", system="izi"))
    return client_as(settings, login.client_id, public_key_of(login))


def public_key_of(login: Login) -> Secret:
    """The public key's text, from its file or the keyring.

    Raises:
        SettingsError: There is none, or its file cannot be read.
    """
    if login.public_key_file:
        return credentials.in_file(Path(login.public_key_file))
    key, _source = credentials.find("izi", login.client_id)
    if not key:
        raise SettingsError(
            say("credentials.no_public_key", client_id=login.client_id),
            hint=say("credentials.set_hint", system="izi"),
        )
    return key


def client_as(settings: Settings, client_id: str, public_key: Secret) -> Izi:
    """A client for an account whose key is given.

    Raises:
        SettingsError: The key, the address, the proxy or the bundle cannot be used.
    """
    return connect(
        settings.izi.base_url,
        client_id,
        public_key,
        **settings.transport,
    )
