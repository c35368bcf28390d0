"""A client that knows nothing of ours: requests, and the document's Node sample in Python."""

from __future__ import annotations

import json
import os
from base64 import b64encode
from pathlib import Path
from typing import Any

import requests
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.padding import PKCS7
from cryptography.hazmat.primitives.serialization import load_pem_public_key


class Izi:
    """Sends what a test says, as it says it."""

    def __init__(self, ready: dict[str, Any]) -> None:
        access = ready["izi"]
        self.base_url = access["base_url"]
        self.client_id = access["client_id"]
        self.issuer = access["issuer"]
        key = load_pem_public_key(Path(access["public_key_file"]).read_bytes())
        assert isinstance(key, RSAPublicKey)
        self.public_key = key
        self.session = requests.Session()
        self.session.trust_env = False
        self.session.verify = ready["ca_bundle"]

    def header(self, body: bytes, *, client_id: str = "", key: bytes = b"", iv: bytes = b"") -> str:
        """The Authorization header for a body; key and IV are random where none is given."""
        key, iv = key or os.urandom(32), iv or os.urandom(16)
        sealed_key = b64encode(self.public_key.encrypt(key, PKCS1v15())).decode()
        return (
            f"{client_id or self.client_id}:{sealed_key}:{iv.hex()}{b64encode(aes(body, key, iv)).decode()}"
        )

    def send(self, path: str, body: bytes, header: str, method: str = "POST") -> requests.Response:
        """One request below the base URL; no Authorization when the header is empty."""
        headers = {"Content-Type": "application/json"} | ({"Authorization": header} if header else {})
        return self.session.request(method, self.base_url + path, data=body, headers=headers, timeout=20)

    def ask(self, path: str, sent: object) -> requests.Response:
        """A POST whose header is right; bytes are sent as they are."""
        body = sent if isinstance(sent, bytes) else json.dumps(sent, ensure_ascii=False).encode()
        return self.send(path, body, self.header(body))

    def factura(self, **fields: Any) -> Any:
        """What is answered to an invoice that is issued."""
        answer = self.ask("/facturas", self.invoice(**fields))
        assert answer.status_code == 200, answer.text
        return answer.json()["factura"]

    def invoice(self, **fields: Any) -> dict[str, Any]:
        """The document's sample, from the main issuer, with other fields; None leaves one out."""
        values = {"emisor": self.issuer, "razonSocial": "Empresa Prueba", "comprador": "4346405"}
        items = [{"articulo": "Artículo de prueba", "cantidad": 13, "precioUnitario": 13}]
        invoice: dict[str, Any] = {**values, "listaItems": items, **fields}
        return {name: value for name, value in invoice.items() if value is not None}


def aes(body: bytes, key: bytes, iv: bytes) -> bytes:
    """AES-CBC with PKCS7; of 256 bits when the key is right."""
    padder = PKCS7(128).padder()
    encryptor = Cipher(AES(key), CBC(iv)).encryptor()
    return encryptor.update(padder.update(body) + padder.finalize()) + encryptor.finalize()


def refusal(answer: requests.Response) -> tuple[int, str]:
    """Status and words of an error, which is plain text."""
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    return answer.status_code, answer.content.decode()
