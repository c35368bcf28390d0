"""How iZi's test server encrypts, beside how we do."""

from __future__ import annotations

from xl_addin.apis.izi.client import Izi
from xl_addin.errors import Refused, ServiceError, Unauthorized
from xl_addin.texts import say


def compared(client: Izi, host: str) -> str:
    """What the comparison shows. The test server alone offers it, and nothing is made there.

    Raises:
        ServiceError: The server cannot be reached, does not know the ClientId, or encrypts otherwise.
    """
    try:
        found = client.encryption.check()
    except Unauthorized:
        raise
    except Refused as refusal:
        if refusal.status != 404:
            raise
        return say("doctor.no_comparison", host=host)
    parts = {"ClientId": found.client_id, "IV": found.iv, "AES": found.body}
    equal = ", ".join(part for part, is_equal in parts.items() if is_equal)
    if found.equal:
        return say("doctor.equal", host=host, parts=equal)
    unequal = ", ".join(part for part, is_equal in parts.items() if not is_equal)
    raise ServiceError(say("doctor.unequal", host=host, equal=equal or "–", unequal=unequal))
