"""Hosts by name, such as a vendor's own, that are sandboxes: a company's proxy leads to them."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import trustme
from ledgers import reconnect
from office import Office
from outsider import Outsider
from raw_server import Peer, RawServer

from xl_addin.sandbox.server import Sandbox


class Hosts:
    """A proxy that knows CONNECT, and what it takes certain hosts for.

    Args:
        folder: Where its certificate lies.
        held: Ends it.
    """

    def __init__(self, folder: Path, held: ExitStack) -> None:
        self._authority = trustme.CA()
        self._bundle = folder / "hosts.pem"
        self._bundle.write_bytes(self._authority.cert_pem.bytes())
        self._held = held
        self._ports: dict[str, int] = {}
        self._proxy = RawServer(self._tunnel, self._authority.issue_cert("127.0.0.1"))
        held.callback(self._proxy.stop)

    def move(self, office: Office, system: str, host: str, sandbox: Sandbox) -> None:
        """Connects an office's service to a host that is this sandbox.

        Args:
            office: Keeps its journal.
            system: "organizze" or "iziago".
            host: A name, with its port where that is not 443.
            sandbox: What answers there.
        """
        front = Outsider(sandbox.url, Path(sandbox.ready["ca_bundle"]), self._authority)
        front.certificates = [self._authority.issue_cert(host.partition(":")[0])]
        self._held.callback(front.stop)
        name, _, port = host.partition(":")
        self._ports[f"{name}:{port or 443}"] = int(front.instead(sandbox.url).rpartition(":")[2])
        there = {
            name: value.replace(sandbox.url, f"https://{host}")
            for name, value in sandbox.ready["env"].items()
            if name.startswith(f"XL_ADDIN_{system.upper()}_")
        }
        proxy = f"http://127.0.0.1:{self._proxy.port}"
        reconnect(office, **there, XL_ADDIN_PROXY=proxy, XL_ADDIN_CA_BUNDLE=str(self._bundle))

    def _tunnel(self, peer: Peer) -> None:
        peer.tunnel(self._ports[peer.read_request().split()[1].decode()])
