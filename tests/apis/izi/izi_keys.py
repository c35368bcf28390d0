"""A key pair, and opening a header with the private one, without the client's code."""

from __future__ import annotations

from base64 import b64decode

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey, generate_private_key
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

PRIVATE = generate_private_key(65537, 1024)  # noqa: S505 - accounts have such keys


def opened(key: RSAPrivateKey, header: str) -> bytes:
    """The body that a header carries."""
    _client_id, sealed, content = header.split(":")
    aes = AES(key.decrypt(b64decode(sealed, validate=True), PKCS1v15()))
    decryptor = Cipher(aes, CBC(bytes.fromhex(content[:32]))).decryptor()
    padded = decryptor.update(b64decode(content[32:], validate=True)) + decryptor.finalize()
    assert padded[-padded[-1] :] == bytes([padded[-1]]) * padded[-1]
    return padded[: -padded[-1]]


def public_pem(key: RSAPublicKey) -> str:
    """A public key as iZi hands it out."""
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def private_pem(key: RSAPrivateKey) -> str:
    """A private key as iZi may keep it."""
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
