"""The sandbox's RSA keys: the private one stays here, the public one is what a client downloads."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

PRIVATE, PUBLIC = "izi-private.pem", "izi-public.pem"
_BITS = 1024
"""As the document's PHP key and both of its sample headers: a client that refuses short keys fails here."""


def public_key_file(folder: Path) -> Path:
    """The file with the public key. A folder that has keys keeps them; else they are made."""
    private, public = folder / PRIVATE, folder / PUBLIC
    if not (private.exists() and public.exists()):
        key = generate_private_key(65537, _BITS)
        private.touch(mode=0o600)
        private.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()))
        public.write_bytes(key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    return public


@cache
def private_key(folder: Path) -> RSAPrivateKey:
    """The key that opens what was sealed with the public one."""
    key = load_pem_private_key((folder / PRIVATE).read_bytes(), None)
    assert isinstance(key, RSAPrivateKey)
    return key
