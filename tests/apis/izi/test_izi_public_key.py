"""The public key, in every form people have it, and everything else they take for it."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from hypothesis import given
from hypothesis import strategies as st
from izi_document import php_key
from izi_keys import PRIVATE, public_pem

from xl_addin.apis.izi.public_key import read
from xl_addin.errors import SettingsError
from xl_addin.texts import say
from xl_addin.values.secret import Secret

PUBLIC = PRIVATE.public_key()
PEM = public_pem(PUBLIC)
PKCS1 = PUBLIC.public_bytes(Encoding.PEM, PublicFormat.PKCS1).decode()
CERTIFICATE = PEM.replace("PUBLIC KEY", "CERTIFICATE")


def numbers(text: str) -> rsa.RSAPublicNumbers:
    """What the key in a text consists of."""
    return read(Secret(text)).public_numbers()


@pytest.mark.parametrize(
    "text",
    [
        PEM,
        PKCS1,
        PEM.replace("\n", " "),
        PKCS1.replace("\n", " ").strip(),
        PEM.replace("\n", "\r\n"),
        PEM.replace("\n", "\\n"),
        f"\ufeffKeys of ACME\n\n{PEM}\nkeep them safe",
        "  " + PEM.replace("\n", "\n\t "),
        PEM.replace("\n", ""),
    ],
    ids=["PEM", "PKCS1", "PHP", "PKCS1 on one line", "Windows", "escaped", "mail", "indented", "no breaks"],
)
def test_a_key_in_any_wrapping(text: str) -> None:
    """A key that was pasted, mailed or put on one line is the key."""
    assert numbers(text) == PUBLIC.public_numbers()


def test_the_documents_own_key() -> None:
    """The one-line key of the document's PHP sample is read."""
    assert read(Secret(php_key())).key_size == 1024


@pytest.mark.parametrize("bits", [1024, 2048, 3072])
def test_sizes(bits: int) -> None:
    """Old accounts have short keys, new ones longer."""
    key = rsa.generate_private_key(65537, bits).public_key()
    assert read(Secret(public_pem(key))).key_size == bits


def private(form: PrivateFormat, encryption: serialization.KeySerializationEncryption) -> str:
    """The private key as text."""
    return PRIVATE.private_bytes(Encoding.PEM, form, encryption).decode()


def public(key: ec.EllipticCurvePublicKey | ed25519.Ed25519PublicKey) -> str:
    """A public key of another kind as text."""
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


SHORT = """-----BEGIN PUBLIC KEY-----
MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAK7WfdbyoFcpYCPj1fyJmNKD00j7bs0d
0/YudJv6awwA3XdHVxIKLZfY2/ZJDeq1Wsc7yx530KO878L3LeUBWz0CAwEAAQ==
-----END PUBLIC KEY-----"""
"""512 bits, made with OpenSSL; the library makes none that short."""


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "blank"),
        (" \n", "blank"),
        (private(PrivateFormat.PKCS8, NoEncryption()), "private"),
        (private(PrivateFormat.TraditionalOpenSSL, NoEncryption()), "private"),
        (private(PrivateFormat.OpenSSH, NoEncryption()), "private"),
        (private(PrivateFormat.PKCS8, BestAvailableEncryption(b"secret")), "private"),
        (PEM + private(PrivateFormat.PKCS8, NoEncryption()), "private"),
        (CERTIFICATE, "certificate"),
        (PUBLIC.public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode(), "ssh"),
        ("---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n---- END SSH2 PUBLIC KEY ----", "ssh"),
        ("C:/Users/ana/izi.pem", "no_pem"),
        ("<html>", "no_pem"),
        (PEM.replace("-----END PUBLIC KEY-----", ""), "no_pem"),
        (PEM.replace(PEM[60:64], "", 1), "damaged"),
        (PEM.replace(PEM[40:104], "!", 1), "damaged"),
        ("-----BEGIN PUBLIC KEY----- -----END PUBLIC KEY-----", "damaged"),
        (public(ec.generate_private_key(ec.SECP256R1()).public_key()), "not_rsa"),
        (public(ed25519.Ed25519PrivateKey.generate().public_key()), "not_rsa"),
    ],
)
def test_what_is_taken_for_it(text: str, sentence: str) -> None:
    """Another file given by mistake is told for what it is, with the place where the right one is found."""
    with pytest.raises(SettingsError) as caught:
        read(Secret(text))
    assert caught.value.message == say(f"izi.key_is_{sentence}")
    assert "Generar Llaves" in caught.value.hint


def test_a_key_that_is_too_short() -> None:
    """Half a kilobit is nobody's idea of a key any more."""
    with pytest.raises(SettingsError, match="512 bits; at least 1024"):
        read(Secret(SHORT))


@given(st.text() | st.text().map(lambda text: f"-----BEGIN PUBLIC KEY-----{text}-----END PUBLIC KEY-----"))
def test_any_text(text: str) -> None:
    """Whatever stands in the file, a person gets a sentence and none of the file."""
    with pytest.raises(SettingsError) as caught:
        read(Secret(text))
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
