"""The sandbox's own certificate authority; kept with the data, so that a restart keeps it."""

from __future__ import annotations

from pathlib import Path

import trustme

HOST = "127.0.0.1"


def certificates(folder: Path) -> tuple[Path, Path]:
    """Paths of (the CA's certificate, the server's key and chain), made at their first use."""
    authority, server = folder / "ca.pem", folder / "server.pem"
    if not (authority.exists() and server.exists()):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        ca = trustme.CA()
        issued = ca.issue_cert(HOST, "localhost")
        issued.private_key_and_cert_chain_pem.write_to_path(server)
        server.chmod(0o600)
        ca.cert_pem.write_to_path(authority)
    return authority, server
