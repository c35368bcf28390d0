"""What the tests of safety share: the sandbox, something that sits before it, and clients under a limit."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import trustme

sys.path.extend(str(Path(__file__).parent.parent / room) for room in ("http", "importing", "workbook"))

from office import Office, make_office
from outsider import Outsider
from raw_server import Behaviour, RawServer


@pytest.fixture
def serve(authority: trustme.CA, closing: ExitStack) -> Callable[[Behaviour], RawServer]:
    """Starts a server that treats every connection as told."""

    def start(behave: Behaviour) -> RawServer:
        server = RawServer(behave, authority.issue_cert("127.0.0.1", "localhost"))
        closing.callback(server.stop)
        return server

    return start


@pytest.fixture
def outsider(sandbox: Any, authority: trustme.CA, closing: ExitStack) -> Outsider:
    """Sits before the sandbox, and passes everything on until it is told otherwise."""
    made = Outsider(sandbox.url, Path(sandbox.ready["ca_bundle"]), authority)
    closing.callback(made.stop)
    return made


@pytest.fixture
def outside_env(sandbox_env: dict[str, str], outsider: Outsider, bundle: Path) -> dict[str, str]:
    """The environment of somebody who speaks with the sandbox through the outsider."""
    given = {name: outsider.instead(value) for name, value in sandbox_env.items()}
    return {**given, "XL_ADDIN_CA_BUNDLE": str(bundle)}


@pytest.fixture
def office(
    sandbox: Any, outside_env: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Office:
    """An office whose every word goes through the outsider."""
    return make_office(tmp_path / "office", sandbox, outside_env, monkeypatch)
