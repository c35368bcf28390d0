"""The sandbox's own certificate authority. Whoever is given its file trusts this sandbox and no other."""

from __future__ import annotations

import ssl
from pathlib import Path

import trustme

ADDRESS = "127.0.0.1"
CA = "ca.pem"
CA_KEY = "ca-key.pem"


def tls_context(folder: Path) -> ssl.SSLContext:
    """A server's context for 127.0.0.1; the folder gets `ca.pem`, the bundle that clients need.

    A folder that has an authority keeps it, so that clients go on trusting a restarted sandbox.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    _authority(folder).issue_cert(ADDRESS, "localhost").configure_cert(context)
    return context


def _authority(folder: Path) -> trustme.CA:
    certificate, key = folder / CA, folder / CA_KEY
    if certificate.exists() and key.exists():
        return trustme.CA.from_pem(certificate.read_bytes(), key.read_bytes())
    authority = trustme.CA()
    key.touch(mode=0o600)
    authority.private_key_pem.write_to_path(str(key))
    authority.cert_pem.write_to_path(str(certificate))
    return authority
