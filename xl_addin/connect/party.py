"""Who speaks with which service."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Party:
    """Who speaks with which service.

    Attributes:
        system: "organizze", "iziago" or "izi".
        host: Host, and port where it is not 443.
        company: Organizze's e-mail, Iziago's label, iZi's issuer; blank where each row names its own.
        production: The host is the vendor's own; everything else is shown as TEST.
    """

    system: str
    host: str
    company: str
    production: bool

    @property
    def who(self) -> str:
        """Host and company as a person reads them; where each row names its company, the host alone."""
        return ", ".join(filter(None, (self.host, self.company)))


def host_of(base_url: str) -> str:
    """The host of an address, with its port where that is not 443."""
    base = urlsplit(base_url)
    host = base.hostname or ""
    return host if base.port in (None, 443) else f"{host}:{base.port}"
