"""The account's public key, as iZi's web app hands it out."""

from __future__ import annotations

import re
from base64 import b64decode
from typing import Final

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_der_public_key

from xl_addin.errors import SettingsError
from xl_addin.texts import say
from xl_addin.values.secret import Secret

LEAST_BITS: Final = 1024
"""The document's own sample key has 1024."""

_PEM: Final = re.compile(
    r"-----BEGIN (RSA )?PUBLIC KEY-----(?P<body>.*?)-----END (RSA )?PUBLIC KEY-----", re.S
)
_MISTAKEN: Final = (
    ("PRIVATE KEY", "izi.key_is_private"),
    ("BEGIN CERTIFICATE", "izi.key_is_certificate"),
    ("ssh-", "izi.key_is_ssh"),
    ("BEGIN SSH2", "izi.key_is_ssh"),
)
"""What people take for the key: words that tell it, and the sentence about it."""


def read(text: Secret) -> RSAPublicKey:
    r"""The key in a PEM text, "PUBLIC KEY" or "RSA PUBLIC KEY".

    Its line breaks may have become blanks, as in the document's PHP sample, or `\n`, as in a variable.

    Raises:
        SettingsError: It is no RSA public key of 1024 bits or more. Says what was given instead, and where
            the right one is found.
    """
    key = _loaded(_der(text.reveal()))
    if key.key_size < LEAST_BITS:
        raise _wrong(say("izi.key_is_short", bits=key.key_size, least=LEAST_BITS))
    return key


def _der(text: str) -> bytes:
    """The key's bytes inside a PEM text."""
    if not text.strip():
        raise _wrong(say("izi.key_is_blank"))
    for words, sentence in _MISTAKEN:
        if words in text:
            raise _wrong(say(sentence))
    found = _PEM.search(text)
    if found is None:
        raise _wrong(say("izi.key_is_no_pem"))
    try:
        return b64decode("".join(found["body"].replace("\\n", " ").split()), validate=True)
    except ValueError:
        raise _damaged() from None


def _loaded(der: bytes) -> RSAPublicKey:
    try:
        key = load_der_public_key(der)
    except (ValueError, UnsupportedAlgorithm):  # the library's own words may quote the key
        raise _damaged() from None
    if not isinstance(key, RSAPublicKey):
        raise _wrong(say("izi.key_is_not_rsa"))
    return key


def _damaged() -> SettingsError:
    return _wrong(say("izi.key_is_damaged"))


def _wrong(sentence: str) -> SettingsError:
    return SettingsError(sentence, hint=say("izi.key_hint"))
