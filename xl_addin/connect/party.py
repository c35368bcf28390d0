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
    """The host of an address, with its port where that is not 443; one host has one spelling.

    Capitals, a closing dot, and letters that no name on the wire has do not make it another one.
    """
    base = urlsplit(base_url)
    host = _plain(base.hostname or "")
    return host if base.port in (None, 443) else f"{host}:{base.port}"


def is_vendors(host: str, vendors: str) -> bool:
    """Whether a host, as `host_of` tells it, is the vendor's own, on whatever port."""
    return host.partition(":")[0] == vendors


def _plain(host: str) -> str:
    """A name as it is asked for on the wire."""
    try:
        return host.encode("idna").decode("ascii").casefold().rstrip(".")
    except UnicodeError:  # no name, and no connection comes of it
        return host.casefold().rstrip(".")
