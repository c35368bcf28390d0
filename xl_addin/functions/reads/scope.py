"""Of whom something is asked, so that no answer is shown as another one's."""

from __future__ import annotations

from hashlib import blake2b

from xl_addin.connect.party import Party


def scope_of(party: Party, base_url: str, login: str) -> str:
    """Service, host and company, and a short hash of what may differ besides.

    Args:
        party: Who asks whom.
        base_url: All of it: one host may serve a test and a production environment.
        login: Two logins of one label may see different things.
    """
    exactly = "\0".join((base_url.strip().rstrip("/"), login.strip().casefold()))
    digest = blake2b(exactly.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
    return f"{party.system} {party.host} {party.company} {digest}"
