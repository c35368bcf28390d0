"""Clients of Iziago: of a service that does as it is told, and of the sandbox."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import trustme
from iziago_service import CLIENT_ID, CLIENT_SECRET, Service

from xl_addin.apis.iziago.client import Iziago, connect
from xl_addin.apis.iziago.profile import Profile, load
from xl_addin.values.secret import Secret

SCOPES = ("statements", "forecasting", "payments", "third-parties")
Connecting = Callable[..., Iziago]


@pytest.fixture
def service(authority: trustme.CA) -> Iterator[Service]:
    """A service without records."""
    made = Service(authority.issue_cert("127.0.0.1"))
    yield made
    made.stop()


@pytest.fixture
def connecting(service: Service, bundle: Path) -> Iterator[Connecting]:
    """Makes clients of the service; options are those of `connect`."""
    with ExitStack() as stack:

        def make(profile: Profile | None = None, **options: Any) -> Iziago:
            given = {"token_url": "", "scopes": SCOPES, "ca_bundle": bundle, "deadline": 10.0, **options}
            secret = Secret(CLIENT_SECRET)
            client = connect(
                service.base_url,
                client_id=CLIENT_ID,
                client_secret=secret,
                profile=profile or load(),
                **given,
            )
            return stack.enter_context(client)

        yield make


@pytest.fixture
def iziago(connecting: Connecting) -> Iziago:
    """A client of the service by the built-in profile."""
    return connecting()


@pytest.fixture
def profile_of(tmp_path: Path) -> Callable[[str], Profile]:
    """Loads a customer's profile from its text."""

    def made(text: str) -> Profile:
        file = tmp_path / "contract.toml"
        file.write_text(text, "utf-8")
        return load(file)

    return made


@pytest.fixture
def company(sandbox: Any) -> Iterator[Iziago]:
    """The sandbox's company."""
    given = sandbox.ready["iziago"]
    with connect(
        given["base_url"],
        given["token_url"],
        given["client_id"],
        Secret(given["client_secret"]),
        SCOPES,
        load(),
        ca_bundle=Path(sandbox.ready["ca_bundle"]),
    ) as made:
        yield made
