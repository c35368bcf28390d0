"""Two offices with the sandbox as their service, an Excel and a LibreOffice."""

from __future__ import annotations

import secrets
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from live_office import LiveOffice, at_excel
from office import Office, make_office


@pytest.fixture
def office(
    sandbox: Any, sandbox_env: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Office:
    """The first office."""
    return make_office(tmp_path / "office", sandbox, sandbox_env, monkeypatch)


@pytest.fixture
def colleague(
    sandbox: Any, sandbox_env: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Office:
    """Another computer with a journal of its own, connected to the same account."""
    return make_office(tmp_path / "colleague", sandbox, sandbox_env, monkeypatch)


@pytest.fixture
def live(office: Office, monkeypatch: pytest.MonkeyPatch) -> Iterator[LiveOffice]:
    """An Excel in the office."""
    with at_excel(office, monkeypatch) as excel:
        yield excel


@pytest.fixture(scope="session")
def calc_pipe(soffice: Path, uno_python: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The pipe at which a LibreOffice listens for as long as the tests run."""
    pipe, profile = f"xl-{secrets.token_hex(8)}", tmp_path_factory.mktemp("profile").as_uri()
    options = ["--headless", "--norestore", "--nologo", "--nodefault", f"--accept=pipe,name={pipe};urp;"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen([soffice, f"-env:UserInstallation={profile}", *options], **quiet) as office:
        yield pipe
        office.terminate()
