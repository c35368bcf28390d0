"""Every operation of the API and the method that calls it; tests hold document, client and sandbox to it."""

from __future__ import annotations

from typing import Final

OPERATIONS: Final = (
    ("POST", "/facturas", "invoices.create"),
    ("POST", "/cobros", "charges.create"),
    ("POST", "/encript-test", "encryption.check"),
)
"""HTTP method, path below the base URL, and `resource.verb` of `Izi`. Nothing can be queried."""
