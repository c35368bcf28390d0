"""The control code of an invoice."""

from __future__ import annotations

import hashlib
import hmac

from xl_addin.sandbox.izi.answers import refuse
from xl_addin.sandbox.records import Record

_BYTES = 4


def control_code(authorization: Record, invoice: Record) -> str:
    """Four pairs as `FF-EE-EE-80`, another one for another number, buyer, moment or total.

    It has the look of the tax office's code and is made in another way: this invoice is worth nothing.

    Raises:
        Refusal: 500, the taxpayer has no billing key to make it with.
    """
    if not authorization["llave"]:
        raise refuse(500, f"No se pudo generar el código de control: {invoice['emisor']} no tiene llave")
    signed = [authorization["autorizacion"], *(invoice[name] for name in _SIGNED)]
    digest = hmac.digest(authorization["llave"].encode(), repr(signed).encode(), hashlib.sha256)
    return digest[:_BYTES].hex("-").upper()


_SIGNED = ("numero", "comprador", "timestamp", "montoTotal")
