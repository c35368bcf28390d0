"""The Authorization header: `clientId:base64(RSA(key)):hex(iv)` and, without a colon, `base64(AES(body))`.

By the Node and PHP samples; the document's prose is wrong about the sizes of key and IV, and one of its
snippets sends the key as it is.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.padding import PKCS7

_BASE64 = r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?"
_FORM = re.compile(rf"([^:]+):({_BASE64}):([0-9a-fA-F]{{32}})({_BASE64})")
_BLOCK_BITS = 128


def client_of(header: str) -> str | None:
    """Who it says has sealed it; None when it has not the form of a header."""
    parts = _FORM.fullmatch(header)
    return parts[1] if parts else None


def opened(header: str, key: RSAPrivateKey) -> bytes:
    """The body that was sealed into the header.

    The AES key is 32 bytes: random ones (Node), or the characters of a hexadecimal text (PHP).

    Raises:
        ValueError: It was not sealed with this key's public half, or is no header.
    """
    parts = _FORM.fullmatch(header)
    if parts is None:
        raise ValueError("no header of three parts")
    aes_key = key.decrypt(b64decode(parts[2]), PKCS1v15())
    decryptor = Cipher(AES256(aes_key), CBC(bytes.fromhex(parts[3]))).decryptor()
    padded = decryptor.update(b64decode(parts[4])) + decryptor.finalize()
    unpadder = PKCS7(_BLOCK_BITS).unpadder()
    return unpadder.update(padded) + unpadder.finalize()


def sealed(client_id: str, key: RSAPublicKey, aes_key: bytes, iv: bytes, body: bytes) -> str:
    """A header; `aes_key` has 32 bytes and `iv` 16."""
    padder = PKCS7(_BLOCK_BITS).padder()
    encryptor = Cipher(AES256(aes_key), CBC(iv)).encryptor()
    content = encryptor.update(padder.update(body) + padder.finalize()) + encryptor.finalize()
    sealed_key = key.encrypt(aes_key, PKCS1v15())
    return f"{client_id}:{b64encode(sealed_key).decode()}:{iv.hex()}{b64encode(content).decode()}"
