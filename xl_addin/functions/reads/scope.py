"""Of whom something is asked, so that no answer is shown as another one's."""

from __future__ import annotations

import hmac
from secrets import token_hex

from xl_addin import credentials
from xl_addin.connect.party import Party
from xl_addin.errors import SettingsError
from xl_addin.values.secret import Secret

LENGTH = 16
"""Hexadecimal digits that tell logins apart; of a secret they give nothing away without the key."""


def scope_of(party: Party, base_url: str, login: str, secret: Secret, key: bytes) -> str:
    """Service, host and company, and a mark of what may differ besides.

    Args:
        party: Who asks whom.
        base_url: All of it: one host may serve a test and a production environment.
        login: Two logins of one label may see different things.
        secret: Who has another one may be somebody else, whatever login he writes. Without one, nothing is
            shown that anybody asked, not even without one.
        key: Of the home.
    """
    shown = secret.reveal() or token_hex()
    exactly = "\0".join((base_url.strip().rstrip("/"), login.strip().casefold(), shown))
    mark = hmac.new(key, exactly.encode("utf-8", "surrogatepass"), "sha256").hexdigest()
    return f"{party.system} {party.host} {party.company} {mark[:LENGTH]}"


def secret_of(system: str, login: str) -> Secret:
    """The secret of a login; an empty one where there is none, which the client tells when it is to ask."""
    try:
        return credentials.find(system, login)[0]
    except SettingsError:
        return Secret("")
