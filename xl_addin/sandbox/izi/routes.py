"""All that iZi can do: method, path, function."""

from __future__ import annotations

from xl_addin.sandbox.izi import cobros, encript_test, facturas, files
from xl_addin.sandbox.system import Route

BASE = "/izi/v1"
ROUTES: tuple[Route, ...] = (
    ("POST", "/facturas", facturas.create),
    ("POST", "/cobros", cobros.create),
)
OPEN_ROUTES: tuple[Route, ...] = (("POST", BASE + "/encript-test", encript_test.create), *files.ROUTES)
"""Whole paths, without an Authorization header."""
