"""iZi, written from its API document; what the document leaves open is marked "assumed"."""

from __future__ import annotations

from xl_addin.sandbox.izi.routes import ROUTES

__all__ = ["ROUTES"]
