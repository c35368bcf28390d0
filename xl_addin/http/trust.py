"""Whose certificates are believed: the system's store, and a bundle of the user's on top."""

from __future__ import annotations

import ssl
import sys
from pathlib import Path

import truststore

from xl_addin.errors import SettingsError
from xl_addin.texts import say


class Trust:
    """Gives each new connection its TLS context; TLS 1.2 at least, host names checked."""

    def __init__(self, bundle: Path | None) -> None:
        """Reads the certificates.

        Raises:
            SettingsError: The bundle cannot be read.
        """
        self._bundle = bundle
        self._shared = self._prepared(_openssl()) if _has_files() else None
        if self._shared is None:
            self._prepared(_system())

    def context(self) -> ssl.SSLContext:
        """The context for one connection.

        One of truststore's lets one handshake happen at a time and reads the system's files before each
        (32 ms on Linux), so it is used where the system itself verifies, and there it is not shared.
        """
        return self._shared or self._prepared(_system())

    def _prepared(self, context: ssl.SSLContext) -> ssl.SSLContext:
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        if self._bundle is not None:
            try:
                context.load_verify_locations(cafile=self._bundle)
            except OSError as error:
                raise SettingsError(
                    say("http.bundle", file=self._bundle, reason=error.strerror or type(error).__name__),
                    hint=say("http.bundle_hint"),
                ) from None
        return context


def _has_files() -> bool:
    """Whether the system's store is files that OpenSSL finds by itself."""
    paths = ssl.get_default_verify_paths()
    folder = paths.capath and any(Path(paths.capath).glob("*.0"))
    return sys.platform not in ("win32", "darwin") and bool(paths.cafile or folder)


def _openssl() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_default_certs()
    return context


def _system() -> ssl.SSLContext:
    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
