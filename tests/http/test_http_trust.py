"""Whose certificates are believed."""

from __future__ import annotations

import datetime as dt
import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import trustme

from xl_addin.errors import NothingSent


def answering(peer: Any) -> None:
    """Answers everything."""
    peer.shake()
    peer.serve()


def refused(http: Any) -> NothingSent:
    """The error that stopped a request before it left."""
    with pytest.raises(NothingSent) as caught:
        http.send("POST", "/transactions", json=b"{}")
    return caught.value


def test_the_bundle_is_believed(serve: Callable[..., Any], client: Callable[..., Any]) -> None:
    """A company's own authority works once it is named in the settings."""
    assert client(serve(answering)).get("/accounts").status == 200


def test_a_stranger_is_not(serve: Callable[..., Any], client: Callable[..., Any]) -> None:
    """A certificate nobody vouches for stops everything before the token leaves, with advice."""
    server = serve(answering)
    error = refused(client(server, ca_bundle=None))
    assert "not trusted" in str(error)
    assert "XL_ADDIN_CA_BUNDLE" in error.hint
    assert server.requests == []


def test_another_hosts_certificate(
    serve: Callable[..., Any], client: Callable[..., Any], authority: trustme.CA
) -> None:
    """A good certificate of somebody else is somebody else's."""
    server = serve(answering, authority.issue_cert("other.example"))
    assert "not trusted" in str(refused(client(server)))
    assert server.requests == []


def test_an_expired_certificate(
    serve: Callable[..., Any], client: Callable[..., Any], authority: trustme.CA
) -> None:
    """A certificate out of date is refused, and the advice names the clock."""
    long_ago = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    certificate = authority.issue_cert(
        "127.0.0.1", not_before=long_ago, not_after=long_ago + dt.timedelta(days=90)
    )
    error = refused(client(serve(answering, certificate)))
    assert "expired" in str(error)
    assert "clock" in error.hint


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1_1 is deprecated:DeprecationWarning")
def test_old_encryption_is_refused(serve: Callable[..., Any], client: Callable[..., Any]) -> None:
    """A server that offers only what can be broken gets nothing."""
    server = serve(answering)
    server.context.minimum_version = ssl.TLSVersion.TLSv1_1
    server.context.maximum_version = ssl.TLSVersion.TLSv1_1
    refused(client(server))
    assert server.requests == []


def test_without_files_the_system_is_asked(
    serve: Callable[..., Any],
    client: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """Where OpenSSL finds no certificates by itself, the system's own check and the bundle still count."""
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
    server = serve(answering)
    assert client(server).send("POST", "/transactions", json=b"{}").status == 200
    assert "not trusted" in str(refused(client(server, ca_bundle=None)))
