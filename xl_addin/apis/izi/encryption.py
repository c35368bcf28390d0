"""Asking iZi's test server to encrypt something, and comparing."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from xl_addin.apis.channel import Channel, written
from xl_addin.apis.izi.authorization import BLOCK, KEY_BYTES, OPEN, content
from xl_addin.apis.izi.models import Encrypted, InvoiceDraft, Item, Trial

SAMPLE: Final = InvoiceDraft(
    issuer="7777777",
    buyer_nit="4346405",
    buyer_name="Empresa Prueba",
    items=(Item(article="Artículo de prueba", quantity=Decimal(13), unit_price=Decimal(13)),),
)
"""The document's own example."""
_IV_DIGITS: Final = 2 * BLOCK


@dataclass(frozen=True, slots=True)
class Comparison:
    """Which parts of iZi's header are as ours. The RSA part differs each time, whoever makes it.

    Attributes:
        client_id: The ClientId.
        iv: The IV, as 32 hex characters.
        body: The body, encrypted with the same key and IV.
    """

    client_id: bool
    iv: bool
    body: bool

    @property
    def equal(self) -> bool:
        """All of them."""
        return self.client_id and self.iv and self.body


class Encryption:
    """Check only; the test server alone has it, and nothing is made there."""

    def __init__(self, channel: Channel, client_id: str) -> None:
        self._channel = channel
        self._client_id = client_id

    def check(self, data: InvoiceDraft = SAMPLE) -> Comparison:
        """POST /encript-test, without an Authorization; key and IV are made for this one call.

        It is asked under the base URL (assumed: the document prints it with another host).

        Args:
            data: What to encrypt.
        """
        key, iv = secrets.token_hex(KEY_BYTES // 2), secrets.token_hex(BLOCK // 2)
        trial = Trial(data=data, client_id=self._client_id, key=key, iv=iv)
        theirs = self._channel.post(OPEN, trial, Encrypted).header
        return _compared(
            theirs, self._client_id, content(written(data, f"POST {OPEN}"), key.encode(), iv.encode())
        )


def _compared(theirs: str, client_id: str, ours: str) -> Comparison:
    named, _, rest = theirs.partition(":")
    last = rest.rpartition(":")[2]
    return Comparison(
        client_id=named == client_id,
        iv=last[:_IV_DIGITS].lower() == ours[:_IV_DIGITS],
        body=last[_IV_DIGITS:] == ours[_IV_DIGITS:],
    )
