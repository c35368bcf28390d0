"""iZi's own servers (document, introduction)."""

from __future__ import annotations

from typing import Final

PRODUCTION: Final = "https://api.app.izifacturacion.com/v1"
TEST: Final = "https://api.test.izifacturacion.com/v1"
