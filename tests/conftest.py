"""What tests of more than one room share."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NoReturn

import pytest
import trustme
from hypothesis import settings

from xl_addin.sandbox.server import Sandbox, running

# How long an example takes says how busy the machine is; runs are many, so each takes some of the examples.
settings.register_profile("patient", deadline=None, max_examples=40)
settings.load_profile("patient")


@pytest.fixture(scope="session")
def serving_sandbox() -> Iterator[Sandbox]:
    """One sandbox a worker, in memory."""
    with running() as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(serving_sandbox: Sandbox) -> Sandbox:
    """The sandbox with its seeded data, no calls and no faults."""
    serving_sandbox.reset()
    return serving_sandbox


@pytest.fixture
def sandbox_env(sandbox: Sandbox) -> dict[str, str]:
    """The environment variables that point at the sandbox."""
    return dict(sandbox.ready["env"])


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    """Whom the tests' clients trust."""
    return trustme.CA()


@pytest.fixture(scope="session")
def bundle(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The authority's certificate as a file."""
    file = tmp_path_factory.mktemp("ca") / "ca.pem"
    authority.cert_pem.write_to_path(str(file))
    return file


@pytest.fixture
def closing() -> Iterator[ExitStack]:
    """What is closed when the test is over."""
    with ExitStack() as stack:
        yield stack


@pytest.fixture(scope="session")
def soffice() -> Path:
    """LibreOffice's program; without it a test is skipped, or fails where `.ci/run` promised it."""
    found = shutil.which("soffice")
    return Path(found) if found else _missing("LibreOffice (soffice) is not installed")


@pytest.fixture(scope="session")
def uno_python(soffice: Path) -> Path:
    """The system's Python, which can speak with LibreOffice; skipped or failing like `soffice`."""
    found = shutil.which("python3", path=os.defpath)
    if found and not subprocess.run([found, "-c", "import uno"], check=False, capture_output=True).returncode:
        return Path(found)
    return _missing("the system's Python cannot speak with LibreOffice (python3-uno is not installed)")


@pytest.fixture(scope="session")
def node() -> Path:
    """Node's program, for a vendor's own samples; skipped or failing like `soffice`."""
    found = shutil.which("node")
    return Path(found) if found else _missing("Node (node) is not installed")


@pytest.fixture(scope="session")
def php() -> Path:
    """PHP's program, for a vendor's own samples; skipped or failing like `soffice`."""
    found = shutil.which("php")
    return Path(found) if found else _missing("PHP (php) is not installed")


def _missing(reason: str) -> NoReturn:
    if os.environ.get("XL_ADDIN_REQUIRE_PARTS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
