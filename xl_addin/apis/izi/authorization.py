"""The hybrid header: `clientId:base64(RSA(key)):hex(iv)+base64(AES(body))` (document, Node and PHP samples).

The document's prose is wrong where it says a key of 16 bytes and an IV of 8 characters, and where a snippet
puts the key into the header unencrypted. The samples at its end are right.
"""

from __future__ import annotations

import os
from base64 import b64encode
from typing import Final

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.padding import PKCS7

KEY_BYTES: Final = 32
BLOCK: Final = 16
"""Bytes of an AES block, and of the IV."""
OPEN: Final = "/encript-test"
"""The one endpoint that takes no Authorization."""


class Authorization:
    """Encrypts each request's own body into its header, with a key and an IV of its own."""

    def __init__(self, client_id: str, public_key: RSAPublicKey) -> None:
        self.client_id = client_id
        self.public_key = public_key

    def __call__(self, path: str, body: bytes) -> dict[str, str]:
        """The header for a request: see `http.session.Sign`."""
        if path == OPEN:
            return {}
        return {"Authorization": header(self.client_id, self.public_key, body)}


def header(client_id: str, public_key: RSAPublicKey, body: bytes) -> str:
    """The header for one request with this body."""
    key, iv = os.urandom(KEY_BYTES), os.urandom(BLOCK)
    sealed = b64encode(public_key.encrypt(key, PKCS1v15())).decode()
    return f"{client_id}:{sealed}:{content(body, key, iv)}"


def content(body: bytes, key: bytes, iv: bytes) -> str:
    """The header's last part: the IV as 32 hex characters, then the body in AES-256-CBC as base64."""
    padder, encryptor = PKCS7(AES.block_size).padder(), Cipher(AES(key), CBC(iv)).encryptor()
    padded = padder.update(body) + padder.finalize()
    return iv.hex() + b64encode(encryptor.update(padded) + encryptor.finalize()).decode()


def header_length(client_id: str, public_key: RSAPublicKey, body_length: int) -> int:
    """Bytes of the header's value for a body of so many bytes, without encrypting it."""
    encrypted = (body_length // BLOCK + 1) * BLOCK
    return _fixed(client_id, public_key) + _base64_length(encrypted)


def body_limit(client_id: str, public_key: RSAPublicKey, header_limit: int) -> int:
    """The longest body, in bytes, whose header keeps within a limit; below zero when none does."""
    left = header_limit - _fixed(client_id, public_key)
    return left // 4 * 3 // BLOCK * BLOCK - 1


def _fixed(client_id: str, public_key: RSAPublicKey) -> int:
    """Bytes of all that does not depend on the body."""
    return len(f"{client_id}::") + _base64_length(-(-public_key.key_size // 8)) + 2 * BLOCK


def _base64_length(size: int) -> int:
    return -(-size // 3) * 4
