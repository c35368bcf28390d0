"""Secrets: from the environment on a server, else from the operating system's keyring."""

from __future__ import annotations

import os
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

from xl_addin.errors import SettingsError
from xl_addin.texts import say
from xl_addin.values.secret import Secret

SERVICE = "xl-addin"
VARIABLES = {
    "organizze": "XL_ADDIN_ORGANIZZE_TOKEN",
    "iziago": "XL_ADDIN_IZIAGO_CLIENT_SECRET",
    "izi": "XL_ADDIN_IZI_PUBLIC_KEY_FILE",
}
"""Each system's secret in the environment, pinned in the design (section 2); iZi's names a file."""
LOGINS = {
    "organizze": "XL_ADDIN_ORGANIZZE_EMAIL",
    "iziago": "XL_ADDIN_IZIAGO_CLIENT_ID",
    "izi": "XL_ADDIN_IZI_CLIENT_ID",
}
"""Whom each secret belongs to, likewise."""
LARGEST_FILE = 100_000
"""Bytes; a public key has a few hundred."""
LARGEST_KEPT = 2_560
"""Bytes in UTF-16: what Windows takes (CRED_MAX_CREDENTIAL_BLOB_SIZE). The same for all: homes move."""


class Source(StrEnum):
    """Where a secret was found."""

    ENVIRONMENT = "environment"
    FILE = "file"
    KEYRING = "keyring"
    NOWHERE = "nowhere"


def find(system: str, account: str, environment: Mapping[str, str] | None = None) -> tuple[Secret, Source]:
    """The secret of an account, and where it was found; an empty one when nowhere.

    Args:
        system: "organizze", "iziago" or "izi"; of iZi only the keyring is asked here (see `in_file`).
        account: Whom it belongs to: Organizze's e-mail, Iziago's login, iZi's ClientId.
        environment: The process's, unless given.

    Raises:
        SettingsError: The keyring refuses to open.
    """
    given = os.environ if environment is None else environment
    if system != "izi" and (secret := given.get(VARIABLES[system], "").strip()):
        return Secret(secret), Source.ENVIRONMENT
    kept = _from_keyring(system, account) if account else None
    return (Secret(kept), Source.KEYRING) if kept else (Secret(""), Source.NOWHERE)


def in_file(file: Path) -> Secret:
    """The secret that a file holds.

    Raises:
        SettingsError: It cannot be read, or is too large to be one.
    """
    try:
        with file.open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
        if len(content) > LARGEST_FILE:
            raise SettingsError(say("credentials.no_key_file", file=file))
        return Secret(content.decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else error.reason
        raise SettingsError(
            say("credentials.unreadable_file", file=file, reason=reason),
            hint=say("credentials.file_hint", name=VARIABLES["izi"]),
        ) from None


def check_keyring(system: str) -> None:
    """Returns when this machine has a keyring that keeps secrets secret.

    `keyrings.alt` keeps them in readable files, and is taken by default wherever it is installed.

    Raises:
        SettingsError: It has none; the hint names the environment variable to use instead.
    """
    import keyring

    found = type(keyring.get_keyring()).__module__
    chosen = bool(os.environ.get("PYTHON_KEYRING_BACKEND"))
    if found == "keyring.backends.fail" or (found.startswith("keyrings.alt") and not chosen):
        raise _no_keyring(system)


def store(system: str, account: str, secret: Secret) -> None:
    """Keeps a secret in the keyring.

    Raises:
        SettingsError: This machine has no keyring that works, or the secret is longer than keyrings take.
    """
    import keyring
    from keyring.errors import KeyringError

    check_keyring(system)
    if (length := len(secret.reveal().encode("utf-16-le"))) > LARGEST_KEPT:
        raise SettingsError(
            say("credentials.too_long", length=length, longest=LARGEST_KEPT),
            hint=say("credentials.too_long_hint", name=VARIABLES[system]),
        )
    try:
        keyring.set_password(SERVICE, _entry(system, account), secret.reveal())
    except (KeyringError, RuntimeError):
        raise _no_keyring(system) from None


def remove(system: str, account: str) -> bool:
    """Takes a secret out of the keyring; False when it held none.

    Raises:
        SettingsError: This machine has no keyring that works.
    """
    import keyring
    from keyring.errors import KeyringError, PasswordDeleteError

    try:
        keyring.delete_password(SERVICE, _entry(system, account))
    except PasswordDeleteError:
        return False
    except (KeyringError, RuntimeError):
        raise _no_keyring(system) from None
    return True


def _from_keyring(system: str, account: str) -> str | None:
    import keyring
    from keyring.errors import KeyringError, NoKeyringError

    try:
        return keyring.get_password(SERVICE, _entry(system, account))
    except NoKeyringError:
        return None
    except (KeyringError, RuntimeError):
        raise _no_keyring(system) from None


def _entry(system: str, account: str) -> str:
    return f"{system}:{account.casefold()}"


def _no_keyring(system: str) -> SettingsError:
    names: dict[str, Any] = {"login": LOGINS[system], "name": VARIABLES[system]}
    return SettingsError(say("credentials.no_keyring"), hint=say("credentials.no_keyring_hint", **names))
